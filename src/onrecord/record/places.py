"""Where articles were found: one text may stand in many places, with other ends of its lines, and
be published there by other outlets.
"""

from __future__ import annotations

import dataclasses

import msgspec
from sqlalchemy import Connection, delete, insert, select, union, update

from onrecord.model import Article
from onrecord.record import versions
from onrecord.record.clock import now
from onrecord.record.rows import Line, Values, flat_id
from onrecord.record.schema import articles, origins


def twin_of(connection: Connection, article: Article) -> str | None:
    """The id of the article that has the same text in other lines, where the record has one and
    not the very text.
    """
    same = select(articles.c.id).where(articles.c.flat_id == flat_id(article.text))
    ids = connection.scalars(same.order_by(articles.c.added_at, articles.c.id)).all()
    return ids[0] if ids and article.id not in ids else None


def at(connection: Connection, text: str, origin: str | None) -> frozenset[str]:
    """The ids of the articles that have a text, in whatever lines, or were found at a place."""
    same = select(articles.c.id).where(articles.c.flat_id == flat_id(text))
    there = select(origins.c.article_id).where(origins.c.origin == origin)
    return frozenset(
        connection.scalars(same if origin in (None, versions.STDIN) else union(same, there))
    )


def of_first_place(
    connection: Connection, article: Article, kept: Line, given: Values
) -> tuple[Article, Values]:
    """An article seen again, and what a person gave: without the outlet where that is another
    place's than the one in which the article was found first.
    """
    places = select(origins.c.origin).where(origins.c.article_id == article.id)
    first = connection.scalar(places.order_by(origins.c.key).limit(1))
    if kept.outlet is None or first == article.origin:
        return article, given
    less = {name: value for name, value in given.items() if name != "outlet"}
    return dataclasses.replace(article, outlet=kept.outlet), less


def see(
    connection: Connection, article: Article, outlet: str | None, text: str | None = None
) -> str | None:
    """Keeps where an article was found, beside its other places, and who publishes it there;
    ``text`` is the id of what was found, where that is not the very text.  The id of the article
    that it is the next version of, where it is one.
    """
    latest = versions.latest_at(connection, article.origin)
    this = (origins.c.article_id == article.id) & (origins.c.origin == article.origin)
    values = {"text_id": text} | ({"outlet": outlet} if outlet else {})
    if latest == article.id:
        connection.execute(update(origins).where(this).values(values))
        return None
    connection.execute(delete(origins).where(this))
    values |= {"article_id": article.id, "origin": article.origin, "seen_at": now()}
    came = msgspec.to_builtins(article.provenance)
    connection.execute(insert(origins).values(values | {"provenance": came}))
    return latest if latest and versions.is_edited(connection, latest, article) else None
