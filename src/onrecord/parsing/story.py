"""The story of an article: its paragraphs in which somebody may be quoted."""

from __future__ import annotations

from collections.abc import Iterator

from onrecord.model import Article

LONGEST = 4_000  # characters of one paragraph; bounds the memory and time that it takes
SPOKEN_IN = ("body", "heading")


def story(article: Article) -> Iterator[tuple[int, int]]:
    """Start and end of each paragraph in which somebody may be quoted."""
    if article.unread is not None:
        return
    for block in article.blocks:
        if block.kind in SPOKEN_IN:
            yield from portions(article.text[block.start : block.end], block.start)


def portions(paragraph: str, start: int) -> Iterator[tuple[int, int]]:
    """A paragraph in stretches that can be parsed at once: nearly always the whole of it."""
    at = 0
    while len(paragraph) - at > LONGEST:
        cut = paragraph.rfind(" ", at, at + LONGEST) + 1 or at + LONGEST
        yield start + at, start + cut
        at = cut
    yield start + at, start + len(paragraph)
