"""Turns: where the layout of a page says who speaks, as in transcripts, interviews and posts."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import groupby
from math import log

from onrecord.attribution.drafts import Draft
from onrecord.attribution.narration import is_bracketed, is_narration, speaks
from onrecord.attribution.uncued import Surroundings
from onrecord.names import first_names, forms

NAME = r"[^\W\d_a-zß-ÿ][\w’'.-]*+"
# "HOLM: Is the gate open?", "[02:50:05] Ida Holm, Mayor (on the line): …", "Q. Why?"
TURN = re.compile(
    rf"\s*+[\"“]?(?:[\[(]?\d\d?:\d\d(?::\d\d)?[\])]?\s++)?"
    rf"(?P<name>[QA](?=[.:]\s)|(?:The\s)?{NAME}(?:\s{NAME}){{0,4}}+)"
    r"(?:,\s[^:()\n]{1,80})?(?:\s\([^()\n]{1,60}\))?"
    r"(?P<sign>(?<=\b[QA])\.|:)\s++(?P<said>\S.*)",
    re.DOTALL,
)
TITLE = rf"(?i:the|{'|'.join(sorted(map(re.escape, forms.TITLES)))})"
CAPITALS = r"(?:Mc|Mac|O[’'])?[A-ZÀ-Þ][A-ZÀ-Þ’'-]+"
# As official records have it: "THE CHAIRMAN. …", "Mr. HOLM of Tallow [presiding]. …"
RECORDED = re.compile(
    rf"\s*+(?P<name>[QA]|(?P<title>(?:{TITLE}\.?\s)*){CAPITALS}(?:\s{CAPITALS}){{0,3}})"
    r"(?:\sof(?:\s[A-Z]\w+){1,3})?(?:\s[\[(][^\[\]()\n]{1,60}[\])])?"
    r"(?P<sign>\.)\s++(?P<said>[^\Wa-zß-ÿ].*|[^\w\s].*)",
    re.DOTALL,
)
BOTH = 2  # who speak in an official record, each more than once
QUESTION_AND_ANSWER = ("Q", "A")
FEW_SPEAK = 0.3  # of the turns of a conversation say "I" or "you", or ask
# Fewer turns in a row, and the words before the colon may be a heading; more where their
# labels are not in capitals, and what stands behind them must be sentences.
FEW_TURNS, FEW_IN_SMALL_LETTERS = 2, 3
ENDS_SENTENCE = re.compile(r"[.!?…—-][\"'”’»)\]]*+$")
LATEST_DASH = 70  # characters before the handle
TURN_TAKEN = log(0.9)

Turns = dict[int, re.Match[str]]


def take_turns(paragraphs: Sequence[Surroundings]) -> bool:
    """Give each turn of a transcript to the name before its colon, and each post to its author.

    Where most paragraphs of a transcript are labelled, the others go on with the turn above,
    up to one that tells what others said.  Tells whether it is one.
    """
    turns = turns_of(paragraphs)
    for number, turn in turns.items():
        name, sign, said = (turn.span(part) for part in ("name", "sign", "said"))
        paragraphs[number].drafts[:] = [Draft([name], [sign], [said], TURN_TAKEN, spoken=True)]
    if turns and 2 * len(turns) > max(turns) - min(turns):
        speaking: Draft | None = None
        for number in range(min(turns), max(turns)):
            speaking = go_on(paragraphs[number], speaking, is_turn=number in turns)
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
    loud = spoken(recorded(paragraphs) or loud, paragraphs)
    if any(len(row) >= FEW_TURNS for row in rows(loud)):
        return loud
    ended = {n: turn for n, turn in found.items() if ENDS_SENTENCE.search(turn["said"])}
    ended = spoken(ended, paragraphs)
    for row in rows(ended):
        if len(row) >= FEW_IN_SMALL_LETTERS and len({ended[n]["name"] for n in row}) > 1:
            return ended
    return {}


def recorded(paragraphs: Sequence[Surroundings]) -> Turns:
    """The turns of an official record, where two at least speak more than once.

    Who speaks once in it has a title: "MR. HOLM. Thank you."
    """
    found = {
        number: turn
        for number, here in enumerate(paragraphs)
        if (turn := RECORDED.fullmatch(here.text, here.start, here.end))
    }
    times = Counter(turn["name"] for turn in found.values())
    if sum(1 for number in times.values() if number > 1) < BOTH:
        return {}
    return {n: turn for n, turn in found.items() if turn["title"] or times[turn["name"]] > 1}


def spoken(turns: Turns, paragraphs: Sequence[Surroundings]) -> Turns:
    """The turns whose labels are speakers, and not the headings of what a paper tells.

    "CAB FARE: The mayor said …" is one: what stands behind it is mostly what others said.
    """
    if sum(speaks(paragraphs[number]) for number in turns) < FEW_SPEAK * len(turns):
        return {}
    names = {number: forms.last_word(turn["name"]) for number, turn in turns.items()}
    times = Counter(names.values())
    told = Counter(name for number, name in names.items() if is_narration(paragraphs[number]))
    return {
        number: turn
        for number, turn in turns.items()
        if is_somebody(turn["name"]) or 2 * told[names[number]] <= times[names[number]]
    }


def is_somebody(label: str) -> bool:
    """Whether a label is who asks or answers, or somebody's first and last name."""
    first, _, last = label.partition(" ")
    return label in QUESTION_AND_ANSWER or (bool(last) and first_names.is_first_name(first))


def rows(turns: Turns) -> Iterator[list[int]]:
    """The numbers of turns that follow each other without anything between them."""
    for _, row in groupby(enumerate(turns), key=lambda place: place[1] - place[0]):
        yield [number for _, number in row]


def go_on(here: Surroundings, speaking: Draft | None, *, is_turn: bool) -> Draft | None:
    """Who speaks when a paragraph ends: whose turn it is, or whoever spoke above goes on."""
    if is_turn:
        return here.drafts[0]
    if speaking is None or is_narration(here):
        return None
    if not is_bracketed(here):
        speaking.take((here.start, here.end))
        here.drafts[:] = [speaking]
    return speaking


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
