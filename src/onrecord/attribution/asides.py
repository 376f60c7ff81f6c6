"""Asides: what a paper says in its own voice, which is nobody's statement.

"She did not say this." takes back what the sentence before reports; "we are happy to put this
right" and a writer's own "I think …" behind a quotation are no part of what anybody said.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from onrecord.attribution.drafts import Draft
from onrecord.attribution.uncued import Surroundings
from onrecord.parsing.quotations import covering

TAKES_BACK = re.compile(
    r"\b(?:did not|didn['’]t|never)\s(?:say|said|make|made|use|used|write|wrote)\s(?:any\s)?"
    r"(?:this|that|so|it|such|these|those)\b(?:\s(?:words?|remarks?|things?|statements?|claims?))?"
    r"(?=\s*[.,;!])"
)
SENTENCE_END = re.compile(r"[.!?][\"'”’»)\]]*+\s")
WRITER = re.compile(
    r"(?:(?:And|But|So|Yet)\s)?I(?:\s|[’'])"
)  # the writer, outside of quotation marks
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
                or rights_itself(draft, here.text)
                or is_of_writer(draft, here)
            )
        ]


def is_of_writer(draft: Draft, here: Surroundings) -> bool:
    """Whether a draft takes the writer's "I think …", outside of all marks, for what it tells."""
    return any(
        WRITER.match(here.text, start, end) and covering(here.quotations, start + 1) is None
        for start, end in draft.content
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


def rights_itself(draft: Draft, text: str) -> bool:
    """Whether a paper speaks of its own mistake: "we are happy | to put this right"."""
    is_own = any(WE.fullmatch(text, *source) for source in draft.source)
    return is_own and any(RIGHTING.match(text, *piece) for piece in draft.content)
