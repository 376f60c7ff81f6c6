"""Choosing roles: which of the words beside somebody's name, and of what takes her up, tell what
she is, the most telling first.

Weights learned from marked articles and invented worlds (``training/roles``) say of every
stretch how likely it is *the* role that a careful reader would write down, and that none is.
They look at its words, at what stands around it, at what the network made of the words at
its edges, and at what the rules find there.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from functools import cache
from importlib.resources import files
from math import log2
from typing import TYPE_CHECKING

import msgspec
import numpy as np
from numpy.typing import NDArray

from onrecord.entities.person import PAST, Person
from onrecord.entities.role_spans import LINKS, RoleSpan, role_spans
from onrecord.entities.roles.descriptions import PLURAL, is_break, is_finite, noun_of
from onrecord.entities.roles.offices import is_person_noun
from onrecord.meaning import Chooser, Words
from onrecord.names import name_key
from onrecord.network.tagger import FINE

if TYPE_CHECKING:
    from spacy.tokens import Token

    from onrecord.parsing import Paragraph

WEIGHTS = files(__package__) / "roles.json"
Row = list[float]
LEAST = 0.5  # how likely a role must be beside none
EDGES = 4  # words: before it, its first, its last, behind it
KINDS = ("NOUN", "PROPN", "ADJ", "VERB", "NUM")
NAMED = ("PERSON", "ORG", "GPE", "NORP")
BEFORE = ("nothing", "a", "the", "owner", "'s", "break", "verb", "other")
BEHIND = ("name", "break", "of", "preposition", "and", "verb", "who", "other")


class Directions(msgspec.Struct, frozen=True):
    """What of a word's state tells where roles begin and end, a column each."""

    directions: list[Row]


def roles_chosen(person: Person, paragraphs: Sequence[Paragraph], words: Words) -> list[str]:
    """The roles of somebody, the likeliest to be *the* role first.

    Each stretch that is half as likely as that the article gives none, or likelier; but of those
    that share words only the likeliest.
    """
    spans = list(role_spans(person, paragraphs))
    if not spans:
        return []
    beside = joined(described(spans, person), edges(spans, words), directions())
    *likely, none = chooser()(beside)
    kept = [(share, n) for n, share in enumerate(likely) if share >= LEAST * none]
    return distinct(spans[n] for _, n in sorted(kept, reverse=True))


def distinct(spans: Iterable[RoleSpan]) -> list[str]:
    """The roles that stretches tell, each once, but none that shares words with one before it."""
    taken: list[RoleSpan] = []
    roles: dict[str, str] = {}
    for span in spans:
        if not any(map(span.overlaps, taken)):
            taken.append(span)
            roles.setdefault(name_key(span.role), span.role)
    return list(roles.values())


def joined(
    told: NDArray[np.float32], states: NDArray[np.float32], along: NDArray[np.float32]
) -> NDArray[np.float32]:
    """What speaks for each stretch, a row each, and behind them a row for none."""
    seen = (states @ along).reshape(len(told), -1)
    beside = np.concatenate([told, seen], axis=1)
    rows = np.pad(beside, (0, 1))
    rows[-1, -1] = 1
    return rows


@cache
def chooser() -> Chooser:
    """The chooser, read once."""
    return Chooser(WEIGHTS)


@cache
def directions() -> NDArray[np.float32]:
    """The directions, read once."""
    found = msgspec.json.decode(WEIGHTS.read_bytes(), type=Directions)
    return np.array(found.directions, np.float32)


def described(spans: Sequence[RoleSpan], person: Person) -> NDArray[np.float32]:
    """What speaks for each stretch, but for the states of its edges."""
    times = Counter(span.role.lower() for span in spans)
    told = [role.lower() for role in person.roles]
    return np.array([row(span, times, told, n) for n, span in enumerate(spans)], np.float32)


