"""Occasions by their names: "in an interview", "the rally", "a letter"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from onrecord.dates.cue_clauses import Saying

if TYPE_CHECKING:
    from spacy.tokens import Token

OCCASIONS = frozenset(
    """address analysis announcement appearance article blog book breakfast briefing broadcast call
    column comment conference debate decision dinner discussion editorial email essay event expose
    feature filing forum fundraiser gala gathering hearing interview lecture letter luncheon lunch
    meeting memo message op-ed opinion order paper piece podcast poll post press profile program
    rally release remark report ruling segment session show speech statement stop story study summit
    survey testimony tweet visit""".split()
)
PARTS = frozenset(
    """datum figure finding half minute part portion rest result section segment""".split()
)
NEW = frozenset("a an another separate several recent previous earlier".split())
# "After Monday’s debate", "until Friday", "since June": other times than the saying's.
NOT_THEN = frozenset("after before since until till by for from through than between".split())
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
    """The occasions at which something was said: "in an interview", "a study finds"."""
    speaking = [word for word in saying.cue if is_occasion(word)]
    speaking += [word for word in saying.source if speaks(word, saying)]
    placed = [word for word in around(saying) if word.dep_ == "pobj"]
    return speaking + [word for word in placed if saying.head in list(word.ancestors)]


def is_occasion(word: Token) -> bool:
    """Whether a noun names an occasion of speaking."""
    named = word.pos_ == "PROPN" and word.ent_type_ not in ("ORG", "PERSON")  # not the Post
    return (word.pos_ == "NOUN" or named) and word.lemma_.lower() in OCCASIONS


def speaks(word: Token, saying: Saying) -> bool:
    """Whether an occasion is the source: "the study", "the results of the study"."""
    whole = word.head.head if word.dep_ == "pobj" and word.head.lower_ in ("of", "from") else word
    is_source = (whole == word or whole.lemma_.lower() in PARTS) and whole.head not in saying.source
    return is_occasion(word) and is_source


def is_new(noun: Token) -> bool:
    """Whether "a rally" brings in an occasion."""
    return any(child.lower_ in NEW for child in noun.children)
