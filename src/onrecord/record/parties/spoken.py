"""When and where speakers said something: counted in articles, not in statements, of which there
are many times more.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, func, select

from onrecord.record.dialects import read_by
from onrecord.record.schema import articles, statements


@dataclass(slots=True)
class Spoken:
    """In how many articles somebody said something, on which first and last day (or that of the
    article), and in which outlets.
    """

    articles: int = 0
    first: str | None = None
    last: str | None = None
    outlets: set[str] = field(default_factory=set)


def spoken_by(
    connection: Connection, who: ColumnElement[Any], said: Select[Any]
) -> dict[Any, Spoken]:
    """The articles, days and outlets of what was said, by who said it."""
    columns = (who.label("who"), statements.c.article_number, statements.c.said_on)
    each = said.with_only_columns(*columns).distinct().subquery()
    day = func.coalesce(each.c.said_on, articles.c.published)
    query = select(
        each.c.who,
        articles.c.outlet,
        func.count(each.c.article_number.distinct()).label("articles"),
        func.min(day).label("first"),
        func.max(day).label("last"),
    ).join_from(each, articles, articles.c.number == each.c.article_number)
    query = read_by(query, articles, "articles_told").group_by(each.c.who, articles.c.outlet)
    known: dict[Any, Spoken] = {}
    for row in connection.execute(query):
        spoken = known.setdefault(row.who, Spoken())
        spoken.articles += row.articles
        spoken.first = min(filter(None, (spoken.first, row.first)), default=None)
        spoken.last = max(filter(None, (spoken.last, row.last)), default=None)
        spoken.outlets |= {row.outlet} - {None}
    return known
