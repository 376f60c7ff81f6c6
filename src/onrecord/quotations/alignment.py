"""Two wordings beside each other: which words they share, in order, and what stands between."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz
from rapidfuzz.distance import Levenshtein

from onrecord.quotations.words import Wording

AROUND = 3  # words beside the likeliest place at which the best one may begin or end


@dataclass(frozen=True, slots=True)
class Block:
    """Words of theirs from ``first`` to ``last`` and of ours from ``our_first`` to ``our_last``,
    the lasts excluded: the same ones where ``equal``, else the one in the place of the other.
    """

    equal: bool
    first: int
    last: int
    our_first: int
    our_last: int


@dataclass(frozen=True, slots=True)
class Difference:
    """Words of a quotation and what stands in their place on record; either may be empty."""

    theirs: str
    ours: str


def aligned(theirs: Wording, ours: Wording) -> list[Block]:
    """All of their words laid on those of ours where they fit best: what we have before and
    behind counts for nothing.
    """
    if (start := next(occurrences(theirs.keys, ours.keys), None)) is not None:
        return [Block(True, 0, len(theirs), start, start + len(theirs))]
    first, last = 0, len(ours)
    if 0 < len(theirs) < len(ours):
        likeliest = fuzz.partial_ratio_alignment(theirs.keys, ours.keys)
        if likeliest is not None:
            # At the ends of ours, the likeliest place may be shorter than theirs.
            more = AROUND + len(theirs) - (likeliest.dest_end - likeliest.dest_start)
            first = max(0, likeliest.dest_start - more)
            last = min(len(ours), likeliest.dest_end + more)
    found = Levenshtein.opcodes(theirs.keys, ours.keys[first:last])
    blocks = [
        Block(
            op.tag == "equal", op.src_start, op.src_end, op.dest_start + first, op.dest_end + first
        )
        for op in found
    ]
    return edged(blocks, len(theirs), len(ours))


def edged(blocks: Sequence[Block], theirs: int, ours: int) -> list[Block]:
    """The blocks from the first equal one to the last, with what of theirs is before and behind
    beside as much of ours.
    """
    equal = [number for number, block in enumerate(blocks) if block.equal]
    if not equal:
        return [Block(False, 0, theirs, 0, 0)] if theirs else []
    inner = list(blocks[equal[0] : equal[-1] + 1])
    first, last = inner[0], inner[-1]
    if first.first:
        our_first = max(0, first.our_first - first.first)
        inner.insert(0, Block(False, 0, first.first, our_first, first.our_first))
    if last.last < theirs:
        our_last = min(ours, last.our_last + theirs - last.last)
        inner.append(Block(False, last.last, theirs, last.our_last, our_last))
    return inner


def occurrences(theirs: Sequence[str], ours: Sequence[str]) -> Iterator[int]:
    """The places at which all of these words stand in a row."""
    whole, part = (f"\0{chr(0).join(words)}\0" for words in (ours, theirs))
    at = whole.find(part) if theirs else -1
    while at >= 0:
        yield whole.count("\0", 0, at)
        at = whole.find(part, at + 1)


def differences(blocks: Iterable[Block], theirs: Wording, ours: Wording) -> Iterator[Difference]:
    """What differs, word by word where as many words stand in the place of others."""
    for block in blocks:
        if block.equal:
            continue
        if block.last - block.first != block.our_last - block.our_first:
            yield Difference(
                theirs.shown(block.first, block.last), ours.shown(block.our_first, block.our_last)
            )
            continue
        for number in range(block.last - block.first):
            at, our = block.first + number, block.our_first + number
            yield Difference(theirs.shown(at, at + 1), ours.shown(our, our + 1))
