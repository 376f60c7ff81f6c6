"""What can go wrong with a record, said in one line that tells what to do."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from sqlalchemy.exc import DBAPIError

if TYPE_CHECKING:
    from onrecord.record.dialects import Dialect


DAMAGED = "the file is damaged; restore it from a backup (`onrecord verify` tells what still holds)"


class RecordError(Exception):
    """A record could not be opened, read or written.  The message says why and what to do."""


class UnstorableError(RecordError):
    """One report cannot be kept here, whatever is done about the record; others can."""


class NotInRecordError(RecordError):
    """What was asked for by its id or its name is not in the record, or not just one is."""


@contextmanager
def explained(name: str, dialect: Dialect) -> Iterator[None]:
    """Turns what the database says into a ``RecordError`` about the record ``name``."""
    errors: tuple[type[Exception], ...] = (DBAPIError, *dialect.ERRORS)
    try:
        yield
    except errors as error:
        cause = getattr(error, "orig", error)
        kind = UnstorableError if dialect.is_unstorable(cause) else RecordError
        raise kind(f"{name}: {dialect.advice(cause)}") from error
    except json.JSONDecodeError as error:  # of a column that holds JSON
        raise RecordError(f"{name}: {DAMAGED}") from error
    except UnicodeEncodeError as error:
        raise UnstorableError(
            f"{name}: the text has half characters (lone surrogates) that cannot be stored; "
            "save the report as UTF-8 and add it again"
        ) from error
    except OverflowError as error:  # a number of more than 64 bits
        raise RecordError(f"{name}: a number is too large to be in the record") from error


def check_line(what: str, text: str) -> None:
    """``RecordError`` where a text that a person gives is empty, or is more than a line shows."""
    if not text.strip() or not text.isprintable():
        raise RecordError(f"{what}: give it in one line of letters that can be seen")
