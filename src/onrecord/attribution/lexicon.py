"""The lexicon of cues: how surely a verb in a frame attributes what it governs.

The rates are counted on PolNeAR's train split by ``training/cues.py``.
"""

from __future__ import annotations

import json
from functools import cache
from importlib.resources import files

# Below this rate, taking a verb for a cue would be wrong more often than right.
SURE_ENOUGH = 0.42
# A verb in what another says attributes in its turn only if it does so clearly.
SURE_WITHIN = 0.8
# A verb whose source the parse does not show is more often not a cue.
SURE_WITHOUT_SOURCE = 0.75


@cache
def rates() -> dict[str, dict[str, float]]:
    """Frame → lemma → share of occurrences that attribute, between 0 and 1."""
    text = (files(__package__) / "cues.json").read_text(encoding="utf-8")
    return json.loads(text)  # type: ignore[no-any-return]


# Few reports in the corpus welcome or hail anything; who does so in one does it by these words.
BY_SAYING = frozenset({"applaud", "commend", "condemn", "deny", "deplore", "hail", "welcome"})


def rate(lemma: str, frame: str) -> float:
    """How surely the verb attributes in this frame; 0 where the corpus gives no evidence."""
    if frame == "dobj" and lemma in BY_SAYING:
        return max(0.5, rates()["dobj"].get(lemma, 0.0))
    return rates().get(frame, {}).get(lemma.lower(), 0.0)


def speaks(lemma: str) -> float:
    """How surely the verb introduces speech: its rate with a clause of what is said."""
    return max(rate(lemma, "ccomp"), rate(lemma, "none"))
