"""Offices: the nouns that tell what somebody is, and which of them can be one office."""

from __future__ import annotations

import re
from itertools import pairwise, takewhile
from typing import TYPE_CHECKING

from onrecord.names.forms import COURTESIES, POSSESSIVE, SHORTENED, title_word
from onrecord.names.kinds import person_noun

if TYPE_CHECKING:
    from spacy.tokens import Span as Phrase
    from spacy.tokens import Token

DETERMINERS = (
    frozenset(
        """a an another any each every fellow her his its my no one our several some that the their
    these this those your""".split()
    )
    | COURTESIES
)
# What stands before a description and is no part of it: "the voters", but "some voters".
ARTICLES = frozenset("a an both only the".split())
# Nouns for one office, so that "the senator" can mean "Sen. Orlo".
ALIKE = (
    ("nominee", "candidate", "hopeful", "contender", "standard-bearer", "frontrunner"),
    ("spokesman", "spokeswoman", "spokesperson"),
    ("chairman", "chairwoman", "chair", "chairperson", "head", "leader", "chief", "director"),
    ("judge", "justice"),
    ("ambassador", "envoy", "representative"),
    ("congressman", "congresswoman", "representative", "lawmaker"),
    ("lawyer", "attorney", "counsel"),
    ("businessman", "businesswoman"),
    ("wife", "ex-wife", "widow"),
    ("husband", "ex-husband", "widower"),
)
# By which words a role tells a party.
POLITICAL_PARTIES = {
    "conservative": "conservative",
    "democrat": "democratic",
    "democratic": "democratic",
    "gop": "republican",
    "green": "green",
    "labor": "labour",
    "labour": "labour",
    "libertarian": "libertarian",
    "republican": "republican",
    "tory": "conservative",
}
# Words that make another office of one: "deputy minister".
SECOND = frozenset({"assistant", "associate", "deputy", "vice"})
SERVING = ("serve", "work", "act")  # as something
QUOTES = frozenset({'"', "“", "”", "''", "``", "‘"})
AGE = re.compile(r"^\d{1,3}-year-old (?=\w)")
PREPOSITIONS = ("of", "for", "to", "at", "in", "on", "from", "with")


def is_office(token: Token) -> bool:
    """Whether a noun names a person by office: "mayor", "Sen."."""
    place = token.ent_type_ in ("GPE", "LOC")
    return token.pos_ in ("NOUN", "PROPN") and not place and is_person_noun(token)


def is_person_noun(token: Token) -> bool:
    """Whether a word, whatever the tagger takes it for, is a noun for people."""
    nouns = (token.lemma_.lower(), token.lower_)
    return any(map(person_noun, nouns)) or title_word(token.text) in SHORTENED


def without_determiner(words: Phrase, determiners: frozenset[str] = DETERMINERS) -> str | None:
    """The text of a phrase without an article before it or punctuation around it."""
    kept = list(words)
    while kept and kept[-1].tag_ == "POS":
        kept = kept[:-1]
    while kept and (kept[0].lower_ in determiners or is_edge(kept[0], kept[1:])):
        kept = kept[1:]
    while kept and is_edge(kept[-1], kept[:-1]):
        kept = kept[:-1]
    if not kept or not any(token.pos_ in ("NOUN", "PROPN", "ADJ") for token in kept):
        return None
    return AGE.sub("", POSSESSIVE.sub("", str(words.doc[kept[0].i : kept[-1].i + 1].text)))


def is_edge(token: Token, rest: list[Token]) -> bool:
    """Whether a token at the edge of a phrase is no part of it: white space, punctuation."""
    if token.text == "." and rest and title_word(rest[-1].text) in SHORTENED:
        return False
    pair = token.text in QUOTES and any(other.text in QUOTES for other in rest)
    return (token.is_punct or token.is_space) and not pair


def office_nouns(role: str) -> set[str]:
    """The nouns by which a role can be taken up: its own, spelt out, and those like it."""
    words = [SHORTENED.get(title_word(w), title_word(w)) for w in POSSESSIVE.sub("", role).split()]
    before = list(takewhile(lambda word: word not in PREPOSITIONS, words))
    heads = [word for word, following in pairwise([*before, "and"]) if following == "and"]
    nouns = {noun for noun in heads or words if person_noun(noun)}
    return nouns.union(*(alike for alike in ALIKE if not nouns.isdisjoint(alike)))


def is_same_office(role: str, other: str) -> bool:
    """Whether two roles can be one office: alike in the noun, and neither the other's deputy."""
    below, other_below = (SECOND.intersection(r.lower().split()) for r in (role, other))
    return bool(office_nouns(role) & office_nouns(other)) and below == other_below


def political_parties_in(role: str) -> set[str]:
    """The parties that a role names, each by one word."""
    words = (title_word(word) for word in role.split())
    return {POLITICAL_PARTIES[word] for word in words if word in POLITICAL_PARTIES}


def distinctive(role: str) -> set[str]:
    """The words of a role that tell it from others of the same office: "Republican"."""
    words = (title_word(word) for word in POSSESSIVE.sub("", role).split())
    spelt_out = {SHORTENED.get(word, word) for word in words}
    return spelt_out - DETERMINERS - {"and", *PREPOSITIONS}
