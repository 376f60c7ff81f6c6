"""Where spans begin and end: no stray punctuation, and quotations whole, marks included."""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.attribution.drafts import Draft, Pieces, merged
from onrecord.parsing.quotations import Quotation, covering

STRAY = " \t\n\u00a0,.;:–—-"
MOST = 0.8  # of a quotation that is content, and all of it is


def trimmed(draft: Draft, text: str, quotations: Sequence[Quotation]) -> Draft:
    """The draft with tidy edges."""
    content = widened(draft.content, quotations)
    draft.content = [at for at in (bare(p, text, quotations) for p in content) if at]
    draft.source = [at for at in (bare(p, text) for p in draft.source) if at]
    draft.cue = [bare(piece, text) or piece for piece in draft.cue]
    return draft


def widened(pieces: Pieces, quotations: Sequence[Quotation]) -> Pieces:
    """The pieces with each quotation that is content for the most part taken in whole."""
    whole = [
        (q.start, q.end)
        for q in quotations
        if sum(overlap(q, piece) for piece in pieces) >= MOST * (q.end - q.start - 2)
    ]
    return merged(
        [*pieces, *(at for at in whole if any(at[0] < e and b < at[1] for b, e in pieces))]
    )


def overlap(quotation: Quotation, piece: tuple[int, int]) -> int:
    """The characters that a quotation and a piece share."""
    return max(0, min(quotation.end, piece[1]) - max(quotation.start, piece[0]))


def bare(
    piece: tuple[int, int], text: str, quotations: Sequence[Quotation] = ()
) -> tuple[int, int] | None:
    """A piece without the punctuation at its edges that is not quoted; None if that is all."""
    start, end = piece
    while start < end and text[start] in STRAY:
        start += 1
    while start < end and text[end - 1] in STRAY and not covering(quotations, end - 1):
        end -= 1
    return (start, end) if start < end else None
