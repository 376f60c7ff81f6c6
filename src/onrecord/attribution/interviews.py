"""Interviews: questions and answers in paragraphs of their own, without labels and marks.

The layout of a page says who speaks: question and answer take turns.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby
from math import log

from onrecord.attribution.drafts import Draft
from onrecord.attribution.narration import is_told, says_i
from onrecord.attribution.turns import TURN
from onrecord.attribution.uncued import Surroundings

INTRODUCED = re.compile(
    r"\b(?:spoke|speaks|talk(?:s|ed)?|interview(?:s|ed)?|answers?|answered|questions?|asked|"
    r"sat down|Q&A|conversation)\b"
)
ENDS = re.compile(r"[(\[*]?(?:This|The|Our)\s(?:interview|conversation)\b", re.IGNORECASE)
FEW_QUESTIONS = 2
FEW_TOLD = 0.2  # of the paragraphs of an interview quote somebody else with a cue
MOST_ASK = 0.7  # of every other paragraph
LONGEST_INTRODUCTION = 8  # paragraphs
LONGEST = 300  # characters of a question
ANSWER = log(0.85)


def take_interview(paragraphs: Sequence[Surroundings]) -> None:
    """Give each question of an interview, and what stands behind it, to those who take turns.

    It is one where the words before the first question say so, and most answers say "I".
    """
    asked = [number for number, here in enumerate(paragraphs) if is_question(here)]
    if len(asked) < FEW_QUESTIONS or not is_introduced(paragraphs[: asked[0]]):
        return
    stretch = until_note(paragraphs[asked[0] :])
    if sum(map(is_told, stretch)) > FEW_TOLD * len(stretch):
        return  # others speak there: a writer asks, and goes on
    turns = list(in_turns(stretch))
    answers = turns[1::2]
    if sum(any(map(says_i, turn)) for turn in answers) * 2 < max(len(answers), 1):
        return
    for turn in turns:
        draft = taken(turn)
        for here in turn:
            here.drafts[:] = [draft]


def in_turns(stretch: Sequence[Surroundings]) -> Iterator[list[Surroundings]]:
    """The paragraphs of an interview, question and answer in turn.

    Where nearly every other paragraph asks, the others among these do too: "You promised one."
    """
    last = max(number for number, here in enumerate(stretch) if is_question(here))
    even, odd = (list(map(is_question, stretch[first : last + 1 : 2])) for first in (0, 1))
    if sum(even) >= MOST_ASK * len(even) and not any(odd):
        yield from ([here] for here in stretch[: last + 2])
        return
    for _, turn in groupby(stretch, key=is_question):
        yield list(turn)


def taken(turn: Sequence[Surroundings]) -> Draft:
    """One turn, by the label before it where there is one."""
    [first, *others] = turn
    rest = [(here.start, here.end) for here in others]
    if (label := TURN.fullmatch(first.text, first.start, first.end)) is None:
        return Draft(content=[(first.start, first.end), *rest], sure=ANSWER, spoken=True)
    name, sign, said = (label.span(part) for part in ("name", "sign", "said"))
    return Draft([name], [sign], [said, *rest], ANSWER, spoken=True)


def until_note(stretch: Sequence[Surroundings]) -> Sequence[Surroundings]:
    """The paragraphs of an interview up to a note on it."""
    end = (n for n, here in enumerate(stretch) if ENDS.match(here.text, here.start))
    return stretch[: next(end, len(stretch))]


def is_question(here: Surroundings) -> bool:
    """Whether a paragraph is a question outside quotation marks."""
    words = here.text[here.start : here.end].strip()
    return words.endswith("?") and len(words) <= LONGEST and not here.quotations


def is_introduced(before: Sequence[Surroundings]) -> bool:
    """Whether the few paragraphs before the first question tell of an interview."""
    return len(before) <= LONGEST_INTRODUCTION and any(
        INTRODUCED.search(here.text, here.start, here.end) for here in before
    )
