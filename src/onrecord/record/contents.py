"""What is in a record, one line an article; and taking an article out of it."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Connection, delete, func, or_, select, update

from onrecord.flat import shortened
from onrecord.record.dialects import read_by
from onrecord.record.ledger.keeping import forget
from onrecord.record.page import Page, behind, cursor_at
from onrecord.record.quotations import copies, groups
from onrecord.record.rows import Line
from onrecord.record.schema import articles, corrections, origins, statements
from onrecord.record.versions import history, how_many


@dataclass(frozen=True, slots=True)
class ArticleSummary:
    """An article in its newest version, with its first origin, and how many statements and
    versions the record has of it.  ``begins`` are the first words of its story.
    """

    id: str
    origin: str
    url: str | None
    title: str | None
    begins: str
    outlet: str | None
    published: str | None
    language: str | None
    unread: str | None
    statements: int
    versions: int
    added_at: str


@dataclass(frozen=True, slots=True)
class Holding:
    """What hangs on an article: its versions, their statements, and what people corrected."""

    title: str | None
    begins: str
    origins: tuple[str, ...]
    versions: int
    statements: int
    corrections: int


def listed(connection: Connection, limit: int, cursor: str | None) -> Page[ArticleSummary]:
    """The articles, those added last first."""
    newest = select(articles).where(articles.c.replaced_by.is_(None))
    total = connection.scalar(newest.with_only_columns(func.count())) or 0
    query = newest.add_columns(first_origin(), statements_in())
    query = read_by(query, articles, "articles_in_order")
    if cursor is not None:
        query = query.where(before(*behind(cursor, str, str)))
    query = query.order_by(articles.c.added_at.desc(), articles.c.id.desc())
    rows = connection.execute(query.limit(limit + 1)).all()
    more = cursor_at(rows[limit - 1].added_at, rows[limit - 1].id) if len(rows) > limit else None
    return Page(tuple(in_lines(connection, rows[:limit])), total, more)


def summaries_of(connection: Connection, ids: Collection[str]) -> list[ArticleSummary]:
    """A line for each of some articles in its newest version, those added last first."""
    newest = articles.c.id.in_(ids) & articles.c.replaced_by.is_(None)
    query = select(articles).where(newest).add_columns(first_origin(), statements_in())
    rows = connection.execute(query.order_by(articles.c.added_at.desc(), articles.c.id.desc()))
    return in_lines(connection, rows.all())


def before(added_at: str, id: str) -> ColumnElement[bool]:
    """Whether an article comes behind another in the list."""
    same = (articles.c.added_at == added_at) & (articles.c.id < id)
    return or_(articles.c.added_at < added_at, same)


def first_origin() -> ColumnElement[str]:
    """Where an article was found first."""
    query = select(origins.c.origin).where(origins.c.article_id == articles.c.number)
    return query.order_by(origins.c.key).limit(1).scalar_subquery().label("origin")


def statements_in() -> ColumnElement[int]:
    """How many statements an article has."""
    query = select(func.count()).where(statements.c.article_id == articles.c.number)
    return query.scalar_subquery().label("statements")


def in_lines(connection: Connection, rows: Sequence[Line]) -> list[ArticleSummary]:
    """The lines of the list."""
    versions = how_many(connection, [row.id for row in rows])
    return [summary(row, versions[row.id]) for row in rows]


def summary(row: Line, versions: int) -> ArticleSummary:
    """One line of the list."""
    return ArticleSummary(
        id=row.id,
        origin=row.origin,
        url=row.url,
        title=row.title,
        begins=begins(row),
        outlet=row.outlet,
        published=row.published,
        language=row.language,
        unread=row.unread,
        statements=row.statements,
        versions=versions,
        added_at=row.added_at,
    )


def begins(row: Line) -> str:
    """The first words of an article's story, which stand for the title of one without."""
    story = next(((start, end) for start, end, kind in row.blocks if kind == "body"), (0, None))
    return shortened(row.text[slice(*story)])


def holding(connection: Connection, article_id: str) -> Holding:
    """What would go with an article."""
    ids = history(connection, article_id)
    columns = (articles.c.title, articles.c.text, articles.c.blocks)
    row = connection.execute(select(*columns).where(articles.c.id == article_id)).one()
    whence = select(origins.c.origin).where(origins.c.article_id.in_(ids)).distinct()
    said, corrected = (
        connection.scalar(select(func.count()).where(table.c.article_id.in_(ids))) or 0
        for table in (statements, corrections)
    )
    names = tuple(sorted(connection.scalars(whence)))
    return Holding(row.title, begins(row), names, len(ids), said, corrected)


def remove(connection: Connection, article_id: str) -> Holding:
    """Takes all versions of an article out, with what hangs on them; tells what that was."""
    held = holding(connection, article_id)
    ids = history(connection, article_id)
    theirs = statements.c.article_id.in_(ids)
    groups.leave(connection, connection.execute(select(statements).where(theirs)).all())
    copies.forget(connection, ids)
    forget(connection, ids)
    replaced = update(articles).where(articles.c.replaced_by.in_(ids))
    connection.execute(replaced.values(replaced_by=None))
    connection.execute(delete(articles).where(articles.c.id.in_(ids)))
    return held
