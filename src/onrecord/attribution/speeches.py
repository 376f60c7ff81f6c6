"""Quotations whole: one beside its cue belongs to that cue, from its first mark to its last.

However long it is, over sentences and paragraphs, and whoever is named, asked or cited in it:
the network sees a few sentences at a time, the marks on the page tell where it begins and ends.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from onrecord.attribution.drafts import Draft
from onrecord.attribution.edges import SAYS, bare, overlap
from onrecord.attribution.uncued import NOTHING, Surroundings
from onrecord.parsing.quotations import Quotation, covering

# A sentence ends: not behind "Mr.", "St." or "Lt.", nor behind an initial.
SENTENCE_END = re.compile(
    r"(?<!\b[A-Z])(?<!\b[A-Z][a-z])(?<!\b[A-Z][a-z]{2})(?<!\b[A-Z][a-z]{3})"
    r"[.!?][\"'”’»«)\]]*+\s++[\"'“‘„«»(\[]?[A-ZÀ-Þ]"
)
FEW = 0.2  # of a quotation's length: "described the night", then all that was said
ENDS_SPEECH = ".,!?…—–-"
STOPPED = re.compile(r"\w\.[\"'”’»«]\s+[A-ZÀ-Þ]")
MARKS = "\"'“”„‟‘’‚«»‹›`"


@dataclass(frozen=True, slots=True)
class Speech:
    """A quotation, with its parts in the paragraphs that it runs over."""

    parts: tuple[tuple[Surroundings, Quotation], ...]

    @property
    def start(self) -> int:
        """Where it begins in the article's text."""
        return self.parts[0][1].start

    @property
    def end(self) -> int:
        """Where it ends."""
        return self.parts[-1][1].end

    @property
    def closed(self) -> bool:
        """Whether its last paragraph closes it."""
        return self.parts[-1][1].closed

    def opens_sentence(self) -> bool:
        """Whether nothing of its own sentence stands before it."""
        here, quotation = self.parts[0]
        return here.opens_sentence(quotation)

    def goes_on(self) -> bool:
        """Whether its sentence goes on behind it: “…,” or “…”, and a cue should come."""
        text = self.parts[-1][0].text
        return text[: self.end].rstrip(MARKS)[-1:] == "," or text[self.end : self.end + 1] == ","

    def has_ended(self) -> bool:
        """Whether a full stop ends it, and another sentence begins."""
        return STOPPED.match(self.parts[-1][0].text, self.end - 3) is not None

    def is_sentence(self) -> bool:
        """Whether it is punctuated as what somebody says is, and not a word or two marked off."""
        text = self.parts[0][0].text
        inside = text[self.start : self.end].strip(MARKS + " ")
        return inside[:1].isupper() and (inside[-1:] in ENDS_SPEECH or self.goes_on())

    def is_announced(self) -> bool:
        """Whether a comma or a colon stands before it, as behind a cue."""
        here, quotation = self.parts[0]
        return here.text[here.start : quotation.start].rstrip()[-1:] in (",", ":")


def make_whole(paragraphs: Sequence[Surroundings]) -> None:
    """Give each quotation that somebody speaks beside a cue to that cue, all of it."""
    cues = Cues(paragraphs)
    owned = [
        (speech, owner)
        for before, speech, after in neighbours(list(speeches(paragraphs)))
        if (owner := cues.owner(speech, before, after)) is not None
    ]
    starts = [speech.start for speech, _ in owned]
    for here in paragraphs:
        here.drafts[:] = [draft for draft in here.drafts if not is_told(draft, owned, starts)]
        for draft in here.drafts:
            draft.content = [
                at
                for piece in draft.content
                for part in left(piece, draft, owned, starts)
                if (at := part if part == piece else bare(part, here.text, here.quotations))
            ]
    for speech, owner in owned:
        for _, quotation in speech.parts:
            owner.take((quotation.start, quotation.end))
        if not owner.cue:
            speech.parts[0][0].drafts.append(owner)


def speeches(paragraphs: Sequence[Surroundings]) -> Iterator[Speech]:
    """The quotations of an article; one that runs over several paragraphs is one."""
    parts: list[tuple[Surroundings, Quotation]] = []
    above: Surroundings | None = None
    for here in paragraphs:
        for number, quotation in enumerate(here.quotations):
            runs_on = number == 0 and parts and parts[-1][0] is above and is_open(*parts[-1])
            if parts and not (runs_on and here.opens_paragraph(quotation)):
                yield Speech(tuple(parts))
                parts = []
            parts.append((here, quotation))
        above = here
    if parts:
        yield Speech(tuple(parts))


def is_open(here: Surroundings, quotation: Quotation) -> bool:
    """Whether a quotation runs to the end of its paragraph without a mark that closes it."""
    return not quotation.closed and quotation is here.quotations[-1]


def neighbours(found: Sequence[Speech]) -> Iterator[tuple[Speech | None, Speech, Speech | None]]:
    """Each quotation between the one before and the one behind it."""
    return zip([None, *found], found, [*found[1:], None], strict=False)


