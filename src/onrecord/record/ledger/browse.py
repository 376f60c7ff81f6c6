"""The ledger as it is asked for: entries by who, to whom, what, how they stand and since when."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, func, or_, select

from onrecord.ledger import (
    SOON,
    STATES,
    Delivered,
    EntryKind,
    Event,
    Kind,
    Promise,
    State,
    Told,
    decided,
    delivered,
    promise_of,
    state,
)
from onrecord.model import Amount
from onrecord.names import name_key
from onrecord.record import lookup
from onrecord.record.days import first_day, last_day
from onrecord.record.dialects import dialect_of
from onrecord.record.errors import RecordError
from onrecord.record.ledger.entries import together, turned, undone
from onrecord.record.page import Page, behind, cursor_at
from onrecord.record.parties.browse import has_words, parties_called
from onrecord.record.query import query_of
from onrecord.record.rows import Line
from onrecord.record.schema import bearings, entries, names
from onrecord.record.search import among

AT_ONCE = 100  # entries looked at together


@dataclass(frozen=True, slots=True)
class EntryEvent:
    """What one statement does to an entry: its id and its article's, its words, who says them,
    where and when; ``partial``, ``conditional``, ``republication`` and ``by_another`` qualify it.
    """

    event: Kind
    statement: str
    article: str
    published: str | None
    said_on: str | None
    speaker: str | None
    outlet: str | None
    words: str
    partial: bool
    conditional: bool
    republication: bool
    by_another: bool


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing that one party will do, or will not, and what became of it by a day.

    ``id`` is that of the statement with which it begins, ``by_party`` the id of the party that
    will act, where the record knows it.  ``due`` is EDTF; ``delivered`` is how much has come,
    where somebody gives a figure; ``history`` is in order of time.
    """

    id: str
    by: str | None
    by_party: int | None
    to: str | None
    what: str
    kind: EntryKind
    category: str | None
    amount: Amount | None
    quantity: str | None
    condition: str | None
    due: str | None
    due_words: str | None
    state: State
    delivered: Delivered | None
    history: tuple[EntryEvent, ...]


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked for; ``None`` and ``""`` leave a field open."""

    words: str = ""
    by: str | None = None
    to: str | None = None
    category: str | None = None
    state: State | None = None
    as_of: str | None = None
    kind: EntryKind | None = None
    since: str | None = None


def listed(connection: Connection, asked: Asked, limit: int, cursor: str | None) -> Page[Entry]:
    """The entries asked for, in order of their first events."""
    if asked.state is not None and asked.state not in STATES:
        raise RecordError(f"{asked.state}: not a state; choose one of {', '.join(STATES)}")
    today = day_of(asked.as_of)
    query = select(entries.c.statement, entries.c.place).where(
        *conditions(connection, asked, today)
    )
    if asked.state is not None:
        if asked.as_of is None:
            query = query.where(standing_so(asked.state, today))
        else:
            kept = so_then(connection, query, asked.state, today)
            query = query.where(entries.c.statement.in_(kept))
    total = connection.scalar(query.with_only_columns(func.count())) or 0
    if cursor is not None:
        place, statement = behind(cursor, int, int)
        later = (entries.c.place == place) & (entries.c.statement > statement)
        query = query.where(or_(entries.c.place > place, later))
    rows = connection.execute(in_order(query).limit(limit + 1)).all()
    more = (
        cursor_at(rows[limit - 1].place, rows[limit - 1].statement) if len(rows) > limit else None
    )
    keys = [row.statement for row in rows[:limit]]
    return Page(tuple(loaded(connection, keys, today)), total, more)


def in_order(query: Select[Any]) -> Select[Any]:
    """Entries in order of time."""
    return query.order_by(entries.c.place, entries.c.statement)


def found(connection: Connection, key: str, as_of: str | None) -> Entry:
    """The entry of this id, or on which the statement of this id bears."""
    row = lookup.statement(connection, key)
    query = select(bearings.c.entry).where(bearings.c.statement == row.key)
    entry = connection.scalar(query)
    if entry is None:
        raise RecordError(f"{key}: this statement bears on no promise and on no refusal")
    today = day_of(as_of)
    first = connection.scalar(select(entries.c.first).where(entries.c.statement == entry)) or ""
    if first > today.isoformat():
        raise RecordError(f"{key}: nothing of it was known on {today}; it begins on {first}")
    return next(loaded(connection, [entry], today))


def day_of(as_of: str | None) -> datetime.date:
    """The day that a person means, of a month or a year its last; today by default."""
    if as_of is None:
        return datetime.date.today()
    try:
        return datetime.date.fromisoformat(last_day(as_of) or "")
    except ValueError as error:
        raise RecordError(f"{as_of}: not a date; write it as 2024-03-05") from error


def conditions(
    connection: Connection, asked: Asked, today: datetime.date
) -> Iterator[ColumnElement[bool]]:
    """The conditions on what is asked for besides its state."""
    yield entries.c.first <= today.isoformat()
    if asked.by:
        yield or_(has_words(entries.c.by_key, asked.by), of_party(entries.c.by_key, asked.by))
    if asked.to:
        yield or_(has_words(entries.c.to_key, asked.to), of_party(entries.c.to_key, asked.to))
    if asked.category:
        yield entries.c.category == asked.category
    if asked.kind:
        yield entries.c.kind == asked.kind
    if asked.since:
        since = first_day(asked.since)
        if since is None:
            raise RecordError(f"{asked.since}: not a date; write it as 2024, 2024-03 or 2024-03-05")
        yield entries.c.latest >= since
    if asked.words.strip():
        yield entries.c.statement.in_(with_words(connection, asked.words))


def of_party(column: ColumnElement[str], name: str) -> ColumnElement[bool]:
    """Whether a key in a column is a name of a party that is also called so."""
    return column.in_(select(names.c.name_key).where(names.c.party.in_(parties_called(name))))


def with_words(connection: Connection, words: str) -> Select[int]:
    """The entries that have all these words in one of their statements."""
    query = query_of(words, exact=False)
    if query is None:
        return select(entries.c.statement).where(entries.c.statement.is_(None))
    having = among(dialect_of(connection).matching(connection, query))
    return select(bearings.c.entry).where(bearings.c.statement.in_(having))


def standing_so(wanted: State, today: datetime.date) -> ColumnElement[bool]:
    """Whether an entry stands so today, by what its row keeps."""
    kept, day = entries.c, today.isoformat()
    pending = kept.settled.is_(None)
    promised = pending & (kept.kind == "promise")
    soon = (today + SOON).isoformat()
    if wanted == "overdue":
        return promised & (kept.last_day < day)
    if wanted == "due":
        return promised & (kept.last_day >= day) & (kept.last_day <= soon)
    if wanted == "not measurable":
        return promised & kept.last_day.is_(None) & kept.unbound
    if wanted == "open":
        timeless = kept.last_day.is_(None) & ~kept.unbound
        return pending & or_(kept.kind == "refusal", kept.last_day > soon, timeless)
    return kept.settled == wanted


def so_then(
    connection: Connection, query: Select[Any], wanted: State, then: datetime.date
) -> list[int]:
    """The entries of a query that stood so on an earlier day."""
    keys = [row.statement for row in connection.execute(in_order(query))]
    parts = (keys[start : start + AT_ONCE] for start in range(0, len(keys), AT_ONCE))
    return [
        key
        for some in parts
        for key, entry in zip(some, loaded(connection, some, then), strict=True)
        if entry.state == wanted
    ]


def loaded(connection: Connection, keys: Sequence[int], today: datetime.date) -> Iterator[Entry]:
    """Entries as they stood on a day on which their first promise was known, in this order."""
    query = select(bearings).where(bearings.c.entry.in_(keys))
    rows = connection.execute(query.order_by(bearings.c.entry, bearings.c.place))
    lines = {entry: list(group) for entry, group in groupby(rows, lambda row: row.entry)}
    others = turned(connection, keys)
    day = today.isoformat()
    own = {key: list(undone(connection, lines[key])) for key in keys}
    known = {
        key: [one for one in together(own[key], others[key]) if one[0].day <= day] for key in keys
    }
    promises = {key: promise_of([told for told, _ in own[key] if told.day <= day]) for key in keys}
    parties = parties_of(connection, {promise.by for promise in promises.values() if promise.by})
    begins = ids_of(connection, lines)
    for key in keys:
        promise = promises[key]
        now = state(promise, decided(known[key]), today)
        yield shaped(begins[key], promise, parties.get(promise.by or ""), now, known[key])


def ids_of(connection: Connection, lines: dict[int, list[Line]]) -> dict[int, str]:
    """The id of the statement with which each entry begins."""
    return {
        key: next(
            told.id
            for row, (told, _) in zip(rows, undone(connection, rows), strict=True)
            if row.statement == key
        )
        for key, rows in lines.items()
    }


def parties_of(connection: Connection, called: Iterable[str]) -> dict[str, int]:
    """The party of each of these names; of several that are called so, the first of the record."""
    keys = {name_key(name): name for name in called}
    query = select(names.c.name_key, func.min(names.c.party)).where(names.c.name_key.in_(keys))
    rows = connection.execute(query.group_by(names.c.name_key))
    found = {row[0]: row[1] for row in rows}
    return {name: found[key] for key, name in keys.items() if key in found}


def shaped(
    id: str,
    promise: Promise,
    party: int | None,
    now: State,
    known: Sequence[tuple[Told, Event]],
) -> Entry:
    """An entry as it is shown."""
    return Entry(
        id=id,
        by=promise.by,
        by_party=party,
        to=promise.to,
        what=promise.what,
        kind=promise.kind,
        category=promise.category,
        amount=promise.amount,
        quantity=promise.quantity,
        condition=promise.condition,
        due=promise.due,
        due_words=promise.due_words,
        state=now,
        delivered=delivered(promise, known),
        history=tuple(happened(told, event) for told, event in known),
    )


def happened(told: Told, event: Event) -> EntryEvent:
    """An event as it is shown."""
    return EntryEvent(
        event=event.event,
        statement=told.id,
        article=told.article,
        published=told.published,
        said_on=told.said_on,
        speaker=told.speaker,
        outlet=told.outlet,
        words=told.words,
        partial=event.partial,
        conditional=event.conditional,
        republication=event.republication,
        by_another=event.by_another,
    )
