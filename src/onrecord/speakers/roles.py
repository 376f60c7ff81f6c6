"""Roles: the offices, titles and affiliations that stand beside a name."""

from __future__ import annotations

from itertools import pairwise, takewhile
from typing import TYPE_CHECKING

from onrecord.speakers.kinds import person_noun
from onrecord.speakers.names import (
    FEMALE_TITLES,
    MALE_TITLES,
    POSSESSIVE,
    SHORTENED,
    TITLES,
    title_word,
)

if TYPE_CHECKING:
    from spacy.tokens import Span as Phrase
    from spacy.tokens import Token

DETERMINERS = frozenset(
    """a an another any each every fellow her his its no one our several some that the their these
    this those""".split()
)
BREAKS = (",", ";", ":", "(", ")", "—", "–", "--", "“", "”", '"', "-")
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
# Words that make another office of one: "deputy minister".
SECOND = frozenset({"assistant", "associate", "deputy", "vice"})
PREPOSITIONS = ("of", "for", "to", "at", "in", "on", "from", "with")
# An apposition opens with one of these, and is not longer than so many words.
OPENING = ("DET", "ADJ", "NOUN", "PROPN", "NUM", "PRON")
LONGEST = 20
FINITE = ("VBD", "VBZ", "VBP", "MD")
# "who heads the institute" tells an office, too.
LEADING = ("head", "run", "lead", "direct", "chair", "oversee")


def roles_of(name: Phrase) -> tuple[str, ...]:
    """The roles that stand before a name, or after it between commas, in the order of the text."""
    return tuple(dict.fromkeys([*roles_before(name), *roles_after(name)]))


def roles_before(name: Phrase) -> list[str]:
    """ "the former mayor Ida Holm", "Sarnova's envoy, Ida Holm": what leads up to the name."""
    doc = name.doc
    end = next((t.i for t in name if title_word(t.text) not in TITLES), name.start)
    start = name.start
    if end == start and start > name.sent.start and doc[start - 1].text == ",":
        # In apposition only if the name hangs on the noun before the comma.
        head = name.root.head
        if name.root.dep_ != "appos" or head.i >= start:
            return []
        role = office(doc[head.left_edge.i : start - 1], head)
        return [role] if role else []
    while start > name.sent.start and belongs_to_title(doc[start - 1], end):
        start -= 1
    role = office(doc[start:end], doc[end - 1]) if start < end else None
    if role is None:
        return []
    words = role.split()
    shortened = len(words) > 1 and title_word(words[-1]) in SHORTENED
    # "nominee Gov.": the office is told twice, at length and as a title.
    without = " ".join(words[:-1]) if shortened else ""
    told_twice = any(person_noun(title_word(word)) for word in words[:-1])
    return [without, role] if without and told_twice else [role]


def belongs_to_title(token: Token, end: int) -> bool:
    """Whether a word can be part of the title that leads up to a name, which starts at ``end``."""
    if token.text in BREAKS[:-1] or token.lower_ in DETERMINERS:
        return False
    if token.pos_ == "ADP":
        # "ambassador to Sarnova Ida Holm", but not "adviser to Mr. Orlo".
        between = [t for t in token.doc[token.i + 1 : end] if title_word(t.text) not in TITLES]
        return token.i > token.sent.start and is_office(token.nbor(-1)) and bool(between)
    named = token.pos_ in ("PROPN", "NOUN", "ADJ", "NUM", "PART") or token.text == "-"
    return named or token.dep_ in ("amod", "compound", "nummod")


def roles_after(name: Phrase) -> list[str]:
    """ "Ida Holm, the mayor of Eastmouth,": an apposition, past a bracket if there is one."""
    doc = name.doc
    i = name.end
    if i < len(doc) and doc[i].text == "(":
        while i < len(doc) and doc[i].text != ")":
            i += 1
        i += 1
    if i + 1 >= len(doc) or doc[i].text != ",":
        return []
    if doc[i + 1].lower_ == "who" and i + 2 < len(doc) and doc[i + 2].lemma_ in LEADING:
        leading = doc[i + 2 :]
        stop = next((t.i for t in leading if t.text in BREAKS[:-1] or t.text == "."), len(doc))
        return [doc[i + 2 : stop].text]
    end = i + 1
    while end < len(doc) and doc[end].text not in BREAKS[:-1] and not ends_role(doc[end]):
        end += 1
    if end < len(doc) and doc[end].tag_ in FINITE:
        return []  # "in Eastmouth, the mayor said": no apposition, but who comes next
    phrase = doc[i + 1 : end]
    if not 0 < len(phrase) <= LONGEST or phrase[0].pos_ not in OPENING:
        return []
    head = noun_of(phrase)
    role = office(phrase, head) if head is not None else None
    return [role] if role else []


def ends_role(token: Token) -> bool:
    """Whether a word starts what no longer belongs to a role: a clause, the sentence's verb."""
    return token.tag_ in (*FINITE, "WDT", "WP", "WP$", "WRB", ".") or (token.pos_ == "SPACE")


def noun_of(phrase: Phrase) -> Token | None:
    """The noun that a phrase is about: the last one before its first preposition."""
    noun = None
    for token in phrase:
        if token.pos_ == "ADP" and noun is not None:
            break
        if token.pos_ in ("NOUN", "PROPN"):
            noun = token
    return noun


def office(words: Phrase, head: Token) -> str | None:
    """Words as a role, without the article before them; None where they name no office."""
    role = without_determiner(words)
    if role is None:
        return None
    if not any(is_office(token) for token in words) and not is_office(head):
        return None
    if len(role.split()) == 1 and title_word(role) in MALE_TITLES | FEMALE_TITLES:
        return None
    return role


def is_office(token: Token) -> bool:
    """Whether a noun names a person by office: "mayor", "Sen."."""
    noun = token.pos_ in ("NOUN", "PROPN")
    return noun and (person_noun(token.lemma_.lower()) or title_word(token.text) in SHORTENED)


def without_determiner(words: Phrase) -> str | None:
    """The text of a phrase without an article before it or punctuation around it."""
    kept = list(words)
    while kept and kept[-1].tag_ == "POS":
        kept = kept[:-1]
    while kept and (kept[0].lower_ in DETERMINERS or kept[0].is_punct or kept[0].is_space):
        kept = kept[1:]
    while kept and (kept[-1].is_punct or kept[-1].is_space) and kept[-1].text != ")":
        kept = kept[:-1]
    if not kept or not any(token.pos_ in ("NOUN", "PROPN", "ADJ") for token in kept):
        return None
    return str(words.doc[kept[0].i : kept[-1].i + 1].text)


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


def distinctive(role: str) -> set[str]:
    """The words of a role that tell it from others of the same office: "Republican"."""
    words = (title_word(word) for word in POSSESSIVE.sub("", role).split())
    spelt_out = {SHORTENED.get(word, word) for word in words}
    return spelt_out - DETERMINERS - {"and", *PREPOSITIONS}
