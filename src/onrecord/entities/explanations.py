"""Why a source means the speaker it was given, in words, and how sure that is.

How sure each kind of resolution is was counted on a corpus (``training/rates.py``).
"""

from __future__ import annotations

import json
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from onrecord.model import Resolution, ResolutionKind, joined

if TYPE_CHECKING:
    from onrecord.model import Span
    from onrecord.parsing import Paragraph

UNSURE = 0.5  # a kind too rare on the corpus to be counted
LONGEST = 60  # characters of a source that a reason repeats


@cache
def rates() -> dict[str, float]:
    """How often each kind of resolution is right, 0 to 1."""
    text = files(__package__).joinpath("rates.json").read_text(encoding="utf-8")
    counted: dict[str, float] = json.loads(text)
    return counted


def resolution(
    kind: ResolutionKind, source: Sequence[Span], name: str | None, why: str
) -> Resolution:
    """A resolution with its reason in one line: "she → Ida Holm: the only woman …"."""
    words = " ".join(joined(source).split())
    if len(words) > LONGEST:
        words = words[: LONGEST - 1].rstrip() + "…"
    led = " → ".join(dict.fromkeys([words or "no source", name or "not named"]))
    return Resolution(kind, rates().get(kind, UNSURE), f"{led}: {why}")


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
