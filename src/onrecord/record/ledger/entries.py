"""Entries: statements in groups that bear on one thing, each with its row and its events."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from typing import NamedTuple

from sqlalchemy import Connection, bindparam, delete, insert, select, update

from onrecord.ledger import (
    BEFORE,
    Event,
    Told,
    decided,
    event_of,
    history,
    is_unbound,
    last_day,
    promise_of,
    settled_by,
)
from onrecord.names import name_key
from onrecord.record.dialects import dialect_of
from onrecord.record.grouping import grouped
from onrecord.record.judging import standing
from onrecord.record.ledger.telling import encoded, told_in, unpacked
from onrecord.record.rows import Line, Values
from onrecord.record.schema import bearings, entries, entry_judgements, entry_keys, statements

QUALITIES = ("partial", "conditional", "republication", "by_another")


def begin(connection: Connection, row: Line, told: Told, changed: set[int]) -> None:
    """A statement that bears on nothing earlier begins an entry if it promises something."""
    if row.promises:
        bring(connection, row, told, row.statement, changed)


def join(
    connection: Connection, row: Line, told: Told, earlier: Collection[int], changed: set[int]
) -> bool:
    """Puts a statement that nothing hangs on yet into the entry of earlier ones; False where
    they are in none or in several, so that they may make one with it.
    """
    query = select(bearings.c.entry).where(bearings.c.statement.in_(earlier)).distinct()
    found = connection.scalars(query).all()
    if len(found) != 1 or found[0] is None:
        return False
    bring(connection, row, told, found[0], changed)
    return True


def bring(connection: Connection, row: Line, told: Told, entry: int, changed: set[int]) -> None:
    """Puts a statement into an entry.  Where more than its own event changes, or the entry is to be
    told anew anyhow (as when its first statement was corrected), it is one of those that changed.
    """
    if entry in changed or not put_into(connection, row, told, entry):
        enter(connection, row)
        this = update(bearings).where(bearings.c.statement == row.statement)
        connection.execute(this.values(entry=entry, told=encoded(told)))
        changed.add(entry)


def put_into(connection: Connection, row: Line, told: Told, entry: int) -> bool:
    """Puts a statement into an entry of which it is the latest, as when reports come in order: only
    the latest before it are looked at, however many there are.  False where it is not.
    """
    mine = select(bearings).where(bearings.c.entry == entry)
    latest = connection.execute(mine.order_by(bearings.c.place.desc()).limit(BEFORE)).all()
    if latest and latest[0].place > row.place:
        return False
    this = update(bearings).where(bearings.c.statement == row.statement)
    this = this.values(entry=entry, told=encoded(told))
    enter(connection, row)
    rows = latest[::-1]
    if len(rows) == BEFORE:
        rows = [connection.execute(mine.order_by(bearings.c.place).limit(1)).one(), *rows[1:]]
    known = list(undone(connection, rows))
    event = event_of(told, known)
    connection.execute(this.values(event_values(event)))
    kept = entries.c.statement == entry
    before = connection.scalar(select(entries.c.settled).where(kept))
    values = values_of(entry, [*known, (told, event)]) | {
        "settled": settled_by(before, told, event)
    }
    if rows:
        connection.execute(update(entries).where(kept).values(values))
    else:
        connection.execute(insert(entries).values(values | {"place": row.place}))
    return True


def enter(connection: Connection, row: Line) -> None:
    """Has a statement looked up as one in an entry."""
    new = [{"key": key, "statement": row.statement} for key in unpacked(row.sought)]
    connection.execute(dialect_of(connection).insert_new(entry_keys), new)


def look_up_no_more(connection: Connection, rows: Iterable[Line]) -> None:
    """Has statements looked up no more as ones in entries."""
    this = delete(entry_keys).where(
        entry_keys.c.key == bindparam("sought"), entry_keys.c.statement == bindparam("row")
    )
    old = [
        {"sought": key, "row": row.statement}
        for row in rows
        if row.entry is not None
        for key in unpacked(row.sought)
    ]
    if old:
        connection.execute(this, old)


class Regrouped(NamedTuple):
    """The entries that are others now, and the statements that later ones see otherwise: what came
    into an entry or left it, or is of a refusal now that was of a promise.
    """

    entries: set[int]
    moved: set[int]


def regroup(connection: Connection, keys: Iterable[int]) -> Regrouped:
    """Makes the entries of statements anew from the judgements on all their statements."""
    members: set[int] = set()
    reached = set(keys)
    if not reached:
        return Regrouped(set(), set())
    counting: dict[tuple[int, int], Line] = {}
    while reached:
        members |= reached
        found = standing(connection, entry_judgements, reached)
        counting |= found
        same = (pair for pair, row in found.items() if row.verdict == "same")
        reached = {key for pair in same for key in pair} - members
    query = select(bearings).where(bearings.c.statement.in_(members))
    rows = list(connection.execute(query))
    there = {row.statement for row in rows}
    counting = {pair: row for pair, row in counting.items() if set(pair) <= there}
    groups = grouped(there, counting)
    # An entry begins with its first promise: what was said before that bears on none yet.
    begins: dict[int, int] = {}
    entry_of: dict[int, int] = {}
    for row in sorted(rows, key=lambda row: row.place):
        if row.promises:
            begins.setdefault(groups[row.statement], row.statement)
        if groups[row.statement] in begins:
            entry_of[row.statement] = begins[groups[row.statement]]
    refusals = refused(connection, {*entry_of.values(), *(row.entry for row in rows)} - {None})
    done = Regrouped(set(), set())
    for row in rows:
        entry = entry_of.get(row.statement)
        if entry != row.entry:
            told = None if entry is None else encoded(told_in(connection, row))
            if entry is None:
                look_up_no_more(connection, [row])
            else:
                enter(connection, row)
            this = update(bearings).where(bearings.c.statement == row.statement)
            connection.execute(this.values(entry=entry, event=None, told=told))
            done.entries.update({entry, row.entry} - {None})
            is_other = (entry is None) != (row.entry is None)
            if is_other or (entry in refusals) != (row.entry in refusals):
                done.moved.add(row.statement)
    return done


def refused(connection: Connection, keys: Collection[int]) -> set[int]:
    """Which of some entries are refusals, as the statements are with which they begin."""
    if not keys:
        return set()
    mine = statements.c.key.in_(keys) & (statements.c.act == "refuse")
    return set(connection.scalars(select(statements.c.key).where(mine)))


def refresh(connection: Connection, changed: Iterable[int]) -> None:
    """Makes the events and the row of entries anew."""
    for entry in changed:
        query = select(bearings).where(bearings.c.entry == entry).order_by(bearings.c.place)
        rows = list(connection.execute(query))
        connection.execute(delete(entries).where(entries.c.statement == entry))
        if not rows:
            continue
        known = history(told_in(connection, row) for row in rows)
        for row, (_, event) in zip(rows, known, strict=True):
            values = event_values(event)
            if any(getattr(row, name) != value for name, value in values.items()):
                this = update(bearings).where(bearings.c.statement == row.statement)
                connection.execute(this.values(values))
        told = together(known, turned(connection, [entry])[entry])
        values = values_of(entry, [known[0], *known[1:][-BEFORE:]]) | {
            "place": rows[0].place,
            "settled": decided(told),
            "latest": max(one.day for one, _ in told),
        }
        connection.execute(insert(entries).values(values))


def event_values(event: Event) -> Values:
    """The columns of an event."""
    return {"event": event.event, **{name: getattr(event, name) for name in QUALITIES}}


def values_of(entry: int, known: list[tuple[Told, Event]]) -> Values:
    """The row of an entry, by its first statement and its latest."""
    promise = promise_of([told for told, _ in known])
    last = last_day(promise.due)
    days = [told.day for told, _ in known]
    begun = next(told.day for told, _ in known if told.promises)
    return {
        "statement": entry,
        "by_key": promise.by and name_key(promise.by),
        "to_key": promise.to and name_key(promise.to),
        "kind": promise.kind,
        "category": promise.category,
        "unbound": is_unbound(promise),
        "last_day": last and last.isoformat(),
        "first": begun,
        "latest": max(days),
    }


def turned(connection: Connection, keys: Iterable[int]) -> dict[int, list[tuple[Told, Event]]]:
    """The promises of what was refused, by the entries that they take back."""
    refused, judged = bearings.alias("refused"), entry_judgements.c
    query = (
        select(refused.c.entry.label("takes_back"), bearings)
        .join(entry_judgements, judged.right == bearings.c.statement)
        .join(refused, refused.c.statement == judged.left)
        .where(
            judged.verdict == "against",
            refused.c.entry.in_(list(keys)),
            bearings.c.entry != refused.c.entry,
        )
        .distinct()
        .order_by(bearings.c.place)
    )
    found: dict[int, list[tuple[Told, Event]]] = defaultdict(list)
    for row in connection.execute(query):
        event = Event(
            "withdrawn",
            conditional=bool(row.conditional),
            republication=bool(row.republication),
        )
        found[row.takes_back].append((told_in(connection, row), event))
    return found


def together(
    own: Iterable[tuple[Told, Event]], others: Iterable[tuple[Told, Event]]
) -> list[tuple[Told, Event]]:
    """Events in order of time."""
    return sorted((*own, *others), key=lambda known: known[0].order)


def undone(connection: Connection, rows: Iterable[Line]) -> Iterator[tuple[Told, Event]]:
    """Statements and their events as they were kept."""
    for row in rows:
        qualities = (bool(getattr(row, name)) for name in QUALITIES)
        yield told_in(connection, row), Event(row.event, *qualities)
