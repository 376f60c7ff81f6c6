"""Text → its paragraphs: one a line, or several lines where the text is wrapped by hand."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

# A wrapped text has no longer line than this, and breaks most lines in mid-sentence.
WIDEST_WRAP = 100
FEWEST_WRAPPED = 3
# Lines wrapped by a person end earlier than they must.
RAGGED = 0.85


def paragraphs(text: str) -> list[tuple[int, int]]:
    """Start and end of each paragraph, without the white space around it, in text order."""
    lines = list(lines_of(text))
    width = wrap_width(text, lines)
    found: list[tuple[int, int]] = []
    for line in lines:
        if found and width and runs_on(text, found[-1], line, width):
            found[-1] = found[-1][0], line[1]
        else:
            found.append(line)
    return found


def lines_of(text: str) -> Iterator[tuple[int, int]]:
    """Start and end of each line that is not blank, without the white space around it."""
    start = 0
    for line in text.splitlines(keepends=True):
        bare = line.strip()
        if bare:
            first = start + len(line) - len(line.lstrip())
            yield first, first + len(bare)
        start += len(line)


def wrap_width(text: str, lines: Sequence[tuple[int, int]]) -> int | None:
    """The width at which a text is wrapped by hand, None if each line is a paragraph."""
    width = max((end - start for start, end in lines), default=0)
    if width > WIDEST_WRAP:
        return None
    full = [
        following for line, following in pairwise(lines) if runs_on(text, line, following, width)
    ]
    in_sentence = [start for start, _ in full if text[start].islower()]
    wrapped = len(full) >= FEWEST_WRAPPED and len(in_sentence) * 2 >= len(full)
    return width if wrapped else None


def runs_on(text: str, line: tuple[int, int], following: tuple[int, int], width: int) -> bool:
    """Whether a line was broken only because the next one's first word did not fit on it."""
    between = text[line[1] : following[0]] + "|"
    if len(between.splitlines()) != 2:
        return False
    last = text.rfind("\n", line[0], line[1]) + 1
    used = line[1] - max(last, line[0])
    word = text[following[0] : following[1]].split(maxsplit=1)[0]
    return used + 1 + len(word) > RAGGED * width
