"""Learn when statements were made.

    python -m training.dates CORPUS.jsonl LAYER.jsonl [WORLD_FOLDER ...]

The layer gives the day of saying for the marked attributions of some articles of the corpus, and
a world that of all its statements: its reports tell it in other ways than those of the corpus.
Boosted trees learn, for each statement and each day that its report names, whether it is that
one.  Writes ``src/onrecord/dates/model.json``, and prints what the trees reach on articles that
they have not seen (cross-validation).  Needs scikit-learn, of the train extra; takes a minute
or two.
"""

from __future__ import annotations

import sys
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import msgspec
import numpy as np
from benchmarks.meaning.gold import Report as Gold
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
    """A report, the days that each of its statements may be said on, by id, and its pairs."""

    report: Report
    said_on: dict[str, tuple[str | None, ...]]
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
                yield features, day in self.said_on[name]


def main() -> None:
    """Learn, write the model and print what it reaches on articles not seen."""
    corpus, layer, *worlds = map(Path, sys.argv[1:])
    reports = gold([corpus, layer])
    found = list(examples([*reports, *gold(worlds)]))
    news = range(len(reports))
    answers = [answer for part in range(PARTS) for answer in unseen(found, news[part::PARTS])]
    given = [day in own for day, own in answers if day is not None]
    dated = [day in own for day, own in answers if None not in own]
    MODEL.write_bytes(msgspec.json.encode(learned(found)))
    precision, recall = np.mean(given), np.mean(dated)
    print(f"precision {precision:.3f}, recall {recall:.3f}, of {len(dated)} dated in the corpus")


def examples(reports: Sequence[Gold]) -> Iterator[Example]:
    """Marked reports, read with their marked statements."""
    stages = Pipeline([Parser(), Network(), Marked(reports), Entities()])
    articles = (from_text(r.text, r.id, published=r.published) for r in reports)
    for marked, analysis in zip(reports, stages.analysed(articles), strict=True):
        said_on = {
            statement(mark, analysis.article).id: mark.labels["said_on"]
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


def unseen(
    found: Sequence[Example], part: Collection[int]
) -> Iterator[tuple[str | None, tuple[str | None, ...]]]:
    """The answer, and what is right, for each statement of a part, by trees without that part."""
    trees = learned([example for n, example in enumerate(found) if n not in part])
    for example in (found[n] for n in part):
        report, said_on = example.report, example.said_on
        days = answers(trees, report, example.pairs) if report.candidates else []
        given = {
            saying.statement.id: when.edtf
            for saying, when in zip(report.sayings, days, strict=bool(days))
            if when is not None
        }
        for name, right in said_on.items():
            yield given.get(name), right


if __name__ == "__main__":
    main()
