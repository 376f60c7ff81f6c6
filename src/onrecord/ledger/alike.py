"""Alike: whether names are likely one party's, and how far two statements are apart in time."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from rapidfuzz.fuzz import ratio

from onrecord.ledger.told import Told
from onrecord.names import name_key, simplified

ALIKE = 88  # of 100, from which two names are one misspelt


def days(later: Told, earlier: Told) -> int:
    """The days between two statements; a year where either is undated."""
    try:
        return abs((date.fromisoformat(later.day) - date.fromisoformat(earlier.day)).days)
    except ValueError:
        return 365


def same(one: str | None, other: str | None) -> float:
    """Whether two names are likely one party's: equal, one within the other, or misspelt."""
    if not one or not other:
        return 0.0
    return alike(name_key(one), name_key(other))


def same_any(ours: Sequence[str], theirs: Sequence[str]) -> float:
    """Whether any of these names, given by their keys, is one of those."""
    return max((alike(one, other) for one in ours for other in theirs), default=0.0)


def alike(one: str, other: str) -> float:
    """Whether two keys of names are likely one party's."""
    if one == other:
        return 1.0
    ours, theirs = set(one.split()), set(other.split())
    if ours <= theirs or theirs <= ours:
        return 0.8
    return 0.8 if ratio(one, other) >= ALIKE else 0.0


def named(later: Told, earlier: Told) -> bool:
    """Whether the words of either name who acts or speaks in the other."""
    return any(
        is_named(name, f"{one.words} {one.target or ''}")
        for one, other in ((later, earlier), (earlier, later))
        for name in other.actors
    )


def is_named(name: str | None, words: str) -> bool:
    """Whether words have the last word of a name."""
    called = name_key(name or "").split()
    return bool(called) and called[-1] in simplified(words).split()
