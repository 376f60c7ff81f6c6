"""Learn the ledger: ``python -m training.ledger [WORLD ...]``.

A world is a folder of reports with a ``gold.json`` that marks which statements bear on one promise
and what each does to it.  Learns how likely a statement bears on what an earlier one does; what the
comparer's answers are worth beside that, in worlds that it has not seen; and what a statement does
to a promise or a refusal.  Writes
``likeness.json`` and ``events.json`` of ``src/onrecord/ledger``, or with ``--to`` into a folder.
Needs scikit-learn, of the train extra; takes a few minutes.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

import msgspec
import numpy as np
from benchmarks.ledger.gold import WORLDS, World, articles, load
from benchmarks.positions.gold import as_told
from sklearn.linear_model import LogisticRegression

from onrecord.ledger import Told, events, keys, likeness, told_in
from onrecord.ledger.features import Features, table
from onrecord.ledger.likeness import Learned, doubted, kind_of, odds, scored
from onrecord.positions import compare
from onrecord.trees import Trees
from onrecord.trees import table as numbers_of
from training.boosting import boosted
from training.positions.worlds import LEARNED

HERE = Path(likeness.__file__).parent
WINDOW, AT_MOST = 8, 20  # statements under one key and in all that are looked at, as in the record
FEW = 3  # of them in a small record
STRENGTH = 0.3  # of weights, against a penalty on their squares
# What becomes of refusals; the few other marks say that somebody kept to one.
OF_REFUSALS = ("announced", "repeated", "withdrawn", "contradicted")
FOLDS = 5  # parts of the worlds of which each is left out by turns
KINDS = ("promise", "other")
# A statement, those that it may bear on, the features beside each, and whether it does.
Case = tuple[Told, list[Told], list[Features], list[bool]]


def main() -> None:
    """Learn and write."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("worlds", type=Path, nargs="*", default=WORLDS)
    arguments.add_argument("--to", type=Path, default=HERE)
    options = arguments.parse_args()
    worlds = [load(path) for path in options.worlds]
    told = [[one for article in articles(world) for one in told_in(article)] for world in worlds]
    learn(worlds, told, options.to)


def learn(worlds: Sequence[World], told: Sequence[Sequence[Told]], folder: Path) -> None:
    """Learns from worlds and the statements of each, and writes the weights into a folder."""
    pairs = list(zip(worlds, told, strict=True))
    found = {world.name: list(cases(world, said)) for world, said in pairs}
    texts = {name: as_told(label) for world in worlds for name, label in world.labels.items()}
    likeness = Learned(trees_of(found.values()), compared(found, texts))
    (folder / "likeness.json").write_bytes(msgspec.json.encode(likeness))
    write(folder / "events.json", kinds(pairs))


def trees_of(found: Iterable[Sequence[Case]]) -> Trees:
    """The trees that tell from the features of a pair how likely the one bears on the other."""
    every = [case for some in found for case in some]
    pairs = [pair for _, _, rows, right in every for pair in zip(rows, right, strict=True)]
    names = sorted({name for row, _ in pairs for name in row})
    rows = numbers_of((row for row, _ in pairs), names, 0.0)
    return boosted(rows, np.array([right for _, right in pairs]), names)


def compared(
    found: Mapping[str, Sequence[Case]], texts: Mapping[str, str]
) -> dict[str, dict[str, float]]:
    """What is worth how likely two texts are on one issue beside what the features say, where
    neither has been learned: in worlds that the comparer has not seen, a fifth of all at a time.
    """
    names = sorted(found)
    rows: dict[str, list[tuple[float, float]]] = {kind: [] for kind in KINDS}
    marks: dict[str, list[bool]] = {kind: [] for kind in KINDS}
    for fold in range(FOLDS):
        held = names[fold::FOLDS]
        known = trees_of(some for name, some in found.items() if name not in held)
        for name in set(held) - {*LEARNED}:
            for told, before, features, right in found[name]:
                scores = scored(features, known)
                for at in doubted(scores):
                    issue = compare(texts[before[at].id], texts[told.id]).same_issue
                    rows[kind_of(told)].append((odds(scores[at]), odds(issue)))
                    marks[kind_of(told)].append(right[at])
    weights = {}
    for kind in KINDS:
        model = LogisticRegression(C=STRENGTH).fit(rows[kind], marks[kind])
        values = (*model.coef_[0], model.intercept_[0])
        weights[kind] = rounded(("likeness", "issue", "one"), values)
    return weights


def cases(world: World, said: Iterable[Told]) -> Iterator[Case]:
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


def kinds(
    pairs: Iterable[tuple[World, Sequence[Told]]],
) -> dict[str, dict[str, dict[str, float]]]:
    """The weights that tell what a statement does to a promise and to a refusal; of reports
    printed again a rule tells.
    """
    found: dict[str, list[tuple[Features, str]]] = defaultdict(list)
    for world, said in pairs:
        by_id = {one.id: one for one in said}
        for marked in world.entries.values():
            bearing = sorted((by_id[name] for name in marked), key=lambda one: one.order)
            kind = events.entry_kind(bearing[0])
            for told in bearing:
                earlier = [
                    one for one in bearing if one.order < told.order and one.article != told.article
                ]
                event = marked[told.id]
                ever = kind == "promise" or event["event"] in OF_REFUSALS
                if ever and not event.get("republication"):
                    features = events.features(told, earlier, bearing[0])
                    found[kind].append((features, event["event"]))
    return {kind: weights_of(some) for kind, some in found.items()}


def weights_of(found: Sequence[tuple[Features, str]]) -> dict[str, dict[str, float]]:
    """The weights of features for each of several marks."""
    names = sorted({name for row, _ in found for name in row})
    rows = numbers_of((row for row, _ in found), names, 0.0)
    model = LogisticRegression(C=STRENGTH, max_iter=3000, fit_intercept=False)
    model.fit(rows, [mark for _, mark in found])
    return {
        str(mark): rounded(names, weights)
        for mark, weights in zip(model.classes_, model.coef_, strict=True)
    }


def rounded(names: Iterable[str], weights: Iterable[float]) -> dict[str, float]:
    """Weights by their names; of what says nothing, none."""
    kept = {name: round(float(weight), 3) for name, weight in zip(names, weights, strict=True)}
    return {name: weight for name, weight in kept.items() if weight}


def write(path: Path, learned: Mapping[str, Mapping[str, Mapping[str, float]]]) -> None:
    """A file that people can read, a weight a line."""
    path.write_text(json.dumps(learned, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
