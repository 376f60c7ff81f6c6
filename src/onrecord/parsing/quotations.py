"""Quotations: the stretches of a text that stand in quotation marks.

Reports mix straight and curly marks, open with one and close with the other,
forget to close, and use apostrophes that look like marks.  So a mark is read by
what stands around it, and a quotation never crosses a line: one that is opened
and not closed runs to the end of its line, which is also how a quotation over
several paragraphs is printed.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

DOUBLE = re.compile(r"[\"“”„«»]|''|``|‘‘|’’")
SINGLE = re.compile(r"(?<!['‘’])['‘’](?!['‘’])")
OPENS_ONLY = ("“", "„", "«", "``", "‘‘")
CLOSES_ONLY = ("”", "»", "’’")
OPENING_CONTEXT = "([{—–-/“\"‘'"
LONGEST_SINGLE = 1_000  # characters; keeps a line of a million apostrophes cheap
# Words that lose their first letters: an apostrophe before them opens nothing.
CLIPPED = re.compile(r"(?:\d|em\b|til\b|tis\b|twas\b|cause\b|bout\b|round\b|n\b)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Quotation:
    """A stretch in quotation marks, marks included; ``closed`` if its line closes it."""

    start: int
    end: int
    closed: bool


def quotations(text: str) -> list[Quotation]:
    """The quotations of a text, in order, not overlapping; offsets into ``text``."""
    found: list[Quotation] = []
    start = 0
    for line in text.splitlines(keepends=True):
        found += in_paragraph(line, start)
        start += len(line)
    return found


def in_paragraph(line: str, offset: int = 0) -> list[Quotation]:
    """The quotations of one paragraph that stands at ``offset``, whatever its lines."""
    doubles = list(double_quotations(line))
    starts = [quotation.start for quotation in doubles]
    singles = [
        single
        for single in single_quotations(mask(line, doubles))
        if bisect_left(starts, single.start) == bisect_left(starts, single.end)
    ]
    quotes = sorted([*doubles, *singles], key=lambda quotation: quotation.start)
    return [Quotation(q.start + offset, q.end + offset, q.closed) for q in quotes]


def double_quotations(line: str) -> Iterator[Quotation]:
    """What stands between double marks of any shape, the outermost only."""
    opened: int | None = None
    first = indent(line)
    for mark in DOUBLE.finditer(line):
        if mark.start() == first and is_stray(line, mark):
            continue
        opens, closes = opens_or_closes(line, mark)
        if opened is None and opens:
            opened = mark.start()
        elif opened is not None and closes:
            yield Quotation(opened, mark.end(), closed=True)
            opened = None
    if opened is not None and line[opened + 1 :].strip():
        yield Quotation(opened, len(line.rstrip()), closed=False)


def is_stray(line: str, mark: re.Match[str]) -> bool:
    """Whether a line's first mark is straight and closes nowhere, while its others are curly.

    So print excerpts the sites that set them off by a mark and not by their layout.
    """
    rest = line[mark.end() :]
    return mark.group() == '"' and "“" in rest and '"' not in rest


def indent(line: str) -> int:
    """Where the words of a line begin."""
    return len(line) - len(line.lstrip())


def opens_or_closes(line: str, mark: re.Match[str]) -> tuple[bool, bool]:
    """Whether a mark can open and whether it can close, by its shape and its neighbours."""
    if mark.group() in OPENS_ONLY:
        return True, False
    before = line[mark.start() - 1] if mark.start() else " "
    after = line[mark.end()] if mark.end() < len(line) else " "
    can_open = (before.isspace() or before in OPENING_CONTEXT) and not after.isspace()
    can_close = not before.isspace() and not after.isalnum()
    if mark.group() in CLOSES_ONLY:
        return False, True
    return (can_open, can_close) if can_open != can_close else (True, True)


def single_quotations(line: str) -> Iterator[Quotation]:
    """What stands between single marks, leaving apostrophes alone."""
    end = 0
    first = indent(line)
    for mark in SINGLE.finditer(line):
        if mark.start() < end or not opens_single(line, mark.start(), first):
            continue
        close = closing_single(line, mark.end())
        if close is not None:
            end = close + 1
            yield Quotation(mark.start(), end, closed=True)
        elif line[mark.start()] == "‘" and not opens_again(line, mark.end()):
            end = len(line.rstrip())
            yield Quotation(mark.start(), end, closed=False)


def opens_again(line: str, start: int) -> bool:
    """Whether another single quotation opens behind ``start``."""
    ahead = SINGLE.finditer(line, start, start + LONGEST_SINGLE)
    return any(opens_single(line, mark.start()) for mark in ahead)


def opens_single(line: str, at: int, first: int | None = None) -> bool:
    """Whether the single mark at ``at`` opens: a word follows it, none precedes it.

    The mark that closes does so only where the line begins, at ``first``.
    """
    before = line[at - 1] if at else " "
    after = line[at + 1 : at + 8]
    return (
        (line[at] != "’" or at == first)
        and (before.isspace() or before in "([—–-:")
        and bool(after)
        and not after[0].isspace()
        and (line[at] == "‘" or not CLIPPED.match(after))
    )


def closing_single(line: str, start: int) -> int | None:
    """Where a single quotation that opened before ``start`` closes.

    A mark after punctuation surely closes.  One after a letter may be a plural's
    apostrophe ("workers' rights"): it closes if no surer one follows before the
    next opening mark.
    """
    candidate = None
    for mark in SINGLE.finditer(line, start, start + LONGEST_SINGLE):
        at = mark.start()
        if opens_single(line, at):
            break
        before, after = line[at - 1], line[at + 1 : at + 2] or " "
        if after.isalnum() or before.isspace():
            continue
        if before in ".,!?…;":
            return at
        candidate = at if candidate is None or line[at - 1] != "s" else candidate
    return candidate


def mask(line: str, taken: list[Quotation]) -> str:
    """The line with the taken quotations blanked, so that offsets stay."""
    parts, end = [], 0
    for quotation in taken:
        parts += [line[end : quotation.start], " " * (quotation.end - quotation.start)]
        end = quotation.end
    return "".join([*parts, line[end:]])


def covering(found: Sequence[Quotation], at: int) -> Quotation | None:
    """The one of ``found``, which stand in order, inside whose marks the character ``at`` is."""
    after = bisect_left(found, at, key=lambda quotation: quotation.start)
    return found[after - 1] if after and at < found[after - 1].end else None
