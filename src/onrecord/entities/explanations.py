"""Why a source means the speaker it was given, in words."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from onrecord.model import Resolution, ResolutionKind, joined

if TYPE_CHECKING:
    from onrecord.model import Span
    from onrecord.parsing import Paragraph

LONGEST = 60  # characters of a source that a reason repeats


def resolution(
    kind: ResolutionKind, sure: float, source: Sequence[Span], name: str | None, why: str
) -> Resolution:
    """A resolution with its reason in one line: "she → Ida Holm: the only woman …"."""
    words = " ".join(joined(source).split())
    if len(words) > LONGEST:
        words = words[: LONGEST - 1].rstrip() + "…"
    led = " → ".join(dict.fromkeys([words or "no source", name or "not named"]))
    return Resolution(kind, round(sure, 3), f"{led}: {why}")


class Sentences:
    """Where the sentences of a story start, to say how far apart two words are."""

    def __init__(self, paragraphs: Iterable[Paragraph]) -> None:
        self.starts = [
            paragraph.at(sentence.start_char)
            for paragraph in paragraphs
            for sentence in paragraph.doc.sents
        ]

    def start(self, at: int) -> int:
        """Where the sentence of an offset starts."""
        number = bisect_right(self.starts, at)
        return self.starts[number - 1] if number else 0

    def between(self, earlier: int, later: int) -> str:
        """How far before an offset another one is, in words."""
        number = bisect_right(self.starts, later) - bisect_right(self.starts, earlier)
        if number <= 0:
            return "in the same sentence"
        return "1 sentence before" if number == 1 else f"{number} sentences before"
