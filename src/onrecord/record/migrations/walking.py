"""Walking through a table, for steps that make something of each row of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from alembic import context
from sqlalchemy import ColumnClause, Connection, Row, Select, column, func, select, table

from onrecord.record.watching import Watch, unwatched

AT_ONCE = 1_000  # rows in memory together


def walked(
    label: str, connection: Connection, name: str, *columns: str
) -> Iterable[Sequence[Row[Any]]]:
    """The rows of a table, some at a time, in order of the first of these columns, its key; what is
    done with them has a label.
    """
    watch: Watch = context.config.attributes.get("watch", unwatched)
    rows: int = connection.execute(select(func.count()).select_from(table(name))).scalar_one()
    return watch(label, batches(connection, name, *columns), -(-rows // AT_ONCE))


def batches(connection: Connection, name: str, *columns: str) -> Iterator[Sequence[Row[Any]]]:
    """The same where nobody looks."""
    key: ColumnClause[Any] = column(columns[0])
    wanted: list[ColumnClause[Any]] = [column(name) for name in columns]
    query: Select[Any] = select(*wanted).select_from(table(name)).order_by(key).limit(AT_ONCE)
    rows = connection.execute(query).all()
    while rows:
        yield rows
        rows = connection.execute(query.where(key > rows[-1][0])).all()
