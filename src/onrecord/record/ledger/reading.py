"""Reading: what the comparer finds of two statements in their context, kept, as it takes long."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from sqlalchemy import Connection, delete, insert, select

from onrecord.ledger import Bears, Context, Told, in_context
from onrecord.positions import comparer
from onrecord.record.digest import digest
from onrecord.record.positions.comparisons import comparer_version
from onrecord.record.schema import articles, readings, statements


def reading(connection: Connection, later: Told, keys: Mapping[str, int]) -> Bears:
    """Reads a statement beside earlier ones; ``keys`` are those of all by their ids."""
    mine = readings.c.later == keys[later.id]

    @cache
    def this() -> Context:
        return context_of(connection, later, keys[later.id])

    @cache
    def kept() -> dict[int, tuple[int, float]]:
        rows = connection.execute(select(readings).where(mine))
        return {row.earlier: (row.mark, row.score) for row in rows}

    def bears(told: Told) -> float:
        earlier = keys[told.id]
        other = context_of(connection, told, earlier)
        now, known = mark(other, this()), kept().get(earlier)
        if known is not None and known[0] == now:
            return known[1]
        found = round(comparer().bears(other, this()), 3)
        connection.execute(delete(readings).where(mine, readings.c.earlier == earlier))
        values = {"later": keys[later.id], "earlier": earlier, "mark": now, "score": found}
        connection.execute(insert(readings), values)
        return found

    return bears


def context_of(connection: Connection, told: Told, key: int) -> Context:
    """A statement in its context, from its report."""
    columns = (statements.c.spans, articles.c.text, articles.c.title)
    row = connection.execute(select(*columns).join(articles).where(statements.c.key == key)).one()
    spans = row.spans["content"]
    return in_context(told, row.text, spans[0][0], spans[-1][1], row.title)


def mark(earlier: Context, later: Context) -> int:
    """A number that is another one for other words, and for another comparer."""
    return digest(repr((comparer_version(), earlier, later)).encode())