def row(span: RoleSpan, times: Counter[str], told: Sequence[str], number: int) -> Row:
    """What speaks for one."""
    words, doc = span.words, span.words.doc
    text = span.role.lower()
    noun = noun_of(words)
    first, last = words[0], words[-1]
    before = doc[words.start - 1] if words.start else None
    behind = doc[words.end] if words.end < len(doc) else None
    behind_name = span.link not in ("before", "apart")
    between = words.start - span.name.end if behind_name else span.name.start - words.end
    tokens = list(words)
    small = {token.lower_ for token in tokens}
    kinds = {token.pos_ for token in tokens}
    named = {entity.label_ for entity in words.ents}
    persons = [is_person_noun(token) for token in tokens]
    opening, ending = in_front(before), following(span, behind)
    capitals = sum(token.text[0].isupper() for token in tokens)
    return [
        *(float(span.link == link) for link in LINKS),
        span.likely if span.link == "epithet" else 0.0,
        len(tokens) / 8,
        log2(len(tokens)),
        between / 4,
        capitals / len(tokens),
        float(first.text[0].isupper()),
        float(last.text[0].isupper()),
        float(words.text.isupper()),
        float(noun is not None and is_person_noun(noun)),
        float(noun is not None and noun.tag_ in PLURAL),
        float(noun is not None and noun == first),
        float(noun is not None and noun == last),
        sum(persons) / 2,
        float(persons[-1]),
        float(persons[0]),
        *(float(kind in named) for kind in NAMED),
        *(float(first.pos_ == kind) for kind in KINDS),
        *(float(last.pos_ == kind) for kind in KINDS[:3]),
        float(any(token.tag_ == "POS" for token in tokens)),
        float("," in small),
        float(any(map(is_finite, tokens))),
        float(is_finite(first)),
        float("who" in small or "whose" in small),
        float("and" in small),
        float("ADP" in kinds),
        float(any(token.ent_type_ in ("DATE", "TIME") for token in tokens)),
        float(not PAST.isdisjoint(small)),
        float(any("year-old" in word for word in small)),
        *(float(opening == kind) for kind in BEFORE),
        *(float(ending == kind) for kind in BEHIND),
        float(len(span.name) > 1),
        float(number == 0),
        float(span.paragraph.is_quoted(span.paragraph.at(words.start_char))),
        float(doc[-1].text not in '.?!”"’'),
        log2(times[text]) / 3,
        float(text in told),
        float(any(text != other and text in other for other in told)),
        float(any(text != other and other in text for other in told)),
        float(not told),
    ]


def in_front(token: Token | None) -> str:
    """What stands before a stretch, of ``BEFORE``."""
    if token is None or token.is_space:
        return "nothing"
    if token.lower_ in ("a", "an"):
        return "a"
    if token.lower_ == "the":
        return "the"
    if token.tag_ == "PRP$":
        return "owner"
    if token.tag_ == "POS":
        return "'s"
    if is_break(token) or token.is_punct:
        return "break"
    return "verb" if token.pos_ in ("VERB", "AUX") else "other"


def following(span: RoleSpan, token: Token | None) -> str:
    """What stands behind a stretch, of ``BEHIND``."""
    if token is None or token.is_space or token.is_punct or is_break(token):
        return "break"
    if token.i == span.name.start:
        return "name"
    if token.lower_ in ("of", "and"):
        return token.lower_
    if token.lower_ in ("who", "whose", "that", "which"):
        return "who"
    if token.pos_ == "ADP":
        return "preposition"
    return "verb" if is_finite(token) else "other"


def edges(spans: Sequence[RoleSpan], words: Words) -> NDArray[np.float32]:
    """What the network made of the words at the edges of stretches, and beside them."""
    at = [
        span.paragraph.at(span.words.doc[min(max(i, 0), len(span.words.doc) - 1)].idx)
        for span in spans
        for i in (span.words.start - 1, span.words.start, span.words.end - 1, span.words.end)
    ]
    states = words.states[words.at(np.array(at, np.int64))].astype(np.float32)
    return states.reshape(len(spans), EDGES, -1) / np.float32(FINE)
