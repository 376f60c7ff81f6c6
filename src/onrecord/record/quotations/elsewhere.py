"""Where else an article was printed."""

from __future__ import annotations

from sqlalchemy import Connection, select

from onrecord.record.contents import ArticleSummary, summaries_of
from onrecord.record.schema import printings

COPIES = 50  # of an article


def copies_of(connection: Connection, article_id: str) -> list[ArticleSummary]:
    """The other printings of the report that an article is one of."""
    other = printings.alias("other")
    query = (
        select(other.c.article_id)
        .join(printings, printings.c.report == other.c.report)
        .where(printings.c.article_id == article_id, other.c.article_id != article_id)
        .order_by(other.c.key)
        .limit(COPIES)
    )
    return summaries_of(connection, list(connection.scalars(query)))
