"""Positions: whether two statements are on one issue, and how the later stands to the earlier.

Pure functions over texts and statements.  The network that judges is ``comparer.py``, the line
that one party's statements make ``lines.py``, what answers an accusation ``answers.py``.
"""

from onrecord.positions.answers import Voice, answered, crossed
from onrecord.positions.comparer import (
    BRANCH,
    MODEL,
    WEIGHTS,
    Comparer,
    Half,
    compare,
    comparer,
    laid_out,
)
from onrecord.positions.excerpts import EARLIER, LATER
from onrecord.positions.lines import Compare, Placed, Said, is_named, line
from onrecord.positions.relations import RELATIONS, STANCES, Compared, Place, Relation, Stance
from onrecord.positions.signs import SIGNS, signs
from onrecord.positions.steps import DONE, STEPS, UNKNOWN, Acts, Seen
from onrecord.positions.words import plain, told

__all__ = [
    "BRANCH",
    "DONE",
    "EARLIER",
    "LATER",
    "MODEL",
    "RELATIONS",
    "SIGNS",
    "STANCES",
    "STEPS",
    "UNKNOWN",
    "WEIGHTS",
    "Acts",
    "Compare",
    "Compared",
    "Comparer",
    "Half",
    "Place",
    "Placed",
    "Relation",
    "Said",
    "Seen",
    "Stance",
    "Voice",
    "answered",
    "compare",
    "comparer",
    "crossed",
    "is_named",
    "laid_out",
    "line",
    "plain",
    "signs",
    "told",
]
