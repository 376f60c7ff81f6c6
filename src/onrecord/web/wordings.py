"""Two wordings beside each other, with the words marked in which they differ."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import zip_longest

from onrecord.quotations import Wording, aligned, wording

ALIKE = 0.5  # of the words of two statements, for what differs to be marked in them
LONGEST = 1_000  # words that are compared, so that no text takes long


@dataclass(frozen=True, slots=True)
class Stretch:
    """Words of one wording, and whether the other has others in their place."""

    text: str
    differs: bool


Marked = list[Stretch]


def changed(earlier: str, later: str) -> tuple[Marked, Marked] | None:
    """Two statements, each with the words that the other does not have; None where little is the
    same, or they are very long.
    """
    one, other = wording(earlier), wording(later)
    if max(len(one), len(other)) > LONGEST:
        return None
    matcher = SequenceMatcher(None, one.keys, other.keys, autojunk=False)
    if matcher.ratio() < ALIKE:
        return None
    places = [place for kind, *place in matcher.get_opcodes() if kind != "equal"]
    return (
        list(marked(one, ((first, last) for first, last, _, _ in places))),
        list(marked(other, ((first, last) for _, _, first, last in places))),
    )


def quoted(theirs: str, ours: str) -> tuple[Marked, Marked]:
    """A quotation and what is on record, which may say more before and behind it."""
    one, other = wording(theirs), wording(ours)
    blocks = [block for block in aligned(one, other) if not block.equal]
    return (
        list(marked(one, ((block.first, block.last) for block in blocks))),
        list(marked(other, ((block.our_first, block.our_last) for block in blocks))),
    )


def with_words(text: str, words: str | None) -> Marked:
    """A text in which some words are marked, where it has them."""
    before, found, behind = text.partition(words) if words else (text, "", "")
    pieces = (Stretch(before, False), Stretch(found, True), Stretch(behind, False))
    return [piece for piece in pieces if piece.text]


def marked(words: Wording, differing: Iterable[tuple[int, int]]) -> Iterator[Stretch]:
    """A text in stretches: the words from one number to another differ, the last excluded."""
    at = 0
    for first, last in differing:
        if first == last:
            continue
        start, end = words.starts[first], words.ends[last - 1]
        if at < start:
            yield Stretch(words.text[at:start], False)
        yield Stretch(words.text[start:end], True)
        at = end
    if at < len(words.text):
        yield Stretch(words.text[at:], False)


def texts(earlier: Sequence[str], later: Sequence[str]) -> Iterator[tuple[Marked, Marked]]:
    """Two texts by their paragraphs, side by side; a paragraph that one does not have is empty."""
    matcher = SequenceMatcher(None, earlier, later)
    for kind, first, last, other_first, other_last in matcher.get_opcodes():
        before, after = earlier[first:last], later[other_first:other_last]
        for one, other in zip_longest(before, after, fillvalue=""):
            if kind == "equal":
                yield with_words(one, None), with_words(other, None)
            else:
                yield changed(one, other) or (with_words(one, one), with_words(other, other))
