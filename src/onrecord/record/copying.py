"""Copying a record to another place, in either database: row by row, and then compared.

Each table is copied in the order of its key, some rows a transaction, so that what is there tells
where to go on after a stop.  Until all is there and compared, the new place says of itself that it
is no record yet (in the version of its tables).
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import (
    Column,
    Connection,
    Engine,
    Table,
    bindparam,
    insert,
    literal,
    select,
    text,
    tuple_,
    update,
)

from onrecord.record.dialects import Dialect, dialect_at
from onrecord.record.engine import UNFINISHED, make_tables, open_engine, version_of
from onrecord.record.errors import RecordError, UnstorableError, explained
from onrecord.record.ledger.keeping import by_place
from onrecord.record.rows import Line, Values
from onrecord.record.schema import (
    VERSION,
    articles,
    bearing_keys,
    bearings,
    deliveries,
    identity,
    metadata,
)

AT_ONCE = 1_000  # rows a transaction
LARGE = {articles.name: 100, deliveries.name: 1}  # of tables with rows of many bytes
TABLES = [table for table in metadata.sorted_tables if table not in (identity, bearing_keys)]


@dataclass(frozen=True, slots=True)
class Copied:
    """How many rows a table has in both records, and the hash (SHA-256) of all of them."""

    table: str
    rows: int
    digest: str


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two places."""

    name: str
    dialect: Dialect
    engine: Engine

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A transaction that reads."""
        with explained(self.name, self.dialect), self.engine.begin() as connection:
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """A transaction that writes."""
        engine = self.engine.execution_options(writes=True)
        with explained(self.name, self.dialect), engine.begin() as connection:
            yield connection

    def close(self) -> None:
        self.engine.dispose()


def copy(
    source: str | Path, target: str | Path, told: Callable[[int], object] = lambda rows: None
) -> tuple[Copied, ...]:
    """Copies a record, as it is now, to a place where none is; gives what both hold in the end.

    Stopped at any moment, the same call does the rest.  ``told`` is told how many rows were copied,
    again and again.  ``RecordError`` where another record is at ``target``, or where the two are
    not the same in the end, since one of them was written to.
    """
    with closing(opened(source)) as old, closing(prepared(target)) as new:
        with old.reading() as connection:
            uid = connection.execute(select(identity.c.uid)).scalar_one()
            if begin(new, uid):
                rows = 0
                for table in TABLES:
                    for batch in missing(connection, new, table):
                        put(new, table, batch)
                        rows += len(batch)
                        told(rows)
                for table in TABLES:
                    relate(connection, new, table)
            same = tuple(compare(connection, new, table) for table in TABLES)
        finish(new)
    return same


def opened(location: str | Path) -> Side:
    """The record to be copied."""
    dialect = dialect_at(location)
    return Side(dialect.named(location), dialect, open_engine(dialect, location, create=False))


def prepared(location: str | Path) -> Side:
    """The place for the copy, with its tables."""
    dialect = dialect_at(location)
    name = dialect.named(location)
    with explained(name, dialect):
        side = Side(name, dialect, dialect.connect(location, create=True))
        with side.engine.connect() as connection:
            is_new = version_of(connection) is None
        if is_new:
            make_tables(side.engine, name)
    return side


def begin(new: Side, uid: str) -> bool:
    """Has the new place say that it is being copied to, and what; False where all was copied.

    ``RecordError`` where another record is there.
    """
    with new.writing() as connection:
        version = version_of(connection)
        there = connection.execute(select(identity.c.uid)).scalar_one()
        if version == UNFINISHED + VERSION and there == uid:
            return True
        if version == VERSION and there == uid:
            return False
        if version != VERSION or any(has_rows(connection, table) for table in TABLES):
            raise RecordError(f"{new.name}: another record is there; name a place where none is")
        connection.execute(update(identity).values(uid=uid))
        set_version(connection, UNFINISHED + VERSION)
    return True


def has_rows(connection: Connection, table: Table) -> bool:
    """Whether there is anything in a table."""
    return connection.execute(select(table).limit(1)).first() is not None


def set_version(connection: Connection, version: str) -> None:
    """Has a place say which version its tables are of."""
    connection.execute(text("UPDATE alembic_version SET version_num = :new"), {"new": version})


def key_of(table: Table) -> list[Column[Any]]:
    """The columns by which the rows of a table are told from each other, and put in order."""
    if table.primary_key.columns:
        return list(table.primary_key.columns)
    [once] = (index for index in table.indexes if index.unique)
    return list(once.columns)


def kin_of(table: Table) -> list[Column[Any]]:
    """The columns that lead to other rows of the same table."""
    return [key.parent for key in table.foreign_keys if key.column.table is table]


def missing(connection: Connection, new: Side, table: Table) -> Iterator[Sequence[Line]]:
    """The rows of a table that the new place does not have yet, some at a time."""
    key = key_of(table)
    backwards = [column.desc() for column in key]
    with new.reading() as there:
        newest = there.execute(select(*key).order_by(*backwards).limit(1)).first()
    last: Sequence[Any] | None = newest
    query = select(table).order_by(*key).limit(LARGE.get(table.name, AT_ONCE))
    while rows := connection.execute(behind(query, key, last)).all():
        yield rows
        last = tuple(getattr(rows[-1], column.name) for column in key)


def behind(query: Any, key: Sequence[Column[Any]], last: Sequence[Any] | None) -> Any:
    """A query for the rows behind one, by its key; all where there is none."""
    if last is None:
        return query
    values = [literal(value, column.type) for value, column in zip(last, key, strict=True)]
    return query.where(tuple_(*key) > tuple_(*values))


def put(new: Side, table: Table, rows: Sequence[Line]) -> None:
    """Copies rows, but for what leads to others that may not be there yet."""
    later = dict.fromkeys(column.name for column in kin_of(table))
    values: list[Values] = [dict(row._mapping) | later for row in rows]
    try:
        with new.writing() as connection:
            connection.execute(insert(table), values)
            if table is bearings:
                new.dialect.put_under_keys(connection, by_place(rows))
    except UnstorableError as error:
        if len(rows) == 1:
            raise UnstorableError(f"{error} (a row of {table.name}: {rows[0][0]})") from error
        for row in rows:  # which of them it is
            put(new, table, [row])


def relate(connection: Connection, new: Side, table: Table) -> None:
    """Copies what leads from row to row of one table, now that all are there."""
    for column in kin_of(table):
        [key] = table.primary_key.columns
        rows = connection.execute(select(key, column).where(column.is_not(None))).all()
        change = update(table).where(key == bindparam("this")).values({column: bindparam("other")})
        with new.writing() as there:
            if rows:
                there.execute(change, [{"this": this, "other": other} for this, other in rows])


def compare(connection: Connection, new: Side, table: Table) -> Copied:
    """What both places have of a table; ``RecordError`` where that is not the same."""
    with new.reading() as there:
        ours, theirs = held(connection, table), held(there, table)
    if ours != theirs:
        raise RecordError(
            f"{new.name}: its {table.name} are not those of the record that is copied "
            f"({theirs.rows:,} rows for {ours.rows:,}); one of the two was written to meanwhile: "
            "copy it again, to a place where nothing is"
        )
    return ours


def held(connection: Connection, table: Table) -> Copied:
    """What a place has of a table."""
    query = select(table).order_by(*key_of(table))
    hashed, number = hashlib.sha256(), 0
    for row in connection.execute(query, execution_options={"yield_per": AT_ONCE}):
        hashed.update(json.dumps(list(row), sort_keys=True, default=bytes.hex).encode())
        number += 1
    return Copied(table.name, number, hashed.hexdigest())


def finish(new: Side) -> None:
    """Makes the new place a record."""
    with new.writing() as connection:
        new.dialect.number_on(connection)
        set_version(connection, VERSION)
