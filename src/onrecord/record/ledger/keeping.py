"""Keeping the ledger in step: whatever an article says now stands in it, and nothing else.

Each statement is set beside the few earlier ones of entries that an index finds, and joined to the
one it most likely bears on.  What comes late, between others, has the later ones that may bear on
it looked at again, and those after what changed by that; so the ledger does not hang on the order
of adding.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Set

import msgspec
from sqlalchemy import Connection, delete, insert, select

from onrecord.ledger import Told, keys, place_in, told
from onrecord.model import Commitment
from onrecord.record.ledger.entries import refresh, regroup
from onrecord.record.ledger.linking import dissolve, followers, link_all
from onrecord.record.ledger.places import place_of
from onrecord.record.rows import Line
from onrecord.record.schema import articles, bearing_keys, bearings, statements


def renew(connection: Connection, article_ids: Iterable[str]) -> None:
    """Brings the ledger in step with what articles say now."""
    for article_id in article_ids:
        kept = kept_of(connection, article_id)
        now = told_of(connection, article_id)
        same = {key for key, line in now.items() if kept.get(key) == encoded(line)}
        replace(connection, kept.keys() - same, {k: v for k, v in now.items() if k not in same})


def forget(connection: Connection, article_ids: Iterable[str]) -> None:
    """Takes articles out of the ledger, before they go."""
    for article_id in article_ids:
        replace(connection, kept_of(connection, article_id).keys(), {})


def leave(connection: Connection, keys: Iterable[int]) -> None:
    """Takes statements out of the ledger, before they go."""
    query = select(bearings.c.statement).where(bearings.c.statement.in_(list(keys)))
    replace(connection, set(connection.scalars(query)), {})


def replace(connection: Connection, gone: Set[int], new: Mapping[int, Told]) -> None:
    """Puts statements in the place of others, and has all that hangs on either looked at again."""
    if not gone and not new:
        return
    left = dissolve(connection, gone) | (followers(connection, gone) - gone)
    orphans = entries_of(connection, gone)
    connection.execute(delete(bearings).where(bearings.c.statement.in_(gone)))
    put(connection, new)
    refresh(connection, regroup(connection, left) | orphans)
    link_all(connection, {*new, *left}, new.keys())


def entries_of(connection: Connection, keys: Collection[int]) -> set[int]:
    """The entries that statements bear on."""
    mine = bearings.c.statement.in_(keys) & bearings.c.entry.is_not(None)
    return set(connection.scalars(select(bearings.c.entry).where(mine)))


def kept_of(connection: Connection, article_id: str) -> dict[int, str]:
    """The statements of an article that the ledger has."""
    query = select(bearings.c.statement, bearings.c.told)
    rows = connection.execute(query.where(bearings.c.article_id == article_id))
    return {row.statement: row.told for row in rows}


def told_of(connection: Connection, article_id: str) -> dict[int, Told]:
    """The statements of an article; what the next version of the article repeats is told there
    alone.
    """
    columns = (articles.c.published, articles.c.outlet, articles.c.text)
    article = connection.execute(select(*columns).where(articles.c.id == article_id)).one()
    mine = (statements.c.article_id == article_id) & statements.c.successor.is_(None)
    rows = connection.execute(select(statements).where(mine))
    return {row.key: told_from(row, article) for row in rows}


def told_from(row: Line, article: Line) -> Told:
    """A statement as the ledger sees it, from its row and its article's."""
    return told(
        id=row.id,
        article=row.article_id,
        position=row.position,
        act=row.act,
        speaker=row.speaker,
        cue=row.cue,
        words=row.content,
        published=article.published,
        said_on=row.said_on,
        outlet=article.outlet,
        target=row.target,
        commitment=row.commitment and msgspec.convert(row.commitment, Commitment),
        **place_in(article.text, row.spans["content"][0][0]),
    )


def put(connection: Connection, new: Mapping[int, Told]) -> None:
    """Keeps statements with what they are looked up under; they bear on nothing yet."""
    if not new:
        return
    rows = [
        {
            "statement": key,
            "article_id": line.article,
            "place": place_of(line),
            "told": encoded(line),
            "promises": line.promises,
        }
        for key, line in new.items()
    ]
    connection.execute(insert(bearings), rows)
    found = [
        {"key": sought, "place": place_of(line), "statement": key}
        for key, line in new.items()
        for sought in keys(line)
    ]
    connection.execute(insert(bearing_keys), found)


def encoded(line: Told) -> str:
    """A statement as it is kept."""
    return msgspec.json.encode(line, order="deterministic").decode()
