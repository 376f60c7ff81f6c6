"""The story of an article: its paragraphs in which somebody may be quoted."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from onrecord.legible import Legible, legible
from onrecord.model import Article
from onrecord.parsing.quotations import Quotation, in_paragraphs

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
        """The passage of a text from ``start`` to ``end``, seen by itself."""
        seen = legible(text[start:end])
        [found] = in_paragraphs([seen.text])
        return cls(start, end, seen, tuple(shown(found, seen, start)))


def story(article: Article) -> Iterator[Passage]:
    """Each paragraph in which somebody may be quoted."""
    if article.unread is not None:
        return
    spans = [(block.start, block.end) for block in article.blocks if block.kind in SPOKEN_IN]
    read = [legible(article.text[start:end]) for start, end in spans]
    quoted = in_paragraphs([seen.text for seen in read])
    for (start, end), seen, found in zip(spans, read, quoted, strict=True):
        whole = shown(found, seen, start)
        for begin, stop in portions(article.text[start:end], start):
            part = seen if stop - begin == end - start else legible(article.text[begin:stop])
            yield Passage(begin, stop, part, tuple(within(whole, begin, stop)))


def shown(found: Sequence[Quotation], seen: Legible, offset: int) -> list[Quotation]:
    """Quotations found in what is seen of a paragraph at ``offset``, as they stand in the text."""
    return [
        Quotation(offset + seen.start(q.start), offset + seen.end(q.end), q.closed) for q in found
    ]


def within(quoted: Sequence[Quotation], start: int, end: int) -> Iterator[Quotation]:
    """What of some quotations stands between two offsets; one that goes on there is not closed."""
    first = max(bisect_right(quoted, start, key=lambda quotation: quotation.start) - 1, 0)
    for quotation in islice(quoted, first, None):
        if quotation.start >= end:
            return
        if quotation.end > start:
            yield Quotation(
                max(quotation.start, start),
                min(quotation.end, end),
                quotation.closed and quotation.end <= end,
            )


def portions(paragraph: str, start: int) -> Iterator[tuple[int, int]]:
    """A paragraph in stretches that can be parsed at once: nearly always the whole of it."""
    at = 0
    while len(paragraph) - at > LONGEST:
        cut = paragraph.rfind(" ", at, at + LONGEST) + 1 or at + LONGEST
        yield start + at, start + cut
        at = cut
    yield start + at, start + len(paragraph)
