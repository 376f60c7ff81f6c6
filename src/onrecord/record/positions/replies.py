"""Replies: what one statement answers, and what answers it, across articles.

Of the statements that may stand on the other side (``across.py``) the few next in time are
compared.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import select

from onrecord.names import name_key
from onrecord.positions import Voice, answered, crossed
from onrecord.record.positions.across import Acts
from onrecord.record.positions.comparisons import Comparisons
from onrecord.record.positions.sayings import Saying, sayings
from onrecord.record.rows import Line
from onrecord.record.schema import statements

COMPARED = 8  # of the statements that come into question
ACCUSES, DENIES, CLAIMS = ("accuse",), ("deny",), ("state", "warn", "predict")


@dataclass(frozen=True, slots=True)
class Told:
    """A statement as it is told beside another; ``same_issue`` is how likely it is on the same
    matter as the one that it answers, or that answers it; None of the one that was asked for.
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
class Replies:
    """What a statement answers, and what answers it, each in order of time."""

    answers: tuple[Told, ...]
    answered_by: tuple[Told, ...]


def replies(comparisons: Comparisons, row: Line) -> Replies:
    """The replies of a statement; of one that was printed again, those of what it is now."""
    connection = comparisons.connection
    while row.successor is not None:
        this = statements.c.key == row.successor
        row = connection.execute(select(statements).where(this)).one()
    [mine] = sayings(connection, statements.c.key == row.key, most=1)
    if mine.act == "deny":
        return Replies(told(denied_in(comparisons, mine)), ())
    if mine.act == "accuse" or mine.act in CLAIMS:
        return Replies((), told(denials_of(comparisons, mine)))
    return Replies((), ())


def read_ahead(comparisons: Comparisons, some: Sequence[Saying]) -> None:
    """Reads at once what the accusations of a page, or its denials, are to be compared with."""
    across = comparisons.across
    for acts, beside, later in ((ACCUSES, DENIES, True), (DENIES, ACCUSES, False)):
        if mine := [one for one in some if one.act in acts]:
            across.read_ahead(mine, beside, later=later)
            comparisons.look_up({one.key for one in (*mine, *across.read)})


def told(found: Iterable[tuple[Saying, float]]) -> tuple[Told, ...]:
    """Statements as they are told, in order of time."""
    return tuple(as_told(saying, same) for saying, same in found)


def denied_in(comparisons: Comparisons, denial: Saying) -> list[tuple[Saying, float]]:
    """The accusations that a denial answers, or else the claims."""
    return charges_of(comparisons, denial, ACCUSES) or charges_of(comparisons, denial, CLAIMS)


def charges_of(comparisons: Comparisons, denial: Saying, acts: Acts) -> list[tuple[Saying, float]]:
    """What a denial answers among statements that do one of these, with how likely it does."""
    charges = near(comparisons, denial, acts, later=False)
    found = answered(map(voice, charges), [voice(denial)], comparisons.among([*charges, denial]))
    return [(charge, found[charge.id][denial.id]) for charge in charges if charge.id in found]


def denials_of(comparisons: Comparisons, charge: Saying) -> list[tuple[Saying, float]]:
    """The denials that answer an accusation, or a claim: one that answers an accusation answers
    no claim besides.
    """
    denials = near(comparisons, charge, DENIES, later=True)
    compare = comparisons.among([charge, *denials])
    found = answered([voice(charge)], [voice(denial) for denial in denials], compare)
    answers = found.get(charge.id, {})
    return [
        (denial, answers[denial.id])
        for denial in denials
        if denial.id in answers
        and (charge.act == "accuse" or not charges_of(comparisons, denial, ACCUSES))
    ]


def near(comparisons: Comparisons, saying: Saying, acts: Acts, *, later: bool) -> list[Saying]:
    """The few next in time of those that may stand on the other side of a statement."""
    found = comparisons.across.near(saying, acts, later=later)
    mine = voice(saying)
    if later:
        return [one for one in found if crossed(mine, voice(one)) is not None][:COMPARED]
    return [one for one in found if crossed(voice(one), mine) is not None][-COMPARED:]


def voice(saying: Saying) -> Voice:
    """A statement as it accuses or denies."""
    speaks = [saying.speaker or "", *saying.roles.split("; ")]
    meant = [saying.target or "", *(saying.about or "").split("; ")]
    by, at = (tuple(name_key(name) for name in names if name) for names in (speaks, meant))
    return Voice(saying.id, saying.article, saying.told, saying.day, by, at)


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
