"""Accuracy over an annotated corpus: ``python -m benchmarks.accuracy CORPUS.jsonl``.

The corpus holds one article a line with ``text`` and ``attributions`` (lists of
``source``, ``cue`` and ``content`` offsets), as PolNeAR 1.0 (Newell, Margolin and
Ruths, LREC 2018) does; an article that several people marked is measured against
the one that says ``first``.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from benchmarks.accuracy.calibration import error, right
from benchmarks.accuracy.score import ROLES, Text, count, summary
from onrecord.model import Article, Block, Failure, Statement
from onrecord.parsing import story
from onrecord.pipeline import pipeline
from onrecord.reading import from_text

Offsets = dict[str, list[tuple[int, int]]]


def measured(corpus: Path) -> list[dict[str, Any]]:
    """The articles of a corpus file that count, as they stand in it."""
    with corpus.open(encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    return [row for row in rows if row.get("first", True)]


def pieces(statement: Statement, shift: int = 0) -> Offsets:
    """The statement's offsets by role, moved by ``shift``."""
    return {
        role: [(s.start + shift, s.end + shift) for s in getattr(statement, role)] for role in ROLES
    }


def compare(row: dict[str, Any], found: list[Offsets]) -> Counter[str]:
    """The counts of one article."""
    text = Text(row["text"])
    gold = [text.mark(attribution) for attribution in row["attributions"]]
    return count(gold, [text.mark(offsets) for offsets in found])


def statements(article: Article | Failure) -> tuple[Statement, ...]:
    """The statements of an article; none of a failure."""
    return () if isinstance(article, Failure) else article.statements


def one_by_one(article: Article) -> list[Offsets]:
    """What is found in an article when each paragraph is read as if it stood alone."""
    passages = list(story(article))
    alone = [
        replace(
            article, text=article.text[p.start : p.end], blocks=(Block(0, p.end - p.start, "body"),)
        )
        for p in passages
    ]
    found = pipeline().only("network", "attribution").analysed(alone)
    return [
        pieces(statement, shift=passage.start)
        for passage, analysis in zip(passages, found, strict=True)
        for statement in analysis.article.statements
    ]


def main() -> None:
    """Read the corpus, print the figures."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("corpus", type=Path)
    arguments.add_argument("--predictions", type=Path, help="write the statements found here")
    options = arguments.parse_args()

    rows = measured(options.corpus)
    texts = [from_text(row["text"], row["id"]) for row in rows]
    articles = list(pipeline()(texts))
    total: Counter[str] = Counter()
    alone: Counter[str] = Counter()
    by_outlet: dict[str, Counter[str]] = defaultdict(Counter)
    for row, text, article in zip(rows, texts, articles, strict=True):
        counts = compare(row, [pieces(statement) for statement in statements(article)])
        total.update(counts)
        by_outlet[row.get("outlet") or "unknown"].update(counts)
        alone.update(compare(row, one_by_one(text)))
    print("{articles} articles, {gold} statements marked, {found} found".format(**total))
    show(summary(total))
    confidence, is_right = certainty(rows, articles)
    print(f"{'confidence':24}calibration error {error(confidence, is_right):.3f}")
    print("read one paragraph at a time")
    show({name: f for name, f in summary(alone).items() if "by paragraph" in name})
    print("content f1 by outlet")
    for outlet, counts in sorted(by_outlet.items()):
        print(f"  {outlet:22}{summary(counts)['content']['f1']:.3f} of {counts['gold']}")
    if options.predictions:
        write(options.predictions, rows, articles)
        judge(options.corpus, options.predictions)


def show(figures: dict[str, dict[str, float]]) -> None:
    """Print figures, a line each."""
    for name, values in figures.items():
        print(f"{name:24}" + "  ".join(f"{key} {value:.3f}" for key, value in values.items()))


def certainty(
    rows: list[dict[str, Any]], articles: Sequence[Article | Failure]
) -> tuple[list[float], list[bool]]:
    """For each statement found, its confidence and whether it is right."""
    confidence: list[float] = []
    is_right: list[bool] = []
    for row, article in zip(rows, articles, strict=True):
        text = Text(row["text"])
        gold = [text.mark(attribution) for attribution in row["attributions"]]
        is_right += right(gold, [text.mark(pieces(s)) for s in statements(article)])
        confidence += [s.confidence or 0.0 for s in statements(article)]
    return confidence, is_right


def write(path: Path, rows: list[dict[str, Any]], articles: list[Article | Failure]) -> None:
    """The statements found, as a scorer of the corpus takes them."""
    with path.open("w", encoding="utf-8") as out:
        for row, article in zip(rows, articles, strict=True):
            found = [pieces(statement) for statement in statements(article)]
            out.write(json.dumps({"id": row["id"], "statements": found}) + "\n")


def judge(corpus: Path, predictions: Path) -> None:
    """What the corpus' own scorer says, where one lies beside it."""
    scorer = corpus.parent / "score.py"
    if scorer.exists():
        print(f"\n{scorer.name}, beside the corpus:")
        command = [sys.executable, str(scorer), "--gold", str(corpus), "--pred", str(predictions)]
        subprocess.run(command, check=True)  # noqa: S603  the caller names the corpus


if __name__ == "__main__":
    main()
