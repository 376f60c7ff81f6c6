"""What a party does with words over time, at whom, and who does so to it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from sqlalchemy import ColumnElement, Connection, and_, func, or_, select

from onrecord.model import Act
from onrecord.names import name_key
from onrecord.record.dialects import dialect_of, read_by
from onrecord.record.parties.browse import names_by_party
from onrecord.record.schema import names, speakers, statements
from onrecord.record.search import keys_with

SHOWN = 60  # pairs of act and name in each direction
SPEAKING = 12  # who speaks for a body
NAMES = 20  # of one party, by which it is looked for as a target


@dataclass(frozen=True, slots=True)
class Activity:
    """How many statements of an act a party made in a month (``YYYY-MM``)."""

    when: str
    act: Act
    statements: int


@dataclass(frozen=True, slots=True)
class Dealing:
    """How often a party did something to somebody with words, or (``by``) somebody to it;
    ``party`` is None where the other is no party.
    """

    direction: Literal["to", "by"]
    act: Act
    name: str
    party: int | None
    statements: int


@dataclass(frozen=True, slots=True)
class SpeaksFor:
    """Somebody in whose role a body is named, and how many statements were made in it."""

    party: int
    name: str
    statements: int


@dataclass(frozen=True, slots=True)
class Dealings:
    """What a party does with words: over time, at whom, and who does so to it or for it."""

    activity: tuple[Activity, ...]
    dealings: tuple[Dealing, ...]
    speak_for: tuple[SpeaksFor, ...]


def dealings(connection: Connection, party: int) -> Dealings:
    """What one party does with words."""
    called = names_of(connection, party)
    return Dealings(
        tuple(activity(connection, party)),
        (*aimed_at(connection, party), *aimed_by(connection, party, called)),
        tuple(speaking_for(connection, party, called)),
    )


def names_of(connection: Connection, party: int) -> list[str]:
    """The names of a party."""
    query = select(names.c.name).where(names.c.party == party).order_by(names.c.key)
    return list(connection.scalars(query.limit(NAMES)))


def of(party: int) -> ColumnElement[bool]:
    """Whether a statement is a party's, and not repeated in a later version of its article."""
    members = select(names.c.key).where(names.c.party == party)
    return and_(statements.c.name_id.in_(members), statements.c.successor.is_(None))


def activity(connection: Connection, party: int) -> Iterator[Activity]:
    """A party's statements by act and month."""
    month = func.substr(statements.c.last_day, 1, 7).label("month")
    query = select(month, statements.c.act, func.count().label("times"))
    known = statements.c.act.is_not(None), statements.c.last_day.is_not(None)
    query = query.where(of(party), *known).group_by(month, statements.c.act).order_by(month)
    for row in connection.execute(query):
        yield Activity(row.month, row.act, row.times)


def aimed_at(connection: Connection, party: int) -> Iterator[Dealing]:
    """At whom a party aims, the most frequent first."""
    meant = and_(
        speakers.c.article_id == statements.c.article_id, speakers.c.name == statements.c.target
    )
    told = statements.outerjoin(speakers, meant)
    told = told.outerjoin(names, names.c.key == speakers.c.name_id)
    times = func.count(statements.c.key.distinct())
    query = (
        select(statements.c.act, statements.c.target, names.c.party, times.label("times"))
        .select_from(told)
        .where(of(party), statements.c.target.is_not(None), statements.c.act.is_not(None))
        .group_by(statements.c.act, statements.c.target, names.c.party)
    )
    query = read_by(query, statements, "statements_with_target")
    yield from ranked(connection, "to", connection.execute(query).all())


def aimed_by(connection: Connection, party: int, called: Sequence[str]) -> Iterator[Dealing]:
    """Who aims at a party: at one of its names, where that is not another party's in the
    article.
    """
    dialect = dialect_of(connection)
    so_called = or_(
        *(statements.c.key.in_(keys_with(dialect, "target", name_key(name))) for name in called)
    )
    speaking = names.alias("speaking")
    query = (
        select(
            statements.c.act,
            statements.c.speaker.label("target"),
            speaking.c.party,
            func.count().label("times"),
        )
        .select_from(statements.outerjoin(speaking, speaking.c.key == statements.c.name_id))
        .where(
            so_called,
            statements.c.target.in_(called),
            statements.c.successor.is_(None),
            statements.c.speaker.is_not(None),
            statements.c.act.is_not(None),
        )
        .group_by(statements.c.act, statements.c.speaker, speaking.c.party)
    )
    yield from ranked(connection, "by", connection.execute(query).all())


def ranked(
    connection: Connection, direction: Literal["to", "by"], rows: Sequence[Any]
) -> Iterator[Dealing]:
    """Rows of act, name, party and times as dealings, one a party, the most frequent first."""
    times: dict[tuple[Act, int | str], int] = {}
    for row in rows:
        other = row.target if row.party is None else row.party
        times[row.act, other] = times.get((row.act, other), 0) + row.times
    most = sorted(times.items(), key=lambda one: (-one[1], str(one[0])))[:SHOWN]
    called = names_by_party(connection, [other for (_, other), _ in most if isinstance(other, int)])
    for (act, other), number in most:
        party = other if isinstance(other, int) else None
        name = called.get(party, "") if party is not None else str(other)
        yield Dealing(direction, act, name, party, number)


def speaking_for(connection: Connection, party: int, called: Sequence[str]) -> Iterator[SpeaksFor]:
    """Who speaks in a role that names a party, the most frequent first."""
    dialect = dialect_of(connection)
    in_role = or_(
        *(statements.c.key.in_(keys_with(dialect, "roles", name_key(name))) for name in called)
    )
    times = func.count().label("times")
    query = (
        select(names.c.party, times)
        .select_from(statements.join(names))
        .where(in_role, names.c.party != party, statements.c.successor.is_(None))
        .group_by(names.c.party)
        .order_by(times.desc(), names.c.party)
        .limit(SPEAKING)
    )
    rows = connection.execute(query).all()
    found = names_by_party(connection, [row.party for row in rows])
    for row in rows:
        yield SpeaksFor(row.party, found[row.party], row.times)
