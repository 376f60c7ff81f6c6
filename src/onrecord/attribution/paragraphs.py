"""What one paragraph attributes: its clauses and its quotations, joined.

Offsets are into the article's text throughout.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from onrecord.attribution.clauses import Clause, clauses, cue_of, source_of
from onrecord.attribution.lexicon import SURE_ENOUGH, rate, speaks
from onrecord.attribution.parse import Paragraph
from onrecord.attribution.quotations import Quotation, covering, in_line

if TYPE_CHECKING:
    from spacy.tokens import Token

Pieces = list[tuple[int, int]]

WORD = re.compile(r"\w+(?:[’'.-]\w+)*")
SENTENCE_ENDS = (".", "!", "?")
# A quotation of fewer words is speech only where it is punctuated as speech is.
FEW_WORDS = 3
SPEECH_END = re.compile(r"[.,!?…—–-]\W*$")
SIGNED = re.compile(r"\s*([—–―]|--?)\s*((?:[^\W\d_][\w.’'-]*,?\s*){1,8})$")


@dataclass(slots=True)
class Draft:
    """A statement in the making; ``rate`` is how surely its cue attributes."""

    source: Pieces = field(default_factory=list)
    cue: Pieces = field(default_factory=list)
    content: Pieces = field(default_factory=list)
    rate: float = 0.0

    def covers(self, start: int, end: int) -> bool:
        """Whether the content has a character between ``start`` and ``end``."""
        return any(b < end and start < e for b, e in self.content)


class ParagraphReader:
    """Finds the drafts of one paragraph: first by its clauses, then by its quotations."""

    def __init__(self, paragraph: Paragraph, before: Draft | None) -> None:
        """``before`` is the statement that the paragraph above ended on, if it did."""
        self.doc = paragraph.doc
        self.start = paragraph.start
        self.end = paragraph.start + len(self.doc.text.rstrip())
        self.before = before
        self.quotations = in_line(self.doc.text, self.start)
        self.drafts: dict[int, Draft] = {}  # by the offset of the cue, or of a content without one

    def read(self) -> list[Draft]:
        """The paragraph's new drafts, in the order of their cues."""
        for clause in clauses(self.doc):
            self.read_clause(clause)
        for quotation in self.quotations:
            if self.is_speech(quotation) and not self.is_taken(quotation):
                self.read_quotation(quotation)
        return [self.drafts[at] for at in sorted(self.drafts)]

    def continued(self) -> Draft | None:
        """The statement above, where this paragraph did nothing but go on with it."""
        return self.before if self.before and self.before.covers(self.start, self.end) else None

    # Clauses

    def read_clause(self, clause: Clause) -> None:
        """Keep a clause whose verb the lexicon knows to attribute."""
        sure = rate(clause.verb.lemma_, clause.frame)
        at = self.at(clause.verb)
        if sure < SURE_ENOUGH or covering(self.quotations, at):
            return
        content = self.widen(self.pieces(clause.content))
        if content:
            self.drafts[at] = self.draft(clause.source, clause.cue, content, sure)

    def draft(
        self, source: Sequence[Token], cue: Sequence[Token], content: Pieces, sure: float
    ) -> Draft:
        outside = [token for token in source if not self.in_speech(token)]
        return Draft(self.pieces(outside)[-1:], self.pieces(cue), content, sure)

    def widen(self, pieces: Pieces) -> Pieces:
        """The pieces with every quotation that they touch taken in whole."""
        touched = [
            (q.start, q.end)
            for q in self.quotations
            if any(b < q.end - 1 and q.start < e for b, e in pieces)
        ]
        return merged([*pieces, *touched])

    # Quotations

    def is_speech(self, quotation: Quotation) -> bool:
        """Whether a quotation is long enough, or punctuated, to be words that somebody spoke."""
        inside = self.between(quotation.start, quotation.end)
        many = len(WORD.findall(inside)) >= FEW_WORDS
        return many or (SPEECH_END.search(inside[1:-1]) is not None and self.opens_sentence(quotation))

    def is_taken(self, quotation: Quotation) -> bool:
        return any(d.covers(quotation.start + 1, quotation.end - 1) for d in self.drafts.values())

    def in_speech(self, token: Token) -> bool:
        quotation = covering(self.quotations, self.at(token))
        return quotation is not None and self.is_speech(quotation)

    def read_quotation(self, quotation: Quotation) -> None:
        """Give a quotation that no clause governs to the cue beside it, or let it run on."""
        piece = (quotation.start, quotation.end)
        verb = self.cue_beside(quotation)
        if verb is not None:
            self.give(verb, piece)
        elif signed := SIGNED.match(self.between(quotation.end, self.end)):
            self.sign(signed, quotation)
        elif self.opens_sentence(quotation):
            self.run_on(piece)

    def cue_beside(self, quotation: Quotation) -> Token | None:
        """The verb of speech in the rest of the quotation's sentence, after it or else before it."""
        after = self.speech_verbs(self.rest_after(quotation))
        if after and not (self.ends_sentence(quotation) and self.at(after[0]) in self.drafts):
            return after[0]
        ahead = self.speech_verbs(self.rest_before(quotation))
        return ahead[-1] if ahead else None

    def speech_verbs(self, tokens: Iterable[Token]) -> list[Token]:
        return [t for t in tokens if t.pos_ == "VERB" and speaks(t.lemma_) >= SURE_ENOUGH]

    def give(self, verb: Token, piece: tuple[int, int]) -> None:
        """Add a quotation to what ``verb`` introduces."""
        draft = self.drafts.get(self.at(verb))
        if draft is None:
            source = source_of(verb) or self.name_beside(verb)
            draft = self.draft(source, cue_of(verb, "none"), [], speaks(verb.lemma_))
            self.drafts[self.at(verb)] = draft
        draft.content = merged([*draft.content, piece])

    def name_beside(self, verb: Token) -> list[Token]:
        """The nouns next to a verb whose subject the parse missed."""
        for step in (-1, 1):
            found, i = [], verb.i + step
            while 0 <= i < len(self.doc) and self.doc[i].pos_ in ("PROPN", "NOUN", "PRON", "DET"):
                found.append(self.doc[i])
                i += step
            if found:
                return sorted(found, key=lambda token: token.i)
        return []

    def sign(self, signed: re.Match[str], quotation: Quotation) -> None:
        """ "…" — Name: the dash is the cue."""
        base = quotation.end
        dash, name = ((base + signed.start(g), base + signed.end(g)) for g in (1, 2))
        self.drafts[dash[0]] = Draft([name], [dash], [(quotation.start, quotation.end)], 0.9)

    def run_on(self, piece: tuple[int, int]) -> None:
        """A quotation with no cue of its own goes on with what was said last."""
        earlier = [at for at in self.drafts if at < piece[0]]
        last = self.drafts[max(earlier)] if earlier else self.before
        if last is not None:
            last.content = merged([*last.content, piece])
        else:
            self.drafts[piece[0]] = Draft(content=[piece], rate=0.5)

    # The text around

    def opens_sentence(self, quotation: Quotation) -> bool:
        """Whether nothing of its own sentence stands before the quotation."""
        before = self.between(self.start, quotation.start).rstrip()
        return not before or before[-1] in ".!?:”\"'’"

    def ends_sentence(self, quotation: Quotation) -> bool:
        inside = self.between(quotation.start, quotation.end).rstrip("\"”'’ ")
        return inside.endswith(SENTENCE_ENDS[:2])

    def rest_after(self, quotation: Quotation) -> list[Token]:
        """Tokens from the quotation to the end of the sentence or the next quotation."""
        rest = []
        for token in self.doc:
            if self.at(token) < quotation.end:
                continue
            if token.text in SENTENCE_ENDS or self.in_speech(token):
                break
            rest.append(token)
        return rest

    def rest_before(self, quotation: Quotation) -> list[Token]:
        """Tokens from the start of the sentence, or the quotation before, to this quotation."""
        rest: list[Token] = []
        for token in self.doc:
            if self.at(token) >= quotation.start:
                break
            if token.text in SENTENCE_ENDS or self.in_speech(token):
                rest = []
            else:
                rest.append(token)
        return rest

    def at(self, token: Token) -> int:
        return self.start + int(token.idx)

    def between(self, start: int, end: int) -> str:
        text: str = self.doc.text
        return text[start - self.start : end - self.start]

    def pieces(self, tokens: Sequence[Token]) -> Pieces:
        """Runs of tokens with only punctuation between them, trimmed of punctuation."""
        runs: list[list[Token]] = []
        for token in tokens:
            if token.is_punct or token.is_space:
                continue
            gap = self.doc[runs[-1][-1].i + 1 : token.i] if runs else []
            if runs and all(t.is_punct or t.is_space for t in gap):
                runs[-1].append(token)
            else:
                runs.append([token])
        return [(self.at(run[0]), self.at(run[-1]) + len(run[-1])) for run in runs]


def merged(pieces: Iterable[tuple[int, int]]) -> Pieces:
    """The pieces in text order, those that overlap or touch made one."""
    result: Pieces = []
    for start, end in sorted(pieces):
        if result and start <= result[-1][1]:
            result[-1] = (result[-1][0], max(end, result[-1][1]))
        else:
            result.append((start, end))
    return result