class Cues:
    """The drafts of an article by where their cues stand."""

    def __init__(self, paragraphs: Sequence[Surroundings]) -> None:
        self.drafts = {
            id(here): sorted((d for d in here.drafts if d.cue), key=lambda draft: draft.cue[0])
            for here in paragraphs
        }

    def owner(self, speech: Speech, before: Speech | None, after: Speech | None) -> Draft | None:
        """The draft beside whose cue a quotation stands; None if it is not speech, or unsure."""
        if not (speech.is_sentence() and (speech.closed or len(speech.parts) > 1)):
            return None
        ahead, behind = self.before(speech), self.behind(speech)
        is_ahead = ahead is not None and is_beside(speech, ahead.cue[-1][1], before)
        is_behind = behind is not None and is_beside(speech, behind.cue[0][0], after)
        if is_behind and speech.opens_sentence() and speech.goes_on():
            return behind
        if is_ahead and speech.is_announced():
            return ahead
        if shares := self.shares(speech):
            most = max(shares, key=lambda draft: shares[draft])
            if are_side_by_side(speech, after) or (
                most is ahead and are_side_by_side(before, speech)
            ):
                return Draft(sure=NOTHING)  # a question beside its answer has another speaker
            if most is behind and speech.has_ended() and not says(most, speech):
                return Draft(sure=NOTHING)  # "“… since May.”  Holm nodded and left."
            if most is ahead and not is_ahead and is_mostly(most, speech):
                return Draft(list(most.source), sure=most.sure)  # "Holm described it.  “We …”"
            return most if most in (ahead, behind) else None
        waits = behind is not None and not behind.content and speech.opens_sentence()
        return behind if is_behind and waits else None

    def before(self, speech: Speech) -> Draft | None:
        """The draft with the last cue before a quotation, in the paragraph where it begins."""
        drafts = self.drafts[id(speech.parts[0][0])]
        at = bisect_left(drafts, speech.start, key=lambda draft: draft.cue[0][0])
        return drafts[at - 1] if at else None

    def behind(self, speech: Speech) -> Draft | None:
        """The draft with the first cue behind a quotation, in the paragraph where it ends."""
        drafts = self.drafts[id(speech.parts[-1][0])]
        at = bisect_left(drafts, speech.end, key=lambda draft: draft.cue[0][0])
        return drafts[at] if at < len(drafts) else None

    def shares(self, speech: Speech) -> Counter[Draft]:
        """How much of a quotation each draft has whose cue stands outside of it."""
        shares: Counter[Draft] = Counter()
        for here, quotation in speech.parts:
            for draft in self.drafts[id(here)]:
                if not speech.start <= draft.cue[0][0] < speech.end:
                    common = sum(overlap(quotation, piece) for piece in draft.content)
                    shares.update({draft: common} if common else {})
        return shares


def is_mostly(draft: Draft, speech: Speech) -> bool:
    """Whether nearly all that a draft has besides a few words before is a quotation."""
    size = sum(quotation.end - quotation.start for _, quotation in speech.parts)
    before = sum(end - start for start, end in draft.content if end <= speech.start)
    here = speech.parts[0][0]
    quoted = any(covering(here.quotations, start + 1) for start, _ in draft.content[:1])
    return not quoted and 0 < before <= FEW * size


def says(draft: Draft, speech: Speech) -> bool:
    """Whether a cue is a word for saying, which may follow a full stop where nobody edits."""
    return SAYS.search(speech.parts[-1][0].text, *draft.cue[0]) is not None


def are_side_by_side(one: Speech | None, other: Speech | None) -> bool:
    """Whether nothing but space parts two quotations of one paragraph."""
    if one is None or other is None or one.parts[-1][0] is not other.parts[0][0]:
        return False
    apart = one.parts[0][0].text[one.end : other.start].strip()
    return not apart and one.opens_sentence()


def is_beside(speech: Speech, cue: int, other: Speech | None) -> bool:
    """Whether no sentence ends, and nobody else's begins, between a quotation and a cue."""
    text = speech.parts[0][0].text
    start, end = (cue, speech.start + 2) if cue <= speech.start else (speech.end, cue)
    between = other is not None and start <= other.start < end and other.is_sentence()
    return not between and not is_parted(text, start, end)


def is_parted(text: str, start: int, end: int) -> bool:
    """Whether a sentence ends, and another begins, between two offsets."""
    return SENTENCE_END.search(text, start, end) is not None


def is_told(draft: Draft, owned: Sequence[tuple[Speech, Draft]], starts: Sequence[int]) -> bool:
    """Whether a draft's cue stands in a quotation that is somebody's: its speaker tells of it."""
    if not draft.cue:
        return False  # a turn of an interview
    at = bisect_right(starts, draft.cue[0][0]) - 1
    return at >= 0 and draft.cue[0][0] < owned[at][0].end


def left(
    piece: tuple[int, int],
    draft: Draft,
    owned: Sequence[tuple[Speech, Draft]],
    starts: Sequence[int],
) -> Iterator[tuple[int, int]]:
    """What of a draft's piece stands in no quotation that is another's."""
    start, end = piece
    at = max(bisect_right(starts, start) - 1, 0)
    while at < len(owned) and starts[at] < end:
        speech, owner = owned[at]
        if owner is not draft:
            if start < speech.start:
                yield start, speech.start
            start = max(start, speech.end)
        at += 1
    if start < end:
        yield start, end
