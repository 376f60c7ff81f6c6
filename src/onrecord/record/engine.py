"""Opening a record's file: made where there is none, upgraded where it is older.

A record is in WAL mode, so that it is read while it is written.  ``synchronous=FULL``
has every commit reach the disk: what was reported as added survives a killed process
and a power cut alike (``NORMAL`` would lose the last articles to the latter).  The
wait is short beside the time that extracting an article takes.
"""

from __future__ import annotations

import os
import sqlite3
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, inspect, text
from sqlalchemy.engine import URL

from onrecord.record.errors import RecordError, explained
from onrecord.record.location import APPLICATION_ID, holds_record
from onrecord.record.schema import VERSION

WAIT = 30_000  # milliseconds for another program's transaction to end


def open_engine(path: Path, *, create: bool) -> Engine:
    """Connections to the record at ``path``, its tables in the newest version."""
    exists = holds_record(path)
    if not exists and not create:
        raise RecordError(
            f"{path}: there is no record here; make one with `onrecord add`, "
            "or name another with --record"
        )
    writable = not exists or os.access(path.resolve().parent, os.W_OK)
    engine = create_engine(
        URL.create("sqlite", database=str(path)) if writable else read_only(path)
    )
    event.listen(engine, "connect", settle)
    event.listen(engine, "begin", begin)
    with explained(str(path)):
        if not exists:
            sign(engine)
        with engine.connect() as connection:
            version = version_of(connection)
        if version != VERSION and not writable:
            raise RecordError(
                f"{path}: this record is of another version of onrecord, and its folder cannot be "
                "written to; copy it to one that can"
            )
        if version != VERSION:
            take_to_newest(engine, path)
    return engine


def read_only(path: Path) -> URL:
    """A record in a folder in which SQLite cannot keep its two files beside it.

    It does without them where the file is said not to change ("immutable"); but not where
    some of the record still waits in one of them.
    """
    path = path.resolve()
    log = path.with_name(f"{path.name}-wal")
    whole = not log.exists() or log.stat().st_size == 0
    query = {"uri": "true", "mode": "ro"} | ({"immutable": "1"} if whole else {})
    return URL.create("sqlite", database=path.as_uri(), query=query)


def settle(connection: sqlite3.Connection, _: object) -> None:
    """What holds for each connection.  Transactions begin where ``begin`` says, never unasked."""
    connection.isolation_level = None
    connection.execute(f"PRAGMA busy_timeout = {WAIT}")
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute("PRAGMA synchronous = FULL")


def begin(connection: Connection) -> None:
    """Begins a transaction; one that writes takes its turn at once, not halfway through."""
    writes = connection.get_execution_options().get("writes")
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def sign(engine: Engine) -> None:
    """Makes the file a record's, before anything else is in it."""
    connection: Any = engine.raw_connection()
    try:
        connection.cursor().execute(f"PRAGMA application_id = {APPLICATION_ID}")
        connection.cursor().execute("PRAGMA journal_mode = WAL")
    finally:
        connection.close()


def version_of(connection: Connection) -> str | None:
    """The version of the tables; None while there are none."""
    if not inspect(connection).has_table("alembic_version"):
        return None
    version: str | None = connection.scalar(text("SELECT version_num FROM alembic_version"))
    return version


def take_to_newest(engine: Engine, path: Path) -> None:
    """Makes or upgrades the tables, in one transaction."""
    from onrecord.record import migrations  # Alembic takes long to import, and is seldom needed

    with engine.execution_options(writes=True).begin() as connection:
        version = version_of(connection)
        if version is not None and version not in migrations.steps():
            raise RecordError(
                f"{path}: this record was made by a newer onrecord (version {version} of its "
                "tables); upgrade onrecord to open it"
            )
        migrations.upgrade(connection)
        if version == "0001":  # the last version without parties
            from onrecord.record.parties.upgrading import link_all

            link_all(connection)
