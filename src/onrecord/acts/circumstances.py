"""Circumstances: where, and to whom, a statement was made, as the report words it.

Only what hangs on the verb of the cue ("told reporters", "said in Brussels"), on a verb of
speaking beside it ("Speaking to supporters, …") or on the occasion ("at a rally in Eastmouth").
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from onrecord.dates import OCCASIONS, SPEAKING, Saying
from onrecord.entities import mentioned_at
from onrecord.model import Mentioned, Span

if TYPE_CHECKING:
    from spacy.tokens import Span as Phrase
    from spacy.tokens import Token

TELLING = frozenset("tell inform brief assure remind address".split())
GATHERINGS = frozenset(
    """assembly breakfast briefing conference convention debate dinner event forum fundraiser gala
    gathering hearing luncheon lunch meeting panel rally seminar summit symposium""".split()
)
WRITINGS = frozenset("article column editorial essay op-ed piece".split())
PLACES = ("GPE", "LOC", "FAC")


def place(saying: Saying) -> Mentioned | None:
    """The place where a statement was made; None where the report does not say."""
    for word in objects(saying, ("in", "at", "from", "outside", "near")):
        if word.ent_type_ in PLACES:
            return mentioned(place_name(word), saying)
    return None


def audience(saying: Saying) -> Mentioned | None:
    """To whom, or at what gathering, a statement was made; None where the report is silent."""
    for verb in saying.speaking:
        if heard := next((word for word in told_to(verb) if is_audience(word, saying)), None):
            return mentioned(whole_phrase(heard), saying)
    for word in objects(saying, ("to", "before", "with", "in", "for", "at", "during")):
        if is_audience(word, saying) and hears(word):
            return mentioned(whole_phrase(word), saying)
    return None


def mentioned(phrase: Phrase, saying: Saying) -> Mentioned:
    """The party or the place that a phrase of the saying's paragraph names."""
    start = saying.paragraph.at(phrase.start_char)
    end = saying.paragraph.behind(phrase.end_char)
    return mentioned_at(Span.of(saying.article.text, start, end), saying.article.speakers)


def objects(saying: Saying, prepositions: tuple[str, ...]) -> Iterator[Token]:
    """The nouns that hang by a preposition on the saying, its occasion or those who heard it."""
    for above in saying.speaking:
        for noun in prepositional(above, prepositions, saying):
            yield noun
            if noun.lemma_.lower() in OCCASIONS | GATHERINGS:
                yield from prepositional(noun, prepositions, saying)
        for noun in (*prepositional(above, ("to",), saying), *told_to(above)):
            yield from prepositional(noun, prepositions, saying)


def told_to(verb: Token) -> list[Token]:
    """Whom a verb of telling has as its object."""
    if verb.lemma_ not in TELLING:
        return []
    return [c for c in verb.children if c.dep_ in ("dobj", "dative") and c.i > verb.i]


def prepositional(above: Token, prepositions: tuple[str, ...], saying: Saying) -> Iterator[Token]:
    """The nouns that hang on a word by one of the prepositions, outside what was said."""
    for preposition in above.children:
        if preposition.dep_ in ("prep", "dative") and preposition.lower_ in prepositions:
            for noun in preposition.children:
                if noun.dep_ == "pobj" and not saying.said(saying.offset(noun)):
                    yield noun


def hears(word: Token) -> bool:
    """Whether a noun, by the preposition before it, is to whom or at what was spoken."""
    by, on = word.head.lower_, word.head.head
    lemma = word.lemma_.lower()
    if by == "to":
        return on.lemma_ in SPEAKING
    if by == "before":
        return on.lemma_ in ("speak", "testify", "appear")
    if by == "with":
        return on.lemma_.lower() == "interview" or on.lemma_ in ("speak", "talk")
    if on.lemma_.lower() in WRITINGS:
        return by in ("in", "for") and word.pos_ == "PROPN"
    return by in ("at", "during", "in") and lemma in GATHERINGS


def is_audience(word: Token, saying: Saying) -> bool:
    """Whether a word names somebody, outside of what was said: "told him" names nobody."""
    named = word.pos_ in ("NOUN", "PROPN") and word.ent_type_ not in ("DATE", "TIME")
    return named and not saying.said(saying.offset(word))


def whole_phrase(noun: Token) -> Phrase:
    """A noun with what stands before it, its whole name, and "of" what: "a crowd of students"."""
    end = entity_of(noun).end - 1
    for child in noun.children:
        if child.dep_ == "prep" and child.lower_ == "of" and child.i == noun.i + 1:
            end = max((c.i for c in child.children if c.dep_ == "pobj"), default=end)
    return noun.doc[noun.left_edge.i : end + 1]


def place_name(word: Token) -> Phrase:
    """The name of a place that ends in this word, with the state or country after a comma."""
    doc = word.doc
    entity = entity_of(word)
    if entity.end + 1 < len(doc) and doc[entity.end].text == ",":
        wider = entity_of(doc[entity.end + 1])
        closed = wider.end == len(doc) or doc[wider.end].is_punct
        if wider and wider.label_ == "GPE" and closed:
            return doc[entity.start : wider.end]
    return entity


def entity_of(word: Token) -> Phrase:
    """The name that a word is part of; the word itself where it is none."""
    alone = word.doc[word.i : word.i + 1]
    return next((e for e in word.doc.ents if e.start <= word.i < e.end), alone)
