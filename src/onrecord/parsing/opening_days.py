"""A day before the subject with no comma between: "On Tuesday Mayor Holm said".

The parser learned from texts that have the comma and takes all of it for one name, which is the
subject or, worse, the object of "on": the verb has none then, and the day hangs on a person.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

PREPOSITIONS = ("by", "in", "on", "since", "until")
INSIDE = ("compound", "nmod", "nummod", "npadvmod")
SUBJECTS = ("nsubj", "nsubjpass")
TIMES = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday january february march april may "
    "june july august september october november december".split()
)


def parted(doc: Doc) -> None:
    """Has such days hang on their prepositions, and the names on the verbs they are subjects of."""
    for day in doc:
        if day.lower_ in TIMES and day.dep_ in INSIDE and day.head.i > day.i:
            before, name = opening(day), whole(day)
            if before is not None and (may_act(name) or is_taken_in(name, before)):
                part(before, day, name)


def opening(day: Token) -> Token | None:
    """The preposition right before a day, or before its number."""
    before = day.nbor(-1) if day.i else day
    before = before.nbor(-1) if before.like_num and before.i else before
    return before if before.lower_ in PREPOSITIONS and before.dep_ == "prep" else None


def whole(word: Token) -> Token:
    """The last word of a name that a word is taken for a part of."""
    while word.dep_ in INSIDE and word.head.i > word.i:
        word = word.head
    return word


def may_act(name: Token) -> bool:
    """Whether a name is a subject."""
    return name.pos_ == "PROPN" and name.dep_ in SUBJECTS


def is_taken_in(name: Token, preposition: Token) -> bool:
    """Whether a name hangs on a preposition while the verb behind it has no subject."""
    verb = preposition.head
    return (
        name.pos_ == "PROPN"
        and name.head == preposition
        and verb.pos_ in ("VERB", "AUX")
        and verb.i > name.i
        and not any(child.dep_ in SUBJECTS for child in verb.children)
    )


def part(preposition: Token, day: Token, name: Token) -> None:
    """Parts a day and a name."""
    for number in day.doc[preposition.i + 1 : day.i]:
        number.head, number.dep_ = day, "nummod"
    day.head, day.dep_ = preposition, "pobj"
    if name.head == preposition:
        name.head, name.dep_ = preposition.head, "nsubj"
