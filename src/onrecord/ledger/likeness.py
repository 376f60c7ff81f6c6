"""Likeness: how likely a statement bears on what an earlier one promised or told of.

The features of the two tell, by small decision trees that ``training/ledger`` learned, which few
come into question at all.  Of these, what a network that reads both in their context finds has the
last say, together with the features.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache
from importlib.resources import files
from math import exp, log

import msgspec

from onrecord.ledger.alike import same_any
from onrecord.ledger.features import Features, like_figures, table
from onrecord.ledger.told import Told
from onrecord.names import simplified
from onrecord.stems import stem_of
from onrecord.trees import Trees
from onrecord.trees import table as numbers_of

Bears = Callable[[Told], float]

VERSION = "6"  # of the weights and rules
UNSURE = 0.25  # likeness from which a person is asked
SAME = 0.5  # from which the likeliest of the statements in question is joined
SURE = 0.8  # from which others are joined too
# What is likelier than that is read, of so many statements at most, as that takes long: where rare
# words are shared by chance, as in any large record, it mostly stays below.
READ, MOST = 0.36, 2
IN_COMMON = 0.1  # of the words of two promises, for one to be the other told again at once
CERTAIN = 0.0005  # nothing is more certain than by this


class Learned(msgspec.Struct, frozen=True):
    """``trees`` over the features, and what their likeness and what was read are worth together,
    for what promises itself and for what does not.
    """

    trees: Trees
    read: dict[str, dict[str, float]]


def likely(later: Told, earlier: Sequence[Told], bears: Bears) -> list[float]:
    """How likely a statement bears on what each of some earlier ones does, from 0 to 1; of those
    that do not come into question, 0.

    ``bears`` reads the statement beside an earlier one: how much speaks for it.
    """
    rows = table(later, earlier)
    scores = by_features(rows, learned().trees)
    found = [0.0 for _ in scores]
    weights = learned().read[kind_of(later)]
    for place in in_question(scores):
        known = weights["likely"] * odds(scores[place]) + weights["one"]
        found[place] = chance(known + weights["read"] * bears(earlier[place]))
    return found


def by_features(rows: Sequence[Features], trees: Trees) -> list[float]:
    """How likely by the features alone."""
    found = zip(rows, scored(rows, trees), strict=True)
    return [0.0 if are_two_things(row) else score for row, score in found]


def are_two_things(row: Features) -> bool:
    """Whether one speaker promises twice in one breath, with hardly a word in common."""
    in_one_breath = row.get("beside speaker", 0) > 0 and row.get("both promise", 0) > 0
    return in_one_breath and row["cosine"] < IN_COMMON


def scored(rows: Sequence[Features], trees: Trees) -> list[float]:
    """How likely trees find each row of features."""
    scores: list[float] = trees.likely(numbers_of(rows, trees.features, 0.0)).tolist()
    return scores


def kind_of(later: Told) -> str:
    """Which weights hold for a statement."""
    return "promise" if later.promises else "other"


def in_question(scores: Sequence[float]) -> list[int]:
    """The places of the likeliest few."""
    some = [at for at, score in enumerate(scores) if score > READ]
    return sorted(some, key=lambda at: -scores[at])[:MOST]


def chance(total: float) -> float:
    """A sum of weights as a likelihood."""
    return 1 / (1 + exp(-max(-30.0, min(30.0, total))))


def odds(likelihood: float) -> float:
    """A likelihood as a sum of weights."""
    kept = min(1 - CERTAIN, max(CERTAIN, likelihood))
    return log(kept / (1 - kept))


def why(later: Told, earlier: Told) -> str:
    """What two statements have in common, for whoever judges them."""
    common = sorted(later.stems.keys() & earlier.stems.keys(), key=lambda stem: -later.stems[stem])
    said = set(simplified(later.words).split())
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
def learned() -> Learned:
    """What was learned, read once."""
    return msgspec.json.decode(
        files(__package__).joinpath("likeness.json").read_bytes(), type=Learned
    )
