"""Meaning: what a second, small network says of each statement, seen in its surroundings.

What it learned from and how good it is, ``model/MODEL_CARD.md`` tells.  The rooms below
decide with it who speaks, what the words do, and at whom.
"""

from onrecord.meaning.chooser import Chooser
from onrecord.meaning.reader import ACTS, MODEL, TYPES, Reader, Reading
from onrecord.meaning.views import AGAIN, BODY, DESCRIBED, PERSON, Mention, Words

__all__ = [
    "ACTS",
    "AGAIN",
    "BODY",
    "DESCRIBED",
    "MODEL",
    "PERSON",
    "TYPES",
    "Chooser",
    "Mention",
    "Reader",
    "Reading",
    "Words",
]
