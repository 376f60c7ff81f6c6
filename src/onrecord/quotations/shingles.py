"""What wordings and texts are found by: words that stand in a row, as numbers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from zlib import crc32

from onrecord.quotations.weight import EVERYBODYS

POSITIVE = 0x7FFFFFFF  # what fits the integers of every database


def shingles(keys: Sequence[str]) -> list[int]:
    """The numbers of all pairs of neighbouring words, each once; of those that tell nothing,
    of which there are too many, three in a row.
    """
    found = dict.fromkeys([*telling_pairs(keys), *everyday_triples(keys)])
    return list(
        dict.fromkeys(crc32(row.encode("utf-8", "surrogatepass")) & POSITIVE for row in found)
    )


def telling_pairs(keys: Sequence[str]) -> Iterator[str]:
    """Two neighbouring words, one of which tells something."""
    for one, other in pairwise(keys):
        if one not in EVERYBODYS or other not in EVERYBODYS:
            yield f"{one} {other}"


def everyday_triples(keys: Sequence[str]) -> Iterator[str]:
    """Three words in a row that everybody says every day."""
    for three in zip(keys, keys[1:], keys[2:], strict=False):
        if EVERYBODYS.issuperset(three):
            yield " ".join(three)
