"""What can go wrong with a record, said in one line that tells what to do."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from sqlalchemy.exc import DBAPIError

if TYPE_CHECKING:
    from onrecord.record.dialects import Dialect


class RecordError(Exception):
    """A record could not be opened, read or written.  The message says why and what to do."""


@contextmanager
def explained(name: str, dialect: Dialect) -> Iterator[None]:
    """Turns what the database says into a ``RecordError`` about the record ``name``."""
    errors: tuple[type[Exception], ...] = (DBAPIError, *dialect.ERRORS)
    try:
        yield
    except errors as error:
        raise RecordError(f"{name}: {dialect.advice(getattr(error, 'orig', error))}") from error
    except UnicodeEncodeError as error:
        raise RecordError(
            f"{name}: the text has half characters (lone surrogates) that cannot be stored; "
            "save the report as UTF-8 and add it again"
        ) from error
