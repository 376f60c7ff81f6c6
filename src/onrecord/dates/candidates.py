"""Candidates: the days, months and years that a report names, and where it names each."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING

from onrecord.dates.cue_clauses import VERBS, Saying
from onrecord.dates.expressions import Expression, When, day, told_in_order
from onrecord.names import last_word
from onrecord.parsing import Paragraph

if TYPE_CHECKING:
    from spacy.tokens import Span as Phrase
    from spacy.tokens import Token

NOUNS = ("NOUN", "PROPN")
SUBJECTS = ("nsubj", "nsubjpass")
NO_OCCASION = ("DATE", "TIME", "GPE", "PERSON")


@dataclass(frozen=True)
class Naming:
    """One place, in paragraph ``number``, where a report names a day, a month or a year."""

    expression: Expression
    when: When
    number: int
    paragraph: Paragraph

    @cached_property
    def start(self) -> int:
        """Where it begins in the article's text."""
        return self.paragraph.at(self.expression.start)

    @cached_property
    def end(self) -> int:
        """Where it ends in the article's text."""
        return self.paragraph.behind(self.expression.end)

    @cached_property
    def phrase(self) -> Phrase | None:
        """Its words in the parse."""
        start, end = self.expression.start, self.expression.end
        found: Phrase | None = self.paragraph.doc.char_span(start, end, alignment_mode="expand")
        return found

    @cached_property
    def word(self) -> Token | None:
        """The word of it on which its others hang."""
        return self.phrase.root if self.phrase is not None else None

    def is_in(self, saying: Saying) -> bool:
        """Whether it stands in the sentence of a saying."""
        if self.number != saying.number or self.word is None:
            return False
        return any(s.start <= self.word.i < s.end for s in saying.sentences)

    @cached_property
    def above(self) -> tuple[Token, ...]:
        """The words on which it hangs, up to the next verb."""
        found = []
        for word in self.word.ancestors if self.word is not None else ():
            found.append(word)
            if word.pos_ in VERBS:
                break
        return tuple(found)

    @cached_property
    def verb(self) -> Token | None:
        """The verb whose time it tells."""
        return self.above[-1] if self.above and self.above[-1].pos_ in VERBS else None

    @cached_property
    def preposition(self) -> str:
        """The nearest preposition or conjunction above it: "on", "after", "since"."""
        found = (word.lower_ for word in self.above if word.dep_ in ("prep", "mark"))
        return next(found, "")

    @cached_property
    def subject(self) -> Token | None:
        """Who did what was done then."""
        children = self.verb.children if self.verb is not None else ()
        return next((child for child in children if child.dep_ in SUBJECTS), None)

    @cached_property
    def names(self) -> frozenset[str]:
        """The words of its sentence as last names are compared."""
        words = self.word.sent if self.word is not None else ()
        return frozenset(last_word(token.text) for token in words)

    @cached_property
    def doers(self) -> frozenset[str]:
        """The words of the subject, likewise."""
        words = self.subject.subtree if self.subject is not None else ()
        return frozenset(last_word(token.text) for token in words)

    @cached_property
    def things(self) -> frozenset[str]:
        """What it dates, and what else its verb has: "met on Monday at a | rally in | Oslo"."""
        found = [word for word in self.above if word.pos_ in NOUNS]
        if self.verb is not None:
            below = [child for child in self.verb.children if child.dep_ != "prep"]
            below += [n for c in self.verb.children if c.dep_ == "prep" for n in c.children]
            if self.verb.dep_ in ("acl", "relcl"):
                below.append(self.verb.head)
            found += [n for n in below if n != self.word and n.pos_ in NOUNS]
        return frozenset(n.lemma_.lower() for n in found if n.ent_type_ not in NO_OCCASION)


@dataclass(frozen=True)
class Candidate:
    """A day, month or year that a report names, and each place where it does, in text order."""

    when: When
    namings: tuple[Naming, ...]


def candidates(paragraphs: Sequence[Paragraph], published: date | None) -> list[Candidate]:
    """All that a report names, in the order in which it first does."""
    found: dict[str, list[Naming]] = defaultdict(list)
    for naming in namings(paragraphs, published):
        found[naming.when.edtf].append(naming)
    return [Candidate(several[0].when, tuple(several)) for several in found.values()]


def namings(paragraphs: Sequence[Paragraph], published: date | None) -> Iterator[Naming]:
    """Each place where a report names a time, in text order."""
    before: When | None = None
    found = told_in_order(paragraph.doc.text for paragraph in paragraphs)
    for number, (paragraph, expressions) in enumerate(zip(paragraphs, found, strict=True)):
        for expression in expressions:
            for when in readings(expression, published, before):
                yield Naming(expression, when, number, paragraph)
                before = before if expression.leans else when


def readings(expression: Expression, published: date | None, before: When | None) -> Iterator[When]:
    """The times that an expression may mean; ``before``: the one named before it.

    "A day before the debate" is earlier than the debate; but in "her words come a day before
    the vote", what dates the vote is later than her words.
    """
    when = expression.resolved(published, before)
    if when is None:
        return
    found = [when]
    if expression.introduces and before is not None and when.is_day and before.is_day:
        found.append(day(before.first + (before.first - when.first)))
    yield from (when for when in found if published is None or when.first <= published)
