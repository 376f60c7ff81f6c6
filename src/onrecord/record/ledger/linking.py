"""Linking: each statement to the earlier one that it most likely bears on, if there is one."""

from __future__ import annotations

import heapq
from collections.abc import Collection, Iterable, Iterator
from typing import NamedTuple

from sqlalchemy import Connection, delete, func, insert, literal, or_, select, union_all

from onrecord.ledger import SAME, UNSURE, VERSION, Told, bears_on, keys, why
from onrecord.record.clock import now
from onrecord.record.ledger.entries import joined, refresh, regroup
from onrecord.record.ledger.places import told_in
from onrecord.record.rows import Line, Values
from onrecord.record.schema import bearing_keys, bearings, entry_judgements

US = f"onrecord ledger {VERSION}"  # the author of what was not judged by a person
WINDOW = 6  # statements under one key that are looked at, those next to it in time
AT_MOST = 20  # statements that one is set beside, those with most keys in common
AGAIN = 500  # statements that one change has looked at again


class Link(NamedTuple):
    """An earlier statement on which one may bear, and how likely it does."""

    earlier: int
    score: float
    why: str


def link_all(connection: Connection, wanted: Iterable[int], new: Collection[int]) -> None:
    """Links statements, in order of time, and those later ones that may bear on what is new or
    now bears on something else.
    """
    waiting = [(row.place, row.statement) for row in rows_of(connection, wanted)]
    heapq.heapify(waiting)
    seen: set[int] = set()
    changed = set(new)
    newest = not waiting or is_last(connection, min(waiting)[0], {key for _, key in waiting})
    while waiting and len(seen) < AGAIN:
        place, key = heapq.heappop(waiting)
        if key in seen:
            continue
        seen.add(key)
        [row] = rows_of(connection, [key])
        told = told_in(row.told)
        if link(connection, row, told, is_new=key in new):
            changed.add(key)
        if key in changed and not newest:
            for follower in next_to(connection, told, place, later=True):
                if follower.statement not in seen:
                    heapq.heappush(waiting, (follower.place, follower.statement))


def link(connection: Connection, row: Line, told: Told, *, is_new: bool) -> bool:
    """Links one statement anew; whether it bears on something else than before."""
    found = likeliest(connection, row, told)
    kept = None if is_new else link_of(connection, row.statement)
    before = kept and (kept.left, kept.verdict)
    after = found and (found.earlier, verdict(found.score))
    if before != after or is_new:
        if kept:
            this = entry_judgements.c.id == kept.id
            connection.execute(delete(entry_judgements).where(this))
        if found:
            connection.execute(insert(entry_judgements).values(judgement(row.statement, found)))
        touched = {row.statement, *(pair[0] for pair in (before, after) if pair)}
        if is_new and not is_judged(connection, row.statement):
            joined(
                connection, row, found.earlier if after and after[1] == "same" and found else None
            )
        else:
            refresh(connection, regroup(connection, touched))
    entry = select(bearings.c.entry).where(bearings.c.statement == row.statement)
    return bool(connection.scalar(entry) != row.entry)


def judgement(key: int, found: Link) -> Values:
    """The row for what this version found."""
    return {
        "left": found.earlier,
        "right": key,
        "verdict": verdict(found.score),
        "person": False,
        "author": US,
        "score": round(found.score, 3),
        "why": found.why,
        "made_at": now(),
    }


def verdict(score: float) -> str:
    """What a likeness comes to."""
    return "same" if score >= SAME else "unsure"


def likeliest(connection: Connection, row: Line, told: Told) -> Link | None:
    """The earlier statement of an entry on which one most likely bears, where it is likely."""
    best: Link | None = None
    for other in next_to(connection, told, row.place, later=False):
        if not other.promises and other.entry is None:
            continue
        earlier = told_in(other.told)
        score = bears_on(told, earlier)
        if score >= UNSURE and (best is None or score > best.score):
            best = Link(other.statement, score, why(told, earlier))
    return best


def next_to(connection: Connection, told: Told, place: int, *, later: bool) -> list[Line]:
    """The statements next to one in time that have most keys in common with it."""
    shelf = bearing_keys.c
    beyond = shelf.place > place if later else shelf.place < place
    order = shelf.place if later else shelf.place.desc()
    some = (
        select(shelf.statement).where(shelf.key == key, beyond).order_by(order).limit(WINDOW)
        for key in keys(told)
    )
    found = union_all(*(select(one.subquery().c.statement) for one in some)).subquery()
    count = func.count().label("count")
    query = (
        select(bearings, count)
        .join(found, found.c.statement == bearings.c.statement)
        .group_by(bearings.c.statement)
        .order_by(count.desc(), bearings.c.place if later else bearings.c.place.desc())
        .limit(AT_MOST)
    )
    return list(connection.execute(query))


def is_last(connection: Connection, place: int, among: Collection[int]) -> bool:
    """Whether nothing but these statements stands behind a place, as when reports come in order."""
    others = (bearings.c.place > place) & bearings.c.statement.not_in(among)
    return connection.execute(select(literal(1)).where(others).limit(1)).first() is None


def rows_of(connection: Connection, keys: Iterable[int]) -> Iterator[Line]:
    """Rows of ``bearings``."""
    yield from connection.execute(select(bearings).where(bearings.c.statement.in_(list(keys))))


def link_of(connection: Connection, key: int) -> Line | None:
    """What this or an earlier version found a statement to bear on."""
    ours = (entry_judgements.c.right == key) & ~entry_judgements.c.person
    return connection.execute(select(entry_judgements).where(ours)).first()


def is_judged(connection: Connection, key: int) -> bool:
    """Whether a person judged what a statement bears on."""
    either = or_(entry_judgements.c.left == key, entry_judgements.c.right == key)
    query = select(literal(1)).where(either, entry_judgements.c.person).limit(1)
    return connection.execute(query).first() is not None


def dissolve(connection: Connection, gone: Collection[int]) -> set[int]:
    """Takes back what versions found of statements that go; those that were linked to them."""
    if not gone:
        return set()
    ours = ~entry_judgements.c.person
    after = ours & entry_judgements.c.left.in_(gone)
    left = set(connection.scalars(select(entry_judgements.c.right).where(after))) - set(gone)
    either = or_(entry_judgements.c.left.in_(gone), entry_judgements.c.right.in_(gone))
    connection.execute(delete(entry_judgements).where(ours, either))
    return left
