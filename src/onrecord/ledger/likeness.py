"""Likeness: how likely a statement bears on what an earlier one promised or told of.

The features of the two tell, by small decision trees that ``training/ledger`` learned.  Where that
leaves a doubt of the likeliest few, how likely both words are on one issue has a say too.
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
from onrecord.names import name_key
from onrecord.stems import stem_of
from onrecord.trees import Trees
from onrecord.trees import table as numbers_of

SameIssue = Callable[[Told], float]

VERSION = "5"  # of the weights and rules
UNSURE = 0.25  # likeness from which a person is asked
SAME = 0.5  # from which the likeliest of the statements in question is joined
SURE = 0.8  # from which others are joined too
# Words are compared between these, of so many statements at most, as that takes long: where rare
# words are shared by chance, as in any large record, it mostly stays below.
DOUBTED, SETTLED, COMPARED = 0.28, 0.85, 2
IN_COMMON = 0.1  # of the words of two promises, for one to be the other told again at once
CERTAIN = 0.0005  # nothing is more certain than by this


class Learned(msgspec.Struct, frozen=True):
    """``trees`` over the features, and what their likeness and the comparer's answer are worth
    together, for what promises itself and for what does not.
    """

    trees: Trees
    compared: dict[str, dict[str, float]]


def likely(later: Told, earlier: Sequence[Told], same_issue: SameIssue) -> list[float]:
    """How likely a statement bears on what each of some earlier ones does, from 0 to 1.

    ``same_issue`` tells how likely an earlier one is on the same issue.
    """
    rows = table(later, earlier)
    scores = [
        0.0 if are_two_things(row) else score
        for row, score in zip(rows, scored(rows, learned().trees), strict=True)
    ]
    weights = learned().compared[kind_of(later)]
    for number in doubted(scores):
        issue = odds(same_issue(earlier[number]))
        total = weights["one"] + weights["issue"] * issue
        scores[number] = chance(total + weights["likeness"] * odds(scores[number]))
    return scores


def are_two_things(row: Features) -> bool:
    """Whether one speaker promises twice in one breath, with hardly a word in common."""
    in_one_breath = row.get("beside speaker", 0) > 0 and row.get("both promise", 0) > 0
    return in_one_breath and row["cosine"] < IN_COMMON


def scored(rows: Sequence[Features], trees: Trees) -> list[float]:
    """How likely by the features alone."""
    scores: list[float] = trees.likely(numbers_of(rows, trees.features, 0.0)).tolist()
    return scores


def kind_of(later: Told) -> str:
    """Which weights hold for a statement."""
    return "promise" if later.promises else "other"


def doubted(scores: Sequence[float]) -> list[int]:
    """The places of the likeliest few of which the features leave a doubt."""
    open_ones = [at for at, score in enumerate(scores) if DOUBTED < score < SETTLED]
    return sorted(open_ones, key=lambda at: -scores[at])[:COMPARED]


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
def learned() -> Learned:
    """What was learned, read once."""
    return msgspec.json.decode(
        files(__package__).joinpath("likeness.json").read_bytes(), type=Learned
    )
