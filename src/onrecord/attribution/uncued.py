"""Quotations that no cue introduces: who speaks is told by what stands around them.

A quotation may be signed (“…” — Mara Lind), announced (“And from the chairwoman:”),
or run on from the paragraph above.  The tagger has seen few of these; the marks on
the page tell them surely.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import log
from operator import itemgetter

from onrecord.attribution.drafts import Draft, merged
from onrecord.legible import HIDDEN, legible
from onrecord.parsing.quotations import Quotation

WORD = re.compile(r"\w+(?:[’'.-]\w+)*")
FEW_WORDS = 3  # fewer are speech only where they are punctuated as speech is
SPEECH_ENDS = frozenset(".,!?…—–-")
# “…” — Mara Lind, mayor
SIGNED = re.compile(r"\s*+([—–―]|--?)\s*+((?:[^\W\d_][\w.’'-]*+(?:,\s*+|\s++|$)){1,8}+)$")
# The ferry is full. — Mara Lind (@maralind) March 4, 2024
POSTED = re.compile(r"\s*+([—–―]|--?)\s*+([^()\n]{2,60}?)\s*+\(@\w{1,40}\)[^\n]{0,40}$")
MOST_ANNOUNCING = 100  # characters of the sentence that announces: "And from the chairwoman:"
FROM = re.compile(r"(?:(?:(?:and|then|also)\s+)*(?:from|by)\s+)?", re.IGNORECASE)
SHOWS_NOTHING = " \t\r\n\u00a0" + HIDDEN
BULLETS = SHOWS_NOTHING + "•·*–—-"
LONGEST_SIGNATURE = 400  # characters
# How surely these say who speaks.
SIGNATURE, ANNOUNCEMENT, NOTHING = log(0.9), log(0.8), log(0.5)


@dataclass(frozen=True, slots=True)
class Surroundings:
    """One paragraph's place in the text, its quotations, and the drafts found in it."""

    text: str
    start: int
    end: int
    quotations: Sequence[Quotation]
    drafts: list[Draft]

    def holders(self) -> list[tuple[int, int, Draft]]:
        """Every stretch of content in the paragraph, with the draft that has it, in order."""
        return sorted(
            ((start, end, draft) for draft in self.drafts for start, end in draft.content),
            key=itemgetter(0, 1),
        )

    def is_speech(self, quotation: Quotation) -> bool:
        """Whether a quotation is a sentence of its own, long or punctuated as speech is."""
        inside = self.text[quotation.start + 1 : quotation.end].rstrip("\"”'’»" + SHOWS_NOTHING)
        words = [0, *(word.end() for word in WORD.finditer(inside))]
        is_long = len(words) > FEW_WORDS
        return self.opens_sentence(quotation) and (
            is_long or not SPEECH_ENDS.isdisjoint(inside[words[-1] :])
        )

    def opens_sentence(self, quotation: Quotation) -> bool:
        """Whether nothing of its own sentence stands before the quotation."""
        before = self.text[self.start : quotation.start].strip(BULLETS)
        return not before or before[-1] in ".!?:”\"'’"

    def signature(self, start: int) -> Draft | None:
        """“— Mara Lind” from ``start`` to the paragraph's end: the dash is the cue."""
        if self.end - start > LONGEST_SIGNATURE:
            return None
        seen = legible(self.text[start : self.end])
        signed = SIGNED.match(seen.text) or POSTED.match(seen.text)
        if signed is None:
            return None
        name, dash = (
            (start + seen.start(signed.start(part)), start + seen.end(signed.end(part)))
            for part in (2, 1)
        )
        return Draft([name], [dash], sure=SIGNATURE)

    def announcement(self, end: int) -> Draft | None:
        """What the words before ``end`` announce, as in “And from the chairwoman:”."""
        words = self.text[self.start : end].rstrip(SHOWS_NOTHING)
        last = max(words.rfind(mark, 0, -1) for mark in ".!?:")  # where the sentence before ends
        sentence = words[last + 1 : -1]
        begins = last < 0 or (words[last] != ":" and sentence[:1].isspace())
        if words[-1:] != ":" or not begins or not 2 <= len(sentence.strip()) <= MOST_ANNOUNCING:
            return None
        stop = self.start + len(words) - 1
        at = stop - len(sentence.lstrip(SHOWS_NOTHING))
        told = [draft for draft in self.drafts if not draft.content and draft.cue[0][0] >= at]
        if told:  # the tagger knows who tells: "The mayor made this comment:"
            return told[-1]
        seen = legible(self.text[at:stop])
        start = at + seen.start(FROM.match(seen.text).end())  # type: ignore[union-attr]
        return Draft([(start, stop)], [(stop, stop + 1)], sure=ANNOUNCEMENT)

    def opens_paragraph(self, quotation: Quotation) -> bool:
        """Whether nothing stands before the quotation."""
        return not self.text[self.start : quotation.start].strip(SHOWS_NOTHING)

    def take_over(self, above: Draft) -> None:
        """Give what the paragraphs above leave open to the cue that comes only here."""
        opening = [q for q in self.quotations[:1] if self.opens_paragraph(q)]
        for draft in self.drafts:
            if draft.cue and any(draft.covers(q.start, q.end) for q in opening):
                draft.content = merged([*above.content, *draft.content])
                above.content = []
                return

    def left_open(self, above: Draft | None) -> Draft | None:
        """The statement that a quotation at the start of the next paragraph goes on with."""
        if announced := self.announcement(self.end):
            return announced
        if not self.quotations or self.quotations[-1].closed:
            return None
        here = [
            draft for draft in (above, *self.drafts) if draft and draft.covers(self.start, self.end)
        ]
        return max(here, key=lambda draft: draft.content[-1], default=None)


