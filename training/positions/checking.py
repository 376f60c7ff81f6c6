"""How good a comparer is on pairs that it did not learn from, and how sure it may be."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import torch
from sklearn.metrics import f1_score
from torch import Tensor

from onrecord.positions import RELATIONS, STANCES
from training.positions.learning import Case, Reading, likelihoods, padded, scores
from training.positions.network import ComparerNetwork, Said
from training.positions.pairs import Pair

AT_ONCE = 64
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
    """Macro-F1 on each group of pairs."""
    told = []
    for name, pairs in checked.items():
        said = judged(comparer, [reading.case(pair) for pair in pairs])
        one_issue = all(pair.relation != "unrelated" for pair in pairs)
        labels = STANCES if one_issue else RELATIONS
        found = (said.stances if one_issue else likelihoods(said)).argmax(1)
        macro = f1_score(
            [pair.relation for pair in pairs],
            [RELATIONS[number] for number in found.tolist()],
            labels=list(labels),
            average="macro",
            zero_division=0,
        )
        told.append(f"{name} {macro:.3f}")
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


def split(pairs: Sequence[Pair], held: int, of: int) -> Iterator[list[Pair]]:
    """Pairs to learn from and pairs to check on: one of so many parts of the topics."""
    topics = sorted({pair.topic for pair in pairs})
    part = {topic: number % of for number, topic in enumerate(topics)}
    yield [pair for pair in pairs if part[pair.topic] != held]
    yield [pair for pair in pairs if part[pair.topic] == held]
