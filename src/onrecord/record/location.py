"""Where a record is, and whether the file there is one."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError

from onrecord.record.errors import RecordError

# Stands in the header of every record, so that no other program's database is taken for one.
APPLICATION_ID = int.from_bytes(b"onrc", "big")
HEADER_LENGTH = 100
MAGIC = b"SQLite format 3\x00"


def path_of(location: str | Path) -> Path:
    """The file of a record given as a path or as an ``sqlite:///`` URL."""
    if isinstance(location, Path) or "://" not in location:
        return Path(location)
    try:
        url = make_url(location)
    except ArgumentError as error:
        raise RecordError(f"{location}: not a database URL; give a file name") from error
    if url.get_backend_name() != "sqlite":
        raise RecordError(
            f"{url.render_as_string(hide_password=True)}: records are kept in SQLite for now; "
            "give a file name or an sqlite:/// URL"
        )
    if not url.database or url.database == ":memory:":
        raise RecordError(f"{location}: a record is kept in a file; give its name")
    return Path(url.database)


def owns(record: Path, path: Path) -> bool:
    """Whether a path is a record's file, or one that SQLite keeps beside it."""
    record, path = record.resolve(), path.resolve()
    own = [record.with_name(record.name + end) for end in ("", "-wal", "-shm", "-journal")]
    return path in own or any(
        path.samefile(file) for file in own if path.exists() and file.exists()
    )


def holds_record(path: Path) -> bool:
    """Whether a record is at ``path``: False where nothing is yet, ``RecordError`` for anything
    else.  Looks at the file's first bytes alone, so a file of another program is left untouched.
    """
    try:
        with path.open("rb") as file:
            header = file.read(HEADER_LENGTH)
    except FileNotFoundError:
        return False
    except OSError as error:
        why = (error.strerror or "cannot be opened").lower()
        raise RecordError(f"{path}: {why}; choose another file for the record") from error
    if not header:
        return False
    if not header.startswith(MAGIC):
        raise RecordError(f"{path}: this is not a record; choose another file")
    if int.from_bytes(header[68:72], "big") != APPLICATION_ID:
        raise RecordError(
            f"{path}: this is a database of another program, not a record; choose another file"
        )
    return True
