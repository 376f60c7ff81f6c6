"""Texts that are much the same: wire copy, cut at the end, with another headline or credit.

MinHash (Broder, 1997) tells which ones are worth a look; the texts themselves decide.
"""

from __future__ import annotations

from collections.abc import Sequence
from zlib import crc32

from rensa import CMinHash

from onrecord.quotations.shingles import POSITIVE

RUN = 5  # words in a row that are compared
SEED = 1
BANDS, ROWS = 20, 3  # texts with half of their runs in common share a band 93 times in 100
SAME = 0.6  # share of the shorter text's runs from which two are printings of one report
SHORTEST = 40  # runs of a text; what is shorter says too little to tell


def runs(keys: Sequence[str]) -> set[str]:
    """Every few words of a text that stand in a row."""
    return {" ".join(keys[at : at + RUN]) for at in range(len(keys) - RUN + 1)}


def bands(keys: Sequence[str]) -> list[int]:
    """Numbers of which two texts that are much the same share at least one; none of a text that
    is too short.
    """
    found = runs(keys)
    if len(found) < SHORTEST:
        return []
    sketch = CMinHash(num_perm=BANDS * ROWS, seed=SEED)
    sketch.update([run.encode("utf-8", "surrogatepass") for run in found])
    digest = sketch.digest()
    parts = (digest[at : at + ROWS] for at in range(0, BANDS * ROWS, ROWS))
    return [crc32(f"{number}:{part}".encode()) & POSITIVE for number, part in enumerate(parts)]


def is_copy(one: Sequence[str], other: Sequence[str]) -> bool:
    """Whether the words of two texts are two printings of one report."""
    ours, theirs = runs(one), runs(other)
    shorter = min(len(ours), len(theirs))
    return shorter >= SHORTEST and len(ours & theirs) >= SAME * shorter
