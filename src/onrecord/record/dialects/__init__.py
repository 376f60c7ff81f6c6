"""What databases do each in its own way, behind one interface.

A record is in SQLite (``sqlite.py``) or in PostgreSQL (``postgresql.py``): modules with the
functions of ``Dialect``; everything else in ``record/`` is SQL that both take.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Protocol

from sqlalchemy import ColumnElement, Connection, Engine, FromClause, Select, Table
from sqlalchemy.dialects.sqlite import Insert  # PostgreSQL's has the same methods
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError

from onrecord.record.dialects import sqlite
from onrecord.record.dialects.matching import CLOSE, OPEN, Matching
from onrecord.record.errors import RecordError
from onrecord.record.query import Query

__all__ = ["CLOSE", "OPEN", "Dialect", "Matching", "dialect_at", "dialect_of", "read_by"]


class Dialect(Protocol):
    """A module of this folder."""

    # What the driver raises beside what SQLAlchemy wraps.
    ERRORS: tuple[type[Exception], ...]

    def named(self, location: str | Path) -> str:
        """What messages call a record; ``RecordError`` where none can be there."""
        ...

    def beside(self, location: str | Path) -> Path:
        """The file beside which is kept what a record itself does not hold: its archive."""
        ...

    def connect(self, location: str | Path, *, create: bool) -> Engine:
        """Connections to a record, which need not have its tables yet."""
        ...

    def is_read_only(self, engine: Engine) -> bool:
        """Whether nothing can be written through these connections."""
        ...

    def owns(self, location: str | Path, path: Path) -> bool:
        """Whether a path is a file of the record itself."""
        ...

    def state(self, location: str | Path) -> object:
        """What is another whenever something was written; None where that cannot be told."""
        ...

    def advice(self, error: BaseException | None) -> str:
        """What an error of the driver means to people, and what they can do."""
        ...

    def is_unstorable(self, error: BaseException | None) -> bool:
        """Whether an error of the driver is of what was to be written, not of the record."""
        ...

    def unsound(self, connection: Connection) -> Iterator[str]:
        """What the database itself finds wrong."""
        ...

    def insert_new(self, table: Table) -> Insert:
        """An insert that passes over the rows that are there already."""
        ...

    def put_under_keys(self, connection: Connection, places: Mapping[int, Collection[int]]) -> None:
        """Has places found under some keys each (``schema.bearing_keys``)."""
        ...

    def take_from_keys(self, connection: Connection, places: Mapping[int, Collection[int]]) -> None:
        """Has places found no more under the keys under which they were put."""
        ...

    def empty_keys(self, connection: Connection) -> None:
        """Has no place found any more."""
        ...

    def under_key(self, key: str) -> str:
        """The condition, in SQL, that a place (``rowid``) is under a key."""
        ...

    def number_on(self, connection: Connection) -> None:
        """Has new rows numbered behind those that came with their numbers."""
        ...

    def contains(self, column: ColumnElement[Any], part: str) -> ColumnElement[bool]:
        """Whether a column contains ``part``, letter for letter."""
        ...

    def matching(self, connection: Connection, query: Query) -> Matching:
        """The statements that a query finds: words in all their forms, in any case, accents or
        none; those that have the words as they were typed are the best.
        """
        ...

    def texts_matching(self, connection: Connection, query: Query) -> Matching:
        """The articles, by their numbers, in whose title or text a query finds something."""
        ...

    def texts_highlighted(
        self, connection: Connection, matching: Matching, numbers: Collection[int]
    ) -> dict[int, str]:
        """The texts of the articles of these numbers, as they are or as they are read, with the
        words found between ``OPEN`` and ``CLOSE``.
        """
        ...

    def keys_with(self, column: str, typed: Sequence[str]) -> Select[int]:
        """The keys of the statements that have all these words in a column of the index."""
        ...

    def highlighted(
        self, connection: Connection, matching: Matching, keys: Collection[int]
    ) -> dict[int, tuple[str, str]]:
        """Content and source of the statements of these keys with the words that were found
        between ``OPEN`` and ``CLOSE``.
        """
        ...


def read_by(query: Select[Any], table: FromClause, index: str) -> Select[Any]:
    """The query with a table read by an index that SQLite would not choose by itself: since it has
    all that is asked in a small part of the room of the rows, or the order that is wanted.
    """
    return query.with_hint(table, f"INDEXED BY {index}", "sqlite")


def dialect_of(connection: Connection) -> Dialect:
    """The dialect of the database behind a connection."""
    return dialect_named(connection.dialect.name)


def dialect_at(location: str | Path) -> Dialect:
    """The dialect of the database that a path or a URL leads to; a path is SQLite's."""
    if isinstance(location, Path) or "://" not in location:
        return sqlite
    try:
        url = make_url(location)
    except (ArgumentError, ValueError) as error:
        raise RecordError(f"{location}: not a database URL; give a file name") from error
    if url.get_backend_name() not in ("sqlite", "postgresql", "postgres"):
        raise RecordError(
            f"{url.render_as_string(hide_password=True)}: records are kept in SQLite and "
            "PostgreSQL; give a file name, or a URL that begins with sqlite:/// or postgresql://"
        )
    return dialect_named(url.get_backend_name())


def dialect_named(name: str) -> Dialect:
    """The dialect of a database of this name; what only PostgreSQL needs is loaded for it alone."""
    if name == "sqlite":
        return sqlite
    from onrecord.record.dialects import postgresql

    return postgresql
