"""Phrases: the noun phrase that a source span stands for, where it is not one by itself."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from onrecord.names.kinds import GROUPS, person_noun

if TYPE_CHECKING:
    from spacy.tokens import Span as Phrase
    from spacy.tokens import Token

RELATIVE = ("WP", "WDT", "WP$")
SUBJECTS = ("nsubj", "nsubjpass")
# A word of a noun phrase that stands before its noun.
BEFORE_NOUN = ("amod", "det", "nummod")
SHARES = ("each", "both", "all", "most", "many", "some", "several", "none", "few")
WEEKDAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()


def spoken_for(source: Phrase) -> Phrase:
    """The phrase that names the speaker, for a source that is a verb, or cut short or too long."""
    while len(source) > 1 and source[-1].text in WEEKDAYS:
        source = source[:-1]
    head = head_of(source)
    if head.pos_ in ("ADP", "SCONJ") or head.lower_ == "according":
        named = next((token for token in head.subtree if token.dep_ == "pobj"), None)
        return source if named is None else noun_phrase(named)
    if head.pos_ in ("VERB", "AUX") and head.dep_ != "compound":
        subject = next((token for token in head.children if token.dep_ in SUBJECTS), None)
        return source if subject is None else noun_phrase(subject)
    if head.dep_ in BEFORE_NOUN and head.pos_ in ("ADJ", "ADV", "DET", "NUM"):
        return source.doc[source.start : max(source.end, noun_phrase(head.head).end)]
    return source


def head_of(source: Phrase) -> Token:
    """The word that a phrase is about: its root, or the noun that it ends in."""
    head = source.root
    if head.dep_ in BEFORE_NOUN and source[-1].pos_ in ("NOUN", "PROPN"):
        return source[-1]
    # Of a word with hyphens, the last part tells what it is: "ex-wife".
    while head.i + 2 < source.end and head.nbor(1).text == "-" and not head.whitespace_:
        head = head.nbor(2)
    return head


def antecedent(head: Token) -> Token:
    """The noun that a relative pronoun, or "many of whom", stands for; any other head itself."""
    relative = next((token for token in head.subtree if token.tag_ in RELATIVE), None)
    if relative is None or (relative != head and head.lower_ not in SHARES):
        return sharing(head) if head.lower_ in SHARES else head
    if head.head.dep_ == "relcl" and head.head.head.i < head.i:
        noun = head.head.head
        # "Ida Holm, a clerk who …": who she is called, not what she is.
        noun = noun.head if noun.dep_ == "appos" and noun.head.pos_ == "PROPN" else noun
    else:
        noun = next((t for t in words_before(head) if t.pos_ in ("PROPN", "NOUN")), head)
    return noun if relative.lower_ in ("which", "that") else human(noun)


def words_before(token: Token) -> Iterator[Token]:
    """The words before one in its sentence, the nearest first."""
    return (token.doc[i] for i in range(token.i - 1, token.sent.start - 1, -1))


def human(noun: Token) -> Token:
    """The noun that "who" can stand for: the one that the parser chose, or one before it.

    Of "nominee for president" and "families of victims" that is the first.
    """
    found = next((token for token in (noun, *words_before(noun)) if is_human(token)), noun)
    bare = not any(token.dep_ in ("det", "poss") for token in found.children)
    if found.dep_ == "pobj" and found.pos_ == "NOUN" and bare and is_human(found.head.head):
        return found.head.head
    return found.head if found.dep_ == "conj" and found.tag_ == found.head.tag_ else found


def is_human(token: Token) -> bool:
    """Whether a word is a name or a noun for people."""
    if token.pos_ == "NOUN":
        return person_noun(token.lemma_.lower()) or token.lower_ in GROUPS
    return token.pos_ == "PROPN" and token.dep_ not in ("compound", "amod", "nmod")


def several_before(pronoun: Token) -> Token | None:
    """The people whom "they" takes up: a subject here or of the sentence before, or others here."""
    doc, sentence = pronoun.doc, pronoun.sent
    before = doc[max(sentence.start - 1, 0)].sent.start
    people = [token for token in reversed(doc[before : pronoun.i]) if is_several(token)]
    here = [token for token in people if token.i >= sentence.start]
    subjects = [token for token in here if token.dep_ in SUBJECTS]
    main = [token for token in people if token.dep_ in SUBJECTS and token.head.dep_ == "ROOT"]
    return next(iter(subjects + main + here), None)


def is_several(token: Token) -> bool:
    """Whether a word names several people: "voters", or the first of "Lind and Orlo"."""
    if not is_human(token):
        return False
    also = any(t.dep_ == "conj" and t.pos_ == "PROPN" for t in token.children)
    return token.tag_ in ("NNS", "NNPS") or (token.pos_ == "PROPN" and also)


def sharing(head: Token) -> Token:
    """The subject that "each" takes up: "Holm and Wray met, each blaming the other"."""
    if head.dep_ in SUBJECTS and head.pos_ in ("PRON", "DET"):
        subjects = [t for t in head.head.head.children if t.dep_ in SUBJECTS and t.i < head.i]
        return subjects[-1] if subjects else head
    return head


def understood_subject(verb: Token) -> Token | None:
    """The subject of the clause that a participle adds to: "Holm stayed, vowing to go on"."""
    if verb.tag_ != "VBG" or verb.dep_ != "advcl":
        return None
    return next((token for token in verb.head.children if token.dep_ in SUBJECTS), None)


def noun_phrase(noun: Token, within: Phrase | None = None) -> Phrase:
    """A noun with what stands before it and what it is of: "the former clerks of the court"."""
    ends = [t.right_edge.i for t in noun.rights if t.dep_ == "prep" and t.lower_ == "of"]
    ends += [t.right_edge.i for t in noun.rights if t.dep_ == "conj"]
    end = max(ends, default=noun.i) + 1
    if within is not None and noun.i < within.start:
        end = min(end, within.start)
    return noun.doc[noun.left_edge.i : max(end, noun.i + 1)]
