"""Positions as they are told: each statement of a line with who said it, where and when."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import Connection

from onrecord.positions import Compared, Place, Placed, comparer, line, told
from onrecord.record import lookup
from onrecord.record.days import first_day
from onrecord.record.errors import RecordError
from onrecord.record.positions.comparisons import Comparisons
from onrecord.record.positions.sayings import Saying, by, check_known, sayings
from onrecord.record.positions.topics import bearing


@dataclass(frozen=True, slots=True)
class Position:
    """One statement in the line of what a party said on one issue.

    ``relation`` is how it stands to the statement ``to``, ``pivot`` the words that make it so,
    ``confidence`` how likely that is; ``also`` are the ids of the same words told again.
    """

    statement: str
    article: str
    said_on: str | None
    published: str | None
    outlet: str | None
    speaker: str | None
    words: str
    relation: Place
    to: str | None
    pivot: str | None
    confidence: float | None
    also: tuple[str, ...]


def positions(
    comparisons: Comparisons, name: str, topic: str, *, body: bool, since: str | None
) -> list[Position]:
    """What somebody said on a topic, in order of time; with ``since`` only what was said on that
    day or later, set against all that came before.
    """
    connection = comparisons.connection
    mine = by(connection, name, body=body)
    check_known(connection, mine, name)
    found = bearing(connection, sayings(connection, mine), topic)
    known = {saying.id: saying for saying in found}
    placed = line((saying.said() for saying in found), comparisons.among(found))
    return [position(known[one.said.id], one) for one in recent(placed, since)]


def recent(placed: Iterable[Placed], since: str | None) -> Iterable[Placed]:
    """Those of a day or later; all where none is given."""
    if since is None:
        return placed
    day = first_day(since)
    if day is None:
        raise RecordError(f"{since}: not a date; write it as 2024, 2024-03 or 2024-03-05")
    return (one for one in placed if one.said.day is not None and one.said.day >= day)


def position(saying: Saying, placed: Placed) -> Position:
    """A statement of a line as it is told."""
    return Position(
        statement=saying.id,
        article=saying.article,
        said_on=saying.said_on,
        published=saying.published,
        outlet=saying.outlet,
        speaker=saying.speaker,
        words=saying.words,
        relation=placed.relation,
        to=placed.to,
        pivot=placed.pivot,
        confidence=placed.confidence,
        also=placed.also,
    )


def compare(connection: Connection, earlier: str, later: str) -> Compared:
    """What became of one statement in another, given by their ids."""
    one, other = (lookup.statement(connection, key) for key in (earlier, later))
    texts = told(one.cue, one.content), told(other.cue, other.content)
    return comparer()(*texts, acts=(one.act, other.act))
