"""The choosers: among all who may be meant, by a source or as a target, whom to take.

They learn from articles that the reader did not learn from, so that they know how far it can
be trusted; that of sources from the others, too, as if nobody had read them.  A hidden layer of
ReLUs, a softmax over the nominees, the marginal likelihood of those that are right; a few of them
averaged, and sharpened by temperature.
"""

from __future__ import annotations

import json
import random
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from torch import nn

from onrecord.acts.targets import Targets
from onrecord.entities import Entities
from onrecord.entities.candidate import Meant
from onrecord.entities.nominees import Asked, Nominee, described, nominees
from onrecord.entities.resolver import Resolver
from onrecord.meaning import Chooser
from onrecord.model import Statement
from onrecord.parsing import Analysis
from training.network.articles import Prepared
from training.network.cases import normal

HIDDEN, EPOCHS, AT_ONCE, SEEDS, FOLDS = 24, 7, 32, 3, 5
READ = 3  # times as much counts a choice for which the reader was asked
Floats = NDArray[np.float32]


@dataclass(frozen=True, eq=False)
class Choice:
    """What speaks for each nominee, a row each, and which of them are right.

    Where nobody read the statement, what the reader says is not a number.
    """

    article: str
    rows: Floats
    right: NDArray[np.bool_]

    @property
    def is_read(self) -> bool:
        """Whether the statement was read."""
        return not np.isnan(self.rows).any()


class Teacher(Resolver):
    """Goes through an article with the right speakers, and keeps what there was to choose from."""

    def __init__(self, article: Prepared, analysis: Analysis, choose: Chooser) -> None:
        super().__init__(analysis, article.cast, choose)
        self.marks = article.marks
        self.id = article.id
        self.choices: list[Choice] = []

    def chosen(self, statement: Statement, meant: Meant | None) -> Meant | None:
        """Whoever is right, if that is among those who may be meant."""
        phrase = self.phrase(statement.source[0]) if statement.source else None
        asked = Asked(statement, phrase, meant, self.before)
        options = nominees(asked, self.entities)
        mark = self.marks[statement.id]
        right = [is_right(one, mark) for one in options]
        rows = described(asked, self.readings.get(statement.id), self.cast, options)
        self.choices.append(Choice(self.id, rows, np.array(right)))
        best = next((one for one, yes in zip(options, right, strict=True) if yes), None)
        if best is None:
            return meant
        if best.type == "none":
            return None
        if meant is not None and best.is_known(meant.known):
            return meant
        return Meant(self.known(best, asked), "name", "", 1.0)


def read(article: Prepared, stage: Entities) -> Analysis:
    """An article's analysis with what the reader says of its marked statements."""
    with ThreadPoolExecutor() as pool:
        return stage.start(article.analysis, pool, article.cast).read()


def is_right(one: Nominee, mark: dict[str, Any]) -> bool:
    """Whether a nominee has the name and the type that are marked."""
    names = (mark["speaker"], *(mark.get("speaker_also") or ()))
    return one.type == mark["speaker_type"] and normal(one.name) in map(normal, names)


def sources(
    articles: Iterable[Prepared], learned: Iterable[Prepared], stage: Entities
) -> Iterator[Choice]:
    """What there is to choose from for every marked statement's source.

    In ``learned`` the reader knows the answers, so nobody asks it.
    """
    read_ones = ((article, read(article, stage)) for article in articles)
    for article, analysis in (*read_ones, *((article, article.analysis) for article in learned)):
        teacher = Teacher(article, analysis, stage.chooser())
        teacher.statements()
        yield from teacher.choices


def targets(articles: Iterable[Prepared], stage: Entities) -> Iterator[Choice]:
    """What there is to choose from for every marked statement's target."""
    for article in articles:
        analysis = read(article, stage)
        finding = Targets(analysis, stage.chooser())
        for statement in analysis.article.statements:
            mark = article.marks[statement.id]
            own = mark["speaker"]
            options = finding.options(statement, own)
            called = [None if n is None else analysis.entities[n].name for n in options]
            names = {normal(name) for name in (mark["target"], *(mark.get("target_also") or ()))}
            right = [normal(name) in names for name in called]
            rows = finding.described(statement, mark["act"], own, options)
            yield Choice(article.id, rows, np.array(right))
            hits = (name for name, yes in zip(called, right, strict=True) if yes and name)
            finding.note(own, next(hits, mark["target"]))


def chooser(choices: Sequence[Choice], path: Path) -> str:
    """Fit a chooser, write its weights, and say how often it is right (cross-validated)."""
    crossed_out = zip(choices, crossed(choices), strict=True)
    seen, held = zip(*((c, scores) for c, scores in crossed_out if c.is_read), strict=True)
    by = sharpness(seen, held)
    right = np.mean([c.right[s.argmax()] for c, s in zip(seen, held, strict=True)])
    likely = np.mean([c.right.any() for c in seen])
    write([fitted(choices, seed) for seed in range(SEEDS)], by, path)
    return f"{path.name}: right {right:.3f} of {likely:.3f} that can be, sharpness {by:.2f}"


