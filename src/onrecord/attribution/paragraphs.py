"""What one paragraph attributes: its clauses and its quotations, joined."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from itertools import islice, takewhile
from typing import TYPE_CHECKING

from onrecord.attribution.clauses import Clause, clauses, cue_of, is_supposed, source_of
from onrecord.attribution.drafts import Draft, Pieces, merged
from onrecord.attribution.lexicon import SURE_ENOUGH, SURE_WITHIN, SURE_WITHOUT_SOURCE, rate, speaks
from onrecord.parsing import Paragraph
from onrecord.parsing.quotations import Quotation, covering

if TYPE_CHECKING:
    from spacy.tokens import Token

WORD = re.compile(r"\w+(?:[’'.-]\w+)*")
SENTENCE_ENDS = (".", "!", "?")
# A quotation of fewer words is speech only where it is punctuated as speech is.
FEW_WORDS = 3
SPEECH_END = re.compile(r"[.,!?…—–-]\W*$")
# “…” — Mara Lind, mayor
SIGNED = re.compile(r"\s*([—–―]|--?)\s*((?:[^\W\d_][\w.’'-]*,?\s*){1,8})$")
# "In January Lind refused": the parser may take the day for part of the name.
WHEN = ("DATE", "TIME")
FINITE = ("VBD", "VBZ", "VBP")
FAR = 10  # tokens from a quotation to the verb that says who spoke
# Frames whose complement is not what was said, where the verb has a quotation beside it.
BESIDE_QUOTATION = ("dobj", "none", "pause", "for", "to")
# How surely these say who speaks, where there is no verb to look up.
COLON, SIGNATURE, NOTHING = 0.8, 0.9, 0.5


class ParagraphReader:
    """Finds the drafts of one paragraph: first by its clauses, then by its quotations."""

    def __init__(self, paragraph: Paragraph, before: Draft | None) -> None:
        """``before`` is the statement that the paragraph above left open, if it did."""
        self.doc = paragraph.doc
        self.start = paragraph.start
        self.end = paragraph.start + len(self.doc.text.rstrip())
        self.before = before
        self.quotations = paragraph.quotations
        self.speech = [q for q in self.quotations if self.is_speech(q)]
        self.drafts: list[Draft] = []
        self.by_verb: dict[int, Draft] = {}

    def read(self) -> list[Draft]:
        """The paragraph's new drafts.  A quotation may instead have gone on with ``before``."""
        for clause in clauses(self.doc):
            self.read_clause(clause)
        self.drafts = [draft for draft in self.drafts if not self.is_doubtfully_reported(draft)]
        for quotation in self.speech:
            if not self.is_taken(quotation):
                self.read_quotation(quotation)
        return self.drafts

    def left_open(self) -> Draft | None:
        """The statement that a quotation in the next paragraph would go on with."""
        if self.between(self.start, self.end).endswith(":"):
            return self.introduction(self.sentence_before(self.end))
        if self.drafts:
            return max(self.drafts, key=lambda draft: draft.cue or draft.content)
        # Nothing here but what goes on with the statement above?
        return self.before if self.before and self.before.covers(self.start, self.end) else None

    # Clauses

    def read_clause(self, clause: Clause) -> None:
        """Keep a clause whose verb the lexicon knows to attribute."""
        sure = rate(clause.verb.lemma_, clause.frame)
        needed = SURE_ENOUGH if clause.source else SURE_WITHOUT_SOURCE
        if sure < needed or clause.is_empty or is_supposed(clause.verb):
            return
        if covering(self.quotations, self.at(clause.verb)):
            return  # what a quotation attributes in its turn is its speaker's, not the report's
        draft = self.draft(clause.source, clause.cue, sure)
        draft.content = self.widened(self.pieces(clause.content))
        draft.frame = clause.frame
        if draft.content:
            self.keep(draft, clause.verb)

    def is_doubtfully_reported(self, draft: Draft) -> bool:
        """Whether a doubtful cue stands in what another says: "said she *had seen* no shift"."""
        return draft.rate < SURE_WITHIN and any(
            other.covers(*draft.cue[0]) for other in self.drafts if other is not draft
        )

    def draft(self, source: Sequence[Token], cue: Sequence[Token], sure: float) -> Draft:
        outside = self.outside(source)
        while outside[1:] and outside[0].ent_type_ in WHEN and outside[0].pos_ == "PROPN":
            outside = outside[1:]
        return Draft(source=self.pieces(outside)[-1:], cue=self.pieces(cue), rate=sure)

    def outside(self, tokens: Iterable[Token]) -> list[Token]:
        """The tokens that are not spoken."""
        return [token for token in tokens if not self.in_speech(token)]

    def phrase_after(self, verb: Token) -> list[Token]:
        """The noun phrase right behind a verb: “…,” pleaded *the judge*."""
        return next((list(c) for c in self.doc.noun_chunks if c.start == verb.i + 1), [])

    def keep(self, draft: Draft, verb: Token | None = None) -> None:
        self.drafts.append(draft)
        if verb is not None:
            self.by_verb[verb.i] = draft

    def widened(self, pieces: Pieces) -> Pieces:
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
        inside = self.between(quotation.start + 1, quotation.end - 1)
        if len(WORD.findall(inside)) >= FEW_WORDS:
            return True
        return bool(SPEECH_END.search(inside)) and self.opens_sentence(quotation)

    def is_taken(self, quotation: Quotation) -> bool:
        return any(draft.covers(quotation.start + 1, quotation.end - 1) for draft in self.drafts)

    def in_speech(self, token: Token) -> bool:
        return covering(self.speech, self.at(token)) is not None

    def read_quotation(self, quotation: Quotation) -> None:
        """Give a quotation that no clause governs to the cue beside it, or let it run on."""
        verb = self.cue_beside(quotation)
        if verb is not None:
            self.give(verb, quotation)
        elif introduction := self.introduction(self.sentence_before(quotation.start)):
            introduction.take((quotation.start, quotation.end))
            self.keep(introduction)
        elif signed := SIGNED.match(self.between(quotation.end, self.end)):
            self.sign(signed, quotation)
        elif self.opens_sentence(quotation):
            self.run_on(quotation)

    def cue_beside(self, quotation: Quotation) -> Token | None:
        """The verb of speech in the rest of the quotation's sentence, after it or else before."""
        after = speech_verbs(self.sentence_after(quotation.end))
        if after and not (self.ends_sentence(quotation) and after[0].i in self.by_verb):
            return after[0]
        if self.breaks_off(quotation):
            # What follows “…,” in its sentence says who spoke, whatever the verb: “…,” he shrugged.
            near = self.sentence_after(quotation.end)[:FAR]
            finite = [t for t in near if t.pos_ == "VERB" and t.tag_ in FINITE]
            if finite:
                return finite[0]
        ahead = speech_verbs(self.sentence_before(quotation.start))
        return ahead[-1] if ahead else None

    def give(self, verb: Token, quotation: Quotation) -> None:
        """Add a quotation to what ``verb`` introduces: to the words it already quotes, or anew."""
        draft = self.by_verb.get(verb.i)
        if draft is not None and not self.quotes(draft) and draft.frame in BESIDE_QUOTATION:
            draft.content = []  # "she asked Holm", "he said, smiling": the words are the content
        elif draft is None or not self.quotes(draft):
            source = self.outside(source_of(verb)) or self.phrase_after(verb)
            draft = self.draft(source, cue_of(verb, "none"), speaks(verb.lemma_) or NOTHING)
            self.keep(draft, verb)
        draft.take((quotation.start, quotation.end))

    def introduction(self, tokens: list[Token]) -> Draft | None:
        """ "She made this comment:", "Lind:": a cue before a colon, its content still to come."""
        if not tokens or tokens[-1].text != ":":
            return None
        verbs = speech_verbs(tokens) or [t for t in tokens if t.pos_ == "VERB" and source_of(t)]
        if verbs:
            return self.draft(source_of(verbs[-1]), cue_of(verbs[-1], "none"), COLON)
        return self.draft(tokens[:-1], tokens[-1:], COLON)

    def sign(self, signed: re.Match[str], quotation: Quotation) -> None:
        """Give a quotation to the name behind the dash; the dash is the cue."""
        dash, name = (
            (quotation.end + signed.start(group), quotation.end + signed.end(group))
            for group in (1, 2)
        )
        self.keep(Draft([name], [dash], [(quotation.start, quotation.end)], SIGNATURE))

    def run_on(self, quotation: Quotation) -> None:
        """A quotation with no cue of its own goes on with the words quoted last."""
        piece = (quotation.start, quotation.end)
        earlier = [d for d in self.drafts if min(d.cue + d.content) < piece and not self.aside(d)]
        last = max(earlier, key=lambda d: max(d.cue + d.content)) if earlier else self.before
        if last is not None and (last is self.before or self.quotes(last)):
            last.take(piece)
        else:
            self.keep(Draft(content=[piece], rate=NOTHING))

    def aside(self, draft: Draft) -> bool:
        """Whether a draft stands in another's source: "said a man *who asked not to be named*"."""
        return any(
            start <= cue[0] < end
            for cue in draft.cue
            for other in self.drafts
            if other is not draft
            for start, end in other.source
        )

    def quotes(self, draft: Draft) -> bool:
        return any(draft.covers(q.start, q.end) for q in self.quotations)

    # The text around

    def opens_sentence(self, quotation: Quotation) -> bool:
        """Whether nothing of its own sentence stands before the quotation."""
        before = self.between(self.start, quotation.start).rstrip()
        return not before or before[-1] in ".!?:”\"'’"

    def breaks_off(self, quotation: Quotation) -> bool:
        """Whether a quotation ends in a comma: its sentence goes on with who spoke."""
        inside = self.between(quotation.start, quotation.end).rstrip("\"”'’ ")
        return quotation.closed and inside.endswith(",")

    def ends_sentence(self, quotation: Quotation) -> bool:
        inside = self.between(quotation.start, quotation.end).rstrip("\"”'’ ")
        return inside.endswith((".", "!"))

    def sentence_after(self, offset: int) -> list[Token]:
        """Tokens from an offset to the end of the sentence or the next quotation."""
        return list(takewhile(self.goes_on, islice(self.doc, self.index(offset), None)))

    def sentence_before(self, offset: int) -> list[Token]:
        """Tokens from the start of the sentence, or the quotation before, to an offset."""
        backwards = (self.doc[i] for i in range(self.index(offset) - 1, -1, -1))
        return list(takewhile(self.goes_on, backwards))[::-1]

    def goes_on(self, token: Token) -> bool:
        """Whether a sentence goes on over this token, outside of what is spoken."""
        return token.text not in SENTENCE_ENDS and not self.in_speech(token)

    def index(self, offset: int) -> int:
        """The number of the first token that starts at an offset or after it."""
        return bisect_left(self.doc, offset, key=self.at)

    def at(self, token: Token) -> int:
        """A token's offset in the article."""
        return self.start + int(token.idx)

    def between(self, start: int, end: int) -> str:
        """The paragraph's text between two offsets in the article."""
        text: str = self.doc.text
        return text[start - self.start : end - self.start]

    def pieces(self, tokens: Sequence[Token]) -> Pieces:
        """Runs of tokens with only punctuation between them, trimmed of punctuation."""
        words = [t for t in tokens if not (t.is_punct or t.is_space)] or list(tokens)
        words.sort(key=lambda token: token.i)  # a subtree's tokens may stand crosswise
        runs: list[list[Token]] = []
        for token in words:
            gap = self.doc[runs[-1][-1].i + 1 : token.i] if runs else ()
            if runs and all(t.is_punct or t.is_space for t in gap):
                runs[-1].append(token)
            else:
                runs.append([token])
        return [(self.at(run[0]), self.at(run[-1]) + len(run[-1])) for run in runs]


def speech_verbs(tokens: Iterable[Token]) -> list[Token]:
    """The verbs among tokens that introduce speech."""
    return [t for t in tokens if t.pos_ == "VERB" and speaks(t.lemma_) >= SURE_ENOUGH]
