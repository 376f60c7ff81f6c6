"""What speaks for and against two names being one party, weighed.

Each reason has a weight in log odds and a line that a person can read.  The weights are
set by hand and checked by ``benchmarks/parties``.
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from onrecord.names import EMPTY_WORDS, Name, name_key

SAME, UNSURE = 0.9, 0.5  # scores from which two names are one party, or a question for a person
NEAR_DAYS, FAR_DAYS, LIFE_DAYS = 60, 10 * 365, 80 * 365
FEW_ROLES = 3  # of two people known by no more, having none in common says something
WRITTEN_OUT = {
    "amb": "ambassador",
    "atty": "attorney",
    "congressman": "representative",
    "congresswoman": "representative",
    "dem": "democrat",
    "gen": "general",
    "gov": "governor",
    "prof": "professor",
    "rep": "representative",
    "sec": "secretary",
    "sen": "senator",
}
VAGUE = EMPTY_WORDS | set("acting current ex former his her its new now old then top us".split())


class Reason(NamedTuple):
    """How much something speaks for (above 0) or against (below), and what it is."""

    weight: float
    why: str


@dataclass(frozen=True, slots=True)
class Profile:
    """What a record knows of the bearer of a name: roles, outlets and days (YYYY-MM-DD)."""

    roles: frozenset[str] = frozenset()
    outlets: frozenset[str] = frozenset()
    days: tuple[str, ...] = ()


def score(reasons: Iterable[Reason]) -> float:
    """How likely two names are one party, from 0 to 1."""
    return 1 / (1 + math.exp(-sum(reason.weight for reason in reasons)))


def circumstances(one: Profile, other: Profile) -> Iterator[Reason]:
    """What roles, outlets and dates say."""
    shared, common = shared_role(one.roles, other.roles)
    if shared:
        yield Reason(min(1.2 * common, 2.4), f"both called {shared}")
    elif apart := other_walks(one.roles, other.roles):
        yield Reason(-4.0, apart)
    elif common:
        yield Reason(0.4, "called in part the same")
    elif few(one.roles) and few(other.roles):
        yield Reason(-1.0, "called otherwise")
    gap = days_between(one.days, other.days)
    if one.outlets and other.outlets:
        if not one.outlets & other.outlets:
            yield Reason(-0.5, "in different outlets")
        elif gap is not None and gap <= NEAR_DAYS:
            yield Reason(1.0, "in the same outlet at the same time")
    if gap is not None and gap > FAR_DAYS:
        years = round(gap / 365)
        yield Reason(-6.0 if gap > LIFE_DAYS else -2.0, f"{years} years apart")


def few(roles: frozenset[str]) -> bool:
    """Whether there are roles, but so few that others would be news."""
    return 0 < len(roles) <= FEW_ROLES


def shared_role(ours: Iterable[str], theirs: Iterable[str]) -> tuple[str | None, int]:
    """The role that both have, and in how many words; None with the number of words where they
    are too few.
    """
    best, most = None, 0
    for role in sorted(ours):
        words = role_words(role)
        for others in map(role_words, theirs):
            common, same = len(words & others), is_same_role(words, others)
            if (same, common) > (best is not None, most):
                best, most = role if same else None, common
    return best, most


def is_same_role(one: frozenset[str], other: frozenset[str]) -> bool:
    """Whether the shorter of two roles is all in the longer, or half of it in two words or more."""
    common, shorter = len(one & other), min(len(one), len(other))
    return common > 0 and (common == shorter or (common > 1 and common * 2 >= shorter))


def role_words(role: str) -> frozenset[str]:
    """The words of a role that tell it from others, none of them shortened."""
    words = name_key(role).split()
    return frozenset(WRITTEN_OUT.get(word, word) for word in words) - VAGUE


def other_walks(ours: Iterable[str], theirs: Iterable[str]) -> str | None:
    """Two walks of life where two people's roles have none in common."""
    one, other = walks_of(ours), walks_of(theirs)
    return f"one in {min(one)}, one in {min(other)}" if one and other and not one & other else None


def walks_of(roles: Iterable[str]) -> frozenset[str]:
    """The walks of life in which these roles are; those that say nothing are in none."""
    known = walks()
    return frozenset(
        known[word]
        for role in roles
        for word in re.findall(r"[a-z]+", role.lower())
        if word in known
    )


@cache
def walks() -> dict[str, str]:
    """Noun → walk of life, for nouns by which two people of one name are told apart."""
    table = json.loads(files(__package__).joinpath("walks.json").read_text(encoding="utf-8"))
    return {noun: walk for walk, nouns in table.items() for noun in nouns.split()}


def days_between(ours: tuple[str, ...], theirs: tuple[str, ...]) -> int | None:
    """The days from the last of one to the first of the other; 0 where they overlap."""
    if not ours or not theirs:
        return None
    latest_start, earliest_end = max(min(ours), min(theirs)), min(max(ours), max(theirs))
    return max((as_day(latest_start) - as_day(earliest_end)).days, 0)


def as_day(known: str) -> date:
    """A day; one that a month does not have is the month's 28th."""
    year, month, number = (int(part) for part in known.split("-"))
    try:
        return date(year, month, number)
    except ValueError:
        return date(year, month, 28)


def one_office(name: Name, other: Name, known: Profile, known_there: Profile) -> Iterator[Reason]:
    """Whether one of two names has a "Jr." and both have one office: not a father and his son."""
    if (name.generation is None) != (other.generation is None):
        role, words = shared_role(known.roles, known_there.roles)
        if role and words > 1:
            yield Reason(2.5, "no father and son hold one office")


def in_line(reasons: Iterable[Reason]) -> str:
    """The reasons that count, the heaviest first, in one line."""
    counting = sorted((r for r in reasons if r.weight), key=lambda reason: -abs(reason.weight))
    return "; ".join(dict.fromkeys(reason.why for reason in counting))
