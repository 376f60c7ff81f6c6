"""What became of a statement: the one that stands for it now, in the same text or an edited one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Sequence
from typing import TypeVar

from rapidfuzz.distance import Indel

from onrecord.record.rows import Line, Values

NEAR = 50  # places up or down that are looked at, so that a text of thousands takes no square
SAME = 0.5  # intersection over union from which a content is the same, found more exactly
REWORDED = 0.6  # share of the letters from which a content is the same in an edited text
One = TypeVar("One")
Other = TypeVar("Other")


def found_again(before: Sequence[Line], now: Sequence[Values]) -> dict[int, int]:
    """Which of what was found in a text now each earlier statement of it is, by their places."""
    ids = [(row.extracted or {}).get("id", row.id) for row in before]
    known = same(ids, [values["id"] for values in now])
    return known | matched(
        before,
        now,
        known,
        lambda row, values: overlap(row.spans["content"], values["spans"]["content"]),
        SAME,
    )


def printed_again(before: Sequence[Line], now: Sequence[Line]) -> dict[int, int]:
    """Which statement of an edited text each statement of the text before is, by their places."""
    words = [[(row.source, row.cue, row.content) for row in rows] for rows in (before, now)]
    known = same(*words)
    return known | matched(
        before,
        now,
        known,
        lambda row, other: max(
            Indel.normalized_similarity(ours, theirs)
            for ours, theirs in zip(*map(contents, (row, other)), strict=True)
        ),
        REWORDED,
    )


def contents(row: Line) -> tuple[str, str]:
    """The words of a statement, and as they were found before a person corrected them."""
    return row.content, (row.extracted or {}).get("content", row.content)


def same(before: Iterable[Hashable], now: Iterable[Hashable]) -> dict[int, int]:
    """The places of equal things: the first of several with the first, and so on."""
    places: dict[Hashable, list[int]] = defaultdict(list)
    for place, one in enumerate(before):
        places[one].append(place)
    return {places[one].pop(0): place for place, one in enumerate(now) if places[one]}


def matched(
    before: Sequence[One],
    now: Sequence[Other],
    known: dict[int, int],
    alike: Callable[[One, Other], float],
    least: float,
) -> dict[int, int]:
    """Of the rest, the places of those that are most alike, each in one pair at most."""
    free = [place for place in range(len(now)) if place not in set(known.values())]
    shares = [
        (share, -abs(place - other), place, other)
        for place, one in enumerate(before)
        if place not in known
        for other in free
        if abs(place - other) <= NEAR and (share := alike(one, now[other])) >= least
    ]
    found: dict[int, int] = {}
    for _, _, place, other in sorted(shares, reverse=True):
        if place not in found and other not in found.values():
            found[place] = other
    return found


def overlap(one: Sequence[Sequence[int]], other: Sequence[Sequence[int]]) -> float:
    """Intersection over union of the characters of two lists of spans."""
    if one[-1][1] <= other[0][0] or other[-1][1] <= one[0][0]:
        return 0.0
    ours = {offset for start, end in one for offset in range(start, end)}
    theirs = {offset for start, end in other for offset in range(start, end)}
    return len(ours & theirs) / len(ours | theirs)
