"""Occasions by their names: "in an interview", "the rally", "a letter"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from onrecord.dates.sayings import Saying

if TYPE_CHECKING:
    from spacy.tokens import Token

OCCASIONS = frozenset(
    """address announcement appearance article blog book breakfast briefing broadcast call
    column comment conference debate dinner editorial email essay event filing forum fundraiser
    gala gathering hearing interview lecture letter luncheon lunch meeting memo message op-ed
    order panel piece podcast poll post press program rally release remark report ruling segment
    session show speech statement stop story study summit survey testimony tweet visit""".split()
)
NEW = frozenset("a an another separate several recent previous earlier".split())
KNOWN = frozenset("the this that his her their its same".split())
PIECES = frozenset("article column editorial essay feature op-ed piece report story".split())
AT = frozenset("in at during on".split())
ROLES = frozenset("nsubj nsubjpass dobj npadvmod attr".split())


def around(saying: Saying) -> list[Token]:
    """The occasions named in the sentence of a saying, outside what was said."""
    return [
        word
        for sentence in saying.sentences
        for word in sentence
        if is_occasion(word)
        and (word.dep_ in ROLES or (word.dep_ == "pobj" and word.head.lower_ in AT))
        and not saying.said(saying.offset(word))
    ]


def here(saying: Saying) -> list[Token]:
    """The occasions at which something was said: "in an interview", "told the forum"."""
    head = saying.head
    return [
        word
        for word in around(saying)
        if (word.dep_ == "pobj" and head in list(word.ancestors))
        or (word.dep_ == "dobj" and word.head == head)
        or (word.dep_ == "nsubj" and word in saying.source)
    ]


def is_occasion(word: Token) -> bool:
    """Whether a noun names an occasion of speaking."""
    return word.pos_ in ("NOUN", "PROPN") and word.lemma_.lower() in OCCASIONS


def name(noun: Token) -> str:
    """What an occasion is called again: a feature is a piece, a piece an article."""
    lemma = noun.lemma_.lower()
    return "article" if lemma in PIECES else lemma


def is_new(noun: Token) -> bool:
    """Whether "a rally" brings in an occasion."""
    return any(word.lower_ in NEW for word in noun.doc[noun.left_edge.i : noun.i])


def is_known(noun: Token) -> bool:
    """Whether "the rally" goes back to an occasion."""
    return any(word.lower_ in KNOWN for word in noun.doc[noun.left_edge.i : noun.i])
