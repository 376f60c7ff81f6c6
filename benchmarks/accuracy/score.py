"""How well statements agree with a corpus marked by hand.

Contents are compared as sets of characters: a predicted content counts when its
intersection over union with a gold one is at least 0.5, one to one, best pairs
first.  Exact match reduces a span to the words it touches, so that quotation
marks and white space at its edges do not matter; the distinct spans of an
article are compared: whole, and piece by piece, cut where a paragraph ends, as
the CofeNet paper (COLING 2022) counts.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from onrecord.parsing.quotations import quotations

ROLES = ("source", "cue", "content")
MANNERS = ("direct", "mixed", "indirect")
DIRECT_SHARE = 0.8
WORD = re.compile(r"\w+")

Pieces = Sequence[tuple[int, int]]


@dataclass(frozen=True)
class Marked:
    """One statement as character sets and word sets by role, and the manner of its content.

    ``pieces`` are the word sets of each contiguous stretch of a role.
    """

    chars: dict[str, frozenset[int]]
    words: dict[str, frozenset[int]]
    pieces: dict[str, frozenset[frozenset[int]]]
    manner: str


class Text:
    """A text prepared for marking statements in it."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.word_at: dict[int, int] = {}
        for number, match in enumerate(WORD.finditer(text)):
            self.word_at.update(dict.fromkeys(range(*match.span()), number))
        self.quoted: set[int] = set()
        for quotation in quotations(text):
            self.quoted.update(range(quotation.start, quotation.end))

    def mark(self, pieces: Mapping[str, Pieces]) -> Marked:
        """The statement with these pieces of text as source, cue and content."""
        chars = {role: frozenset(i for b, e in pieces[role] for i in range(b, e)) for role in ROLES}
        words = {role: self.words(chars[role]) for role in ROLES}
        stretches = {
            role: frozenset(self.words(range(*at)) for at in self.stretches(pieces[role]))
            for role in ROLES
        }
        return Marked(chars, words, stretches, self.manner(chars["content"]))

    def words(self, chars: Iterable[int]) -> frozenset[int]:
        """The numbers of the words that some characters touch."""
        return frozenset(self.word_at[i] for i in chars if i in self.word_at)

    def stretches(self, pieces: Pieces) -> Iterator[tuple[int, int]]:
        """The pieces, cut where a paragraph ends."""
        for start, end in pieces:
            for line in self.text[start:end].splitlines(keepends=True):
                yield start, start + len(line)
                start += len(line)

    def manner(self, content: Iterable[int]) -> str:
        """Direct if at least 80 % of the content stands in quotation marks; mixed if some does."""
        inside = [i in self.quoted for i in content if i in self.word_at]
        if not any(inside):
            return "indirect"
        return "direct" if sum(inside) >= DIRECT_SHARE * len(inside) else "mixed"


def pair(gold: Sequence[Marked], found: Sequence[Marked], iou: float) -> list[tuple[int, int]]:
    """Pairs (gold, found) of contents that agree, one to one, the best agreement first."""
    overlaps = []
    for g, marked in enumerate(gold):
        for f, other in enumerate(found):
            a, b = marked.chars["content"], other.chars["content"]
            if (both := len(a & b)) and both >= iou * len(a | b):
                overlaps.append((-both / len(a | b), g, f))
    pairs: list[tuple[int, int]] = []
    gold_left, found_left = set(range(len(gold))), set(range(len(found)))
    for _, g, f in sorted(overlaps):
        if g in gold_left and f in found_left:
            gold_left.remove(g)
            found_left.remove(f)
            pairs.append((g, f))
    return pairs


def count(gold: Sequence[Marked], found: Sequence[Marked], iou: float = 0.5) -> Counter[str]:
    """What `summary` needs of one article; counts of articles add up."""
    pairs = pair(gold, found, iou)
    counts = Counter(articles=1, gold=len(gold), found=len(found), matched=len(pairs))
    for marked in gold:
        counts[f"gold {marked.manner}"] += 1
    for g, f in pairs:
        counts[f"matched {gold[g].manner}"] += 1
        source, other = gold[g].chars["source"], found[f].chars["source"]
        counts["sourced"] += bool(source)
        counts["source right"] += bool(source & other)
        counts["attribution right"] += bool(source & other) or not (source or other)
    for role in ROLES:
        spans = {marked.words[role] for marked in gold} - {frozenset()}
        others = {marked.words[role] for marked in found} - {frozenset()}
        counts[f"gold {role}"] += len(spans)
        counts[f"found {role}"] += len(others)
        counts[f"exact {role}"] += len(spans & others)
        cut = {piece for marked in gold for piece in marked.pieces[role]} - {frozenset()}
        cut_found = {piece for marked in found for piece in marked.pieces[role]} - {frozenset()}
        counts[f"gold pieces {role}"] += len(cut)
        counts[f"found pieces {role}"] += len(cut_found)
        counts[f"exact pieces {role}"] += len(cut & cut_found)
    return counts


def share(part: int, whole: int) -> float:
    """``part / whole``, 0 where there is nothing."""
    return part / whole if whole else 0.0


def f1(both: int, found: int, gold: int) -> dict[str, float]:
    """Precision, recall and their harmonic mean."""
    return {
        "precision": share(both, found),
        "recall": share(both, gold),
        "f1": share(2 * both, found + gold),
    }


def summary(counts: Counter[str]) -> dict[str, dict[str, float]]:
    """The figures of a corpus, each between 0 and 1."""
    return {
        "content": f1(counts["matched"], counts["found"], counts["gold"]),
        "content and source": f1(counts["attribution right"], counts["found"], counts["gold"]),
        "source right of matched": {"share": share(counts["source right"], counts["sourced"])},
        **{
            f"exact {role}": f1(
                counts[f"exact {role}"], counts[f"found {role}"], counts[f"gold {role}"]
            )
            for role in ROLES
        },
        **{
            f"{role}, by paragraph": f1(
                *(counts[f"{kind} pieces {role}"] for kind in ("exact", "found", "gold"))
            )
            for role in ROLES
        },
        "recall by manner": {
            manner: share(counts[f"matched {manner}"], counts[f"gold {manner}"])
            for manner in MANNERS
        },
    }
