"""Descriptions: how far words that say what somebody is reach, and which roles they tell."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from onrecord.entities.roles.offices import DETERMINERS, QUOTES, is_person_noun, without_determiner
from onrecord.names.forms import FEMALE_TITLES, MALE_TITLES, title_word
from onrecord.names.kinds import person_noun

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token
    from spacy.tokens import Span as Phrase

BREAKS = frozenset(", ; : ( ) [ ] — – -- … . ? !".split())
FINITE = ("VBD", "VBZ", "VBP", "MD")
# Words with which something else begins: a clause, a comparison.
ELSEWHERE = frozenset(
    """after although as because before but during if including like once since so such than that
    though unless until when where whether which while who whom whose""".split()
)
OWN = frozenset("a an her his its no their".split())  # "with an interest"
ABBREVIATED = re.compile(r"(?:[A-Z]\.){2,}|[A-Z][a-z]{1,4}\.")  # a place: "N.Y.", "Wis."
LONGEST = 40  # words of a description
LONGEST_WORK = 10  # words of the name of a work between quotation marks
ANYBODY = frozenset("guy individual one people person thing".split())
# What is no role by itself: "a man", but "a Tarnish woman".
BARE = MALE_TITLES | FEMALE_TITLES | {"man", "woman"}
NOW = frozenset("also currently now then".split())
LOOSE = frozenset("ADP ADV AUX CCONJ DET PART PRON SCONJ VERB".split())
PLURAL = ("NNS", "NNPS")
# What the first of two offices shares with the second: "former mayor and envoy".
SHARED = frozenset("acting ex former interim late retired then".split())


def description(doc: Doc, start: int) -> Phrase:
    """The words from an index on that can say what somebody is: up to a comma or a clause."""
    end, stop = start, min(len(doc), start + LONGEST)
    while end < stop:
        token = doc[end]
        if token.text in QUOTES:
            closing = work_ends(doc, end) if end > start else None
            if closing is None:
                break
            end = closing + 1
            if doc[closing - 1].text in BREAKS:
                break
        elif token.text == "," and (place := place_ends(doc, end)):
            end = place
        elif ends(token):
            break
        else:
            end += 1
    return doc[start:end]


def ends(token: Token) -> bool:
    """Whether a word is no longer part of a description."""
    elsewhere = token.is_space or token.lower_ in ELSEWHERE or starts_sentence(token)
    return elsewhere or is_break(token) or is_finite(token)


def starts_sentence(token: Token) -> bool:
    """Whether a sentence ended in an abbreviation before a word: "of Eastmouth, Wis. And …"."""
    pointed = token.i > 0 and token.nbor(-1).text.endswith(".")
    return pointed and token.text[0].isupper() and token.pos_ not in ("NOUN", "PROPN", "ADJ")


def is_break(token: Token) -> bool:
    """Whether a token is punctuation between phrases: a comma, a dash, no hyphen."""
    dash = token.text == "-" and token.i > 0 and bool(token.nbor(-1).whitespace_)
    return token.text in BREAKS or dash


def is_finite(token: Token) -> bool:
    """Whether a word is the verb of a clause."""
    return token.tag_ in FINITE and token.text[0].islower()


def work_ends(doc: Doc, opening: int) -> int | None:
    """Where the name of a work that opens with a quotation mark ends: "host of “Night Desk”"."""
    following = doc[opening + 1 : opening + 2 + LONGEST_WORK]
    if not following or not following[0].text[0].isupper():
        return None
    return next((token.i for token in following if token.text in QUOTES), None)


def place_ends(doc: Doc, comma: int) -> int | None:
    """Where a place ends whose state follows a comma: "in Eastmouth, Wis."."""
    if comma + 1 >= len(doc) or not doc[comma - 1].text[0].isupper():
        return None
    after = doc[comma + 1]
    if ABBREVIATED.fullmatch(after.text):
        return int(after.i) + 1
    end = comma + 1
    while end < len(doc) and doc[end].ent_type_ == "GPE":
        end += 1
    closed = end == len(doc) or doc[end].text in BREAKS
    return end if end > comma + 1 and closed and doc[comma - 1].ent_type_ == "GPE" else None


def roles_in(words: Phrase) -> list[str]:
    """The roles that a description tells: "director of the trust and a professor" tells two."""
    found = []
    for part in parts(trimmed(words)):
        role = without_determiner(part)
        if role is not None and tells_role(part):
            found.append(role)
    return found


def trimmed(words: Phrase) -> Phrase:
    """A description without "now" before it or words at its end that belong to no noun.

    What only adds when, or with what, does not count: "in 2012", "with an interest".
    """
    words = since(words)
    end = next((t.i for t in words[1:-1] if is_circumstance(t)), words.end)
    while end > words.start and is_loose(words.doc[end - 1]):
        end -= 1
    return words.doc[words.start : end]


def since(words: Phrase) -> Phrase:
    """A description without "now" before it."""
    start = next((token.i for token in words if token.lower_ not in NOW), words.end)
    return words.doc[start : words.end]


def is_loose(token: Token) -> bool:
    """Whether a word cannot end a description."""
    return token.pos_ in LOOSE and token.text.islower()


def is_circumstance(token: Token) -> bool:
    """Whether a word opens what only adds when, or with what."""
    following = token.doc[token.i + 1 : token.i + 3]
    dated = following[0].ent_type_ in ("DATE", "TIME") or following[-1].lower_ == "time"
    with_own = token.lower_ == "with" and following[0].lower_ in OWN
    return token.pos_ == "ADP" and (dated or with_own)


def parts(words: Phrase) -> Iterator[Phrase]:
    """A description, or the two that "and" joins in it where each is complete.

    Where the first may share what follows the second, as in "star and producer of the show",
    both are told with "and", too.
    """
    doc = words.doc
    for token in words[1:-1]:
        first, second = doc[words.start : token.i], since(doc[token.i + 1 : words.end])
        if token.lower_ != "and" or not second or not tells_role(first):
            continue
        another = second[0].lower_ in DETERMINERS
        if not tells_role(second) and not another:
            continue
        if another or is_complete(first):
            yield first
            yield from parts(second)
            return
        yield words
        if len(second) > 1 and not SHARED.intersection(t.lower_ for t in first):
            yield second
        if is_described(second):
            yield first
        return
    yield words


def is_described(words: Phrase) -> bool:
    """Whether a role has words of its own before its noun: "former surgeon"."""
    noun = noun_of(words)
    return noun is not None and noun.i > words.start


def is_complete(words: Phrase) -> bool:
    """Whether a description says of what or whom: "director of the trust"."""
    return any(token.pos_ == "ADP" for token in words[1:])


def tells_role(words: Phrase) -> bool:
    """Whether the noun that words are about is one person's office."""
    noun = noun_of(words)
    if noun is None or not is_person_noun(noun) or noun.tag_ in PLURAL:
        return False
    bare = without_determiner(words) == noun.text
    if noun.lower_ in ANYBODY or (bare and title_word(noun.text) in BARE):
        return False
    return not any(names_another(entity, words, noun) for entity in words.ents)


