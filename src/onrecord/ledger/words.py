"""Words: what a statement is of, by its rarer words, each with how much it says."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from importlib.resources import files
from math import log

from onrecord.names import simplified
from onrecord.stems import stem_of

WORD = re.compile(r"(?<![a-z0-9])[a-z]+(?![a-z0-9])")
SHORTEST = 3  # letters of a word that says something by itself
# Stems that are in most promises, whatever is promised.
EMPTY = frozenset(
    stem_of(word)
    for word in """
    about after again all also although always and another any anyone anything are away back
    because before being both bring but can cannot come could day did does doing done down
    during each end ever every few first for from get give given going gone got had has have
    having her here him his how into its itself just keep last late later let like made make
    many may might mine month more most much must need never new next nobody none nor not
    nothing now off once one only other our out over own people promise promised put rest said
    same say says see set shall she should since some somebody something soon still such take
    than that the their them then there these they thing this those though through time today
    told tomorrow too under until upon use very want was way week well went were what whatever
    when where whether which while who whole whom whose why will with within without would year
    years yes yesterday yet you your monday tuesday wednesday thursday friday saturday sunday
    january february march april june july august september october november december spring
    summer autumn winter christmas per cent percent million billion thousand hundred dozen two
    three four five six seven eight nine ten eleven twelve twenty""".split()
)


@cache
def ranks() -> dict[str, int]:
    """The commonest stems, each with its place among them (``training/rarity.py``)."""
    kept = files(__package__).joinpath("common.txt").read_text(encoding="utf-8")
    return {stem: place for place, stem in enumerate(kept.split(), start=1)}


@lru_cache(maxsize=20_000)
def rarity(stem: str) -> float:
    """How much a stem says by itself, from near 0 for the commonest to 1 for a rare one."""
    known = ranks()
    place = known.get(stem)
    return 1.0 if place is None else log(place) / log(len(known) + 1)


def stems(text: str) -> dict[str, float]:
    """The stems of a text that say something, in order, each with how much."""
    found = (word for word in WORD.findall(simplified(text)) if len(word) >= SHORTEST)
    kept = dict.fromkeys(stem_of(word) for word in found)
    return {stem: rarity(stem) for stem in kept if stem not in EMPTY}
