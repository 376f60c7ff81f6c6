"""Accuracy over an annotated corpus: ``python -m benchmarks.accuracy CORPUS.jsonl``.

The corpus holds one article a line with ``text`` and ``attributions`` (lists of
``source``, ``cue`` and ``content`` offsets), as PolNeAR 1.0 (Newell, Margolin and
Ruths, LREC 2018) does; an article that several people marked is measured against
the one that says ``first``.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from pathlib import Path
from typing import Any

from benchmarks.accuracy.score import ROLES, Text, count, summary
from onrecord.model import Article, Failure, Statement
from onrecord.pipeline import pipeline
from onrecord.reading import from_text


def measured(corpus: Path) -> list[dict[str, Any]]:
    """The articles of a corpus file that count, as they stand in it."""
    with corpus.open(encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    return [row for row in rows if row.get("first", True)]


def pieces(statement: Statement) -> dict[str, list[tuple[int, int]]]:
    """The statement's offsets by role."""
    return {role: [(s.start, s.end) for s in getattr(statement, role)] for role in ROLES}


def compare(row: dict[str, Any], article: Article | Failure) -> Counter[str]:
    """The counts of one article; a failure finds nothing."""
    text = Text(row["text"])
    gold = [text.mark(attribution) for attribution in row["attributions"]]
    return count(gold, [text.mark(pieces(statement)) for statement in statements(article)])


def statements(article: Article | Failure) -> tuple[Statement, ...]:
    """The statements of an article; none of a failure."""
    return () if isinstance(article, Failure) else article.statements


def main() -> None:
    """Read the corpus, print the figures."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("corpus", type=Path)
    arguments.add_argument("--predictions", type=Path, help="write the statements found here")
    options = arguments.parse_args()

    rows = measured(options.corpus)
    articles = list(pipeline()(from_text(row["text"], row["id"]) for row in rows))
    total: Counter[str] = Counter()
    for row, article in zip(rows, articles, strict=True):
        total.update(compare(row, article))
    print("{articles} articles, {gold} statements marked, {found} found".format(**total))
    for name, figures in summary(total).items():
        print(f"{name:24}" + "  ".join(f"{key} {value:.3f}" for key, value in figures.items()))
    if options.predictions:
        with options.predictions.open("w", encoding="utf-8") as out:
            for row, article in zip(rows, articles, strict=True):
                found = [pieces(statement) for statement in statements(article)]
                out.write(json.dumps({"id": row["id"], "statements": found}) + "\n")


if __name__ == "__main__":
    main()
