"""Keeping the ledger in step: whatever an article says now stands in it, and nothing else.

Each statement is set beside the few earlier ones of entries that an index finds, and joined to the
one it most likely bears on.  What comes late, between others, has the later ones that may bear on
it looked at again, and those after what changed by that; so the ledger does not hang on the order
of adding.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Set

from sqlalchemy import Connection, delete, insert, select

from onrecord.ledger import Told, keys
from onrecord.record.dialects import dialect_of
from onrecord.record.ledger.entries import look_up_no_more, regroup
from onrecord.record.ledger.linking import dissolve, followers, link_all
from onrecord.record.ledger.places import place_of
from onrecord.record.ledger.telling import mark_of, packed, told_of, unpacked
from onrecord.record.rows import Line, Values
from onrecord.record.schema import bearings, statements


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
    changed = regroup(connection, left).entries | orphans
    link_all(connection, {*new, *left}, new, changed)


def entries_of(connection: Connection, keys: Collection[int]) -> set[int]:
    """The entries that statements bear on."""
    mine = bearings.c.statement.in_(keys) & bearings.c.entry.is_not(None)
    return set(connection.scalars(select(bearings.c.entry).where(mine)))


def kept_of(connection: Connection, article_id: str) -> dict[int, int]:
    """The statements of an article that the ledger has, each with its mark."""
    query = select(bearings.c.statement, bearings.c.mark).join(statements)
    rows = connection.execute(query.where(statements.c.article_id == article_id))
    return {row.statement: row.mark for row in rows}


def take_out(connection: Connection, gone: Collection[int]) -> None:
    """Has statements looked up no more."""
    these = bearings.c.statement.in_(gone)
    rows = connection.execute(select(bearings).where(these)).all()
    look_up_no_more(connection, rows)
    dialect = dialect_of(connection)
    dialect.take_from_keys(connection, by_place(rows))
    connection.execute(delete(bearings).where(these))
    # Statements may share a place, of two articles of a day: those left there are still found.
    there = bearings.c.place.in_({row.place for row in rows})
    left = connection.execute(select(bearings.c.place, bearings.c.sought).where(there))
    dialect.put_under_keys(connection, by_place(left))


def by_place(rows: Iterable[Line]) -> dict[int, set[int]]:
    """What the statements at each place are looked up under."""
    found: dict[int, set[int]] = defaultdict(set)
    for row in rows:
        found[row.place].update(unpacked(row.sought))
    return found


def put(connection: Connection, new: Mapping[int, Told]) -> None:
    """Keeps statements with what they are looked up under; they bear on nothing yet."""
    if not new:
        return
    rows: list[Values] = [
        {
            "statement": key,
            "place": place_of(line),
            "mark": mark_of(line),
            "sought": packed(keys(line)),
            "promises": line.promises,
        }
        for key, line in new.items()
    ]
    connection.execute(insert(bearings), rows)
    mine = bearings.c.statement.in_(list(new))
    made = connection.execute(select(bearings.c.place, bearings.c.sought).where(mine))
    dialect_of(connection).put_under_keys(connection, by_place(made))
