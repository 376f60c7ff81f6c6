"""What wordings and texts are found by: pairs of words, as numbers."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from zlib import crc32

from onrecord.quotations.weight import EVERYBODYS

POSITIVE = 0x7FFFFFFF  # what fits the integers of every database


def shingles(keys: Sequence[str]) -> list[int]:
    """The pairs of neighbouring words, each once, in order, without those that tell nothing."""
    pairs = dict.fromkeys(
        f"{one} {other}"
        for one, other in pairwise(keys)
        if one not in EVERYBODYS or other not in EVERYBODYS
    )
    return list(
        dict.fromkeys(crc32(pair.encode("utf-8", "surrogatepass")) & POSITIVE for pair in pairs)
    )
