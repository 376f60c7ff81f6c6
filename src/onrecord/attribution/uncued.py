"""Quotations that no cue introduces: who speaks is told by what stands around them.

A quotation may be signed (“…” — Mara Lind), announced (“And from the chairwoman:”),
or run on from the paragraph above.  The tagger has seen few of these; the marks on
the page tell them surely.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from math import log

from onrecord.attribution.drafts import Draft, merged
from onrecord.parsing.quotations import Quotation

WORD = re.compile(r"\w+(?:[’'.-]\w+)*")
FEW_WORDS = 3  # fewer are speech only where they are punctuated as speech is
SPEECH_END = re.compile(r"[.,!?…—–-]\W*$")
# “…” — Mara Lind, mayor
SIGNED = re.compile(r"\s*([—–―]|--?)\s*((?:[^\W\d_][\w.’'-]*,?\s*){1,8})$")
# A turn in a transcript or an interview: "HOLM: Is the gate open?", "Q: Why?"
TURN = re.compile(r"\s*[\"“]?((?:[QA]|[A-ZÀ-Þ][A-ZÀ-Þ.’' -]{2,40})):\s+(\S.*)", re.DOTALL)
FEW_TURNS = 2  # fewer, and the words before the colon may be a heading
# The last sentence of a paragraph that announces what follows: "And from the chairwoman:"
ANNOUNCED = re.compile(r"(?:^|[.!?]\s+)([^.!?:]{2,100}):\s*$")
FROM = re.compile(r"(?:(?:(?:and|then|also)\s+)*(?:from|by)\s+)?", re.IGNORECASE)
BULLETS = " \t•·*–—-"
# How surely these say who speaks.
SIGNATURE, TURN_TAKEN, ANNOUNCEMENT, NOTHING = log(0.9), log(0.9), log(0.8), log(0.5)


@dataclass(frozen=True, slots=True)
class Surroundings:
    """One paragraph's place in the text, its quotations, and the drafts found in it."""

    text: str
    start: int
    end: int
    quotations: Sequence[Quotation]
    drafts: list[Draft]

    def uncued(self) -> list[Quotation]:
        """The quotations that somebody speaks and that are in no draft."""
        return [
            quotation
            for quotation in self.quotations
            if self.is_speech(quotation)
            and not any(d.covers(quotation.start + 1, quotation.end - 1) for d in self.drafts)
        ]

    def is_speech(self, quotation: Quotation) -> bool:
        """Whether a quotation is a sentence of its own, long or punctuated as speech is."""
        inside = self.text[quotation.start + 1 : quotation.end].rstrip("\"”'’» ")
        is_long = len(WORD.findall(inside)) >= FEW_WORDS
        return self.opens_sentence(quotation) and (is_long or bool(SPEECH_END.search(inside)))

    def opens_sentence(self, quotation: Quotation) -> bool:
        """Whether nothing of its own sentence stands before the quotation."""
        before = self.text[self.start : quotation.start].strip(BULLETS)
        return not before or before[-1] in ".!?:”\"'’"

    def signature(self, start: int) -> Draft | None:
        """“— Mara Lind” from ``start`` to the paragraph's end: the dash is the cue."""
        signed = SIGNED.match(self.text, start, self.end)
        return signed and Draft([signed.span(2)], [signed.span(1)], sure=SIGNATURE)

    def announcement(self, end: int) -> Draft | None:
        """What the words before ``end`` announce, as in “And from the chairwoman:”."""
        announced = ANNOUNCED.search(self.text[self.start : end])
        if announced is None:
            return None
        at, stop = (self.start + offset for offset in announced.span(1))
        told = [draft for draft in self.drafts if not draft.content and draft.cue[0][0] >= at]
        if told:  # the tagger knows who tells: "The mayor made this comment:"
            return told[-1]
        start = at + len(FROM.match(self.text[at:stop]).group())  # type: ignore[union-attr]
        return Draft([(start, stop)], [(stop, stop + 1)], sure=ANNOUNCEMENT)

    def before(self, quotation: Quotation) -> Draft | None:
        """The draft in this paragraph whose quotation another one goes on with."""
        earlier = [
            draft
            for draft in self.drafts
            if draft.content
            and max(draft.content) < (quotation.start, quotation.end)
            and any(draft.covers(q.start, q.end) for q in self.quotations)
        ]
        return max(earlier, key=lambda draft: max(draft.content), default=None)

    def opens_paragraph(self, quotation: Quotation) -> bool:
        """Whether nothing stands before the quotation."""
        return not self.text[self.start : quotation.start].strip()

    def take_over(self, above: Draft) -> None:
        """Give what the paragraphs above leave open to the cue that comes only here."""
        opening = [q for q in self.quotations if self.opens_paragraph(q)]
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
        return max(here, key=lambda draft: max(draft.content), default=None)


def complete(paragraphs: Sequence[Surroundings]) -> list[Draft]:
    """All drafts of an article; every quotation that somebody speaks has found a place in one."""
    take_turns(paragraphs)
    found: list[Draft] = []
    above: Draft | None = None  # the statement that a quotation opening this paragraph goes on with
    unsigned: Draft | None = None  # what the paragraph above quotes without a cue
    for here in paragraphs:
        if unsigned and (signature := here.signature(here.start)):
            unsigned.source, unsigned.cue = signature.source, signature.cue
        for quotation in here.uncued():
            draft = (
                (above if here.opens_paragraph(quotation) else None)
                or here.signature(quotation.end)
                or here.announcement(quotation.start)
                or here.before(quotation)
                or Draft(sure=NOTHING)
            )
            draft.take((quotation.start, quotation.end))
            if draft not in here.drafts:
                here.drafts.append(draft)
        if above and not above.cue:
            here.take_over(above)
        above = here.left_open(above)
        unsigned = next((draft for draft in here.drafts if not draft.cue), None)
        found += [draft for draft in here.drafts if draft not in found]
    return [draft for draft in found if draft.content]


def take_turns(paragraphs: Sequence[Surroundings]) -> None:
    """Give each turn of a transcript to the name before its colon."""
    turns = [(here, TURN.fullmatch(here.text, here.start, here.end)) for here in paragraphs]
    if sum(turn is not None for _, turn in turns) < FEW_TURNS:
        return
    for here, turn in turns:
        if turn:
            colon = (turn.end(1), turn.end(1) + 1)
            here.drafts[:] = [Draft([turn.span(1)], [colon], [turn.span(2)], TURN_TAKEN)]
