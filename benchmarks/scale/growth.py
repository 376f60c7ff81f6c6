"""What a report costs in a large record beside an empty one: adding, linking, ledger."""

from __future__ import annotations

import random
import shutil
import tempfile
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from statistics import fmean

from benchmarks.ledger.growth import article as promising
from benchmarks.parties.growth import fill, invented
from benchmarks.record.__main__ import PEOPLE, articles, words
from onrecord import Record
from onrecord.model import Article

MORE = 150  # reports added to each
PROMISING = 1_000  # reports of five promises each in the large record's ledger


def ratios(size: int, large: Path | None) -> Iterator[str]:
    """Milliseconds a report in each of the two, in turn, and their ratio."""
    chance = random.Random(1)  # noqa: S311
    people, vocabulary = [invented(chance) for _ in range(PEOPLE)], words(chance)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "large.db")
        if large is not None:
            shutil.copy(large, path)
        with Record(path) as full, Record(Path(folder, "empty.db")) as empty:
            if large is None:
                fill(full, articles(chance, people, vocabulary, size))
            there = full.count()
            chance = random.Random(2)  # noqa: S311
            fresh = list(articles(chance, people, vocabulary, MORE))
            fresh = [replace(one, origin=f"new/{one.origin}") for one in fresh]  # no edited ones
            yield from compared("reports", fresh, there, full, empty)
            promises = [promising(number, chance) for number in range(PROMISING + MORE)]
            for _ in full.add_all(promises[:PROMISING]):
                pass
            promises = promises[PROMISING:]
            yield from compared("reports with promises", promises, there, full, empty)


def compared(
    what: str, new: list[Article], there: int, full: Record, empty: Record
) -> Iterator[str]:
    """The same articles added to both, as a cluster's are: held, then taken in.  Each goes first
    at every other article: the second one finds the stems of new words made.
    """
    took: dict[str, list[float]] = {"full": [], "empty": []}
    both = (("full", full), ("empty", empty))
    for number, article in enumerate(new):
        for name, record in both[:: 1 if number % 2 else -1]:
            start = time.process_time()
            record.hold([article])
            for _ in record.take_in():
                pass
            took[name].append((time.process_time() - start) * 1000)
    large, small = fmean(took["full"]), fmean(took["empty"])
    yield f"{what:22} empty {small:6.1f} ms, {there:,} reports {large:6.1f} ms, {large / small:.2f}"
