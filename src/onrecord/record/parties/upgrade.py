"""Parties for the articles of a record from before there were parties."""

from __future__ import annotations

from itertools import islice

from sqlalchemy import Connection, select, update

from onrecord.model import Article
from onrecord.record.parties.link import compare, link, named
from onrecord.record.rows import load
from onrecord.record.schema import articles, speakers, statements

AT_ONCE = 100  # articles in memory together


def link_all(connection: Connection) -> None:
    """Links the speakers of every article, in the order in which they were added."""
    order = select(articles.c.id).order_by(articles.c.added_at, articles.c.id)
    remaining = iter(connection.scalars(order).all())
    while some := list(islice(remaining, AT_ONCE)):
        rows = connection.execute(select(articles).where(articles.c.id.in_(some))).all()
        for article in sorted(load(connection, rows), key=lambda article: some.index(article.id)):
            link_kept(connection, article)


def link_kept(connection: Connection, article: Article) -> None:
    """Links the speakers of one article, and its statements with theirs."""
    linked = link(connection, article, {})
    for speaker, key in linked.items():
        this = (speakers.c.article_id == article.id) & (speakers.c.id == speaker)
        connection.execute(update(speakers).where(this).values(named=key))
    said = select(statements.c.key, statements.c.speaker)
    for row in connection.execute(said.where(statements.c.article_id == article.id)).all():
        key_of_speaker = named(connection, article.id, row.speaker)
        this = statements.c.key == row.key
        connection.execute(update(statements).where(this).values(named=key_of_speaker))
    compare(connection, article, linked)
