"""What wordings and texts are found by: words that stand in a row, as numbers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from zlib import crc32

from onrecord.quotations.same import RUN, in_marks
from onrecord.quotations.weight import EVERYBODYS
from onrecord.quotations.words import Wording

POSITIVE = 0x7FFFFFFF  # what fits the integers of every database


def shingles(keys: Sequence[str]) -> list[int]:
    """The numbers of all pairs of neighbouring words, each once; of those that tell nothing,
    of which there are too many, three in a row.
    """
    rows = (row_at(keys, place) for place in range(len(keys) - 1))
    return list(dict.fromkeys(number_of(row) for row in rows if row))


def landmarks(words: Wording) -> list[int]:
    """Those of its shingles by which a wording is found: of any four words in a row the smallest,
    so that two wordings with four words in a row in common have one of these in common, too
    ("winnowing"); and the same of the words in quotation marks.
    """
    every = [*windows(words.keys), *windows(in_marks(words))]
    return list(dict.fromkeys(min(some) for some in every if some))


def windows(keys: Sequence[str]) -> Iterator[set[int]]:
    """The shingles of any four words in a row; of all words where there are fewer."""
    rows = [row_at(keys, place) for place in range(len(keys) - 1)]
    known = [(place + len(row), number_of(row)) if row else None for place, row in enumerate(rows)]
    for first in range(max(1, len(keys) - RUN + 1)):
        last = first + RUN
        yield {one[1] for one in known[first:last] if one and one[0] <= last}


def rows_of(words: Wording) -> list[str]:
    """What the shingles of a wording stand for, as the text has it."""
    rows = ((place, len(row_at(words.keys, place))) for place in range(len(words) - 1))
    return [words.shown(place, place + length) for place, length in rows if length]


def row_at(keys: Sequence[str], place: int) -> Sequence[str]:
    """Two neighbouring words one of which tells something, or three that everybody says every
    day; none where neither begins at this place.
    """
    for row in (keys[place : place + 2], keys[place : place + 3]):
        if EVERYBODYS.issuperset(row) == (len(row) == 3):
            return row
    return ()


def number_of(row: Sequence[str]) -> int:
    """A number for words in a row."""
    return crc32(" ".join(row).encode("utf-8", "surrogatepass")) & POSITIVE
