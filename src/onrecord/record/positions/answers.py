"""Accusations and claims of a record, with the denials that answer them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from onrecord.names import name_key
from onrecord.positions import Voice, answered
from onrecord.record.days import first_day
from onrecord.record.errors import RecordError
from onrecord.record.positions.comparisons import Comparisons
from onrecord.record.positions.sayings import Saying, sayings
from onrecord.record.schema import statements

MOST = 2_000  # of the newest accusations, denials and claims each
CLAIMS = ("state", "warn", "predict")


@dataclass(frozen=True, slots=True)
class Told:
    """A statement as it is told beside another; ``same_issue`` is how likely it is on the same
    matter as the one that it answers, or that answers it; None of an accusation with its answers.
    """

    statement: str
    article: str
    said_on: str | None
    published: str | None
    outlet: str | None
    speaker: str | None
    target: str | None
    act: str | None
    words: str
    same_issue: float | None = None


@dataclass(frozen=True, slots=True)
class Exchange:
    """An accusation or a claim, and the denials that answer it; none where nobody did."""

    accusation: Told
    denials: tuple[Told, ...]


def answers(
    comparisons: Comparisons, *, by: str | None, at: str | None, since: str | None
) -> list[Exchange]:
    """The exchanges of a record in order of time: every accusation, and each claim that is denied.

    ``by`` and ``at`` are words of the names of who accuses and who is accused.
    """
    connection = comparisons.connection
    denials = sayings(connection, statements.c.act == "deny", most=MOST)
    charges = sayings(connection, statements.c.act == "accuse", most=MOST)
    claims = sayings(connection, statements.c.act.in_(CLAIMS), most=MOST)
    charges, claims = (chosen(some, by, at, since) for some in (charges, claims))
    known = {saying.id: saying for saying in denials}
    voices = [voice(saying) for saying in denials]
    compare = comparisons.among([*charges, *claims, *denials])
    found = answered(map(voice, charges), voices, compare)
    taken = {denial for some in found.values() for denial in some}
    free = [one for one in voices if one.id not in taken]
    found |= answered(map(voice, claims), free, compare)
    kept = [*charges, *(claim for claim in claims if claim.id in found)]
    return [
        Exchange(
            as_told(saying),
            tuple(as_told(known[key], same) for key, same in found.get(saying.id, {}).items()),
        )
        for saying in sorted(kept, key=lambda saying: (saying.day is None, saying.day or ""))
    ]


def chosen(
    found: Sequence[Saying], by: str | None, at: str | None, since: str | None
) -> list[Saying]:
    """Those by and at whom somebody asked, since a day."""
    day = first_day(since)
    if since is not None and day is None:
        raise RecordError(f"{since}: not a date; write it as 2024, 2024-03 or 2024-03-05")
    return [
        saying
        for saying in found
        if (by is None or has_words(saying.speaker, by))
        and (at is None or has_words(saying.target, at))
        and (day is None or (saying.day is not None and saying.day >= day))
    ]


def has_words(name: str | None, typed: str) -> bool:
    """Whether a name has the words that were typed, in any order."""
    return name is not None and set(name_key(typed).split()) <= set(name_key(name).split())


def voice(saying: Saying) -> Voice:
    """A statement as it accuses or denies."""
    speaks = [saying.speaker or "", *saying.roles.split("; ")]
    meant = [saying.target or "", *(saying.about or "").split("; ")]
    by, at = (tuple(name_key(name) for name in names if name) for names in (speaks, meant))
    return Voice(saying.id, saying.told, saying.day, by, at)


def as_told(saying: Saying, same_issue: float | None = None) -> Told:
    """A statement as it is told."""
    return Told(
        statement=saying.id,
        article=saying.article,
        said_on=saying.said_on,
        published=saying.published,
        outlet=saying.outlet,
        speaker=saying.speaker,
        target=saying.target,
        act=saying.act,
        words=saying.words,
        same_issue=same_issue,
    )
