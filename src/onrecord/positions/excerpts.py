"""Excerpts: two statements among the words around them, as the comparer's branch reads them.

The lower layers read all that is laid out here, so that what is around a statement is understood
with it; the branch then sees the states of a few pieces alone: the statement's own, and the first,
which tell who speaks.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from tokenizers import Encoding

Excerpt = tuple[str, int, int]  # a text, and where in it the statement begins and ends

OPENING, CLOSING = 0, 2  # the encoder's special pieces
EARLIER, LATER = 1, 2  # the part that a piece belongs to
OWN = 2  # what a mark has beside the part where the piece is of the statement itself


class Room(NamedTuple):
    """How many pieces of an excerpt are read at most: of the statement itself, of it the last where
    it is longer, of the beginning, in all.
    """

    own: int
    last: int
    first: int
    all: int


READ, SEEN = Room(40, 12, 20, 64), Room(34, 10, 12, 46)


class Laid(NamedTuple):
    """Two excerpts laid out: the pieces, the part that each belongs to, the places of those that
    the branch sees, and their marks.
    """

    pieces: list[int]
    parts: list[int]
    seen: list[int]
    marks: list[int]


class Read(NamedTuple):
    """An excerpt in pieces: which are read, and whether each is the statement's own."""

    pieces: list[int]
    own: list[bool]


def read(encoding: Encoding, start: int, end: int) -> Read:
    """What is read of an excerpt: the statement, the beginning, and what is next to it."""
    pieces, offsets = encoding.ids, encoding.offsets
    own = [first < end and last > start for first, last in offsets]
    mine = [at for at, is_own in enumerate(own) if is_own] or [0][: len(own)]
    around = (at for step in range(1, len(own)) for at in (mine[0] - step, mine[-1] + step))
    near = (at for at in around if 0 <= at < len(own))
    kept = chosen(mine, [*range(min(READ.first, len(own))), *near], READ)
    return Read([pieces[at] for at in kept], [own[at] for at in kept])


def chosen(own: Sequence[int], others: Iterable[int], room: Room) -> list[int]:
    """The places that there is room for: the statement's own, then the first of the others."""
    kept = {*(own if len(own) <= room.own else [*own[: room.own - room.last], *own[-room.last :]])}
    for at in others:
        if len(kept) >= room.all:
            break
        kept.add(at)
    return sorted(kept)


def laid_out(earlier: Read, later: Read) -> Laid:
    """Two excerpts as the network gets them."""
    pieces, parts, marks = [OPENING], [0], [0]
    seen = [0]
    for part, half in ((EARLIER, earlier), (LATER, later)):
        places = range(len(pieces), len(pieces) + len(half.pieces))
        own = [at for at, is_own in zip(places, half.own, strict=True) if is_own]
        seen += chosen(own, places[: SEEN.first], SEEN)
        pieces += [*half.pieces, CLOSING]
        parts += [part] * len(half.pieces) + [0]
        marks += [part + OWN * is_own for is_own in half.own] + [0]
    return Laid(pieces, parts, seen, [marks[at] for at in seen])
