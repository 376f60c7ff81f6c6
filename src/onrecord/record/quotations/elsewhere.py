"""Where else a quotation was printed, and an article."""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import Connection, func, select

from onrecord.record.contents import ArticleSummary, summaries_of
from onrecord.record.schema import articles, printings, statements

COPIES = 50  # of an article


def outlets_of(connection: Connection, ids: Collection[str]) -> dict[str, int]:
    """In how many outlets each of some statements was printed, those in several alone."""
    others = statements.alias("others")
    outlets = func.count(func.coalesce(articles.c.outlet_key, articles.c.id).distinct())
    query = (
        select(statements.c.id, outlets)
        .select_from(
            statements.join(others, others.c.quotation == statements.c.quotation).join(
                articles, articles.c.id == others.c.article_id
            )
        )
        .where(statements.c.id.in_(ids), others.c.successor.is_(None))
        .group_by(statements.c.id)
        .having(outlets > 1)
    )
    return {row[0]: row[1] for row in connection.execute(query)}


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
