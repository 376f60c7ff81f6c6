"""How a later statement stands to an earlier one, and what is known of two that were compared."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, get_args

# What two statements on the same issue may be to each other, in the order of the network's scores.
Stance = Literal["repeats", "adds", "softens", "hardens", "reverses"]
Relation = Literal["repeats", "adds", "softens", "hardens", "reverses", "unrelated"]
# The place of a statement in a line of them: `unclear` where nothing is likely enough.
Place = Literal["first", "repeats", "adds", "softens", "hardens", "reverses", "unclear"]

STANCES: tuple[Stance, ...] = get_args(Stance)
RELATIONS: tuple[Relation, ...] = get_args(Relation)


@dataclass(frozen=True, slots=True)
class Compared:
    """What became of a statement in a later one.

    ``relation`` is the likeliest and ``confidence`` its likelihood; ``same_issue`` is how likely
    both are about one issue at all; ``pivot`` are the words of the later that decide it, where
    there are such.  ``stance`` and ``stance_confidence`` are the same of a step in one party's
    line: given that the issue is one, and by what the words of both do besides.
    """

    relation: Relation
    confidence: float
    same_issue: float
    pivot: str | None
    stance: Stance
    stance_confidence: float
