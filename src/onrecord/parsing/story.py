"""The story of an article: its paragraphs in which somebody may be quoted."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from onrecord.legible import Legible, legible
from onrecord.model import Article
from onrecord.parsing.quotations import Quotation, in_paragraph

LONGEST = 4_000  # characters of one paragraph; bounds the memory and time that it takes
SPOKEN_IN = ("body", "heading")


@dataclass(frozen=True, slots=True)
class Passage:
    """One paragraph of the story, as it is read, with its quotations; the offsets are into the
    article's text.
    """

    start: int
    end: int
    seen: Legible
    quotations: tuple[Quotation, ...] = ()

    @classmethod
    def of(cls, text: str, start: int, end: int) -> Passage:
        """The passage of a text from ``start`` to ``end``."""
        seen = legible(text[start:end])
        quotations = tuple(
            Quotation(start + seen.start(q.start), start + seen.end(q.end), q.closed)
            for q in in_paragraph(seen.text)
        )
        return cls(start, end, seen, quotations)


def story(article: Article) -> Iterator[Passage]:
    """Each paragraph in which somebody may be quoted."""
    if article.unread is not None:
        return
    for block in article.blocks:
        if block.kind in SPOKEN_IN:
            for start, end in portions(article.text[block.start : block.end], block.start):
                yield Passage.of(article.text, start, end)


def portions(paragraph: str, start: int) -> Iterator[tuple[int, int]]:
    """A paragraph in stretches that can be parsed at once: nearly always the whole of it."""
    at = 0
    while len(paragraph) - at > LONGEST:
        cut = paragraph.rfind(" ", at, at + LONGEST) + 1 or at + LONGEST
        yield start + at, start + cut
        at = cut
    yield start + at, start + len(paragraph)
