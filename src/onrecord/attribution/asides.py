"""Asides: what a paper says in its own voice, which is nobody's statement.

"She did not say this." takes back what the sentence before reports; "we are happy to put this
right" and a writer's own "I think …" behind a quotation are no part of what anybody said.
Nor is what stands outside of all marks, in another sentence than the cue that it goes with.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from operator import attrgetter

from onrecord.attribution.drafts import Draft, Pieces
from onrecord.attribution.edges import ASKED, bare
from onrecord.attribution.speeches import is_parted
from onrecord.attribution.uncued import Surroundings
from onrecord.parsing.quotations import covering

TAKES_BACK = re.compile(
    r"\b(?:did not|didn['’]t|never)\s(?:say|said|make|made|use|used|write|wrote)\s(?:any\s)?"
    r"(?:this|that|so|it|such|these|those)\b(?:\s(?:words?|remarks?|things?|statements?|claims?))?"
    r"(?=\s*[.,;!])"
)
DENIED = re.compile(r"\bnot, as\s")
SENTENCE_END = re.compile(r"[.!?][\"'”’»)\]]*+\s")
WRITER = re.compile(
    r"(?:(?:And|But|So|Yet)\s)?I(?:\s|[’'])"
)  # the writer, outside of quotation marks
PROGRAMME = re.compile(r"(?:on|in|at|during)\s[\"“'‘][^\"”]*[\"”'’],?", re.IGNORECASE)
WE = re.compile(r"we|us|the (?:editors?|paper|newspaper)", re.IGNORECASE)
RIGHTING = re.compile(
    r"(?:that\s)?(?:(?:we|it)\s)?(?:are|is)?(?:(?:\s|^)(?:happy|glad|pleased)\s)?to\s"
    r"(?:(?:put|set|make)\s[\w\s]{2,40}\s(?:right|straight|clear)|correct\s|clarify\s|apologi[sz]e\b)",
    re.IGNORECASE,
)


def drop_asides(paragraphs: Sequence[Surroundings]) -> None:
    """Leave out what the report itself says was not said, and what it says in its own voice."""
    for here in paragraphs:
        here.drafts[:] = [
            draft
            for draft in here.drafts
            if not (
                is_retracted(draft, here.text, here.end)
                or is_contradicted(draft, here.text)
                or rights_itself(draft, here.text)
                or is_of_writer(draft, here)
            )
        ]
        for draft in here.drafts:
            draft.content = told(draft, here)


def told(draft: Draft, here: Surroundings) -> Pieces:
    """The content without the report's own sentences, where something stands beside the cue.

    Of 22,500 statements marked in PolNeAR's train split, a hundred go on so, unquoted.  Who was
    asked, nobody says by whom, answers in the quotation behind.
    """
    if not draft.cue:
        return draft.content
    pieces = [part for piece in draft.content for part in parts(piece, here)]
    beside = {piece for piece in pieces if is_beside(piece, draft, here.text)}
    if not beside:
        return draft.content
    is_answered = not draft.source and ASKED.match(here.text, draft.cue[0][0])
    return [
        piece for piece in pieces if piece in beside or (is_spoken(piece, here) and not is_answered)
    ]


def parts(piece: tuple[int, int], here: Surroundings) -> Pieces:
    """A piece that begins with a quotation and runs on into the next sentence, as two."""
    start, end = piece
    at = bisect_left(here.quotations, start, key=attrgetter("start"))
    stop = here.quotations[at].end if at < len(here.quotations) else end
    if stop < end and here.quotations[at].start == start:
        rest = bare((stop, end), here.text, here.quotations)
        if rest and is_parted(here.text, stop - 2, rest[0] + 1):
            return [(start, stop), rest]
    return [piece]


def is_beside(piece: tuple[int, int], draft: Draft, text: str) -> bool:
    """Whether no sentence ends between a piece and the cue; "On “The Hour,” Holm said" apart."""
    (start, end), (cue, behind) = piece, draft.cue[0]
    between = (end - 1, cue + 1) if end <= cue else (behind, start + 2)
    return not is_parted(text, *between) and PROGRAMME.fullmatch(text, *piece) is None


def is_spoken(piece: tuple[int, int], here: Surroundings) -> bool:
    """Whether a piece has something of a quotation that is a sentence of its own."""
    first = bisect_right(here.quotations, piece[0], key=attrgetter("end"))
    behind = bisect_left(here.quotations, piece[1], key=attrgetter("start"))
    return any(map(here.opens_sentence, here.quotations[first:behind]))


def is_of_writer(draft: Draft, here: Surroundings) -> bool:
    """Whether a draft takes the writer's "I think …", outside of all marks, for what it tells.

    Or "think" for the cue of somebody named before.
    """
    pieces = draft.content
    if draft.cue and draft.source and draft.source[-1][1] < draft.cue[0][0] - 2:
        pieces = [*pieces, (draft.cue[0][0] - 2, draft.cue[0][1])]
    return any(
        WRITER.match(here.text, start, end) and covering(here.quotations, start + 1) is None
        for start, end in pieces
    )


def is_retracted(draft: Draft, text: str, end: int) -> bool:
    """Whether the sentence behind what a draft tells takes it back; ``end``: its paragraph's."""
    last = max(stop for pieces in (draft.content, draft.cue) for _, stop in pieces)
    ended = SENTENCE_END.search(text, max(last - 2, 0), end)
    if ended is None:
        return False
    following = SENTENCE_END.search(text, ended.end(), end)
    stop = following.end() if following else end
    return TAKES_BACK.search(text, ended.end(), stop) is not None


def is_contradicted(draft: Draft, text: str) -> bool:
    """Whether a sentence says that it is not as somebody has it: "is paid by us and not, as …"."""
    return any(DENIED.search(text, max(end - 4, 0), end + 5) for _, end in draft.content)


def rights_itself(draft: Draft, text: str) -> bool:
    """Whether a paper speaks of its own mistake: "we are happy | to put this right"."""
    is_own = any(WE.fullmatch(text, *source) for source in draft.source)
    return is_own and any(RIGHTING.match(text, *piece) for piece in draft.content)
