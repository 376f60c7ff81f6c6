"""Words per second, beside spaCy alone: ``python -m benchmarks.speed PATH…``.

Reads the reports at the paths (or the texts of a corpus, ``.jsonl`` with ``text``)
into memory, then times two things on the same texts in turn, several rounds in one
process: the whole pipeline from bytes to statements, and spaCy's own English
pipeline, unchanged, over the same words.  The ratio of each round is what counts:
absolute figures are the machine's.
"""

from __future__ import annotations

import argparse
import json
import statistics
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from onrecord import reading
from onrecord.parsing.parser import installed_model
from onrecord.pipeline import pipeline


def reports(paths: list[Path]) -> Iterator[bytes]:
    """The bytes of the reports, one article of a corpus each or one file each."""
    for path in paths:
        if path.suffix == ".jsonl":
            with path.open(encoding="utf-8") as lines:
                rows = [json.loads(line) for line in lines]
            yield from (row["text"].encode() for row in rows if row.get("first", True))
        else:
            yield from (source.data() for source in reading.find([path]))


def seconds(work: Callable[[], object]) -> float:
    """Wall time of some work."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def main() -> None:
    """Print the words per second of each round, and the median of their ratios."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("paths", type=Path, nargs="+")
    arguments.add_argument("--rounds", type=int, default=5)
    options = arguments.parse_args()

    import spacy

    alone = spacy.load(installed_model())
    ours = pipeline()
    data = list(reports(options.paths))
    texts = [reading.to_article(report, "benchmark").text for report in data]
    words = sum(len(text.split()) for text in texts)

    def run_ours() -> None:
        for _ in ours(reading.to_article(report, "benchmark") for report in data):
            pass

    def run_spacy() -> None:
        for _ in alone.pipe(texts):
            pass

    run_ours()  # once each to warm up
    run_spacy()
    ratios = []
    print(f"{len(texts)} reports, {words:,} words; words per second")
    for number in range(1, options.rounds + 1):
        spacy_seconds, our_seconds = seconds(run_spacy), seconds(run_ours)
        ratios.append(spacy_seconds / our_seconds)
        print(
            f"round {number}: onrecord {words / our_seconds:7,.0f}"
            f"   spaCy alone {words / spacy_seconds:7,.0f}   ratio {ratios[-1]:.2f}"
        )
    print(f"median ratio {statistics.median(ratios):.2f}")


if __name__ == "__main__":
    main()
