"""Replies: what one statement answers, and what answers it, across articles.

The statements that come into question are found by the words of the names on both sides, and the
few next in time are compared, so that it takes as long in a large record as in a small one.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Connection, or_, select

from onrecord.names import EMPTY_WORDS, name_key
from onrecord.positions import Voice, answered, crossed
from onrecord.record.dialects import Dialect, dialect_of
from onrecord.record.positions.comparisons import Comparisons
from onrecord.record.positions.sayings import Saying, sayings
from onrecord.record.rows import Line
from onrecord.record.schema import statements

NEAR = 40  # statements that come into question, those next in time
COMPARED = 8  # of these those that are compared
WORDS = 12  # of the names on one side
CLAIMS = ("state", "warn", "predict")
SPEAKS, MEANT = ("speaker_key", "roles"), ("target", "about")  # columns of each side


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


def told(found: Iterable[tuple[Saying, float]]) -> tuple[Told, ...]:
    """Statements as they are told, in order of time."""
    return tuple(as_told(saying, same) for saying, same in found)


def denied_in(comparisons: Comparisons, denial: Saying) -> list[tuple[Saying, float]]:
    """The accusations that a denial answers, or else the claims."""
    return charges_of(comparisons, denial, ("accuse",)) or charges_of(comparisons, denial, CLAIMS)


def charges_of(
    comparisons: Comparisons, denial: Saying, acts: Sequence[str]
) -> list[tuple[Saying, float]]:
    """What a denial answers among statements that do one of these, with how likely it does."""
    charges = near(comparisons.connection, denial, statements.c.act.in_(acts), later=False)
    found = answered(map(voice, charges), [voice(denial)], comparisons.among([*charges, denial]))
    return [(charge, found[charge.id][denial.id]) for charge in charges if charge.id in found]


def denials_of(comparisons: Comparisons, charge: Saying) -> list[tuple[Saying, float]]:
    """The denials that answer an accusation, or a claim: one that answers an accusation answers
    no claim besides.
    """
    denials = near(comparisons.connection, charge, statements.c.act == "deny", later=True)
    compare = comparisons.among([charge, *denials])
    found = answered([voice(charge)], [voice(denial) for denial in denials], compare)
    answers = found.get(charge.id, {})
    return [
        (denial, answers[denial.id])
        for denial in denials
        if denial.id in answers
        and (charge.act == "accuse" or not charges_of(comparisons, denial, ("accuse",)))
    ]


def near(
    connection: Connection, saying: Saying, does: ColumnElement[bool], *, later: bool
) -> list[Saying]:
    """The statements that do something and may stand on the other side of one, before or after
    it: the nearest in time, in order of time.
    """
    either = list(across(dialect_of(connection), saying))
    if not either:
        return []
    day = statements.c.last_day
    query = select(statements.c.key).where(does, or_(*either), statements.c.successor.is_(None))
    if saying.day is not None:
        query = query.where(or_(day >= saying.day if later else day <= saying.day, day.is_(None)))
    order = day if later else day.desc()
    query = query.order_by(order.nulls_last(), statements.c.key).limit(NEAR)
    found = sayings(connection, statements.c.key.in_(list(connection.scalars(query))))
    mine = voice(saying)
    if later:
        return [one for one in found if crossed(mine, voice(one)) is not None][:COMPARED]
    return [one for one in found if crossed(voice(one), mine) is not None][-COMPARED:]


def across(dialect: Dialect, saying: Saying) -> Iterator[ColumnElement[bool]]:
    """Whether a statement is by those that one is aimed at or about, or the other way round: a
    word of their names is there.
    """
    at = last_words((saying.target or "", *(saying.about or "").split("; ")))
    by = [*last_words([saying.speaker or ""]), *words_of(saying.roles)]
    for words, columns in ((at, SPEAKS), (by, MEANT)):
        for column in columns:
            for word in dict.fromkeys(words[:WORDS]):
                yield statements.c.key.in_(dialect.keys_with(column, [word]))


def last_words(names: Iterable[str]) -> list[str]:
    """By what names are looked for: many are called Ann, and few Ann Basa."""
    return [words[-1] for name in names if (words := words_of(name))]


def words_of(name: str) -> list[str]:
    """The words of a name or a role that tell it from others."""
    return [w for w in name_key(name).split() if w not in EMPTY_WORDS and w.isalnum()]


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
