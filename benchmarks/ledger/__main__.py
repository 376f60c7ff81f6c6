"""What was promised, and what became of it: ``python -m benchmarks.ledger [WORLD ...]``.

A world is a folder of reports with a ``gold.json``; without any, all of ``benchmarks/worlds`` from
which the weights that ship have learned.  Measures the ledger given the statements that are marked,
then end to end: pairs of statements in one entry, events of statements in the right entry, how each
entry stands in the end.  ``--across`` leaves out a fifth of the worlds by turns, learns from the
others and measures on that fifth, given the marked statements, with what the half of the branch
that had not learned from it found; that needs scikit-learn, and ``python -m training.ledger
--branch`` before.  ``--growth`` measures adding to a ledger of 10,000 entries beside adding to an
empty one.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

import msgspec
from sqlalchemy import Connection

from benchmarks.ledger.gold import WORLDS, World, articles, load
from benchmarks.ledger.growth import growth
from benchmarks.ledger.score import score
from benchmarks.meaning.reading import read
from onrecord.ledger import Bears, Told, events, likeness, told_in
from onrecord.ledger.likeness import Learned
from onrecord.model import Article
from onrecord.record.ledger import linking

FOLDS = 5  # parts of the worlds, of which one is left out
Scores = Mapping[tuple[str, str], float]  # by the ids of the earlier statement and the later
UNREAD = -1.0  # what is found of the few pairs that were not in question in training: as of most


def main() -> None:
    """Measure and print."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("worlds", type=Path, nargs="*", default=WORLDS)
    arguments.add_argument("--across", action="store_true", help="learn from the other worlds")
    arguments.add_argument("--growth", action="store_true", help="measure adding to a large one")
    arguments.add_argument("--errors", action="store_true", help="print what is wrong, too")
    options = arguments.parse_args()
    if options.growth:
        print(*growth(), sep="\n")
        return
    worlds = [load(path) for path in options.worlds]
    marked = [articles(world) for world in worlds]
    for number, world in sorted(enumerate(worlds), key=lambda one: one[0] % FOLDS):
        if options.across and number < FOLDS:  # the first of its fold
            learn_from(
                [one for other, one in enumerate(worlds) if other % FOLDS != number],
                [one for other, one in enumerate(marked) if other % FOLDS != number],
            )
        for title in ("given the marked statements", "end to end")[: 1 if options.across else 2]:
            given = read(world.reports) if title == "end to end" else marked[number]
            with TemporaryDirectory() as folder:
                result = score(world, given, marked[number], Path(folder) / "record.db")
            print(f"{world.name}, {title}:", *result.lines(), sep="\n")
            if options.errors:
                print(*result.wrong, sep="\n")


def learn_from(worlds: Sequence[World], marked: Sequence[Sequence[Article]]) -> None:
    """Has the ledger go by weights learned from these worlds, and by what the branch found in those
    that it had not learned from.
    """
    from training.ledger.__main__ import SCORES, WORK, kept, learn

    scores = kept(WORK / SCORES)
    with TemporaryDirectory() as folder:
        told = [[one for a in some for one in told_in(a)] for some in marked]
        learn(worlds, told, scores, Path(folder))
        trees = msgspec.json.decode((Path(folder) / "likeness.json").read_bytes(), type=Learned)
        weights = json.loads((Path(folder) / "events.json").read_bytes())
    likeness.learned = lambda: trees  # type: ignore[assignment]
    events.weights = lambda: weights  # type: ignore[assignment]
    linking.reading = in_halves(scores)  # type: ignore[attr-defined,assignment]


def in_halves(scores: Scores) -> Callable[[Connection, Told, Mapping[str, int]], Bears]:
    """Reads as the half of the branch did that had not learned from the world."""
    return lambda _, later, __: lambda told: scores.get((told.id, later.id), UNREAD)


if __name__ == "__main__":
    main()
