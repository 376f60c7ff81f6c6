"""Steps along a line: what the comparer makes of both statements, weighed anew with their acts.

    python -m training.positions --steps

learns the weights from lines that the comparer has not seen, which itself stays as it is.  How good
they are is told of each world with the others learned from, and of the worlds that nothing learns
from.
"""

from __future__ import annotations

import hashlib
import io
import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import f1_score

from onrecord.positions import DONE, SIGNS, STANCES, STEPS, UNKNOWN, Acts, Comparer, told
from training.positions import pairs, worlds
from training.positions.pairs import Pair, Words, written

LINES = Path(__file__).parent / "lines"
LINE = re.compile(r"(?P<relation>=|[a-z]+) (?P<act>[a-z]+): (?P<words>.+)")
CLEAN = 500  # pairs of our sets, about
# What is weighed has one scale, but for states, of which there are thousands, and acts, most of
# which are rare.
STATE, ACT = 0.1, 1 / 0.3
STRENGTH = 0.003  # of the weights: there are more of them than steps
SHARPER = np.arange(0.5, 3.01, 0.1)

Numbers = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Step:
    """A pair with the acts of both, and what it counts for."""

    pair: Pair
    acts: Acts
    weight: float


@dataclass(frozen=True, slots=True, eq=False)
class Rows:
    """Steps as they are learned from; ``home``: the world that each is from, or none."""

    evidence: Numbers
    right: NDArray[np.int64]
    weights: Numbers
    home: NDArray[np.str_]

    def taken(self, which: NDArray[np.bool_]) -> Rows:
        """Some of them."""
        return Rows(self.evidence[which], self.right[which], self.weights[which], self.home[which])

    def bare(self) -> Rows:
        """The same where nobody knows what the words do."""
        evidence = self.evidence.copy()
        evidence[:, ACTS] = 0
        return Rows(evidence, self.right, self.weights, self.home)


BEFORE = 1 + 2 * len(STANCES) + len(SIGNS)  # what is weighed before the acts
ACTS = slice(BEFORE, BEFORE + 2 * len(DONE))
STATES = slice(BEFORE + 2 * len(DONE), -1)


def make(model: Path, plan: Mapping[str, Any], log: Callable[[str], None]) -> None:
    """Learn the weights for the comparer in a folder and put them beside it.  The worlds that its
    plan held back, it has seen but once: they are learned from too.
    """
    comparer = Comparer(model)
    homes = {folder.name: folder for folder in worlds.unseen()}
    held = {folder.name: folder for folder in worlds.worlds() if folder.name in plan["worlds_held"]}
    steps = {name: list(of_world(folder)) for name, folder in (homes | held).items()}
    rows = seen(comparer, [*(("", [*of_lines(), *clean()]),), *steps.items()])
    apart = {name: tried(rows, name, log) for name in homes}
    weights = learned(rows)
    for folder in worlds.measured():
        told_of(folder.name, weights, seen(comparer, [(folder.name, lines(folder))]), log)
    weights *= sharper(list(apart.values()))
    put(weights, model, plan["version"])


def tried(rows: Rows, name: str, log: Callable[[str], None]) -> tuple[Numbers, Rows]:
    """The weights learned from all but one world, and the steps along that one's lines."""
    along = rows.taken((rows.home == name) & (rows.weights == 1))
    weights = learned(rows.taken(rows.home != name))
    told_of(name, weights, along, log)
    return weights, along


def told_of(name: str, weights: Numbers, along: Rows, log: Callable[[str], None]) -> None:
    """Tell how good weights are along lines, with the acts of statements as marked and without."""
    found = [
        f1_score(rows.right, (rows.evidence @ weights.T).argmax(1), average="macro")
        for rows in (along, along.bare())
    ]
    log(f"{name}: {len(along.right)} steps, macro-F1 {found[0]:.3f}, without acts {found[1]:.3f}")


