"""Other versions of an annotated article: other names, other quotation marks, small letters.

The corpus is one campaign told by seven outlets; the tagger is to learn how speech is
reported, not who ran in 2016 or which marks an outlet prints.
"""

from __future__ import annotations

import random
import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from onrecord.network.tags import ROLES

Row = dict[str, Any]
Edit = tuple[int, int, str]  # [start, end) becomes this

NAME = re.compile(r"\b[A-Z][a-z]{2,}\b")
# A source of one or two capitalised words is a name: of these, names are made.
NAMED = re.compile(r"[A-Z][a-z]{2,}(?: [A-Z][a-z]{2,})?")
STYLES = (
    {"“": '"', "”": '"', "’": "'", "‘": "'"},
    {"“": "''", "”": "''"},
    {"“": "‘", "”": "’"},
)


@dataclass(frozen=True)
class Variety:
    """The shares of articles that get other names, other marks, small letters."""

    names: float
    marks: float
    small: float


def names_in(row: Row) -> list[str]:
    """The words that are names in an article's sources."""
    sources = [row["text"][b:e] for a in row["attributions"] for b, e in a["source"]]
    return sorted(
        {word for source in sources if NAMED.fullmatch(source) for word in source.split()}
    )


def varied(row: Row, pool: Sequence[str], variety: Variety, chance: random.Random) -> Row:
    """The article, sometimes changed in some way; ``pool`` holds names to take."""
    if chance.random() < variety.names:
        row = edited(row, renaming(row, pool, chance))
    if chance.random() < variety.marks:
        row = edited(row, restyling(row["text"], chance))
    if chance.random() < variety.small:
        row = {**row, "text": lowered(row["text"])}
    return row


def renaming(row: Row, pool: Sequence[str], chance: random.Random) -> list[Edit]:
    """Every name of the article's speakers becomes another, the same throughout."""
    others = {name: chance.choice(pool) for name in names_in(row)}
    found = NAME.finditer(row["text"])
    return [(*m.span(), others[m.group()]) for m in found if m.group() in others]


def restyling(text: str, chance: random.Random) -> list[Edit]:
    """Every quotation mark printed in another manner; now and then one is lost."""
    if "“" not in text:
        marks = [
            (at, at + 1, "”" if is_closing(text, at) else "“")
            for at, character in enumerate(text)
            if character == '"'
        ]
    else:
        style = chance.choice(STYLES)
        marks = [(i, i + 1, style[c]) for i, c in enumerate(text) if c in style]
    if marks and chance.random() < 0.2:
        lost = chance.randrange(len(marks))
        marks[lost] = (marks[lost][0], marks[lost][1], " ")
    return marks


def is_closing(text: str, at: int) -> bool:
    """Whether the straight mark at ``at`` stands behind a word."""
    return at > 0 and not text[at - 1].isspace() and text[at - 1] not in "([—–-"


def lowered(text: str) -> str:
    """The text in small letters, as long as it was."""
    return "".join(c.lower() if len(c.lower()) == 1 else c for c in text)


def edited(row: Row, edits: Sequence[Edit]) -> Row:
    """The article with its text edited and its attributions moved along."""
    parts: list[str] = []
    ends, shifts = [0], [0]  # behind each edit, offsets shift by so much
    at = 0
    for start, end, new in edits:
        parts += [row["text"][at:start], new]
        at = end
        ends.append(end)
        shifts.append(shifts[-1] + len(new) - (end - start))
    text = "".join([*parts, row["text"][at:]])

    def moved(offset: int) -> int:
        return offset + shifts[bisect_right(ends, offset) - 1]

    attributions = [
        {**a, **{role: [[moved(b), moved(e)] for b, e in a[role]] for role in ROLES}}
        for a in row["attributions"]
    ]
    return {**row, "text": text, "attributions": attributions}
