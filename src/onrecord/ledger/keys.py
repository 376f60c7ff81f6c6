"""Keys: what a statement is looked up under when another comes that may bear on the same thing.

Few for each statement, and each shared by few of them, so that in the largest record those that
are looked at are as few as in a small one.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from itertools import combinations, islice

from onrecord.ledger.told import Told

# The rarest stems that are kept by themselves, with who acts, and in pairs.
ALONE, OF_ACTORS, TOGETHER = 3, 4, 4
LARGE = 12  # numbers up to which on say little by themselves
MOST = 60  # keys of a statement; of a table of figures, the first ones will do


def keys(told: Told) -> list[int]:
    """The keys of a statement, as numbers of 31 bits."""
    return list(dict.fromkeys(map(number, islice(words_of(told), MOST))))


def words_of(told: Told) -> Iterator[str]:
    """The keys in words: its article, who acts with rare words, rare words together, numbers."""
    rare = sorted(told.stems, key=lambda stem: (-told.stems[stem], stem))
    yield f"article {told.article}"
    for actor in told.actors:
        last = actor.split()[-1]
        yield last
        for stem in rare[:OF_ACTORS]:
            yield f"{last} {stem}"
    yield from (f"alone {stem}" for stem in rare[:ALONE])
    for pair in combinations(sorted(rare[:TOGETHER]), 2):
        yield " + ".join(pair)
    for figure in told.figures:
        if figure.value > LARGE:
            yield from (f"{figure.value:g} {unit}" for unit in sorted(figure.units))


def number(key: str) -> int:
    """A number for a key, the same on every machine."""
    digest = hashlib.blake2b(key.encode(), digest_size=4).digest()
    return int.from_bytes(digest, "big") >> 1