def learned(rows: Rows) -> Numbers:
    """The weights of all that is weighed, a row a stance, from steps with and without acts."""
    middle, spread = rows.evidence.mean(0), rows.evidence.std(0) + 1e-6
    middle[ACTS], spread[ACTS] = 0, 1 / ACT
    scale = 1 / spread
    scale[STATES] *= STATE
    middle[-1] = scale[-1] = 0
    given = np.concatenate([(some.evidence - middle) * scale for some in (rows, rows.bare())])
    right, counts = np.tile(rows.right, 2), np.tile(rows.weights / 2, 2)
    counts *= (counts.sum() / np.bincount(right, counts))[right] / len(STANCES)
    model = LogisticRegression(C=STRENGTH, max_iter=300, tol=1e-3)
    model.fit(given, right, sample_weight=counts)
    weights: Numbers = model.coef_ * scale
    weights[:, -1] = model.intercept_ - weights @ middle
    return weights


def sharper(apart: Sequence[tuple[Numbers, Rows]]) -> float:
    """By what scores are multiplied, so that they are as sure as they are right."""
    if not apart:
        return 1.0
    scores = np.concatenate([rows.evidence @ weights.T for weights, rows in apart])
    right = np.concatenate([rows.right for _, rows in apart])

    def surprise(by: float) -> float:
        likely = by * scores - np.log(np.exp(by * scores).sum(1, keepdims=True))
        return -float(likely[np.arange(len(right)), right].mean())

    return float(min(SHARPER, key=surprise))


def put(weights: Numbers, model: Path, version: str) -> None:
    """Write the weights beside the network, and their hash into its settings."""
    file = io.BytesIO()
    np.save(file, weights.astype(np.float32))
    (model / STEPS).write_bytes(file.getvalue())
    path = model / "settings.json"
    settings = json.loads(path.read_text(encoding="utf-8"))
    steps = {"version": version, "steps": hashlib.sha256(file.getvalue()).hexdigest()}
    path.write_text(json.dumps(settings | steps) + "\n", encoding="utf-8")


def seen(comparer: Comparer, homes: Iterable[tuple[str, Sequence[Step]]]) -> Rows:
    """Steps by the worlds that they are from, as the comparer sees them."""
    found = [(home, step, evidence(comparer, step)) for home, steps in homes for step in steps]
    return Rows(
        np.array([weighed for _, _, weighed in found], dtype=np.float64),
        np.array([STANCES.index(step.pair.relation) for _, step, _ in found]),
        np.array([step.weight for _, step, _ in found]),
        np.array([home for home, _, _ in found]),
    )


def evidence(comparer: Comparer, step: Step) -> NDArray[np.float32]:
    """What is weighed of a step."""
    one, other = (comparer.half(text_of(words)) for words in (step.pair.earlier, step.pair.later))
    return comparer.seen(one, other).evidence(step.acts)


def text_of(words: Words) -> str:
    """A statement as one text."""
    return told(words.cue, words.content)


def of_world(folder: Path) -> Iterator[Step]:
    """The steps of a world's lines, and with less weight what bears on one promise and what is told
    again.
    """
    yield from lines(folder)
    acts = worlds.acts(folder)
    for pair in [*worlds.ledger(folder), *worlds.told_again(folder)]:
        yield Step(pair, (acts[pair.earlier], acts[pair.later]), 0.3)


def lines(folder: Path) -> list[Step]:
    """The steps of a world's lines."""
    acts = worlds.acts(folder)
    return [
        Step(pair, (acts[pair.earlier], acts[pair.later]), 1.0) for pair in worlds.lines(folder)
    ]


def of_lines() -> Iterator[Step]:
    """The steps of the lines that were written for this: each statement with the one before."""
    for path in sorted(LINES.glob("*.txt")):
        for block in path.read_text(encoding="utf-8").split("\n## ")[1:]:
            topic, *rows = block.splitlines()
            marked = [found for row in rows if (found := LINE.fullmatch(row))]
            for one, other in pairwise(marked):
                pair = Pair(
                    topic,
                    written(one["words"]),
                    written(other["words"]),
                    other["relation"],  # type: ignore[arg-type]
                )
                yield Step(pair, (one["act"], other["act"]), 0.5)


def clean() -> Iterator[Step]:
    """Pairs that the comparer learned from: what they look like is not to be forgotten."""
    sets = pairs.of_sets()
    for pair in [*pairs.marked(), *sets[:: 1 + len(sets) // CLEAN]]:
        if pair.relation in STANCES:
            yield Step(pair, UNKNOWN, 0.2)
