"""Keeping an article: new, seen again, or made anew by other versions of the stages."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from typing import Literal

from sqlalchemy import Connection, delete, insert, select, update

from onrecord.model import Article
from onrecord.record.clock import now
from onrecord.record.corrections import reattach
from onrecord.record.dialects import dialect_of
from onrecord.record.parties.link import compare, link
from onrecord.record.rows import (
    Line,
    Values,
    article_values,
    date_values,
    speaker_values,
    statement_values,
)
from onrecord.record.schema import articles, origins, speakers, stages, statements

Outcome = Literal["added", "unchanged", "updated"]
Given = Values  # outlet and published, as far as a person gave them


def add(connection: Connection, article: Article, given: Given) -> Outcome:
    """Keeps an article as ``Record.add`` says."""
    kept = kept_row(connection, article.id)
    if kept is None:
        article = dataclasses.replace(article, **given)
        row = article_values(article) | {"given": given or None, "added_at": now()}
        connection.execute(insert(articles).values(row))
        see(connection, article)
        put_found(connection, article)
        return "added"
    see(connection, article)
    made_by = versions_of(connection, article.id)
    only_read = article.stages.items() < made_by.items()
    if not only_read and (article.stages != made_by or newly_dated(article, kept, given)):
        replace(connection, article, kept, given)
        return "updated"
    fill_in(connection, article, kept, given)
    put_right = any(getattr(kept, detail) != value for detail, value in given.items())
    return "updated" if put_right else "unchanged"


def knows(
    connection: Connection, article: Article, versions: Mapping[str, str], given: Given
) -> bool:
    """Whether the record has an article just read as these versions make it."""
    kept = kept_row(connection, article.id)
    if kept is None or newly_dated(article, kept, given):
        return False
    made_by = versions_of(connection, article.id)
    # Of an article in a language that is not read, there is nothing but the reading to know.
    return made_by == versions or (bool(kept.unread) and made_by.items() <= versions.items())


def recall(connection: Connection, article: Article, given: Given) -> Article:
    """An article just read, with what the record knows of it besides."""
    kept = kept_row(connection, article.id)
    return recalled(article, kept, given) if kept else dataclasses.replace(article, **given)


def recalled(article: Article, kept: Line, given: Given) -> Article:
    """An article with outlet and date as a person gave them, else as read now, else as kept."""
    known = {
        "outlet": article.outlet or kept.outlet,
        "published": article.published or kept.published,
    }
    return dataclasses.replace(article, **{**known, **(kept.given or {}), **given})


def kept_row(connection: Connection, article_id: str) -> Line | None:
    """What is kept of an article besides its text; None where there is nothing."""
    query = select(articles.c.outlet, articles.c.published, articles.c.unread, articles.c.given)
    return connection.execute(query.where(articles.c.id == article_id)).first()


def versions_of(connection: Connection, article_id: str) -> dict[str, str]:
    """The version of each stage that made what is kept of an article."""
    query = select(stages.c.stage, stages.c.version).where(stages.c.article_id == article_id)
    return {row.stage: row.version for row in connection.execute(query)}


def newly_dated(article: Article, kept: Line, given: Given) -> bool:
    """Whether an article comes with the date that it lacked, or a person gives it another one:
    with it, "Tuesday" is another day.
    """
    published: str | None = details(article, kept, given)["published"]
    return bool(published != kept.published)


def see(connection: Connection, article: Article) -> None:
    """Keeps where an article was found, beside its other origins."""
    values = {"article_id": article.id, "origin": article.origin, "seen_at": now()}
    connection.execute(dialect_of(connection).insert_new(origins).values(values))


def put_found(
    connection: Connection, article: Article, before: Mapping[str, int] | None = None
) -> None:
    """Keeps what the stages found in an article.  ``before`` is what its speakers' names were
    linked to before.
    """
    linked = link(connection, article, before or {})
    made = [
        {"article_id": article.id, "stage": stage, "version": version, "made_at": now()}
        for stage, version in article.stages.items()
    ]
    for table, rows in (
        (stages, made),
        (speakers, speaker_values(article, linked)),
        (statements, statement_values(article, linked)),
    ):
        if rows:
            connection.execute(insert(table), rows)
    compare(connection, article, linked)


def links(connection: Connection, article_id: str) -> dict[str, int]:
    """Which of the record's names each speaker of an article is linked to."""
    query = select(speakers.c.name, speakers.c.name_id)
    rows = connection.execute(query.where(speakers.c.article_id == article_id))
    return {row.name: row.name_id for row in rows if row.name_id}


def fill_in(connection: Connection, article: Article, kept: Line, given: Given) -> None:
    """Adds the outlet and the date that were missing, or that a person gives."""
    new = details(article, kept, given)
    if all(getattr(kept, column) == value for column, value in new.items()):
        return
    connection.execute(update(articles).where(articles.c.id == article.id).values(new))
    undated = (statements.c.article_id == article.id) & statements.c.said_on.is_(None)
    days = date_values(None, new["published"])
    connection.execute(update(statements).where(undated).values(days))


def details(article: Article, kept: Line, given: Given) -> Values:
    """Outlet and date as a person gives them, else as they are kept, else as they are read."""
    return {
        "outlet": kept.outlet or article.outlet,
        "published": kept.published or article.published,
        **given,
        "given": {**(kept.given or {}), **given} or None,
    }


def replace(connection: Connection, article: Article, kept: Line, given: Given) -> None:
    """Puts what was found now in the place of what was found before; corrections stay."""
    values = {"given": details(article, kept, given)["given"]}
    article = recalled(article, kept, given)
    before = links(connection, article.id)
    row = update(articles).where(articles.c.id == article.id)
    connection.execute(row.values(article_values(article) | values))
    for table in (stages, speakers, statements):
        connection.execute(delete(table).where(table.c.article_id == article.id))
    put_found(connection, article, before)
    reattach(connection, article.id)