def noun_of(words: Phrase) -> Token | None:
    """The noun that words are about: the last one before what it is of, or does."""
    noun = None
    for token in words:
        if noun is not None and (token.pos_ == "DET" or is_second(token, noun)):
            break
        if is_doing(token) or (token.pos_ == "ADP" and not is_in_name(token, noun)):
            break
        if is_noun(token):
            noun = token
    return noun


def is_noun(token: Token) -> bool:
    """Whether a word is a noun, or one that is tagged as an adjective: "the top Democrat"."""
    party = token.pos_ == "ADJ" and token.text[0].isupper() and person_noun(token.lower_)
    return party or (token.pos_ in ("NOUN", "PROPN") and token.text != ".")


def is_second(conjunction: Token, noun: Token) -> bool:
    """Whether "and" after a noun for people starts another one."""
    return conjunction.lower_ == "and" and is_person_noun(noun)


def is_in_name(preposition: Token, noun: Token | None) -> bool:
    """Whether a preposition is part of the name of a body: "a Bank of Eastmouth clerk"."""
    return noun is not None and noun.pos_ == "PROPN" and not is_person_noun(noun)


def is_doing(token: Token) -> bool:
    """Whether a participle tells what somebody does, and is no adjective: "leading the trust"."""
    return token.tag_ == "TO" or (token.tag_ in ("VBG", "VBN") and token.dep_ != "amod")


def names_another(entity: Phrase, words: Phrase, noun: Token) -> bool:
    """Whether words name somebody else by title: "Secretary of State Ida Holm"."""
    if entity.label_ != "PERSON" or entity.end <= noun.i or len(entity) == 1:
        return False
    courtesy = DETERMINERS | MALE_TITLES | FEMALE_TITLES
    before: list[Token] = []
    for token in reversed(words.doc[words.start : entity.start]):
        if token.pos_ == "ADP" or token.lower_ == "and":
            if before and not any(is_person_noun(t) for t in before):
                return True
            if token.pos_ == "ADP":
                return False
            before = []
        elif title_word(token.text) not in courtesy:
            before.append(token)
    return True
