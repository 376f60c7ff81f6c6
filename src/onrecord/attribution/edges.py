"""Where spans begin and end: no stray punctuation, and quotations whole, marks included."""

from __future__ import annotations

import re
from collections.abc import Sequence

from onrecord.attribution.drafts import Draft, Pieces, merged
from onrecord.parsing.quotations import Quotation, covering

STRAY = " \t\n\u00a0,.;:–—-"
RELATIVE = re.compile(
    r"(?:that|which|who)\s(?:would|will|could|can|may|might|shall|should|must|is|are|was|were|has|"
    r"have|had)\b"
)
TELLS = re.compile(
    r"\b(?:t[eo]l[ld]s?|telling|assur|inform|remind|warn|advis|notif)", re.IGNORECASE
)
PLAIN = re.compile(r"[\w\s’'-]+")
LONGEST_NOUN = 40  # characters between a cue and what is told of a noun
SAYS = re.compile(r"\b(?:sa(?:y|ys|id|ying)|tells?|told)\b", re.IGNORECASE)
NOTHING = re.compile(
    r"(?:nothing|little|anything|this|it)"
    r"(?:\s(?:in public|publicly|else|so far|yet|further|of the kind|about (?:it|this|that)))*",
    re.IGNORECASE,
)
ASKED = re.compile(
    r"(?:when\s|if\s)?(?:asked|challenged|grilled|pressed|probed|prodded|queried|questioned|quizzed)\b",
    re.IGNORECASE,
)
MOST = 0.8  # of a quotation that is content, and all of it is


def trimmed(draft: Draft, text: str, quotations: Sequence[Quotation]) -> Draft:
    """The draft with tidy edges."""
    content = widened(with_noun(draft, text), quotations)
    draft.content = [at for at in (bare(p, text, quotations) for p in content) if at]
    draft.source = [at for at in (bare(p, text) for p in draft.source) if at]
    draft.cue = [bare(piece, text) or piece for piece in draft.cue]
    if is_asked(draft, text):
        draft.source = []
    return draft


def is_asked(draft: Draft, text: str) -> bool:
    """Whether a draft's source is asked, and does not ask: "Quizzed about the roof, | he …"."""
    if not (draft.source and draft.content and ASKED.match(text, draft.cue[0][0])):
        return False
    (start, end), (cue, _) = draft.source[0], draft.cue[0]
    if cue > draft.content[0][0]:
        return False  # "“Why now?” asked Holm"
    return start > draft.content[-1][1] or text[end:cue].strip() == ","


def with_noun(draft: Draft, text: str) -> Pieces:
    """The content with the noun behind its cue where it begins with what is told of that.

    "promised 200 generators that would arrive", but "told reporters that would be wrong".
    """
    if not draft.cue or not draft.content:
        return draft.content
    (start, end), *rest = draft.content
    cue = draft.cue[-1]
    between = text[cue[1] : start]
    plain = 0 < len(between.strip()) <= LONGEST_NOUN and PLAIN.fullmatch(between)
    if plain and RELATIVE.match(text, start, end) and not TELLS.search(text, *cue):
        return [(cue[1], end), *rest]
    return draft.content


def says_nothing(draft: Draft, text: str) -> bool:
    """Whether all that somebody says is "nothing in public", "it" or "this"."""
    [first, *rest] = draft.content
    spoken = any(SAYS.search(text, *cue) for cue in draft.cue)
    return spoken and not rest and NOTHING.fullmatch(text, *first) is not None


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