@dataclass(frozen=True, eq=False)
class Fitted:
    """A fitted network with the means and scales of its inputs."""

    layers: nn.Sequential
    mean: Floats
    scale: Floats

    def __call__(self, rows: Floats) -> Floats:
        """The score of each row."""
        with torch.no_grad():
            scores: Floats = self.layers(self.inputs(rows)).squeeze(-1).numpy()
        return scores

    def inputs(self, rows: Floats) -> torch.Tensor:
        """Rows as the network takes them, the mean for what nobody knows."""
        return torch.from_numpy(np.nan_to_num((rows - self.mean) / self.scale).astype(np.float32))


def fitted(choices: Sequence[Choice], seed: int) -> Fitted:
    """A network that has learned from these choices."""
    torch.set_num_threads(1)  # it is too small to share out
    torch.manual_seed(seed)
    rows = np.concatenate([choice.rows for choice in choices])
    layers = nn.Sequential(
        nn.Linear(rows.shape[1], HIDDEN), nn.ReLU(), nn.Dropout(0.15), nn.Linear(HIDDEN, 1, False)
    )
    found = Fitted(layers, np.nanmean(rows, 0), np.nanstd(rows, 0) + 0.05)
    optimizer = torch.optim.AdamW(layers.parameters(), 3e-3, weight_decay=0.05)
    likely = (choice for choice in choices if choice.right.any())
    learned = [choice for choice in likely for _ in range(READ if choice.is_read else 1)]
    steps = EPOCHS * -(-len(learned) // AT_ONCE)
    schedule = torch.optim.lr_scheduler.LambdaLR(optimizer, lambda n: max(0.0, 1 - n / steps))
    chance = random.Random(seed)
    for _ in range(EPOCHS):
        chance.shuffle(learned)
        for at in range(0, len(learned), AT_ONCE):
            loss = surprise(found, learned[at : at + AT_ONCE])
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            schedule.step()
    layers.eval()
    return found


def surprise(found: Fitted, some: Sequence[Choice]) -> torch.Tensor:
    """Minus the log-likelihood of what is right, per choice."""
    scores = found.layers(found.inputs(np.concatenate([c.rows for c in some]))).squeeze(-1)
    parts = scores.split([len(choice.rows) for choice in some])
    lost = [
        part.logsumexp(0) - part[torch.from_numpy(choice.right)].logsumexp(0)
        for part, choice in zip(parts, some, strict=True)
    ]
    return torch.stack(lost).mean()


def crossed(choices: Sequence[Choice]) -> list[Floats]:
    """The scores of each choice by a network that did not learn from its article."""
    names = sorted({choice.article for choice in choices})
    random.Random(1).shuffle(names)
    fold = {name: number % FOLDS for number, name in enumerate(names)}
    networks = [fitted([c for c in choices if fold[c.article] != n], n) for n in range(FOLDS)]
    return [networks[fold[choice.article]](choice.rows) for choice in choices]


def sharpness(choices: Sequence[Choice], held: Sequence[Floats]) -> float:
    """By what scores are to be divided to be as sure as they are right."""

    def lost(by: float) -> float:
        total = 0.0
        for choice, scores in zip(choices, held, strict=True):
            sharp = scores / by
            likely = float(np.exp(sharp.max() - np.logaddexp.reduce(sharp)))
            told = likely if choice.right[sharp.argmax()] else 1 - likely
            total -= float(np.log(max(told, 1e-6)))
        return total

    return min((0.5 + 0.1 * step for step in range(30)), key=lost)


def write(networks: Sequence[Fitted], by: float, path: Path) -> None:
    """Several networks as one with a wider hidden layer, whose score is their mean."""
    inner = [network.layers[0] for network in networks]
    outer = [network.layers[3] for network in networks]
    weights = {
        "mean": rounded(networks[0].mean),
        "scale": rounded(networks[0].scale),
        "inner": [rounded(row) for layer in inner for row in layer.weight.detach().numpy()],
        "inner_bias": rounded(np.concatenate([layer.bias.detach().numpy() for layer in inner])),
        "outer": rounded(
            np.concatenate([layer.weight.detach().numpy()[0] for layer in outer]) / len(networks)
        ),
        "sharpness": round(by, 2),
    }
    path.write_text(json.dumps(weights) + "\n", encoding="utf-8")


def rounded(row: NDArray[np.floating[Any]]) -> list[float]:
    """A row as plain numbers."""
    return [round(float(value), 4) for value in row]
