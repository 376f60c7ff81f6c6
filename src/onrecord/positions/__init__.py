"""Positions: whether two statements are on one issue, and how the later stands to the earlier.

Pure functions over texts and statements.  The network that judges is ``comparer.py``, the line
that one party's statements make ``lines.py``, what answers an accusation ``answers.py``.
"""

from onrecord.positions.answers import Voice, answered, crossed
from onrecord.positions.comparer import (
    EARLIER,
    LATER,
    MODEL,
    WEIGHTS,
    Comparer,
    Half,
    compare,
    comparer,
    laid_out,
)
from onrecord.positions.lines import Compare, Placed, Said, line
from onrecord.positions.relations import RELATIONS, STANCES, Compared, Place, Relation, Stance
from onrecord.positions.signs import SIGNS, signs
from onrecord.positions.words import plain, told

__all__ = [
    "EARLIER",
    "LATER",
    "MODEL",
    "RELATIONS",
    "SIGNS",
    "STANCES",
    "WEIGHTS",
    "Compare",
    "Compared",
    "Comparer",
    "Half",
    "Place",
    "Placed",
    "Relation",
    "Said",
    "Stance",
    "Voice",
    "answered",
    "compare",
    "comparer",
    "crossed",
    "laid_out",
    "line",
    "plain",
    "signs",
    "told",
]
