"""Who speaks in a record, how often, where and when.

One line is one party under all its names, or one name of a source that is no party: a
description such as "harbour officials" says nothing beyond its article.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, func, select

from onrecord.names import name_key
from onrecord.record.dialects import dialect_of
from onrecord.record.parties.browse import IN_QUERY, names_by_party, parties_called
from onrecord.record.parties.spoken import Spoken, spoken_by
from onrecord.record.quotations.folding import times_said
from onrecord.record.rows import Line
from onrecord.record.schema import names, statements
from onrecord.record.search import keys_with

# The speaker of a statement that is no party.
ALONE = statements.c.speaker


@dataclass(frozen=True, slots=True)
class SpeakerSummary:
    """A speaker by its commonest name, its statements and articles counted, its outlets in
    alphabetical order, and the first and last date on which it was said, or else published.
    ``party`` is the id of its party, None where it is no party.  ``statements`` is how often it
    said something, ``printed`` how often that was printed: of one quotation every time.
    """

    name: str
    party: int | None
    statements: int
    printed: int
    articles: int
    outlets: tuple[str, ...]
    first: str | None
    last: str | None


def summaries(
    connection: Connection, name: str | None, country: str | None, limit: int | None
) -> list[SpeakerSummary]:
    """Everyone with a name, or with ``name`` in one of their names, or speaking for a country;
    who speaks most comes first.
    """
    counted = [*most(connection, names.c.party, parties_of(name, country), limit)]
    if country is None:
        counted += most(connection, statements.c.speaker, others_of(connection, name), limit)
    ranked = sorted(counted, key=lambda row: -row.statements)[:limit]
    who = [row.who for row in ranked]
    called = names_by_party(connection, [key for key in who if isinstance(key, int)])
    known = {
        **known_of(connection, names.c.party, [key for key in who if isinstance(key, int)]),
        **known_of(connection, ALONE, [key for key in who if isinstance(key, str)]),
    }
    found = [
        SpeakerSummary(
            name=called.get(row.who, row.who),
            party=row.who if isinstance(row.who, int) else None,
            statements=row.statements,
            printed=row.printed,
            articles=known[row.who].articles,
            outlets=tuple(sorted(known[row.who].outlets)),
            first=known[row.who].first,
            last=known[row.who].last,
        )
        for row in ranked
    ]
    return sorted(found, key=lambda speaker: (-speaker.statements, speaker.name))


def most(
    connection: Connection, who: ColumnElement[Any], spoken: Select[Any], limit: int | None
) -> Sequence[Line]:
    """Who speaks most, with how often they said something and how often it was printed."""
    times = times_said()
    query = spoken.add_columns(
        who.label("who"), times.label("statements"), func.count().label("printed")
    )
    query = query.where(statements.c.successor.is_(None)).group_by(who)
    return connection.execute(query.order_by(times.desc(), who).limit(limit)).all()


def parties_of(name: str | None, country: str | None) -> Select[Any]:
    """What parties say: all, or those with a name or of a country."""
    query = select().select_from(statements.join(names))
    if name or country:
        query = query.where(names.c.party.in_(parties_called(name, country)))
    return query


def others_of(connection: Connection, name: str | None) -> Select[Any]:
    """What is said by those who are no party: all, or those with a name."""
    query = select().select_from(statements)
    query = query.where(statements.c.name_id.is_(None), statements.c.speaker.is_not(None))
    if name:
        so_called = keys_with(dialect_of(connection), "speaker_key", name_key(name))
        query = query.where(statements.c.key.in_(so_called))
    return query


def known_of(
    connection: Connection, who: ColumnElement[Any], keys: Sequence[Any]
) -> dict[Any, Spoken]:
    """The articles, days and outlets of some speakers."""
    said = select().select_from(statements if who is ALONE else statements.join(names))
    said = said.where(statements.c.successor.is_(None))
    known: dict[Any, Spoken] = {}
    for start in range(0, len(keys), IN_QUERY):
        some = keys[start : start + IN_QUERY]
        these: ColumnElement[bool] = names.c.party.in_(some)
        if who is ALONE:
            these = statements.c.speaker.in_(some) & statements.c.name_id.is_(None)
        known |= spoken_by(connection, who, said.where(these))
    return known
