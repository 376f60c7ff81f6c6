"""An article's text in segments: what stands where, for every screen that shows it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from onrecord.model import Article, Block, BlockKind, Span, Statement
from onrecord.parsing.quotations import Quotation
from onrecord.quotations import quoted_in

Part = Literal["source", "cue", "content"]
PARTS: tuple[Part, ...] = ("source", "cue", "content")


@dataclass(frozen=True, slots=True)
class Mark:
    """One span of a statement, and which part of the statement it is."""

    part: Part
    statement: Statement
    span: Span


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of text in which nothing begins and nothing ends.

    ``marks`` are the spans that it lies in, in the order of their statements; ``kind`` is
    its block's, None between blocks; ``quoted`` tells whether it stands in quotation marks.
    """

    start: int
    end: int
    text: str
    kind: BlockKind | None
    quoted: bool
    marks: tuple[Mark, ...]

    def is_direct(self, mark: Mark) -> bool:
        """Whether, under this mark, it is the speaker's own words."""
        return mark.part == "content" and self.quoted and mark.statement.manner != "indirect"


def segments(article: Article) -> list[Segment]:
    """The whole text of an article."""
    whole = Span(0, len(article.text), article.text)
    return list(cut(whole, article.statements, quoted_in(article), article.blocks))


def cut(
    stretch: Span,
    statements: Iterable[Statement],
    quoted: Sequence[Quotation],
    blocks: Sequence[Block] = (),
) -> Iterator[Segment]:
    """A stretch of an article's text, cut wherever a span, quotation or block has an end in it."""
    marks = list(marks_on(stretch, statements))
    edges = {stretch.start, stretch.end}
    stretches: list[Block | Quotation | Span] = [*blocks, *quoted, *(mark.span for mark in marks)]
    for one in stretches:
        edges |= {min(max(edge, stretch.start), stretch.end) for edge in (one.start, one.end)}
    opening: dict[int, list[int]] = defaultdict(list)
    for number, mark in enumerate(marks):
        opening[max(mark.span.start, stretch.start)].append(number)
    on: list[int] = []  # the marks that lie on the segment at hand, by number
    in_quotes, in_blocks = Cursor(quoted), Cursor(blocks)
    for start, end in pairwise(sorted(edges)):
        on = sorted([n for n in on if marks[n].span.end > start] + opening[start])
        block = in_blocks.at(start)
        yield Segment(
            start=start,
            end=end,
            text=stretch.text[start - stretch.start : end - stretch.start],
            kind=block.kind if isinstance(block, Block) else None,
            quoted=in_quotes.at(start) is not None,
            marks=tuple(marks[n] for n in on),
        )


def marks_on(stretch: Span, statements: Iterable[Statement]) -> Iterator[Mark]:
    """The marks of statements of which something is in a stretch."""
    for statement in statements:
        for part in PARTS:
            for span in getattr(statement, part):
                if span.start < stretch.end and stretch.start < span.end:
                    yield Mark(part, statement, span)


class Cursor:
    """Goes once through stretches that stand in order, and says which one has an offset."""

    def __init__(self, stretches: Sequence[Block | Quotation]) -> None:
        self.remaining = iter(stretches)
        self.this = next(self.remaining, None)

    def at(self, offset: int) -> Block | Quotation | None:
        """The stretch that has an offset, each offset being no smaller than the one before."""
        while self.this is not None and self.this.end <= offset:
            self.this = next(self.remaining, None)
        return self.this if self.this is not None and self.this.start <= offset else None


def merged(quoted: Iterable[Quotation]) -> list[Quotation]:
    """Quotations in order, those that overlap as one."""
    together: list[Quotation] = []
    for one in sorted(quoted, key=lambda quotation: quotation.start):
        if together and one.start < together[-1].end:
            last = together.pop()
            one = Quotation(last.start, max(last.end, one.end), last.closed and one.closed)
        together.append(one)
    return together
