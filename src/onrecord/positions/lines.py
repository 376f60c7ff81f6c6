"""Lines: what one party said on one issue, in order of time, each set against what came before."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace

from rapidfuzz import fuzz

from onrecord.positions.relations import Compared, Place
from onrecord.positions.signs import in_common

Compare = Callable[[str, str], Compared]

BACK = 6  # positions that one is set against, the last ones
SAME_ISSUE = 0.2  # who asks has said what the issue is: a statement is on it unless this is denied
SURE = 0.4  # below it, how a statement stands to the earlier ones is unclear
# The gravest thing to say of anybody asks for more, or for words that are plain by themselves and
# of which a third are in the other statement: where hardly one is, they are believed too soon.
REVERSED, PLAIN, SHARED = 0.65, 0.8, 1 / 3
SOON = 2  # days within which the same thing is told again by one report or another
ALIKE = 88.0  # of 100: words so much alike are the same words told again
AGAIN = 0.6  # how likely one thing is said again, in other words, where it is told within days
FEW = 3  # words that are too few to be known again


@dataclass(frozen=True, slots=True)
class Said:
    """One statement on its way into a line.

    ``words`` is the content, ``told`` the cue with it; ``day`` when it was said, or else
    published (``YYYY-MM-DD``; None where neither is known).
    """

    id: str
    words: str
    told: str
    day: str | None


@dataclass(frozen=True, slots=True)
class Placed:
    """A statement in its line: how it stands to which earlier one, by which words, how surely;
    ``also`` are the ids of the same words told again.
    """

    said: Said
    relation: Place
    to: str | None = None
    pivot: str | None = None
    confidence: float | None = None
    also: tuple[str, ...] = field(default=())


def line(said: Iterable[Said], compare: Compare) -> list[Placed]:
    """The line that statements make; they come in order of time."""
    placed: list[Placed] = []
    for one in said:
        against = Against(one, compare)
        earlier = placed[: -BACK - 1 : -1]
        again = next((before for before in earlier if is_told_again(before.said, against)), None)
        if again is not None:
            placed[placed.index(again)] = replace(again, also=(*again.also, one.id))
        else:
            placed.append(place(against, earlier))
    return placed


class Against:
    """A statement that is compared with earlier ones, with each at most once, when it is asked."""

    def __init__(self, one: Said, compare: Compare) -> None:
        self.one = one
        self.compare = compare
        self.known: dict[str, Compared] = {}

    def __call__(self, before: Said) -> Compared:
        """What became of an earlier statement in this one."""
        if before.id not in self.known:
            self.known[before.id] = self.compare(before.told, self.one.told)
        return self.known[before.id]


def place(against: Against, earlier: Sequence[Placed]) -> Placed:
    """A statement set against the earlier ones, the last of them first: against the last that is on
    the same issue.  Where none is, it is the first on an issue of its own.
    """
    one = against.one
    for before in earlier:
        how = against(before.said)
        if how.same_issue < SAME_ISSUE:
            continue
        if not is_named(how, before.said.told, one.told):
            return Placed(one, "unclear", before.said.id, None, how.stance_confidence)
        pivot = how.pivot if how.stance != "repeats" else None
        return Placed(one, how.stance, before.said.id, pivot, how.stance_confidence)
    return Placed(one, "first")


def is_named(how: Compared, earlier: str, later: str) -> bool:
    """Whether how a statement stands to another on its issue is likely enough to be said."""
    if how.stance != "reverses":
        return how.stance_confidence >= SURE
    return how.stance_confidence >= REVERSED or (
        how.relation == "reverses"
        and how.confidence >= PLAIN
        and max(in_common(earlier.lower(), later.lower())) >= SHARED
    )


def is_told_again(before: Said, against: Against) -> bool:
    """Whether a statement is an earlier one told again, within days, and not a new one."""
    one = against.one
    if not is_soon(before.day, one.day):
        return False
    if enough(before.words, one.words) and alike(before.words, one.words) >= ALIKE:
        return True
    how = against(before)
    return how.relation == "repeats" and how.confidence >= AGAIN


def alike(one: str, other: str) -> float:
    """How much alike the words of two statements are, from 0 to 100, whatever their order; of a
    shorter one, how much of it is in the longer.
    """
    return fuzz.token_set_ratio(one.casefold(), other.casefold())


def enough(*statements: str) -> bool:
    """Whether statements have enough words to be known again by them."""
    return all(len(words.split()) > FEW for words in statements)


def is_soon(before: str | None, later: str | None) -> bool:
    """Whether one day is within days of another; not where either is unknown."""
    if before is None or later is None:
        return False
    days = datetime.date.fromisoformat(later) - datetime.date.fromisoformat(before)
    return abs(days.days) <= SOON
