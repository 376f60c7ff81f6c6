"""Articles that a cluster has read, held until they are taken in, one by one; and what it could
not read.

Many may hold articles at once: that links nothing.  Taking in is one transaction an article, which
also ends its being held, so that it is taken in once, whenever and however often that is begun.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import msgspec
from sqlalchemy import Connection, delete, func, insert, select

from onrecord.model import Article, Failure
from onrecord.record import adding
from onrecord.record.adding import Given, Outcome
from onrecord.record.clock import now
from onrecord.record.dialects import dialect_of
from onrecord.record.rows import Line
from onrecord.record.schema import failures, held

FAST = 1  # of zlib: a fifth of the bytes, for a millisecond
AT_ONCE = 500  # origins asked for together


@dataclass(frozen=True, slots=True)
class Failed:
    """A report that a cluster could not read: where it is, why, and when that was."""

    origin: str
    reason: str
    failed_at: str


def hold(connection: Connection, found: Sequence[Article | Failure], given: Given) -> None:
    """Keeps what was read until it is taken in, and what could not be read; what is held
    already, at the same place, stays.
    """
    articles = {(one.id, one.origin): one for one in found if isinstance(one, Article)}
    if articles:
        rows = [held_values(article, given) for article in articles.values()]
        connection.execute(dialect_of(connection).insert_new(held), rows)
    forget_failures(connection, [one.origin for one in found])
    failed = {one.origin: one for one in found if isinstance(one, Failure)}
    if failed:
        at = now()
        lines = [
            {"origin": one.origin, "reason": one.reason, "failed_at": at} for one in failed.values()
        ]
        connection.execute(dialect_of(connection).insert_new(failures), lines)


def held_values(article: Article, given: Given) -> dict[str, object]:
    """The row of an article that is held."""
    content = zlib.compress(msgspec.json.encode(article), FAST)
    return {
        "article_id": article.id,
        "origin": article.origin,
        "given": given or None,
        "article": content,
    }


def forget_failures(connection: Connection, origins: Sequence[str]) -> None:
    """Forgets that there was nothing to be read at some places."""
    for start in range(0, len(origins), AT_ONCE):
        these = failures.c.origin.in_(origins[start : start + AT_ONCE])
        connection.execute(delete(failures).where(these))


def count(connection: Connection) -> int:
    """How many articles are held."""
    return connection.execute(select(func.count()).select_from(held)).scalar_one()


def first(connection: Connection) -> Line | None:
    """The article that has been held longest; None where none is."""
    return connection.execute(select(held).order_by(held.c.key).limit(1)).first()


def take_in(connection: Connection, row: Line) -> tuple[Article, Outcome] | None:
    """Adds an article that is held, which then is held no more; None where another program was
    faster.
    """
    gone = connection.execute(delete(held).where(held.c.key == row.key))
    if not gone.rowcount:
        return None
    article = msgspec.json.decode(zlib.decompress(row.article), type=Article)
    return article, adding.add(connection, article, row.given or {})


def refuse(connection: Connection, row: Line, reason: str) -> None:
    """Gives up an article that the database cannot store."""
    connection.execute(delete(held).where(held.c.key == row.key))
    forget_failures(connection, [row.origin])
    values = {"origin": row.origin, "reason": reason, "failed_at": now()}
    connection.execute(insert(failures).values(values))


def failed(connection: Connection) -> Iterator[Failed]:
    """What could not be read, in order of the places."""
    query = select(failures.c.origin, failures.c.reason, failures.c.failed_at)
    for row in connection.execute(query.order_by(failures.c.origin)):
        yield Failed(*row)
