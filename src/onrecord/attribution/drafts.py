"""Drafts: statements in the making, as offsets into the article's text."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass, field
from operator import itemgetter

Pieces = list[tuple[int, int]]


@dataclass(slots=True, eq=False)
class Draft:
    """Pieces are [start, end) offsets; ``sure`` is the log-likelihood that all of it is right.

    Those of the content stand in order and do not overlap.  ``spoken`` are the speaker's own words
    that stand without quotation marks, as in a transcript.
    """

    source: Pieces = field(default_factory=list)
    cue: Pieces = field(default_factory=list)
    content: Pieces = field(default_factory=list)
    sure: float = 0.0
    spoken: bool = False

    def covers(self, start: int, end: int) -> bool:
        """Whether the content has a character between ``start`` and ``end``."""
        before = bisect_left(self.content, end, key=itemgetter(0))
        return before > 0 and self.content[before - 1][1] > start

    def take(self, piece: tuple[int, int]) -> None:
        """Add a piece to the content."""
        if self.content and self.content[-1][1] < piece[0]:  # nearly always, and the list is long
            self.content.append(piece)
        else:
            self.content = merged([*self.content, piece])


def merged(pieces: Iterable[tuple[int, int]]) -> Pieces:
    """The pieces in text order, those that overlap or touch made one."""
    result: Pieces = []
    for start, end in sorted(pieces):
        if result and start <= result[-1][1]:
            result[-1] = (result[-1][0], max(end, result[-1][1]))
        else:
            result.append((start, end))
    return result
