"""Turns: where the layout of a page says who speaks, as in transcripts, interviews and posts."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby, pairwise
from math import log

from onrecord.attribution.drafts import Draft
from onrecord.attribution.uncued import Surroundings

NAME = r"[^\W\d_a-zß-ÿ][\w’'.-]*+"
# "HOLM: Is the gate open?", "[02:50:05] Ida Holm, Mayor (on the line): …", "Q. Why?"
TURN = re.compile(
    rf"\s*+[\"“]?(?:[\[(]?\d\d?:\d\d(?::\d\d)?[\])]?\s++)?"
    rf"(?P<name>[QA](?=[.:]\s)|(?:The\s)?{NAME}(?:\s{NAME}){{0,4}}+)"
    r"(?:,\s[^:()\n]{1,80})?(?:\s\([^()\n]{1,60}\))?"
    r"(?P<sign>(?<=\b[QA])\.|:)\s++(?P<said>\S.*)",
    re.DOTALL,
)
# Fewer turns in a row, and the words before the colon may be a heading; more where their
# labels are not in capitals, and what stands behind them must be sentences.
FEW_TURNS, FEW_IN_SMALL_LETTERS = 2, 3
ENDS_SENTENCE = re.compile(r"[.!?…—-][\"'”’»)\]]*+$")
LATEST_DASH = 70  # characters before the handle
TURN_TAKEN = log(0.9)

Turns = Mapping[int, re.Match[str]]


def take_turns(paragraphs: Sequence[Surroundings]) -> bool:
    """Give each turn of a transcript to the name before its colon, and each post to its author.

    Where most paragraphs of a transcript are labelled, the others go on with the turn above.
    Tells whether it is one.
    """
    turns = turns_of(paragraphs)
    for number, turn in turns.items():
        name, sign, said = (turn.span(part) for part in ("name", "sign", "said"))
        paragraphs[number].drafts[:] = [Draft([name], [sign], [said], TURN_TAKEN)]
    if turns and 2 * len(turns) > max(turns) - min(turns):
        for above, here in pairwise(range(min(turns), max(turns))):
            if here not in turns:
                go_on(paragraphs[above], paragraphs[here])
    for number, place in enumerate(paragraphs):
        take_post(place, paragraphs[number - 1] if number else None)
    return bool(turns)


def turns_of(paragraphs: Sequence[Surroundings]) -> Turns:
    """The turns of a transcript by the number of their paragraph; none if it is no transcript."""
    found = {
        number: turn
        for number, here in enumerate(paragraphs)
        if (turn := TURN.fullmatch(here.text, here.start, here.end))
        and not turn["said"].isupper()  # "TRANSCRIPT: THE TUNNEL"
    }
    loud = {number: turn for number, turn in found.items() if turn["name"].isupper()}
    if any(len(row) >= FEW_TURNS for row in rows(loud)):
        return loud
    spoken = {n: turn for n, turn in found.items() if ENDS_SENTENCE.search(turn["said"])}
    for row in rows(spoken):
        if len(row) >= FEW_IN_SMALL_LETTERS and len({spoken[n]["name"] for n in row}) > 1:
            return spoken
    return {}


def rows(turns: Turns) -> Iterator[list[int]]:
    """The numbers of turns that follow each other without anything between them."""
    for _, row in groupby(enumerate(turns), key=lambda place: place[1] - place[0]):
        yield [number for _, number in row]


def go_on(above: Surroundings, here: Surroundings) -> None:
    """Give a whole paragraph to whoever has the turn above."""
    [turn] = above.drafts
    turn.take((here.start, here.end))
    here.drafts[:] = [turn]


def take_post(here: Surroundings, above: Surroundings | None) -> None:
    """Give a post that the report shows to its author: all before “— Ida Holm (@idaholm)”."""
    handle = here.text.rfind("(@", here.start, here.end)
    earliest = max(here.start, handle - LATEST_DASH)
    dash = max(here.text.rfind(mark, earliest, max(handle, 0)) for mark in "—–―-")
    signature = here.signature(dash) if dash >= 0 else None
    if signature is None:
        return
    said = here.text[here.start : dash].rstrip()
    if said:
        signature.content = [(here.start, here.start + len(said))]
    elif above is not None and not above.quotations:
        signature.content = [(above.start, above.end)]
        above.drafts.clear()
    here.drafts[:] = [signature]
