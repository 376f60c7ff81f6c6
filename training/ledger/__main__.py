"""Learn the ledger: ``python -m training.ledger [WORLD ...]``.

A world is a folder of reports with a ``gold.json`` that marks which statements bear on one promise
and what each does to it.  Learns how likely a statement bears on what an earlier one does, by its
features alone, and then together with what the comparer's branch finds of both; and what a
statement does to a promise or a refusal.  Writes ``likeness.json`` and ``events.json`` of
``src/onrecord/ledger``, or with ``--to`` into a folder.  Needs scikit-learn, of the train extra;
takes a few minutes.

    python -m training.ledger --branch

makes the branch first (``joining.py``), which takes about an hour of two cores, and puts it into
the comparer's folder.  What it found in worlds that it had not learned from stays in ``--work``,
where the above looks for it; without that, what is read keeps the weights that it has.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

import msgspec
import numpy as np
from benchmarks.ledger.gold import WORLDS, World, articles, load
from sklearn.linear_model import LogisticRegression

from onrecord.ledger import Context, Told, events, in_context, keys, likeness, told_in
from onrecord.ledger.features import Features, table
from onrecord.ledger.likeness import (
    Learned,
    by_features,
    in_question,
    kind_of,
    learned,
    odds,
)
from onrecord.model import Article
from onrecord.trees import Trees
from onrecord.trees import table as numbers_of
from training.boosting import boosted
from training.keeping import logger
from training.ledger.choices import Choice

HERE = Path(likeness.__file__).parent
WORK = Path("build/ledger")
SCORES = "scores.json"
WINDOW, AT_MOST = 8, 20  # statements under one key and in all that are looked at, as in the record
FEW = 3  # of them in a small record
STRENGTH = 0.3  # of weights, against a penalty on their squares
# What becomes of refusals; the few other marks say that somebody kept to one.
OF_REFUSALS = ("announced", "repeated", "withdrawn", "contradicted")
KINDS = ("promise", "other")
FOLDS = 5  # parts of the worlds of which each is left out by turns
# A statement, those that it may bear on, the features beside each, and whether it does.
Case = tuple[Told, list[Told], list[Features], list[bool]]
Scores = Mapping[tuple[str, str], float]  # by the ids of the earlier statement and the later


class Question(NamedTuple):
    """A case of which the likeliest few are asked about: their places in it, and how likely each
    is by trees that did not learn from its world.
    """

    case: Case
    places: list[int]
    likely: list[float]


def main() -> None:
    """Learn and write."""
    arguments = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    arguments.add_argument("worlds", type=Path, nargs="*", default=WORLDS)
    arguments.add_argument("--to", type=Path, default=HERE)
    arguments.add_argument("--work", type=Path, default=WORK)
    arguments.add_argument("--branch", action="store_true", help="make the branch first")
    options = arguments.parse_args()
    worlds = [load(path) for path in options.worlds]
    given = [articles(world) for world in worlds]
    told = [[one for article in some for one in told_in(article)] for some in given]
    if options.branch:
        from training.ledger import joining

        asked = questions(found_in(worlds, told))
        few = {world.name: list(choices(world, asked[world.name])) for world in worlds}
        excerpts = {name: one for some in given for name, one in excerpts_of(some)}
        scores = joining.make(few, excerpts, options.work, logger(options.work / "log.txt"))
        keep(options.work / SCORES, scores)
    made = options.work / SCORES
    learn(worlds, told, kept(made) if made.exists() else {}, options.to)


def learn(
    worlds: Sequence[World], told: Sequence[Sequence[Told]], scores: Scores, folder: Path
) -> None:
    """Learns from worlds, the statements of each and what the branch found of them, if that is
    known, and writes the weights into a folder.
    """
    found = found_in(worlds, told)
    read = worth(questions(found), scores) if scores else learned().read
    likeness = Learned(trees_of(found.values()), read)
    (folder / "likeness.json").write_bytes(msgspec.json.encode(likeness))
    write(folder / "events.json", kinds(zip(worlds, told, strict=True)))


def found_in(worlds: Sequence[World], told: Sequence[Sequence[Told]]) -> dict[str, list[Case]]:
    """The cases of each world."""
    pairs = zip(worlds, told, strict=True)
    return {world.name: list(cases(world, said)) for world, said in pairs}


def trees_of(found: Iterable[Sequence[Case]]) -> Trees:
    """The trees that tell from the features of a pair how likely the one bears on the other."""
    every = [case for some in found for case in some]
    pairs = [pair for _, _, rows, right in every for pair in zip(rows, right, strict=True)]
    names = sorted({name for row, _ in pairs for name in row})
    rows = numbers_of((row for row, _ in pairs), names, 0.0)
    return boosted(rows, np.array([right for _, right in pairs]), names)


def questions(found: Mapping[str, Sequence[Case]]) -> dict[str, list[Question]]:
    """What is asked about in each world, by trees that learned from the others: a fifth of all is
    left out at a time.
    """
    names = sorted(found)
    asked = {}
    for fold in range(FOLDS):
        held = names[fold::FOLDS]
        known = trees_of(some for name, some in found.items() if name not in held)
        for name in held:
            asked[name] = [one for case in found[name] if (one := question(case, known)).places]
    return asked


def question(case: Case, trees: Trees) -> Question:
    """What is asked about in a case."""
    _, _, rows, _ = case
    likely = by_features(rows, trees)
    places = in_question(likely)
    return Question(case, places, [likely[place] for place in places])


def worth(asked: Mapping[str, Iterable[Question]], scores: Scores) -> dict[str, dict[str, float]]:
    """What the likeness and what was read of those that were asked about are worth together."""
    rows: dict[str, list[tuple[float, float]]] = {kind: [] for kind in KINDS}
    marks: dict[str, list[bool]] = {kind: [] for kind in KINDS}
    for (told, earlier, _, right), places, likely in (
        one for name in sorted(asked) for one in asked[name]
    ):
        pairs = [(earlier[place].id, told.id) for place in places]
        if all(pair in scores for pair in pairs):
            read = [scores[pair] for pair in pairs]
            rows[kind_of(told)] += zip(map(odds, likely), read, strict=True)
            marks[kind_of(told)] += [right[place] for place in places]
    weights = {}
    for kind in KINDS:
        model = LogisticRegression(C=STRENGTH, max_iter=3000).fit(rows[kind], marks[kind])
        values = (*model.coef_[0], model.intercept_[0])
        weights[kind] = rounded(("likely", "read", "one"), values)
    return weights


def choices(world: World, asked: Iterable[Question]) -> Iterator[Choice]:
    """What the branch learns from: of each statement, the question with all that it may bear on."""
    events = {name: one["event"] for some in world.entries.values() for name, one in some.items()}
    done: set[str] = set()
    for (told, earlier, _, right), places, likely in asked:
        if told.id not in done:
            done.add(told.id)
            names = [earlier[place].id for place in places]
            marks = [right[place] for place in places]
            yield Choice(told.id, names, likely, marks, events.get(told.id))


def excerpts_of(given: Iterable[Article]) -> Iterator[tuple[str, Context]]:
    """The statements of articles in their context."""
    for article in given:
        for told, one in zip(told_in(article), article.statements, strict=True):
            start, end = one.content[0].start, one.content[-1].end
            yield told.id, in_context(told, article.text, start, end, article.title)


def keep(path: Path, scores: Scores) -> None:
    """Keeps what the branch found."""
    path.write_text(json.dumps([[*pair, score] for pair, score in scores.items()]) + "\n")


def kept(path: Path) -> Scores:
    """What the branch found in worlds that it had not learned from."""
    if not path.exists():
        raise SystemExit(f"{path} is missing: python -m training.ledger --branch makes it")
    return {(earlier, later): score for earlier, later, score in json.loads(path.read_text())}


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
