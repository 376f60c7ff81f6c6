"""Statements in pieces, for pages that show them: whose words they are, and what was found."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from onrecord.model import Span, Statement
from onrecord.record import Hit

SURE = 0.7  # confidence from which on a page says nothing of doubt
SURELY_INFERRED = 0.9  # the same of a speaker whom the report does not name there
NAMED = ("name", "short name")  # how a speaker is found who is not inferred


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a snippet: whether it is what was said, and whether it was looked for."""

    text: str
    said: bool
    found: bool


def pieces(hit: Hit) -> list[Piece]:
    """A hit's snippet, cut wherever what was said or what was found begins or ends."""
    return list(cut(hit.snippet, hit.statement.content, hit.matches))


def cut(stretch: Span, said: Sequence[Span], found: Sequence[Span]) -> Iterator[Piece]:
    """A stretch of text in pieces."""
    edges = {stretch.start, stretch.end}
    for span in (*said, *found):
        edges |= {min(max(edge, stretch.start), stretch.end) for edge in (span.start, span.end)}
    for start, end in pairwise(sorted(edges)):
        yield Piece(
            stretch.text[start - stretch.start : end - stretch.start],
            any(span.start <= start < span.end for span in said),
            any(span.start <= start < span.end for span in found),
        )


def doubts(statement: Statement) -> list[str]:
    """What a reader should know before trusting a statement, a line each."""
    told = []
    if statement.confidence is not None and statement.confidence < SURE:
        told.append(f"that this was said so is unsure ({statement.confidence:.0%})")
    found = statement.resolution
    if found is not None and found.kind not in NAMED and found.confidence < SURELY_INFERRED:
        told.append(f"the speaker is inferred ({found.confidence:.0%}): {found.reason}")
    if found is not None and found.kind in NAMED and found.confidence < SURE:
        told.append(f"who is meant is unsure ({found.confidence:.0%}): {found.reason}")
    if statement.act != "state" and (statement.act_confidence or 1) < SURE:
        told.append(f"what the words do is unsure ({statement.act_confidence:.0%})")
    return told
