"""Roles: the offices, titles and affiliations that stand beside a name.

Reports give them in few forms: a title before the name; a description before or after it,
between commas; a clause with "who", "is" or "as".  The forms are read off the name's edges
and the commas rather than the parse, which misses many.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import takewhile
from typing import TYPE_CHECKING

from onrecord.entities.roles.descriptions import (
    ELSEWHERE,
    LONGEST,
    NOW,
    description,
    is_break,
    is_finite,
    noun_of,
    roles_in,
    starts_sentence,
    trimmed,
)
from onrecord.entities.roles.offices import QUOTES, SERVING, without_determiner
from onrecord.entities.roles.titles import roles_before

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token
    from spacy.tokens import Span as Phrase

MOST = 3  # descriptions after a name
DASHES = ("—", "–", "--", "-")  # "-" only between spaces
PARTY_LETTERS = ("R", "D", "I")  # "R-Wis."
LONGEST_BRACKET = 16  # words: "(born Ida Kyne; 4 May 1962 in Strand)"
LONGEST_ORIGIN = 6  # words of "of the Tarn Islands"
LONGEST_TITLE = 6  # words between "if" and a name
# "who heads the institute" tells an office, too.
LEADING = ("head", "run", "lead", "direct", "chair", "oversee")
# What a clause with "is" or "as" says may be an opinion.
DENIED = frozenset("n't n’t never no not yet".split())
# What stands between somebody and the body that they are of or speak for.
FOR = (
    ("of",),
    ("from",),
    ("with",),
    ("representing",),
    ("speaking", "for"),
    ("speaking", "on", "behalf", "of"),
    ("who", "speaks", "for"),
)
INDEFINITE = ("a", "an")  # "as secretary of state", but "they see Holm as a fool"
SUPPOSED = frozenset("if should unless whether were".split())


def roles_of(name: Phrase) -> tuple[str, ...]:
    """The roles that stand beside a name, in the order of the text."""
    return tuple(dict.fromkeys([*roles_before(name), *roles_after(name)]))


def roles_after(name: Phrase) -> Iterator[str]:
    """What is said of somebody after the name: between commas, by "who", "is" or "as"."""
    doc = name.doc
    i = after_bracket(doc, name.end)
    if i < len(doc) and doc[i].lemma_ == "be" and is_finite(doc[i]):
        before = {token.lower_ for token in doc[max(0, name.start - LONGEST_TITLE) : name.start]}
        yield from predicate(doc, i + 1) if before.isdisjoint(SUPPOSED) else ()
    elif i + 1 < len(doc) and doc[i].lower_ == "as" and doc[i + 1].lower_ not in INDEFINITE:
        yield from (role for role in predicate(doc, i + 1) if " " in role)
    else:
        yield from body_of(doc, i)
        yield from appositions(doc, after_origin(doc, i))


def appositions(doc: Doc, i: int) -> Iterator[str]:
    """ "Ida Holm, a lawyer, the head of the trust, who …": what stands between commas."""
    for _ in range(MOST):
        if i + 1 >= len(doc) or doc[i].text not in (",", *DASHES) or not is_break(doc[i]):
            return
        words = description(doc, i + 1)
        found = roles_in(words) if is_apposition(words) else []
        yield from found
        i = words.end
        if i < len(doc) and doc[i].lower_ == "who" and (found or not words):
            yield from roles_of_clause(doc, i)
        if not found:
            return


def is_apposition(words: Phrase) -> bool:
    """Whether a comma, a clause or the end follows: "Holm, the mayor said" has none."""
    doc, end = words.doc, words.end
    if not words or words[0].lower_ == "and":
        return False
    if end == len(doc) or doc[end].is_space or starts_sentence(doc[end]):
        return True
    after = doc[end + 1] if end + 1 < len(doc) else None
    if doc[end].text == "," and after is not None and after.ent_type_ == "PERSON":
        return False  # "Holm, President Orlo, Ida Wray": a list
    quoted = doc[end - 1].text in QUOTES and is_break(doc[end - 2])
    return quoted or is_break(doc[end]) or doc[end].lower_ in ELSEWHERE


def after_bracket(doc: Doc, i: int) -> int:
    """The index after a bracket that opens at one: "(R-Wis.)"."""
    if i < len(doc) and doc[i].text == "(":
        closing = (t.i + 1 for t in doc[i : i + LONGEST_BRACKET] if t.text == ")")
        return next(closing, i)
    return i


def after_origin(doc: Doc, i: int) -> int:
    """The index after where somebody is from, or an age: "of Eastmouth", ", R-Wis.", ", 34"."""
    if i < len(doc) and doc[i].lower_ in ("of", "from"):
        names = (t for t in doc[i + 1 : i + LONGEST_ORIGIN] if not in_place(t))
        i = next((t.i for t in names), i)
    aside = doc[i + 1 : i + LONGEST_ORIGIN] if i < len(doc) and doc[i].text == "," else None
    if not aside or not (aside[0].pos_ == "NUM" or aside[0].text.split("-")[0] in PARTY_LETTERS):
        return i
    return next((t.i for t in aside if t.text == ","), len(doc))


def body_of(doc: Doc, i: int) -> Iterator[str]:
    """The body that somebody is of: "Ida Holm of the Harbour Post", "…, speaking for the trust"."""
    start = i + 1 if i < len(doc) and doc[i].text == "," else i
    said = next((words for words in FOR if are_words(doc, start, words)), None)
    words = description(doc, start + len(said)) if said else None
    named = words.ents[0] if words and words.ents else None
    if words and named and named.label_ == "ORG" and named.start <= words.start + 1:
        role = without_determiner(trimmed(words))
        yield from [role] if role else []


def are_words(doc: Doc, start: int, words: tuple[str, ...]) -> bool:
    """Whether some words stand at an index."""
    return tuple(token.lower_ for token in doc[start : start + len(words)]) == words


def in_place(token: Token) -> bool:
    """Whether a word can be part of the name of a place: "the Tarn Islands"."""
    return token.text[0].isupper() or token.lower_ in ("the", "of")


def roles_of_clause(doc: Doc, start: int) -> Iterator[str]:
    """What a clause says that somebody is: "who served as mayor and is now the envoy"."""
    clause = list(takewhile(lambda t: not is_break(t), doc[start : start + LONGEST]))
    if len(clause) > 2 and clause[1].lemma_ in LEADING:
        owned = any(token.tag_ == "POS" for token in clause[3:5])  # "who runs Orlo's campaign"
        if clause[2].ent_type_ != "PERSON" or owned:  # but "who leads Orlo"
            yield doc[clause[1].i : trimmed(description(doc, clause[1].i + 1)).end].text
        return
    for token in clause[1:]:
        serves = token.lower_ == "as" and token.nbor(-1).lemma_ in SERVING
        if serves or (token.lemma_ == "be" and is_finite(token)):
            yield from predicate(doc, token.i + 1)


def predicate(doc: Doc, start: int) -> list[str]:
    """What "is" or "as" before an index says that somebody is, unless it is an opinion."""
    words = description(doc, start)
    noun = noun_of(words)
    opening = next((t for t in words if t.lower_ not in NOW), None)
    if opening is None or noun is None or opening.lower_ in DENIED:
        return []
    named = any(token.text[0].isupper() for token in words)
    praised = any(token.pos_ == "ADJ" and token.i < noun.i for token in words)
    return roles_in(words) if named or not praised else []
