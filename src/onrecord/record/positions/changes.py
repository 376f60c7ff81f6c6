"""What is new in a record since a day: reversals, accusations and denials."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from sqlalchemy import ColumnElement, Connection, func

from onrecord.positions import comparer
from onrecord.record.days import first_day
from onrecord.record.errors import RecordError
from onrecord.record.positions.sayings import Saying, sayings
from onrecord.record.schema import articles, names
from onrecord.stems import stems_of

ChangeKind = Literal["reversal", "accusation", "denial"]

MOST = 2_000  # new statements looked at, the newest
NEAREST = 4  # earlier statements that each is held against: those with most words in common
SHARED = 2  # words that they share at least
REVERSED = 0.6  # how likely a reversal is that an editor is told of
KINDS: dict[str, ChangeKind] = {"accuse": "accusation", "deny": "denial"}


@dataclass(frozen=True, slots=True)
class Change:
    """Something new, and the statement that it rests on.

    Of a reversal, ``to`` is the statement that it reverses, ``before`` are the words of that,
    ``pivot`` the new words that make it so and ``confidence`` how likely it is.
    """

    kind: ChangeKind
    statement: str
    article: str
    said_on: str | None
    published: str | None
    outlet: str | None
    speaker: str | None
    target: str | None
    words: str
    to: str | None = None
    before: str | None = None
    pivot: str | None = None
    confidence: float | None = None


def changes(connection: Connection, since: str) -> list[Change]:
    """What the reports published on a day or later brought, reversals first, in order of time."""
    new = sayings(connection, published_since(since), most=MOST)
    told = [told_of(saying) for saying in new if saying.act in KINDS]
    return [*reversals(connection, new), *told]


def published_since(since: str) -> ColumnElement[bool]:
    """Whether a statement's article was published, or else added, on a day or later."""
    day = first_day(since)
    if day is None:
        raise RecordError(f"{since}: not a date; write it as 2024, 2024-03 or 2024-03-05")
    added = func.substr(articles.c.added_at, 1, len("2024-03-05"))
    return func.coalesce(articles.c.published, added) >= day


def reversals(connection: Connection, new: Sequence[Saying]) -> Iterator[Change]:
    """The new statements that reverse an earlier one of their party."""
    compare = comparer()
    by_party: dict[int, list[Saying]] = defaultdict(list)
    for saying in new:
        if saying.party is not None:
            by_party[saying.party].append(saying)
    for party, some in by_party.items():
        known = sayings(connection, names.c.party == party)
        words = {saying.id: stems_of(saying.words) for saying in known}
        place = {saying.id: number for number, saying in enumerate(known)}
        for saying in some:
            for before in nearest(saying, known[: place[saying.id]], words):
                how = compare(before.told, saying.told)
                if how.relation == "reverses" and how.confidence >= REVERSED:
                    yield told_of(
                        saying,
                        kind="reversal",
                        to=before.id,
                        before=before.words,
                        pivot=how.pivot,
                        confidence=how.confidence,
                    )
                    break


def nearest(saying: Saying, earlier: Sequence[Saying], words: dict[str, set[str]]) -> list[Saying]:
    """The earlier statements with most words in common, of other reports, the last first."""
    mine = words[saying.id]
    shared = [
        (len(mine & words[before.id]), number, before)
        for number, before in enumerate(earlier)
        if before.article != saying.article
    ]
    shared.sort(key=lambda found: found[:2], reverse=True)
    return [before for number, _, before in shared[:NEAREST] if number >= SHARED]


def told_of(saying: Saying, kind: ChangeKind | None = None, **more: object) -> Change:
    """A statement as something new."""
    return Change(
        kind=kind or KINDS[saying.act or ""],
        statement=saying.id,
        article=saying.article,
        said_on=saying.said_on,
        published=saying.published,
        outlet=saying.outlet,
        speaker=saying.speaker,
        target=saying.target,
        words=saying.words,
        **more,  # type: ignore[arg-type]
    )
