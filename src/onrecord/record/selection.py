"""Articles with those of their statements that somebody asks for."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from sqlalchemy import Connection, select

from onrecord.model import Article
from onrecord.record.dialects import dialect_of
from onrecord.record.query import query_of
from onrecord.record.rows import load
from onrecord.record.schema import articles, statements
from onrecord.record.search import Wanted, among, filters, from_index

AT_ONCE = 100  # articles read from the file together


def selected(connection: Connection, wanted: Wanted) -> Iterator[Article]:
    """The articles that have statements wanted, with these and who makes them alone, in the order
    in which they were added.
    """
    query = query_of(wanted.words, exact=wanted.exact)
    if wanted.words.strip() and query is None:
        return
    dialect = dialect_of(connection)
    matching = dialect.matching(connection, query) if query else None
    found = from_index(among(matching))
    found = found.where(*filters(wanted, dialect, matching)).add_columns(statements.c.article_id)
    kept: dict[str, set[str]] = {}
    for row in connection.execute(found.add_columns(statements.c.id)):
        kept.setdefault(row.article_id, set()).add(row.id)
    order = select(articles.c.id).order_by(articles.c.added_at, articles.c.id)
    ids = [id for id in connection.scalars(order) if id in kept]
    for start in range(0, len(ids), AT_ONCE):
        some = ids[start : start + AT_ONCE]
        rows = {
            row.id: row
            for row in connection.execute(select(articles).where(articles.c.id.in_(some)))
        }
        for article in load(connection, [rows[id] for id in some]):
            yield with_only(article, kept[article.id])


def with_only(article: Article, ids: set[str]) -> Article:
    """An article with only these of its statements, and who makes them."""
    said = tuple(statement for statement in article.statements if statement.id in ids)
    speaking = {statement.speaker for statement in said}
    people = tuple(speaker for speaker in article.speakers if speaker.id in speaking)
    return replace(article, statements=said, speakers=people)
