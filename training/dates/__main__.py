"""Learn when statements were made: ``python -m training.dates CORPUS.jsonl LAYER.jsonl``.

The layer gives the day of saying for the marked attributions of some articles of the corpus.
Boosted trees learn, for each statement and each day that its report names, whether it is that
one.  Writes ``src/onrecord/dates/model.json``, and prints what the trees reach on articles that
they have not seen (cross-validation).  Needs scikit-learn, of the train extra; takes a minute
or two.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import msgspec
import numpy as np
from benchmarks.meaning.gold import gold
from benchmarks.meaning.reading import Marked, statement

from onrecord.dates import publication_day
from onrecord.dates.features import FAR, Features, Report
from onrecord.dates.scorer import MODEL, answers
from onrecord.entities import Entities
from onrecord.network import Network
from onrecord.parsing import Parser
from onrecord.pipeline import Pipeline
from onrecord.reading import from_text
from onrecord.trees import Trees, table
from training.boosting import boosted

PARTS = 5


@dataclass(frozen=True)
class Example:
    """A report, the day that each of its statements was said on, by id, and its pairs."""

    report: Report
    said_on: dict[str, str | None]
    pairs: list[Features]

    def marked(self) -> Iterator[tuple[Features, bool]]:
        """Each pair of a marked statement and a day, and whether it is right."""
        beside = (
            (saying.statement.id, candidate.when.edtf)
            for saying in self.report.sayings
            for candidate in self.report.candidates
        )
        for (name, day), features in zip(beside, self.pairs, strict=True):
            if name in self.said_on:
                yield features, self.said_on[name] == day


def main() -> None:
    """Learn, write the model and print what it reaches on articles not seen."""
    corpus, layer = map(Path, sys.argv[1:])
    found = list(examples(corpus, layer))
    answers = [answer for part in range(PARTS) for answer in unseen(found, part)]
    given = [(day, own) for day, own in answers if day is not None]
    right = sum(day == own for day, own in given)
    dated = sum(own is not None for _, own in answers)
    MODEL.write_bytes(msgspec.json.encode(learned(found)))
    print(f"precision {right / len(given):.3f}, recall {right / dated:.3f}, of {dated} dated")


def examples(corpus: Path, layer: Path) -> Iterator[Example]:
    """The articles of the layer, read with their marked statements."""
    reports = gold([corpus, layer])
    stages = Pipeline([Parser(), Network(), Marked(reports), Entities()])
    articles = (from_text(r.text, r.id, published=r.published) for r in reports)
    for marked, analysis in zip(reports, stages.analysed(articles), strict=True):
        said_on = {
            statement(mark, analysis.article).id: mark.labels["said_on"][0]
            for mark in marked.marks
            if mark.spans["content"] and "said_on" in mark.labels
        }
        report = Report(analysis, publication_day(analysis.article.published))
        yield Example(report, said_on, list(report.pairs()))


def learned(some: Sequence[Example]) -> Trees:
    """The trees that some examples teach."""
    features, right = zip(*(pair for example in some for pair in example.marked()), strict=True)
    names = list(dict.fromkeys(name for row in features for name in row))
    return boosted(table(features, names, FAR), np.array(right), names)


def unseen(found: Sequence[Example], part: int) -> Iterator[tuple[str | None, str | None]]:
    """The answer, and the right one, for each statement of a part, by trees without that part."""
    trees = learned([e for n, e in enumerate(found) if n % PARTS != part])
    for example in found[part::PARTS]:
        report, said_on = example.report, example.said_on
        days = answers(trees, report, example.pairs) if report.candidates else []
        given = {
            saying.statement.id: when.edtf
            for saying, when in zip(report.sayings, days, strict=bool(days))
            if when is not None
        }
        for name, day in said_on.items():
            yield given.get(name), day


if __name__ == "__main__":
    main()
