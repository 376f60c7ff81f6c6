"""A sentence that ends with who tells it: "Orlo pledged help, Holm said." is all Holm's.

What somebody else says in it, the network may take for the statement, and leave the cue at the end
without one; but what a statement tells of others is left to its speaker.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from onrecord.attribution.drafts import Draft
from onrecord.attribution.edges import bare
from onrecord.attribution.speeches import MARKS, is_parted
from onrecord.attribution.uncued import Surroundings
from onrecord.parsing.quotations import covering

SENTENCE_ENDS = re.compile(r"[^.!?,;\n]{0,40}[.!?](?:\s|$)")


def give_sentences(paragraphs: Sequence[Surroundings]) -> None:
    """Give a cue that ends a sentence, and has no content, what another has in it."""
    for here in paragraphs:
        inner: Draft | None = None
        for draft in list(here.drafts):
            if inner and tells(draft, inner, here):
                span = (opening(inner), min(draft.source[0][0], draft.cue[0][0]))
                draft.content = [at for at in [bare(span, here.text, here.quotations)] if at]
                draft.sure = inner.sure
                here.drafts.remove(inner)
            inner = draft if draft.cue and draft.content else None


def tells(draft: Draft, inner: Draft, here: Surroundings) -> bool:
    """Whether a cue without a content stands behind a comma, and behind it the sentence ends.

    Who is quoted there, word for word, may have a cue before the words and another behind.
    """
    if draft.content or not (draft.source and draft.cue):
        return False
    start = min(draft.source[0][0], draft.cue[0][0])
    end = max(draft.source[-1][1], draft.cue[-1][1])
    between = here.text[max(inner.content[-1][1] - 2, 0) : start].strip(MARKS + " ")
    return (
        between[-1:] == ","
        and any(covering(here.quotations, first + 1) is None for first, _ in inner.content)
        and inner.cue[0][1] < inner.content[-1][1] <= start
        and not any(letter.isalnum() for letter in here.text[inner.content[-1][1] : start])
        and not is_parted(here.text, opening(inner), start)
        and SENTENCE_ENDS.match(here.text, end, here.end) is not None
    )


def opening(draft: Draft) -> int:
    """Where a draft begins."""
    return min(start for start, _ in (*draft.source, *draft.cue, *draft.content))
