"""Groups: what is judged the same goes together, what is judged different never does."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from onrecord.record.rows import Line


def grouped(keys: Iterable[int], judged: Mapping[tuple[int, int], Line]) -> dict[int, int]:
    """Each one's group, called by its lowest key.

    Pairs judged the same are joined, a person's before a version's, the surest and oldest
    first; a pair that would bring two together that are judged different stays apart.
    """
    group = {key: {key} for key in keys}
    apart = {pair for pair, row in judged.items() if row.verdict == "different"}
    same = [row for row in judged.values() if row.verdict == "same"]
    for row in sorted(same, key=lambda row: (not row.person, -(row.score or 1.0), row.id)):
        ours, theirs = group[row.left], group[row.right]
        if ours is theirs or any((min(p), max(p)) in apart for p in pairs(ours, theirs)):
            continue
        ours |= theirs
        group |= dict.fromkeys(theirs, ours)
    return {key: min(members) for key, members in group.items()}


def pairs(ours: Iterable[int], theirs: Iterable[int]) -> list[tuple[int, int]]:
    """Every one of a group with every one of the other."""
    theirs = list(theirs)
    return [(one, other) for one in ours for other in theirs]
