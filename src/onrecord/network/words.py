"""Paragraphs as the network sees them: words in pieces, and windows of several paragraphs.

A word is what the encoder's tokenizer splits at white space and punctuation; each
is labelled once, at its first piece.  Paragraphs that follow each other share a
window, so that a quotation has its neighbours beside it, and a paragraph that is
longer than a window goes through several that overlap: nothing is cut off.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

from onrecord.parsing import Passage
from onrecord.parsing.quotations import Quotation

Numbers = NDArray[np.int64]

WINDOW = 128  # pieces, with the marks between paragraphs
OVERLAP = 48  # pieces that two windows over one long paragraph share
# What of a piece its id does not tell: quotation (outside, inside, the mark itself),
# letters (small, Capital first, ALL CAPITALS), place (first paragraph, second, later).
QUOTED, LETTERS, PLACES = 3, 3, 3
LOOKS = QUOTED * LETTERS * PLACES
DISTANCES = 16  # steps of the distance between two spans: before or behind, by powers of two
MARKS = "\"“”„«»'‘’`"


@dataclass(frozen=True, slots=True, eq=False)
class Words:
    """One paragraph: per piece its id and look, per word its first piece and its offsets.

    ``starts[i]`` and ``ends[i]`` are offsets of word ``i`` into the article's text, as are
    those of the paragraph's quotations.
    """

    pieces: Numbers
    looks: Numbers
    first: Numbers
    starts: Numbers
    ends: Numbers
    quotations: Sequence[Quotation]

    def __len__(self) -> int:
        """The number of words."""
        return len(self.first)


@dataclass(frozen=True, slots=True)
class Part:
    """The pieces from ``start`` to ``end`` of one paragraph, in a window."""

    words: Words
    start: int
    end: int


class Splitter:
    """Splits paragraphs into words with the tokenizer of the network's encoder."""

    def __init__(self, tokenizer: Tokenizer) -> None:
        tokenizer.no_truncation()
        tokenizer.no_padding()
        self.tokenizer = tokenizer

    def __call__(self, story: Sequence[Passage]) -> list[Words]:
        """The passages of one article's story in words, as they are seen."""
        stretches = [passage.seen.text for passage in story]
        encodings = self.tokenizer.encode_batch(stretches, add_special_tokens=False)
        return [
            words(encoding, stretch, passage, place)
            for place, (encoding, stretch, passage) in enumerate(
                zip(encodings, stretches, story, strict=True)
            )
        ]


def words(encoding: Any, stretch: str, passage: Passage, place: int) -> Words:
    """The words of an encoded passage, the ``place``-th of its story."""
    start, seen, quotations = passage.start, passage.seen, passage.quotations
    numbers = np.array(encoding.word_ids, dtype=np.int64)
    spans = [(start + seen.start(begin), start + seen.end(end)) for begin, end in encoding.offsets]
    places = np.array(spans, dtype=np.int64).reshape(-1, 2)
    first = np.flatnonzero(np.diff(numbers, prepend=-1))
    last = np.append(first[1:], len(numbers))[: len(first)] - 1
    looks = [
        quotation_of(*span, quotations) * LETTERS * PLACES
        + letters(stretch[begin:end]) * PLACES
        + min(place, PLACES - 1)
        for span, (begin, end) in zip(spans, encoding.offsets, strict=True)
    ]
    return Words(
        pieces=np.array(encoding.ids, dtype=np.int64),
        looks=np.array(looks, dtype=np.int64),
        first=first,
        starts=places[first, 0],
        ends=places[last, 1],
        quotations=quotations,
    )


def quotation_of(begin: int, end: int, quoted: Sequence[Quotation]) -> int:
    """0 outside of quotations, 1 inside one, 2 for the marks at its ends."""
    after = bisect_left(quoted, end, key=lambda quotation: quotation.start)
    if not after or begin >= quoted[after - 1].end:
        return 0
    quotation = quoted[after - 1]
    is_mark = begin == quotation.start or (end == quotation.end and quotation.closed)
    return 2 if is_mark else 1


def letters(piece: str) -> int:
    """0 for small letters, 1 for a capital first, 2 for several capitals and nothing else."""
    if not piece[:1].isupper():
        return 0
    return 2 if len(piece) > 1 and piece.isupper() else 1


def windows(paragraphs: Iterable[Words], longest: int = WINDOW) -> Iterator[list[Part]]:
    """The paragraphs of one article in windows of at most ``longest`` pieces."""
    window: list[Part] = []
    used = 1
    for paragraph in paragraphs:
        for part in parts(paragraph, longest - 2):
            size = part.end - part.start + 1
            if window and used + size > longest:
                yield window
                window, used = [], 1
            window.append(part)
            used += size
    if window:
        yield window


def parts(paragraph: Words, longest: int) -> Iterator[Part]:
    """A paragraph in parts that overlap: nearly always one, the whole of it."""
    size = len(paragraph.pieces)
    start = 0
    while size - start > longest:
        yield Part(paragraph, start, start + longest)
        start += longest - min(OVERLAP, longest // 2)
    if size > start:
        yield Part(paragraph, start, size)


def distance(words: Numbers) -> Numbers:
    """The step, 0 to 15, of distances in words; negative ones stand before."""
    steps = np.minimum(np.floor(np.log2(np.maximum(np.abs(words), 1))), 7).astype(np.int64)
    return DISTANCES // 2 + np.where(words < 0, -1 - steps, steps)
