"""Keeping the ledger in step: whatever an article says now stands in it, and nothing else.

Each statement is set beside the few earlier ones of entries that an index finds, and joined to the
one it most likely bears on.  What comes late, between others, has the later ones that may bear on
it looked at again, and those after what changed by that; so the ledger does not hang on the order
of adding.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Set

from sqlalchemy import Connection, bindparam, delete, insert, select

from onrecord.ledger import Told, keys
from onrecord.record.ledger.entries import look_up_no_more, refresh, regroup
from onrecord.record.ledger.linking import dissolve, followers, link_all
from onrecord.record.ledger.places import place_of
from onrecord.record.ledger.telling import mark_of, packed, told_of, unpacked
from onrecord.record.rows import Values
from onrecord.record.schema import bearing_keys, bearings


def renew(connection: Connection, article_ids: Iterable[str]) -> None:
    """Brings the ledger in step with what articles say now."""
    for article_id in article_ids:
        kept = kept_of(connection, article_id)
        now = told_of(connection, article_id)
        same = {key for key, line in now.items() if kept.get(key) == mark_of(line)}
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
    take_out(connection, gone)
    put(connection, new)
    refresh(connection, regroup(connection, left) | orphans)
    link_all(connection, {*new, *left}, new)


def entries_of(connection: Connection, keys: Collection[int]) -> set[int]:
    """The entries that statements bear on."""
    mine = bearings.c.statement.in_(keys) & bearings.c.entry.is_not(None)
    return set(connection.scalars(select(bearings.c.entry).where(mine)))


def kept_of(connection: Connection, article_id: str) -> dict[int, int]:
    """The statements of an article that the ledger has, each with its mark."""
    query = select(bearings.c.statement, bearings.c.mark)
    rows = connection.execute(query.where(bearings.c.article_id == article_id))
    return {row.statement: row.mark for row in rows}


def take_out(connection: Connection, gone: Collection[int]) -> None:
    """Has statements looked up no more."""
    this = delete(bearing_keys).where(
        bearing_keys.c.key == bindparam("sought"),
        bearing_keys.c.place == bindparam("at"),
        bearing_keys.c.statement == bindparam("row"),
    )
    these = bearings.c.statement.in_(gone)
    rows = connection.execute(select(bearings).where(these)).all()
    look_up_no_more(connection, rows)
    old = [
        {"sought": sought, "at": row.place, "row": row.statement}
        for row in rows
        for sought in unpacked(row.sought)
    ]
    if old:
        connection.execute(this, old)
    connection.execute(delete(bearings).where(these))


def put(connection: Connection, new: Mapping[int, Told]) -> None:
    """Keeps statements with what they are looked up under; they bear on nothing yet."""
    if not new:
        return
    sought = {key: keys(line) for key, line in new.items()}
    rows: list[Values] = [
        {
            "statement": key,
            "article_id": line.article,
            "place": place_of(line),
            "mark": mark_of(line),
            "sought": packed(sought[key]),
            "promises": line.promises,
        }
        for key, line in new.items()
    ]
    connection.execute(insert(bearings), rows)
    found = [
        {"key": one, "place": row["place"], "statement": row["statement"]}
        for row in rows
        for one in sought[row["statement"]]
    ]
    connection.execute(insert(bearing_keys), found)
