"""One quotation as one: in a list of what was found, and where it is counted how often
something was said.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence, Set
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, func, select

from onrecord.flat import Known
from onrecord.record.page import cursor_at
from onrecord.record.rows import Line
from onrecord.record.schema import articles, names, origins, statements

AT_ONCE = 200  # statements looked at together, in search of those that stand for others


@dataclass(frozen=True, slots=True)
class Telling:
    """The id of a quotation's first statement, None where it is told once; in how many articles
    it is, and the outlets of these in alphabetical order.
    """

    first: str | None
    printed: int
    outlets: tuple[str, ...]


def tellings(connection: Connection, quotations: Collection[int]) -> dict[int, Telling]:
    """Who carried each of these quotations; what the next version of an article repeats counts
    there alone.
    """
    if not quotations:
        return {}
    first = select(statements.c.key, statements.c.id).where(statements.c.key.in_(quotations))
    ids = {row.key: row.id for row in connection.execute(first)}
    carried = select(statements.c.quotation, statements.c.article_id).distinct()
    carried = carried.where(
        statements.c.quotation.in_(quotations), statements.c.successor.is_(None)
    )
    rows = connection.execute(carried).all()
    outlets = outlets_in(connection, {row.article_id for row in rows})
    by: dict[int, list[str]] = {quotation: [] for quotation in quotations}
    for row in rows:
        by[row.quotation].append(row.article_id)
    return {one: telling(ids.get(one), articles, outlets) for one, articles in by.items()}


def telling(
    first: str | None, carried_by: Sequence[str], outlets: Mapping[str, Set[str]]
) -> Telling:
    """Who carried a quotation, from the articles that did and the outlets of these."""
    every = {outlet for article in carried_by for outlet in outlets.get(article, ())}
    return Telling(first, len(carried_by), tuple(sorted(every)))


def outlets_in(connection: Connection, ids: Collection[str]) -> dict[str, set[str]]:
    """The outlets of each of some articles: its own, and those of other places where it stands."""
    query = select(articles.c.id, articles.c.outlet, origins.c.outlet.label("there"))
    query = query.join(origins).where(articles.c.id.in_(ids))
    outlets: dict[str, set[str]] = {}
    for row in connection.execute(query):
        known = outlets.setdefault(row.id, set())
        known |= {outlet for outlet in (row.outlet, row.there) if outlet}
    return outlets


def times_said() -> ColumnElement[int]:
    """How many of the statements counted are quotations of their own: each of several that are
    one quotation counts once.
    """
    again = statements.c.quotation
    return func.count() - func.count(again) + func.count(again.distinct())


def any_told_again(connection: Connection) -> bool:
    """Whether a record has any quotation more than once."""
    query = select(statements.c.key).where(statements.c.quotation.is_not(None)).limit(1)
    return connection.execute(query).first() is not None


def first_ones(
    connection: Connection,
    ordered: Callable[[str | None], Select[Any]],
    cursor: str | None,
    number: int,
) -> list[Line]:
    """The first rows of what was found from a cursor on, of each quotation the first alone.

    ``ordered`` gives what was found from a cursor on, in order; its rows have ``place``, ``key``
    and ``quotation``.
    """
    kept: list[Line] = []
    while len(kept) < number:
        rows = connection.execute(ordered(cursor).limit(AT_ONCE)).all()
        kept += standing_for_others(connection, ordered(None), rows)
        if len(rows) < AT_ONCE:
            break
        cursor = cursor_at(rows[-1].place, rows[-1].key)
    return kept[:number]


def standing_for_others(
    connection: Connection, ordered: Select[Any], rows: Sequence[Line]
) -> list[Line]:
    """Those of some rows that are the first of their quotations in all that was found."""
    again = {row.quotation for row in rows} - {None}
    first: dict[int, int] = {}
    if again:
        for row in connection.execute(ordered.where(statements.c.quotation.in_(again))):
            first.setdefault(row.quotation, row.key)
    return [row for row in rows if first.get(row.quotation, row.key) == row.key]


def known_of(connection: Connection, article_id: str) -> dict[str, Known]:
    """What the record alone knows of an article's statements, by their ids."""
    member = names.alias("member")
    query = (
        select(
            statements.c.id,
            statements.c.quotation,
            names.c.party,
            func.max(member.c.country).label("country"),
        )
        .outerjoin(names, names.c.key == statements.c.name_id)
        .outerjoin(member, member.c.party == names.c.party)
        .where(statements.c.article_id == article_id)
        .group_by(statements.c.id, statements.c.quotation, names.c.party)
    )
    rows = connection.execute(query).all()
    told = tellings(connection, {row.quotation for row in rows} - {None})
    known = {}
    for row in rows:
        telling = told.get(row.quotation, Telling(None, 1, ()))
        outlets = "; ".join(telling.outlets) or None
        known[row.id] = Known(row.party, row.country, telling.first, outlets)
    return known