def complete(paragraphs: Sequence[Surroundings]) -> list[Draft]:
    """All drafts of an article; every quotation that somebody speaks has found a place in one."""
    found: dict[int, Draft] = {}
    above: Draft | None = None  # the statement that a quotation opening this paragraph goes on with
    unsigned: Draft | None = None  # what the paragraph above quotes without a cue
    for here in paragraphs:
        if unsigned and (signature := here.signature(here.start)):
            unsigned.source, unsigned.cue = signature.source, signature.cue
        place_quotations(here, above)
        if above and not above.cue:
            here.take_over(above)
        above = here.left_open(above)
        unsigned = next((draft for draft in here.drafts if not draft.cue), None)
        found |= {id(draft): draft for draft in here.drafts}
    return [draft for draft in found.values() if draft.content]


def place_quotations(here: Surroundings, above: Draft | None) -> None:
    """Find a draft for each quotation that is in none, and that somebody speaks.

    ``above`` is the statement that one goes on with which opens the paragraph.
    """
    holders = here.holders()
    speaking: Draft | None = None  # who has the quotation before
    for number, quotation in enumerate(here.quotations):
        if holder := holding(holders, quotation):
            speaking = holder
        elif here.is_speech(quotation):
            draft = (
                (above if here.opens_paragraph(quotation) else None)
                or here.signature(quotation.end)
                or here.announcement(quotation.start)
                or (speaking if not is_answered(here, number) else None)
                or Draft(sure=NOTHING)
            )
            draft.take((quotation.start, quotation.end))
            if draft is not speaking and draft not in here.drafts:
                here.drafts.append(draft)
            speaking = draft


def holding(holders: Sequence[tuple[int, int, Draft]], quotation: Quotation) -> Draft | None:
    """The draft that has something of a quotation."""
    at = bisect_left(holders, quotation.end - 1, key=itemgetter(0))
    _, end, draft = holders[at - 1] if at else (0, 0, None)
    return draft if end > quotation.start + 1 else None


def is_answered(here: Surroundings, number: int) -> bool:
    """Whether nothing parts a quotation from the one before or behind: a question, an answer."""
    beside = here.quotations[max(number - 1, 0) : number + 2]
    return any(
        not here.text[a.end : b.start].strip(SHOWS_NOTHING) and here.opens_sentence(a)
        for a, b in pairwise(beside)
    )
