"""What can go wrong with a record, said in one line that tells what to do."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import DBAPIError

# SQLite's primary result codes, and what they mean to the person in front of the screen.
ADVICE = {
    sqlite3.SQLITE_FULL: "the disk is full; free some space and run it again",
    sqlite3.SQLITE_READONLY: "it cannot be written to; check who may write the file and its folder",
    sqlite3.SQLITE_PERM: "it cannot be written to; check who may write the file and its folder",
    sqlite3.SQLITE_BUSY: "another program is writing to it; wait for that to end and run it again",
    sqlite3.SQLITE_LOCKED: "another program is writing to it; wait for that to end",
    sqlite3.SQLITE_CORRUPT: "the file is damaged; restore it from a backup",
    sqlite3.SQLITE_NOTADB: "the file is damaged or not a record; restore it from a backup",
    sqlite3.SQLITE_CANTOPEN: "it cannot be opened; check that the folder exists and is writable",
    sqlite3.SQLITE_IOERR: "the disk failed to read or write it; check the disk",
    sqlite3.SQLITE_TOOBIG: "a text is too long to be stored; leave that report out",
}


class RecordError(Exception):
    """A record could not be opened, read or written.  The message says why and what to do."""


@contextmanager
def explained(name: str) -> Iterator[None]:
    """Turns what the database says into a ``RecordError`` about the record ``name``."""
    try:
        yield
    except (DBAPIError, sqlite3.Error) as error:
        raise RecordError(f"{name}: {advice(getattr(error, 'orig', error))}") from error
    except UnicodeEncodeError as error:
        raise RecordError(
            f"{name}: the text has half characters (lone surrogates) that cannot be stored; "
            "save the report as UTF-8 and add it again"
        ) from error


def advice(error: BaseException | None) -> str:
    """The line for an error of SQLite; its own words where we have none."""
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF  # extended codes keep the primary below
    return ADVICE.get(code, f"the database says: {error}")
