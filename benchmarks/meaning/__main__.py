"""Who exactly, what the words do, at whom, and when: ``python -m benchmarks.meaning [GOLD ...]``.

GOLD is a corpus file and layers over it (``CORPUS.jsonl LAYER.jsonl``), or one world or more:
folders of reports with a ``gold.json``, without any those of ``benchmarks/worlds``.  For a corpus
without a layer it is ``marked.jsonl``, a layer of our own over 31 articles of PolNeAR dev, names
and dates alone; 13 of them were not looked at while the rules were made, and ``--blind`` measures
on those.
"""

from __future__ import annotations

import argparse
from collections.abc import Mapping, Sequence
from pathlib import Path

from benchmarks.meaning.gold import LAYER, WORLDS, Report, gold, rows_of
from benchmarks.meaning.reading import read, read_marked
from benchmarks.meaning.score import Scores, Share, Step, score


def main() -> None:
    """Read the marked reports, print the figures."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("gold", type=Path, nargs="*", default=WORLDS)
    arguments.add_argument("--blind", action="store_true", help="only articles never looked at")
    arguments.add_argument("--marked", action="store_true", help="given the marked statements")
    arguments.add_argument("--predictions", type=Path, help="articles as onrecord prints them")
    arguments.add_argument("--only", help="the first so many articles, or ids with commas between")
    arguments.add_argument("--errors", action="store_true", help="print what is wrong, too")
    options = arguments.parse_args()

    paths = options.gold
    if len(paths) == 1 and not paths[0].is_dir():
        paths = [*paths, LAYER]
    reports = chosen(gold(paths, options.blind), options.only)
    if options.predictions:
        scores = score(rows_of(options.predictions), reports)
    else:
        scores = score(read_marked(reports) if options.marked else read(reports), reports)
    if options.errors:
        print(*scores.errors(), sep="\n")
    show(scores, len(reports))


def chosen(reports: list[Report], only: str | None) -> list[Report]:
    """The first so many reports, or those with these ids, or all."""
    if only is None:
        return reports
    if only.isdecimal():
        return reports[: int(only)]
    return [report for report in reports if report.id in only.split(",")]


def show(scores: Scores, articles: int) -> None:
    """Print all figures."""
    shares(f"{articles} articles; of all statements marked, right so far", scores.chain)
    shares("each by itself, of statements found", scores.details)
    if scores.confusion:
        print(f"  {'act, macro-F1':42} {scores.macro_f1:.3f}")
    shares("target right where there is one, by act", scores.targets)
    shares("left null though there is one", scores.abstained)
    confusion(scores)
    steps("kinds of resolution: name right, and how sure", scores.kinds)
    for field, name in (("speaker", "resolution.confidence"), ("act", "act_confidence")):
        error = scores.calibration_error(field)
        steps(f"{name}, calibration error {error:.3f}", scores.reliability(field))
    print("attribution, of all statements:")
    for name, values in scores.attribution.items():
        print(f"  {name:42} " + "  ".join(f"{key} {value:.3f}" for key, value in values.items()))


def shares(title: str, named: Mapping[str, Share]) -> None:
    """Print shares, a line each, those of nothing left out."""
    lines = [
        f"  {name:42} {share.value:.3f}   {share.right} of {share.of}"
        for name, share in named.items()
        if share.of
    ]
    if lines:
        print(f"{title}:", *lines, sep="\n")


def steps(title: str, rows: Sequence[Step]) -> None:
    """Print what is promised and what is so, a line each."""
    if rows:
        print(f"{title}:")
    for name, confidence, share in rows:
        print(
            f"  {name:42} {share.value:.3f}   {share.right} of {share.of}, sure to {confidence:.2f}"
        )


def confusion(scores: Scores) -> None:
    """Print a table of acts marked and found."""
    if not scores.confusion:
        return
    print("acts, marked (lines) and found:")
    marked = sorted({act for act, _ in scores.confusion})
    found = sorted({act for _, act in scores.confusion})
    print(" " * 10 + "".join(f"{act:>8}" for act in found))
    for act in marked:
        print(f"  {act:8}" + "".join(f"{scores.confusion[act, other]:8}" for other in found))


if __name__ == "__main__":
    main()
