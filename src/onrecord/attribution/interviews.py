"""Interviews: questions and answers in paragraphs of their own, without labels and marks.

The layout of a page says who speaks: after each question, whoever the introduction says was asked.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from math import log

from onrecord.attribution.drafts import Draft
from onrecord.attribution.uncued import Surroundings

INTRODUCED = re.compile(
    r"\b(?:spoke|speaks|talk(?:s|ed)?|interview(?:s|ed)?|answers?|answered|questions?|asked|"
    r"sat down|Q&A|conversation)\b"
)
OF_ONESELF = re.compile(r"\b(?:I|we|my|our|me|us)\b", re.IGNORECASE)
ENDS = re.compile(r"[(\[*]?(?:This|The|Our)\s(?:interview|conversation)\b", re.IGNORECASE)
FEW_QUESTIONS = 2
LONGEST_INTRODUCTION = 8  # paragraphs
LONGEST = 300  # characters of a question
ANSWER = log(0.85)


def take_answers(paragraphs: Sequence[Surroundings]) -> None:
    """Give the paragraphs behind each question of an interview to whoever is asked.

    It is one where the words before the first question say so, and most answers say "I".
    """
    asked = [number for number, here in enumerate(paragraphs) if is_question(here)]
    if len(asked) < FEW_QUESTIONS or not is_introduced(paragraphs[: asked[0]]):
        return
    if any(map(is_told, paragraphs[asked[0] :])):
        return  # others speak there: a writer asks, and goes on
    stretches = [
        answer(paragraphs[question + 1 : following])
        for question, following in pairwise([*asked, len(paragraphs)])
    ]
    said = [stretch for stretch in stretches if stretch]
    if sum(any(map(says_i, stretch)) for stretch in said) * 2 < max(len(said), 1):
        return
    for question in asked:
        paragraphs[question].drafts.clear()
    for stretch in said:
        draft = Draft(content=[(here.start, here.end) for here in stretch], sure=ANSWER)
        for here in stretch:
            here.drafts[:] = [draft]


def is_question(here: Surroundings) -> bool:
    """Whether a paragraph is a question outside quotation marks."""
    words = here.text[here.start : here.end].strip()
    is_turn = any(draft.cue and here.text[slice(*draft.cue[0])] == ":" for draft in here.drafts)
    asks = words.endswith("?") and len(words) <= LONGEST
    return asks and not here.quotations and not is_turn


def is_introduced(before: Sequence[Surroundings]) -> bool:
    """Whether the few paragraphs before the first question tell of an interview."""
    return len(before) <= LONGEST_INTRODUCTION and any(
        INTRODUCED.search(here.text, here.start, here.end) for here in before
    )


def is_told(here: Surroundings) -> bool:
    """Whether a paragraph quotes somebody, with a cue and a source."""
    return any(
        draft.source and draft.cue and any(draft.covers(q.start, q.end) for q in here.quotations)
        for draft in here.drafts
    )


def answer(behind: Sequence[Surroundings]) -> list[Surroundings]:
    """The paragraphs of an answer: all up to a note on the interview."""
    end = next(
        (n for n, here in enumerate(behind) if ENDS.match(here.text, here.start)), len(behind)
    )
    return list(behind[:end])


def says_i(here: Surroundings) -> bool:
    """Whether somebody speaks of himself in a paragraph, outside quotation marks."""
    inside = [(quotation.start, quotation.end) for quotation in here.quotations]
    return any(
        not any(start < found.start() < end for start, end in inside)
        for found in OF_ONESELF.finditer(here.text, here.start, here.end)
    )
