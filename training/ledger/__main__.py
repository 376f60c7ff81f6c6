"""Learn the ledger: ``python -m training.ledger WORLD [WORLD ...]``.

A world is a folder of reports with a ``gold.json`` that marks which statements bear on one promise
and what each does to it.  Learns how likely a statement bears on what an earlier one does, so that
of all that it may bear on the right one, or none, is the likeliest; and what it does.  Writes
``likeness.json`` and ``events.json`` of ``src/onrecord/ledger``, or with ``--to`` into a folder.
Needs scikit-learn, of the train extra; takes a minute.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from benchmarks.ledger.gold import World, articles, load
from scipy.optimize import minimize  # type: ignore[import-untyped]
from sklearn.linear_model import LogisticRegression

from onrecord.ledger import Told, events, keys, likeness, told_in
from onrecord.ledger.features import Features, table

HERE = Path(likeness.__file__).parent
WINDOW, AT_MOST = 8, 20  # statements under one key and in all that are looked at, as in the record
FEW = 3  # of them in a small record
PENALTY = 1.0  # on the squares of the weights of likeness
STRENGTH = 1.0  # of the weights of events, against a penalty on their squares
Numbers = np.ndarray[Any, np.dtype[np.float64]]


def main() -> None:
    """Learn and write."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("worlds", type=Path, nargs="+")
    arguments.add_argument("--to", type=Path, default=HERE)
    options = arguments.parse_args()
    worlds = [load(path) for path in options.worlds]
    told = [[one for article in articles(world) for one in told_in(article)] for world in worlds]
    learn(worlds, told, options.to)


def learn(worlds: Sequence[World], told: Sequence[Sequence[Told]], folder: Path) -> None:
    """Learns from worlds and the statements of each, and writes the weights into a folder."""
    pairs = list(zip(worlds, told, strict=True))
    found = [case for one in pairs for case in cases(*one)]
    write(
        folder / "likeness.json",
        {
            kind: ranked(
                [(rows, right) for told, _, rows, right in found if told.promises == promises]
            )
            for kind, promises in (("promise", True), ("other", False))
        },
    )
    write(folder / "events.json", kinds(pairs))


def cases(
    world: World, said: Iterable[Told]
) -> Iterator[tuple[Told, list[Told], list[Features], list[bool]]]:
    """Each statement with those before it in an entry that it may bear on, and whether it does;
    with the first few of them, too, as in a small record.
    """
    entries = defaultdict(set)
    for entry, history in world.entries.items():
        for name in history:
            entries[name].add(entry)
    shelf: dict[int, list[Told]] = defaultdict(list)
    for told in sorted(said, key=lambda one: one.order):
        found = [one for key in keys(told) for one in shelf[key][-WINDOW:]]
        before = most_alike(told, [one for one in found if one.promises or entries[one.id]])
        for some in (before, before[:FEW]) if len(before) > FEW else (before,):
            right = [bool(entries[told.id] & entries[one.id]) for one in some]
            if some:
                yield told, some, table(told, some), right
        for key in keys(told):
            shelf[key].append(told)


def most_alike(told: Told, found: Sequence[Told]) -> list[Told]:
    """Of statements found under the keys of one, those that have most of them, as in the record."""
    counts = Counter(one.id for one in found)
    by_id = {one.id: one for one in found}
    ordered = sorted(by_id.values(), key=lambda one: one.order, reverse=True)
    return sorted(ordered, key=lambda one: -counts[one.id])[:AT_MOST]


def ranked(found: Sequence[tuple[list[Features], list[bool]]]) -> dict[str, float]:
    """The weights that make the right ones, or none where none is, the likeliest."""
    names = sorted({name for before, _ in found for row in before for name in row})
    rows = [
        np.array([[float(one.get(name, 0.0)) for name in names] for one in before])
        for before, _ in found
    ]
    right = [np.array(marks) for _, marks in found]

    def loss(weights: Numbers) -> tuple[float, Numbers]:
        total, slope = PENALTY * weights @ weights, 2 * PENALTY * weights
        for row, marks in zip(rows, right, strict=True):
            scores = np.append(row @ weights, 0.0)  # the last is none of them
            wanted = np.append(marks, not marks.any())
            scores = np.exp(scores - scores.max())
            likely, meant = scores / scores.sum(), scores * wanted / scores[wanted].sum()
            total -= np.log(likely[wanted].sum())
            slope = slope + row.T @ (likely - meant)[:-1]
        return float(total), slope

    weights = minimize(loss, np.zeros(len(names)), jac=True, method="L-BFGS-B").x
    return rounded(names, weights)


def kinds(pairs: Iterable[tuple[World, Sequence[Told]]]) -> dict[str, dict[str, float]]:
    """The weights that tell what a statement does; of reports printed again a rule tells."""
    rows, marks = [], []
    for world, said in pairs:
        by_id = {one.id: one for one in said}
        for marked in world.entries.values():
            bearing = sorted((by_id[name] for name in marked), key=lambda one: one.order)
            for told in bearing:
                earlier = [
                    one for one in bearing if one.order < told.order and one.article != told.article
                ]
                if not marked[told.id].get("republication"):
                    rows.append(events.features(told, earlier, bearing[0]))
                    marks.append(marked[told.id]["event"])
    names = sorted({name for row in rows for name in row})
    table = np.array([[float(row.get(name, 0.0)) for name in names] for row in rows])
    model = LogisticRegression(C=STRENGTH, max_iter=3000, fit_intercept=False).fit(table, marks)
    return {
        str(kind): rounded(names, weights)
        for kind, weights in zip(model.classes_, model.coef_, strict=True)
    }


def rounded(names: Iterable[str], weights: Iterable[float]) -> dict[str, float]:
    """Weights by their names; of what says nothing, none."""
    kept = {name: round(float(weight), 3) for name, weight in zip(names, weights, strict=True)}
    return {name: weight for name, weight in kept.items() if weight}


def write(path: Path, learned: Mapping[str, Mapping[str, float]]) -> None:
    """A file that people can read, a weight a line."""
    path.write_text(json.dumps(learned, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
