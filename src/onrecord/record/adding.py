"""Keeping an article: new, seen again, or made anew by other versions of the stages."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from typing import Literal

from sqlalchemy import Connection, delete, insert, select, update
from sqlalchemy.dialects import sqlite

from onrecord.model import Article
from onrecord.record.clock import now
from onrecord.record.corrections import reattach
from onrecord.record.rows import (
    Line,
    Values,
    article_values,
    dated,
    speaker_values,
    statement_values,
)
from onrecord.record.schema import articles, origins, speakers, stages, statements

Outcome = Literal["added", "unchanged", "updated"]


def add(connection: Connection, article: Article) -> Outcome:
    """Keeps an article as ``Record.add`` says."""
    kept = kept_row(connection, article.id)
    if kept is None:
        connection.execute(insert(articles).values(**article_values(article), added_at=now()))
        see(connection, article)
        put_found(connection, article)
        return "added"
    see(connection, article)
    made_by = versions_of(connection, article.id)
    only_read = article.stages.items() < made_by.items()
    if only_read or (article.stages == made_by and not newly_dated(article, kept)):
        fill_in(connection, article, kept)
        return "unchanged"
    replace(connection, article, kept)
    return "updated"


def knows(connection: Connection, article: Article, versions: Mapping[str, str]) -> bool:
    """Whether the record has an article just read as these versions make it."""
    kept = kept_row(connection, article.id)
    if kept is None or newly_dated(article, kept):
        return False
    made_by = versions_of(connection, article.id)
    # Of an article in a language that is not read, there is nothing but the reading to know.
    return made_by == versions or (bool(kept.unread) and made_by.items() <= versions.items())


def kept_row(connection: Connection, article_id: str) -> Line | None:
    """What is kept of an article besides its text; None where there is nothing."""
    query = select(articles.c.outlet, articles.c.published, articles.c.unread)
    return connection.execute(query.where(articles.c.id == article_id)).first()


def versions_of(connection: Connection, article_id: str) -> dict[str, str]:
    """The version of each stage that made what is kept of an article."""
    query = select(stages.c.stage, stages.c.version).where(stages.c.article_id == article_id)
    return {row.stage: row.version for row in connection.execute(query)}


def newly_dated(article: Article, kept: Line) -> bool:
    """Whether an article comes with the date that it lacked: with it, "Tuesday" is a day."""
    return article.published is not None and kept.published is None


def see(connection: Connection, article: Article) -> None:
    """Keeps where an article was found, beside its other origins."""
    values = {"article_id": article.id, "origin": article.origin, "seen_at": now()}
    connection.execute(sqlite.insert(origins).values(values).on_conflict_do_nothing())


def put_found(connection: Connection, article: Article) -> None:
    """Keeps what the stages found in an article."""
    made = [
        {"article_id": article.id, "stage": stage, "version": version, "made_at": now()}
        for stage, version in article.stages.items()
    ]
    for table, rows in (
        (stages, made),
        (speakers, speaker_values(article)),
        (statements, statement_values(article)),
    ):
        if rows:
            connection.execute(insert(table), rows)


def fill_in(connection: Connection, article: Article, kept: Line) -> None:
    """Adds the outlet and the date where they were missing."""
    new = filled(article, kept)
    if new == {"outlet": kept.outlet, "published": kept.published}:
        return
    connection.execute(update(articles).where(articles.c.id == article.id).values(new))
    undated = (statements.c.article_id == article.id) & statements.c.said_on.is_(None)
    connection.execute(update(statements).where(undated).values(dated(None, new["published"])))


def filled(article: Article, kept: Line) -> Values:
    """Outlet and date as they are kept, else as they come with the article."""
    return {
        "outlet": kept.outlet or article.outlet,
        "published": kept.published or article.published,
    }


def replace(connection: Connection, article: Article, kept: Line) -> None:
    """Puts what was found now in the place of what was found before; corrections stay."""
    article = dataclasses.replace(
        article,
        outlet=article.outlet or kept.outlet,
        published=article.published or kept.published,
    )
    row = update(articles).where(articles.c.id == article.id)
    connection.execute(row.values(article_values(article)))
    for table in (stages, speakers, statements):
        connection.execute(delete(table).where(table.c.article_id == article.id))
    put_found(connection, article)
    reattach(connection, article.id)
