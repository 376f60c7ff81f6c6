"""How good a comparer is on pairs that it did not learn from, and how sure it may be."""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set

import torch
from sklearn.metrics import f1_score
from torch import Tensor

from onrecord.positions import RELATIONS, STANCES
from training.positions.learning import Case, Reading, likelihoods, padded, scores
from training.positions.network import ComparerNetwork, Said
from training.positions.pairs import Pair

AT_ONCE = 64
Checked = dict[str, list[Pair]]
SHARPER = torch.logspace(-0.7, 1.0, 69)  # what scores are divided by, tried in turn


@torch.no_grad()
def judged(comparer: ComparerNetwork, cases: Sequence[Case]) -> Said:
    """What a comparer says of issue and stances; the pivots are left out."""
    parts = [
        scores(comparer, *padded(cases[at : at + AT_ONCE])) for at in range(0, len(cases), AT_ONCE)
    ]
    none = torch.empty(0)
    return Said(torch.cat([p.issue for p in parts]), torch.cat([p.stances for p in parts]), none)


def check(
    comparer: ComparerNetwork, checked: Mapping[str, Sequence[Pair]], reading: Reading
) -> str:
    """Macro-F1 on each group of pairs, and the F1 of *unrelated*, or of *reverses* on one issue."""
    told = []
    for name, pairs in checked.items():
        said = judged(comparer, [reading.case(pair) for pair in pairs])
        one_issue = all(pair.relation != "unrelated" for pair in pairs)
        labels = STANCES if one_issue else RELATIONS
        found = (said.stances if one_issue else likelihoods(said)).argmax(1)
        each = f1_score(
            [pair.relation for pair in pairs],
            [RELATIONS[number] for number in found.tolist()],
            labels=list(labels),
            average=None,
            zero_division=0,
        )
        told.append(f"{name} {each.mean():.3f} ({labels[-1]} {each[-1]:.2f})")
    return ", ".join(told)


def sharpness(said: Said, pairs: Sequence[Pair]) -> tuple[float, float]:
    """By what the scores of issue and of stances are divided, so that they are as sure as right."""
    right = torch.tensor([RELATIONS.index(pair.relation) for pair in pairs])
    rows = torch.arange(len(right))
    one_issue = right < len(STANCES)

    def surprise(issue: float, stance: float, which: Tensor) -> float:
        likely = likelihoods(said, (issue, stance))
        return -float(likely[rows[which], right[which]].mean())

    stance = min(SHARPER.tolist(), key=lambda by: surprise(1.0, by, one_issue))
    issue = min(SHARPER.tolist(), key=lambda by: surprise(by, stance, one_issue | ~one_issue))
    return issue, stance


def held_back(pairs: Sequence[Pair], topics: Set[str]) -> tuple[list[Pair], list[Pair]]:
    """Pairs to learn from and pairs to check on, which are those on topics that are held back."""
    return (
        [pair for pair in pairs if pair.topic not in topics],
        [pair for pair in pairs if pair.topic in topics],
    )
