"""Parties as people see them: names, roles with the dates on which they were seen, outlets."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from rapidfuzz import fuzz, process
from sqlalchemy import (
    ColumnElement,
    Connection,
    Select,
    Text,
    and_,
    case,
    cast,
    func,
    literal,
    or_,
    select,
)

from onrecord.model import SpeakerType
from onrecord.names import name_key, name_of
from onrecord.record.page import Page, behind, cursor_at
from onrecord.record.parties.spoken import Spoken, spoken_by
from onrecord.record.quotations.folding import times_said
from onrecord.record.rows import Line
from onrecord.record.schema import articles, names, speakers, statements

CLOSE = 60.0  # how much alike, of 100, a name has to be to be meant by a misspelt one
IN_QUERY = 500  # keys in one question to the database


@dataclass(frozen=True, slots=True)
class RoleSeen:
    """A role, and the first and last date of publication on which it was seen."""

    role: str
    first: str | None
    last: str | None


@dataclass(frozen=True, slots=True)
class Party:
    """One person or body across articles.

    ``id`` is what it is called by in commands; ``name`` is its commonest full name, ``names``
    are all of them, that first.  ``country`` is an ISO 3166 code, of bodies of a state alone.
    ``first`` and ``last`` are the dates on which it first and last said something, or else
    those of the articles.  ``statements`` is how often it said something, ``printed`` how often
    that was printed: of one quotation every time.
    """

    id: int
    name: str
    names: tuple[str, ...]
    type: SpeakerType
    country: str | None
    roles: tuple[RoleSeen, ...]
    outlets: tuple[str, ...]
    articles: int
    statements: int
    printed: int
    first: str | None
    last: str | None


def listed(
    connection: Connection,
    name: str | None = None,
    country: str | None = None,
    limit: int | None = None,
) -> list[Party]:
    """The parties with something said, or those with ``name`` in one of their names, or of a
    country; who speaks most comes first.
    """
    rows = connection.execute(ranked(name, country).limit(limit))
    return in_order(connection, [row.party for row in rows])


def paged(
    connection: Connection, name: str | None, country: str | None, limit: int, cursor: str | None
) -> Page[Party]:
    """The same, a page at a time."""
    query = ranked(name, country)
    total = connection.scalar(select(func.count()).select_from(query.subquery())) or 0
    if cursor is not None:
        times, last = behind(cursor, int, int)
        fewer, as_many = times_said() < times, times_said() == times
        query = query.having(or_(fewer, as_many & (names.c.party > last)))
    rows = connection.execute(query.limit(limit + 1)).all()
    found = in_order(connection, [row.party for row in rows[:limit]])
    more = None
    if len(rows) > limit:
        party, times = rows[limit - 1]
        more = cursor_at(times, party)
    return Page(tuple(found), total, more)


def ranked(name: str | None, country: str | None) -> Select[Any]:
    """The keys of the parties wanted with the number of their statements, the most first."""
    spoken = (statements.c.name_id == names.c.key) & statements.c.successor.is_(None)
    query = select(names.c.party, times_said().label("statements")).join(statements, spoken)
    if name or country:
        query = query.where(names.c.party.in_(parties_called(name, country)))
    return query.group_by(names.c.party).order_by(times_said().desc(), names.c.party)


def in_order(connection: Connection, keys: Sequence[int]) -> list[Party]:
    """The parties of these keys, in this order."""
    found = {party.id: party for party in loaded(connection, keys)}
    return [found[key] for key in keys]


def parties_called(name: str | None, country: str | None = None) -> Select[Any]:
    """The keys of the parties with ``name`` in one of their names, or of a country."""
    query = select(names.c.party)
    if name:
        query = query.where(called(name))
    if country:
        query = query.where(names.c.country == country.upper())
    return query


def called(name: str) -> ColumnElement[bool]:
    """Whether a name has the words of ``name``, without regard to case, accents and titles."""
    titled = name_of(name, "person")
    return or_(
        has_words(names.c.plain, titled.plain if titled else name),
        has_words(names.c.name_key, name),
    )


def has_words(column: ColumnElement[str], name: str) -> ColumnElement[bool]:
    """Whether a key in a column has the words of ``name``, in any order."""
    padded = literal(" ") + column + " "
    return and_(*(padded.contains(f" {word} ", autoescape=True) for word in name_key(name).split()))


def near(connection: Connection, name: str, limit: int) -> list[str]:
    """The names that are written most like one, if any are."""
    known = dict(connection.execute(select(names.c.name, names.c.name_key).distinct()).all())
    close = process.extract(
        name_key(name), known, scorer=fuzz.token_sort_ratio, score_cutoff=CLOSE, limit=limit
    )
    return [found for _, _, found in close]


def loaded(connection: Connection, keys: Sequence[int]) -> Iterator[Party]:
    """The parties of these keys."""
    for start in range(0, len(keys), IN_QUERY):
        yield from some(connection, keys[start : start + IN_QUERY])


def some(connection: Connection, keys: Collection[int]) -> Iterator[Party]:
    """A few parties at once."""
    party = names.c.party
    called_by = rows_by_party(
        connection,
        select(
            party,
            names.c.name,
            func.min(names.c.type).label("type"),
            func.min(names.c.country).label("country"),
            func.count(speakers.c.key).label("times"),
        )
        .outerjoin(speakers, speakers.c.name_id == names.c.key)
        .where(party.in_(keys))
        .group_by(party, names.c.name)
        .order_by(party, *best_first()),
    )
    of_these = (
        select(party)
        .select_from(names.join(statements, statements.c.name_id == names.c.key))
        .where(party.in_(keys), statements.c.successor.is_(None))
    )
    counted = of_these.add_columns(
        times_said().label("statements"), func.count().label("printed")
    ).group_by(party)
    said = {row.party: row for row in connection.execute(counted)}
    spoken = spoken_by(connection, party, of_these)
    roles = roles_by_party(connection, keys)
    for key in keys:
        if rows := called_by.get(key):
            times = said.get(key, Nothing())
            yield party_from(key, rows, roles.get(key, ()), times, spoken.get(key, Spoken()))


@dataclass(frozen=True, slots=True)
class Nothing:
    """How often somebody said something who said nothing."""

    statements: int = 0
    printed: int = 0


def names_by_party(connection: Connection, keys: Sequence[int]) -> dict[int, str]:
    """The name of each of these parties."""
    query = (
        select(names.c.party, names.c.name)
        .outerjoin(speakers, speakers.c.name_id == names.c.key)
        .group_by(names.c.party, names.c.name)
        .order_by(names.c.party, *best_first())
    )
    called: dict[int, str] = {}
    for start in range(0, len(keys), IN_QUERY):
        these = names.c.party.in_(keys[start : start + IN_QUERY])
        for row in connection.execute(query.where(these)):
            called.setdefault(row.party, row.name)
    return called


def best_first() -> tuple[ColumnElement[Any], ...]:
    """The order of a party's names: those of several words before "Holm" and "HWU" alone, then
    the commonest first.
    """
    several = func.max(case((names.c.plain.contains(" "), 1), else_=0))
    return several.desc(), func.count(speakers.c.key).desc(), func.min(names.c.key)


def party_from(
    key: int, called_by: Sequence[Line], roles: tuple[RoleSeen, ...], said: Line, spoken: Spoken
) -> Party:
    """One party from what was counted."""
    return Party(
        id=key,
        name=called_by[0].name,
        names=tuple(row.name for row in called_by),
        type=called_by[0].type,
        country=next((row.country for row in called_by if row.country), None),
        roles=roles,
        outlets=tuple(sorted(spoken.outlets)),
        articles=spoken.articles,
        statements=said.statements,
        printed=said.printed,
        first=spoken.first,
        last=spoken.last,
    )


def roles_by_party(
    connection: Connection, keys: Collection[int]
) -> dict[int, tuple[RoleSeen, ...]]:
    """The roles of parties, in whatever case, with the dates of the articles that give them, the
    earliest first.
    """
    given = cast(speakers.c.roles, Text)  # the same roles are read once
    query = (
        select(
            names.c.party,
            given.label("given"),
            func.count().label("times"),
            func.min(articles.c.published).label("first"),
            func.max(articles.c.published).label("last"),
        )
        .select_from(names.join(speakers, speakers.c.name_id == names.c.key).join(articles))
        .where(names.c.party.in_(keys))
        .group_by(names.c.party, given)
    )
    seen: dict[int, dict[str, tuple[Counter[str], list[str]]]] = {}
    for row in connection.execute(query):
        for role in json.loads(row.given):
            known = seen.setdefault(row.party, {})
            written, days = known.setdefault(role.casefold(), (Counter(), []))
            written[role] += row.times
            days += [day for day in (row.first, row.last) if day is not None]
    return {
        key: tuple(by_day((commonest(written), days) for written, days in roles.values()))
        for key, roles in seen.items()
    }


def commonest(written: Counter[str]) -> str:
    """How a role is written most often."""
    return min(written, key=lambda role: (-written[role], role))


def by_day(roles: Iterable[tuple[str, Sequence[str]]]) -> Iterator[RoleSeen]:
    """Roles with the days on which they were seen, the earliest first and the undated last."""
    for role, days in sorted(roles, key=lambda one: (min(one[1], default="~"), one[0])):
        yield RoleSeen(role, min(days, default=None), max(days, default=None))


def rows_by_party(connection: Connection, query: Select[Any]) -> dict[int, list[Line]]:
    """Rows by their party, in order."""
    groups: dict[int, list[Line]] = {}
    for row in connection.execute(query):
        groups.setdefault(row.party, []).append(row)
    return groups
