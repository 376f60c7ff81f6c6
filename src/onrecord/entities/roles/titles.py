"""Titles: what leads up to a name, right before it or before a comma."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from onrecord.entities.roles.descriptions import (
    ABBREVIATED,
    BARE,
    LONGEST,
    PLURAL,
    ends,
    is_break,
    roles_in,
)
from onrecord.entities.roles.offices import (
    DETERMINERS,
    PREPOSITIONS,
    QUOTES,
    is_office,
    without_determiner,
)
from onrecord.names.forms import GENERATIONS, SHORTENED, is_title, title_word

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token
    from spacy.tokens import Span as Phrase

# "Del.", "Supt.": whatever is shortened right before a name is a title.
POINTED = re.compile(r"[A-Z][a-z]{1,5}\.")
KNOWN = frozenset({"mr", "mrs", "ms", "st", *GENERATIONS, *SHORTENED})
MOST_LISTED = 8  # names that share a title


def roles_before(name: Phrase) -> Iterator[str]:
    """ "Sarnova’s envoy, former mayor Ida Holm,": a description and a title before a name."""
    end = next((t.i for t in name if not is_title(t.text)), name.start)
    start = leading_start(name.doc, end)
    if closes_title(name):
        yield from described_before(name, start - 1)
    if end and is_possessive(name.doc[end - 1]):
        yield from owner(name.doc[end - 1])
    elif not (start < end and is_first_part(name, start)):
        yield from titles(name.doc, start, end)
    yield from shared_title(name)


def leading_start(doc: Doc, end: int) -> int:
    """Where the noun phrase that leads up to an index starts, without its article."""
    start = end
    while start > max(0, end - LONGEST) and leads(doc[start - 1], end):
        start -= 1
    return start


def leads(token: Token, end: int) -> bool:
    """Whether a word can be part of the title that leads up to an index."""
    before = token.nbor(-1) if token.i else None
    if token.text == ",":
        return is_state_comma(token)
    if token.text == ".":
        return before is not None and title_word(before.text) in SHORTENED
    if is_break(token) or token.lower_ in DETERMINERS:
        return False
    if token.ent_type_ == "DATE":
        return False  # "on Tuesday Mayor Ida Holm"
    if before is not None and before.text == "-" and not token.whitespace_:
        return True  # "editor-in-chief"
    if token.lower_ in PREPOSITIONS or token.lower_ == "and":
        between = token.doc[token.i + 1 : end]
        of_office = before is not None and is_office(before)
        more = any(not is_title(t.text) for t in between)
        return of_office and more and any(map(is_office, between)) == (token.lower_ == "and")
    named = token.pos_ in ("PROPN", "NOUN", "ADJ", "NUM", "PART") or token.text == "-"
    return named or token.dep_ in ("amod", "compound", "nummod")


def is_state_comma(comma: Token) -> bool:
    """Whether a comma stands before or after the state in "Eastmouth, Wis., mayor Ida Holm"."""
    doc, i = comma.doc, comma.i
    if i >= 3 and ABBREVIATED.fullmatch(doc[i - 1].text) and doc[i - 2].text == ",":
        i -= 2
    elif i + 2 >= len(doc) or doc[i + 2].text != ",":
        return False
    return i > 0 and doc[i - 1].pos_ == "PROPN" and bool(ABBREVIATED.fullmatch(doc[i + 1].text))


def titles(doc: Doc, start: int, end: int) -> Iterator[str]:
    """The title right before a name, or the two: "panel chairman Sen. Holm"."""
    last = next((t for t in reversed(doc[start:end]) if t.text != "."), None)
    if last is None:
        return
    word = title_word(last.text)
    if POINTED.fullmatch(last.text) and not names_several(last) and word not in KNOWN:
        yield last.text
        return
    offices = [t for t in doc[start : last.i] if is_title_of_its_own(t, last)]
    if offices:
        yield from roles_in(doc[start : offices[-1].i + 1])
        start = offices[-1].i + 1
    yield from roles_in(doc[start:end])


def shared_title(name: Phrase) -> Iterator[str]:
    """ "Senators Ida Holm and Jo Wray", "two clerks, Ida Holm and Jo Wray": the title of each."""
    doc, first = name.doc, first_listed(name)
    end = first - 1 if first > 0 and doc[first - 1].text == "," else first
    followed = name.end < len(doc) and doc[name.end].lower_ in (",", "and", "(")
    if end == 0 or not names_several(doc[end - 1]) or not (first < name.start or followed):
        return
    start = leading_start(doc, end - 1)
    while start < end - 1 and doc[start].pos_ == "NUM":
        start += 1
    if doc[end - 1].lemma_ in BARE:
        return
    noun, told = doc[end - 1], without_determiner(doc[start:end])
    if told is not None:
        yield told.removesuffix(noun.text) + singular(noun)


def first_listed(name: Phrase) -> int:
    """Where the first of the names starts that a name stands in a list with, or itself."""
    doc, start = name.doc, name.start
    for _ in range(MOST_LISTED):
        last = start - 1
        while last > max(0, start - 3) and doc[last].lower_ in (",", "and"):
            last -= 1
        if last == start - 1 or doc[last].ent_type_ != "PERSON":
            break
        while doc[last].ent_iob_ == "I":
            last -= 1
        start = last
    return int(start)


def names_several(token: Token) -> bool:
    """Whether a noun is an office of several people: "senators", "Sens."."""
    shortened = title_word(token.text).removesuffix("s") in SHORTENED
    return (shortened and token.text.endswith("s.")) or (token.tag_ in PLURAL and is_office(token))


def singular(noun: Token) -> str:
    """One of several: "senator", "Sen."."""
    if noun.text.endswith("s."):
        return noun.text.removesuffix("s.") + "."
    one = noun.lemma_ if noun.lemma_.lower() != noun.lower_ else noun.text.removesuffix("s")
    return one.capitalize() if noun.text[0].isupper() else one


def is_possessive(token: Token) -> bool:
    """Whether a token is what a genitive ends in: "Post | ’s", "News | ’"."""
    bare = token.text in ("’", "'") and token.i > 0 and token.nbor(-1).text.endswith("s")
    return token.tag_ == "POS" or (bare and not token.nbor(-1).whitespace_)


def owner(possessive: Token) -> Iterator[str]:
    """The body that somebody belongs to: "the Harbour Post’s Ida Holm"."""
    for entity in possessive.doc[: possessive.i + 1].ents[-1:]:
        role = without_determiner(entity)
        if entity.label_ == "ORG" and entity.end >= possessive.i and role is not None:
            yield role


def is_title_of_its_own(noun: Token, last: Token) -> bool:
    """Whether the title that ends in a noun is complete before another one.

    So is "panel chairman" before "Sen.", and "envoy" before "President"; not so "Lt." before
    "Gov.".
    """
    if not is_office(noun) or title_word(noun.text) in SHORTENED:
        return False
    another = noun.text.islower() and noun.nbor(1).text[0].isupper()
    return another or title_word(last.text) in SHORTENED


def is_first_part(name: Phrase, start: int) -> bool:
    """Whether a name only opens a longer phrase: "a senior Orlo adviser"."""
    doc, end = name.doc, name.end
    article = start > 0 and doc[start - 1].lower_ in DETERMINERS
    noun = end < len(doc) and doc[end].pos_ == "NOUN" and name.root.dep_ == "compound"
    return noun and (article or doc[end].tag_ in PLURAL)


def closes_title(name: Phrase) -> bool:
    """Whether a name ends its phrase, and is not the subject of what follows."""
    following = name.doc[name.end] if name.end < len(name.doc) else None
    return following is None or is_break(following) or following.text in QUOTES


def described_before(name: Phrase, comma: int) -> list[str]:
    """ "A lawyer for the trust, Ida Holm,": the description before a comma before a name."""
    doc = name.doc
    if comma < 1 or doc[comma].text != ",":
        return []
    opening = comma
    while opening > max(0, comma - LONGEST) and not opens_another(doc[opening - 1]):
        opening -= 1
    offices = (t for t in doc[opening:comma] if is_office(t) and t.tag_ not in PLURAL)
    first = next(offices, None)
    return roles_in(doc[leading_start(doc, first.i + 1) : comma]) if first is not None else []


def opens_another(token: Token) -> bool:
    """Whether a word stands before another phrase than the one that leads up to a name."""
    return ends(token) or token.lower_ == "and"
