"""Occasions by their names: "in an interview", "the rally", "a letter"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from onrecord.dates.cue_clauses import Saying

if TYPE_CHECKING:
    from spacy.tokens import Token

# Who hears "a speech": what is told to "the crowd" is told at the last of such occasions.
CROWDS = frozenset("attendee audience crowd rallygoer".split())
HEARD = frozenset(
    """address appearance conference debate event forum fundraiser gala gathering
    hearing rally show speech summit visit""".split()
)
WRITTEN_PIECES = frozenset(
    """analysis article column editorial essay expose feature op-ed paper piece profile report
    story study survey""".split()
)
WRITERS = frozenset("author researcher".split())
RULINGS = frozenset("decision opinion order ruling".split())
OCCASIONS = (
    HEARD
    | WRITTEN_PIECES
    | RULINGS
    | frozenset(
        """announcement blog book breakfast briefing broadcast call comment dinner discussion email
    filing interview lecture letter luncheon lunch meeting memo message podcast poll post press
    program release remark segment session statement stop testimony tweet""".split()
    )
)
PARTS = frozenset(
    """datum figure finding half minute part portion rest result section segment""".split()
)
# What somebody who did this made.
DEEDS = {
    "rule": "ruling", "decide": "ruling", "order": "ruling", "overturn": "ruling",
    "announce": "announcement", "speak": "speech", "testify": "testimony", "tweet": "tweet",
}  # fmt: skip
NEW = frozenset("a an another separate several recent previous earlier".split())
KNOWN = frozenset("the this that his her their its same".split())
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
    """The occasions at which something was said: "in an interview", "told the forum"."""
    head = saying.head
    told = [child for verb in saying.verbs for child in verb.children if is_crowd(child)]
    speaking = [word for word in saying.cue if is_occasion(word)]
    speaking += [word for word in saying.source if speaks(word, saying)]
    placed = [
        word for word in around(saying) if word.dep_ == "pobj" and head in list(word.ancestors)
    ]
    return speaking + told + [word for word in placed if word not in speaking]


def is_occasion(word: Token) -> bool:
    """Whether a noun names an occasion of speaking."""
    named = word.pos_ == "PROPN" and word.ent_type_ not in ("ORG", "PERSON")  # not the Post
    return (word.pos_ == "NOUN" or named) and word.lemma_.lower() in OCCASIONS


def is_crowd(word: Token) -> bool:
    """Whether a noun stands for the occasion at which it listens: "told the crowd"."""
    return word.dep_ == "dobj" and word.lemma_ in CROWDS and is_known(word)


def speaks(word: Token, saying: Saying) -> bool:
    """Whether an occasion is the source: "the study", "the results of the study", "the authors"."""
    if word.lemma_.lower() in WRITERS:
        return is_known(word)
    whole = word.head.head if word.dep_ == "pobj" and word.head.lower_ in ("of", "from") else word
    is_source = (whole == word or whole.lemma_.lower() in PARTS) and whole.head not in saying.source
    return is_occasion(word) and is_source


def name_of_occasion(noun: Token) -> str:
    """What an occasion is called again: a study is a report, a piece an article."""
    lemma = noun.lemma_.lower()
    return (
        "article" if lemma in WRITTEN_PIECES | WRITERS else "ruling" if lemma in RULINGS else lemma
    )


def deeds(saying: Saying) -> list[str]:
    """What the words of a saying are called next: the court "ruled", and so there is a ruling."""
    return [DEEDS[verb.lemma_] for verb in saying.verbs if verb.lemma_ in DEEDS]


def is_new(noun: Token) -> bool:
    """Whether "a rally" brings in an occasion."""
    return any(child.lower_ in NEW for child in noun.children)


def is_known(noun: Token) -> bool:
    """Whether "the rally" goes back to an occasion."""
    return any(child.lower_ in KNOWN or child.dep_ == "poss" for child in noun.children)
