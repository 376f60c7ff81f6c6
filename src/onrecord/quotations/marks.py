"""Which words of an article, and of its statements, stand in quotation marks."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate

from onrecord.legible import legible
from onrecord.model import GAP, Article, Span
from onrecord.parsing import quotations

Quotation = quotations.Quotation


def quoted_in(article: Article) -> list[Quotation]:
    """What stands in quotation marks in an article, paragraph by paragraph."""
    spans = [(block.start, block.end) for block in article.blocks]
    found = quotations.in_paragraphs([article.text[start:end] for start, end in spans])
    return [
        Quotation(q.start + start, q.end + start, q.closed)
        for (start, _), quoted in zip(spans, found, strict=True)
        for q in quoted
    ]


def as_read(spans: Sequence[Span]) -> str:
    """The words of several spans in one line, without what shows nothing."""
    return GAP.join(legible(span.text).text for span in spans)


def quoted_stretches(spans: Sequence[Span], quoted: Sequence[Quotation]) -> list[list[int]]:
    """The stretches of ``as_read(spans)`` that stand in quotation marks, as [start, end)."""
    views = [legible(span.text) for span in spans]
    offsets = accumulate((len(view.text) + len(GAP) for view in views), initial=0)
    stretches = []
    for span, view, offset in zip(spans, views, offsets, strict=False):
        for one in quoted:
            start, end = max(one.start, span.start), min(one.end, span.end)
            if start < end:
                first, last = view.within(start - span.start, end - span.start)
                stretches.append([first + offset, last + offset])
    return stretches
