"""Clauses: of what was said, the clause that promises, its verb and who is its subject."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

from onrecord.model import Span
from onrecord.names.kinds import BODIES
from onrecord.parsing import Paragraph

if TYPE_CHECKING:
    from spacy.tokens import Span as Phrase
    from spacy.tokens import Token

VERBS = ("VERB", "AUX")
SUBJECTS = ("nsubj", "nsubjpass")
# "We will vote", "I'm staying until", "he is going to": what is to come.
AHEAD = re.compile(
    r"\b(?:will|would|shall|won['’]t|wouldn['’]t|going to|gonna)\b|['’]ll\b|['’]d\b", re.IGNORECASE
)
# "The council has agreed to pay, Holm said": the subject of these will do what follows.
PROMISING = frozenset(
    """agree aim commit decide decline hope intend offer plan pledge prepare promise propose refuse
    resolve swear undertake vow want""".split()
)
WILL = ("will", "would", "shall", "’ll", "'ll", "’d", "'d", "to")
COMPLEMENTS = ("xcomp", "ccomp", "dobj", "acl")


@dataclass(frozen=True, slots=True)
class Clause:
    """What one sentence of a content promises: its words, its verb and the subject of that.

    ``action`` is where what is done begins, if who will do it stands before: "Orlo will | send".
    """

    paragraph: Paragraph
    words: Phrase
    verb: Token | None
    subject: Token | None
    action: Token | None = None


def promising_clause(content: Iterable[Span], paragraphs: Sequence[Paragraph]) -> Clause | None:
    """The clause of a content that tells what will be done; the first if none tells it."""
    found = [clause(paragraph, words) for paragraph, words in sentences(content, paragraphs)]
    ahead = (one for one in found if AHEAD.search(one.words.text))
    return next(ahead, next(iter(found), None))


def sentences(
    content: Iterable[Span], paragraphs: Sequence[Paragraph]
) -> Iterator[tuple[Paragraph, Phrase]]:
    """The parts of a content that stand in one sentence each."""
    for span in content:
        nearest = bisect_right(paragraphs, span.start, key=lambda paragraph: paragraph.start)
        for paragraph in islice(paragraphs, max(nearest - 1, 0), None):
            start, end = max(span.start, paragraph.start), min(span.end, paragraph.end)
            if paragraph.start >= span.end:
                break
            words = paragraph.phrase(start, end) if start < end else None
            first = words.start if words else 0
            while words and first < words.end:
                last = min(paragraph.doc[first].sent.end, words.end)
                yield paragraph, paragraph.doc[first:last]
                first = last


def clause(paragraph: Paragraph, words: Phrase) -> Clause:
    """The clause of a stretch of one sentence."""
    verb = words.root
    if verb.pos_ not in VERBS:
        return Clause(paragraph, words, None, None)
    subject = subject_of(verb, words)
    told = next((c for c in verb.children if c.dep_ in COMPLEMENTS and c in words), None)
    if verb.lemma_.lower() in PROMISING and told is not None:
        verb = told
    return Clause(paragraph, words, verb, subject, action_of(verb, subject))


def action_of(verb: Token, subject: Token | None) -> Token | None:
    """The verb of "Orlo will send", or the "to" of "Orlo agreed to send"; None for other forms."""
    if subject is None or subject.dep_ != "nsubj" or not is_somebody(subject):
        return None
    helpers = [child for child in verb.children if child.dep_ in ("aux", "neg")]
    plain = all(helper.lower_ in WILL for helper in helpers)
    return verb if helpers and plain and verb.i > subject.i else None


def is_somebody(noun: Token) -> bool:
    """Whether a subject is a pronoun for people, a name, or a body."""
    counted = any(child.dep_ in ("nummod", "poss") for child in noun.children)
    return not counted and (noun.pos_ in ("PRON", "PROPN") or noun.lemma_.lower() in BODIES)


def subject_of(verb: Token, words: Phrase) -> Token | None:
    """The subject of a verb, inside these words."""
    return next((c for c in verb.children if c.dep_ in SUBJECTS and c in words), None)
