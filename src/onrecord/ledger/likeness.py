"""Likeness: how likely a statement bears on what an earlier one promised or told of.

The features of the two, with weights that ``training/ledger`` learned.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from math import exp

from onrecord.ledger.alike import same_any
from onrecord.ledger.features import like_figures, table
from onrecord.ledger.told import Told
from onrecord.names import name_key
from onrecord.stems import stem_of

VERSION = "3"  # of the weights and rules
UNSURE = 0.25  # likeness from which a person is asked
# From which the likeliest of the statements in question is joined: a promise, which may as well
# begin an entry of its own; what else those say who acted or spoke there; what others say of it.
SAME_PROMISE, SAME_OWN, SAME_OTHER = 0.5, 0.27, 0.5
SURE = 0.9  # from which others are joined too


def likely(later: Told, earlier: Sequence[Told]) -> list[float]:
    """How likely a statement bears on what each of some earlier ones does, from 0 to 1."""
    model = weights()["promise" if later.promises else "other"]
    return [
        chance(sum(model.get(name, 0.0) * value for name, value in row.items()))
        for row in table(later, earlier)
    ]


def chance(total: float) -> float:
    """A sum of weights as a likelihood."""
    return 1 / (1 + exp(-max(-30.0, min(30.0, total))))


def least(later: Told, earlier: Told) -> float:
    """The likeness from which a statement is joined to an earlier one."""
    if later.promises:
        return SAME_PROMISE
    return SAME_OWN if same_any(later.actors, earlier.actors) else SAME_OTHER


def why(later: Told, earlier: Told) -> str:
    """What two statements have in common, for whoever judges them."""
    common = sorted(later.stems.keys() & earlier.stems.keys(), key=lambda stem: -later.stems[stem])
    said = set(name_key(later.words).split())
    words = [next((word for word in said if stem_of(word) == stem), stem) for stem in common]
    reasons = [f"both of {', '.join(sorted(words))}"] if words else []
    if same_any(later.actors, earlier.actors):
        reasons.append("the same party")
    if like_figures(later.figures, earlier.figures)["same number"]:
        reasons.append("the same number")
    if later.due and later.due == earlier.due:
        reasons.append(f"both by {later.due}")
    return "; ".join(reasons) or "one beside the other"


@cache
def weights() -> dict[str, dict[str, float]]:
    """The learned weights, for what promises itself and for what does not."""
    kept = files(__package__).joinpath("likeness.json").read_text(encoding="utf-8")
    return dict(json.loads(kept))
