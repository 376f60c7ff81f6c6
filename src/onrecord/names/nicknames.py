"""First names that stand for each other."""

from __future__ import annotations

from functools import cache, lru_cache

from nicknames import NickNamer
from rapidfuzz.distance import OSA, JaroWinkler

CLOSE = 0.85  # Jaro-Winkler likeness of two forms of one first name: Julie, Julianne
BEGIN = 3  # letters with which forms of one name begin
SPELT = 5  # letters from which a name with one of them wrong is still known


@cache
def _list() -> NickNamer:
    return NickNamer()


@lru_cache(maxsize=20_000)
def variants(first: str) -> frozenset[str]:
    """The names that a first name is short for, or that are short for it; itself too."""
    return frozenset({first, *_list().nicknames_of(first), *_list().canonicals_of(first)})


def are_short(one: str, other: str) -> bool:
    """Whether one is a nickname of the other or its beginning: Bill, William; Stan, Stanley."""
    if other in variants(one) or one in variants(other):
        return True
    short, long = sorted((one, other), key=len)
    return len(short) >= BEGIN and len(long) >= len(short) + BEGIN and long.startswith(short)


def are_close(one: str, other: str) -> bool:
    """Whether two first names may be forms of one: they begin alike."""
    long_enough = min(len(one), len(other)) >= BEGIN
    return (
        long_enough and one[:BEGIN] == other[:BEGIN] and JaroWinkler.similarity(one, other) >= CLOSE
    )


def are_misspelt(one: str, other: str) -> bool:
    """Whether one first name is another with a letter missing, changed or moved: Kristen, Kirsten.

    Not the last letter, which in many languages tells a woman's name from a man's.
    """
    long_enough = min(len(one), len(other)) >= SPELT
    return long_enough and one[-1] == other[-1] and OSA.distance(one, other) == 1
