"""How well a reader does on cases: acts, types, whom sources mean, at whom the words are aimed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import torch
from torch import Tensor

from onrecord.meaning import ACTS
from training.meaning.cases import UNKNOWN, Batch, Case, batch
from training.meaning.learning import evening, scores, shares
from training.meaning.network import ReaderNetwork, Said

AT_ONCE = 64


def run(reader: ReaderNetwork, cases: Sequence[Case]) -> Iterator[tuple[Batch, Said]]:
    """What a reader says of cases, in their order."""
    reader.eval()
    with torch.inference_mode():
        for at in range(0, len(cases), AT_ONCE):
            some = batch(cases[at : at + AT_ONCE])
            yield some, scores(reader, some)


def check(reader: ReaderNetwork, cases: Sequence[Case]) -> str:
    """The figures in one line: right acts and their macro-F1, types, sources, targets."""
    confusion = torch.zeros(len(ACTS), len(ACTS), dtype=torch.int64)
    types = typed = 0
    right = [[0, 0], [0, 0]]  # of targets, of sources: right, known
    for some, said in run(reader, cases):
        for gold, found in zip(some.acts.tolist(), said.acts.argmax(1).tolist(), strict=True):
            confusion[gold, found] += 1
        types += int((said.types.argmax(1) == some.types).sum())
        typed += int((some.types != UNKNOWN).sum())
        for number, answers in enumerate(some.answers):
            best = shares(said, some, number, answers).argmax(1, keepdim=True)
            hit = answers.right.gather(1, best).squeeze(1) & answers.known
            right[number][0] += int(hit.sum())
            right[number][1] += int(answers.known.sum())
    (targets, aimed), (sources, named) = right
    return (
        f"acts {confusion.trace() / confusion.sum():.3f} (macro-F1 {macro_f1(confusion):.3f})"
        f" types {types / max(typed, 1):.3f} targets {targets / aimed:.3f}"
        f" sources {sources / named:.3f}"
    )


def macro_f1(confusion: Tensor) -> float:
    """The mean F1 over the acts."""
    both = 2 * confusion.diagonal().float()
    return float((both / (confusion.sum(0) + confusion.sum(1)).clamp(min=1)).mean())


def level(reader: ReaderNetwork, cases: Sequence[Case]) -> None:
    """Take back from the scores of acts that rare ones counted more in training."""
    with torch.no_grad():
        reader.acts[-1].bias -= evening(cases).log()


def sharpness(reader: ReaderNetwork, cases: Sequence[Case]) -> float:
    """By what the scores of acts are to be divided to be as sure as they are right.

    Temperature scaling (Guo et al., ICML 2017): the one of a grid with the least loss.
    """
    found = [(said.acts, some.acts) for some, said in run(reader, cases)]
    acts = torch.cat([scores for scores, _ in found])
    gold = torch.cat([acts for _, acts in found])
    grid = [0.5 + 0.05 * step for step in range(50)]
    return min(grid, key=lambda by: float(torch.nn.functional.cross_entropy(acts / by, gold)))
