"""Quotations: the stretches of a text that stand in quotation marks.

Reports mix straight and curly marks, open with one and close with the other,
forget to close, and use apostrophes that look like marks.  So a mark is read by
what stands around it, and a quotation never crosses a line: one that is opened
and not closed runs to the end of its line, which is also how a quotation over
several paragraphs is printed.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate

DOUBLE = re.compile(r"[\"“”„‟«»]|''|``|‘‘|’’")
SINGLE = re.compile(r"(?<!['‘’])['‘’‚‹›](?!['‘’])")
# Marks of one shape; one of another opens and closes inside of them.
SHAPES = {'"': "straight", "«": "angle", "»": "angle", **dict.fromkeys("“”„‟", "curly")}
OPENS = ("“", "„", "‟", "«", "``", "‘‘")  # where its neighbours do not tell
CLOSES = ("”", "»", "’’")
OPENING_CONTEXT = "([{—–-/“\"‘'"
ENDS_SPEECH = ".,!?…;—–"
# Words that lose their first letters: an apostrophe before them may be no mark.
CLIPPED = re.compile(r"\d|(?:ello|e|er|im|is|em|til|tis|twas|cause|bout|round|n)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Quotation:
    """A stretch in quotation marks, marks included; ``closed`` if its line closes it."""

    start: int
    end: int
    closed: bool


def quotations(text: str, offset: int = 0) -> list[Quotation]:
    """The quotations of a text that stands at ``offset``, in order, not overlapping."""
    lines = text.splitlines(keepends=True)
    starts = accumulate(map(len, lines), initial=offset)
    return [
        Quotation(q.start + start, q.end + start, q.closed)
        for start, found in zip(starts, in_paragraphs(lines), strict=False)
        for q in found
    ]


def in_paragraphs(paragraphs: Sequence[str]) -> Iterator[list[Quotation]]:
    """The quotations of each paragraph, with offsets into it; blank ones count for nothing.

    How the next one begins may tell whether a quotation goes on, and the marks of all whether
    one is odd.
    """
    curly = any("“" in paragraph for paragraph in paragraphs)
    following = ""
    found = []
    for paragraph in reversed(paragraphs):
        found.append(in_paragraph(paragraph, following, curly=curly))
        following = paragraph.lstrip()[:1] or following
    return reversed(found)


def in_paragraph(line: str, goes_on: str, *, curly: bool) -> list[Quotation]:
    """The quotations of one paragraph; ``goes_on``: the character with which the next begins."""
    doubles = list(double_quotations(line, goes_on, curly=curly))
    singles = list(single_quotations(line, doubles, goes_on))
    starts = [single.start for single in singles]
    outer = [d for d in doubles if not is_covered(d, singles, starts)]
    return sorted([*outer, *singles], key=lambda quotation: quotation.start)


def is_covered(inner: Quotation, found: Sequence[Quotation], starts: Sequence[int]) -> bool:
    """Whether one of those found, which begin at ``starts``, holds another quotation."""
    before = bisect_left(starts, inner.start)
    return before > 0 and inner.end <= found[before - 1].end


def double_quotations(line: str, goes_on: str, *, curly: bool) -> Iterator[Quotation]:
    """What stands between double marks of any shape, the outermost only."""
    opened = inner = None
    first = indent(line)
    for mark in DOUBLE.finditer(line):
        if mark.start() == first and is_stray(line, mark, goes_on, curly=curly):
            continue
        opens, closes = opens_or_closes(line, mark)
        if opened is None:
            opened = mark if opens else None
        elif opens and not closes and inner is None and shape(mark) != shape(opened):
            inner = mark
        elif inner is not None and closes and shape(mark) == shape(inner):
            inner = None
        elif closes:
            yield Quotation(opened.start(), mark.end(), closed=True)
            opened = inner = None
    if opened is not None and line[opened.end() :].strip():
        yield Quotation(opened.start(), len(line.rstrip()), closed=False)


def shape(mark: re.Match[str]) -> str:
    """The shape of a double mark."""
    return SHAPES.get(mark.group(), "twice")


def is_stray(line: str, mark: re.Match[str], goes_on: str, *, curly: bool) -> bool:
    """Whether a line's first mark is straight and closes nowhere, while the others are curly.

    So print excerpts the sites that set them off by a mark and not by their layout.
    """
    rest = line[mark.end() :]
    others = "“" in rest or (curly and goes_on != '"')
    return mark.group() == '"' and others and '"' not in rest


def indent(line: str) -> int:
    """Where the words of a line begin."""
    return len(line) - len(line.lstrip())


def opens_or_closes(line: str, mark: re.Match[str]) -> tuple[bool, bool]:
    """Whether a mark can open and whether it can close, by its neighbours, else by its shape.

    “Reports” have them so, and „others“, ”others” or »others« differently.
    """
    before = line[mark.start() - 1] if mark.start() else " "
    after = line[mark.end()] if mark.end() < len(line) else " "
    is_word = not after.isspace() and after not in ENDS_SPEECH
    can_open = (before.isspace() or before in OPENING_CONTEXT) and is_word
    can_close = not before.isspace() and not after.isalnum()
    if can_open != can_close:
        return can_open, can_close
    return mark.group() not in CLOSES, mark.group() not in OPENS


def single_quotations(line: str, doubles: Sequence[Quotation], goes_on: str) -> Iterator[Quotation]:
    """What stands between single marks, leaving apostrophes and double marks alone.

    A mark that closes behind punctuation is sure; only such a one closes what holds a
    quotation in double marks, or begins with a word that has an apostrophe itself.
    """
    starts = [quotation.start for quotation in doubles]
    marks = [
        at for mark in SINGLE.finditer(line) if not inside(at := mark.start(), doubles, starts)
    ]
    first, number, barren = indent(line), 0, 0  # no sure mark closes before the barren one
    while number < len(marks):
        at = marks[number]
        clipped = is_clipped(line, at)
        if not opens_single(line, at, first) or (clipped and number < barren):
            number += 1
            continue
        close, following = closing_single(line, marks, number)
        sure = close is not None and line[marks[close] - 1] in ENDS_SPEECH
        if not sure:
            barren = following
        if close is not None and (sure or not (clipped or holds(at, marks[close], starts))):
            yield Quotation(at, marks[close] + 1, closed=True)
            number = close + 1
        elif following == len(marks) and not clipped and line[at] in ("‘", goes_on):
            end = len(line.rstrip())
            if not holds(at, end, starts):
                yield Quotation(at, end, closed=False)
            return
        else:
            number = max(following, number + 1) if close is None else number + 1


def inside(at: int, found: Sequence[Quotation], starts: Sequence[int]) -> bool:
    """Whether a character stands in one of those found, which begin at ``starts``."""
    before = bisect_right(starts, at)
    return before > 0 and at < found[before - 1].end


def holds(start: int, end: int, starts: Sequence[int]) -> bool:
    """Whether one of ``starts`` lies between two offsets."""
    return bisect_left(starts, start) < bisect_left(starts, end)


def opens_single(line: str, at: int, first: int) -> bool:
    """Whether the single mark at ``at`` opens: a word follows it, none precedes it.

    The mark that closes does so only where the line begins, at ``first``.
    """
    before, after = line[at - 1] if at else " ", line[at + 1 : at + 2] or " "
    return (
        (line[at] != "’" or at == first)
        and (before.isspace() or before in '([—–-:“"')
        and not after.isspace()
    )


def is_clipped(line: str, at: int) -> bool:
    """Whether the mark at ``at`` may be the apostrophe of a word that it begins: 'em, '90s."""
    return line[at] in "'’‘" and CLIPPED.match(line, at + 1) is not None


def closing_single(line: str, marks: Sequence[int], opened: int) -> tuple[int | None, int]:
    """Which of the marks closes the single quotation that another opens, and where the look ends.

    A mark after punctuation surely closes.  One after a letter may be a plural's
    apostrophe ("workers' rights"): it closes if no surer one follows before the
    next opening mark.
    """
    candidate = None
    for number in range(opened + 1, len(marks)):
        at = marks[number]
        if opens_single(line, at, -1) and not is_clipped(line, at):
            return candidate, number
        before, after = line[at - 1], line[at + 1 : at + 2] or " "
        closes = line[at] in "'’›‹" or line[marks[opened]] == "‚"
        if after.isalnum() or before.isspace() or not closes:
            continue
        if before in ENDS_SPEECH:
            return number, number
        candidate = number if candidate is None or before != "s" else candidate
    return candidate, len(marks)


def covering(found: Sequence[Quotation], at: int) -> Quotation | None:
    """The one of ``found``, which stand in order, inside whose marks the character ``at`` is."""
    after = bisect_left(found, at, key=lambda quotation: quotation.start)
    return found[after - 1] if after and at < found[after - 1].end else None
