"""Learn whom "the Vermont senator" takes up: ``python -m training.epithets CORPUS LAYER``.

The layer gives the role of each marked speaker.  An epithet in the same words is that
person's; weights learn by conditional logistic regression to choose that one among all whom
the article names, and nobody where that one is taken away.  Writes
``src/onrecord/entities/epithets.json``, and prints how often the choice is right on articles
that it has not learned from.
"""

from __future__ import annotations

import json
import sys
from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
from benchmarks.meaning.gold import Mark, gold
from benchmarks.meaning.reading import Marked
from benchmarks.meaning.score import normal
from numpy.typing import NDArray

from onrecord.entities.epithets import LEAST, WEIGHTS, described, epithets, likely_ones
from onrecord.entities.persons import People
from onrecord.parsing import Parser
from onrecord.pipeline import Pipeline
from onrecord.reading import from_text

PARTS, STEPS, RATE, DECAY = 8, 2000, 2.0, 0.6
LESS = 0.25  # how much an epithet counts whose bearer is taken away
Floats = NDArray[np.float64]


class Choice(NamedTuple):
    """An epithet of an article: what speaks for nobody and each person, and who is right."""

    article: int
    rows: Floats
    right: NDArray[np.bool_]

    def without_the_right_one(self) -> Choice:
        """The same where only the others are named, so that nobody is right."""
        kept = ~self.right
        return Choice(self.article, self.rows[kept], np.arange(kept.sum()) == 0)


def main() -> None:
    """Learn, write the weights and print what they reach on articles not seen."""
    choices = list(examples(Path(sys.argv[1]), Path(sys.argv[2])))
    answers = [answer for part in range(PARTS) for answer in unseen(choices, part)]
    sure = [right for likely, right in answers if likely >= LEAST]
    taken = [answer for part in range(PARTS) for answer in unseen(choices, part, taken=True)]
    weights = [round(float(weight), 2) for weight in learned(choices)]
    Path(str(WEIGHTS)).write_text(json.dumps(weights) + "\n", encoding="utf-8")
    print(f"right {np.mean(sure):.3f} of {len(sure)} given, of {len(answers)}")
    given = sum(likely >= LEAST and not right for likely, right in taken)
    print(f"somebody else in {given / len(taken):.3f} of those whose bearer is not named")


def examples(corpus: Path, layer: Path) -> Iterator[Choice]:
    """The epithets of the articles that are a marked speaker's role, word for word."""
    reports = gold([corpus, layer])
    articles = (from_text(r.text, r.id) for r in reports)
    stages = Pipeline([Parser(), Marked(reports)])
    for number, (report, analysis) in enumerate(
        zip(reports, stages.analysed(articles), strict=True)
    ):
        holders = holders_of(report.marks)
        contents = sorted(
            (s.content[0].start, s.content[-1].end) for s in analysis.article.statements
        )
        people = People(analysis.paragraphs, contents)
        for found in epithets(people, analysis.paragraphs):
            names = holders.get(normal(found.role), set())
            persons = likely_ones(people.persons, found.role)
            right = np.array([normal(p.name) in names for p in persons])
            if len(names) == 1 and right.any():
                rows = np.array(list(described(persons, found.role, found.at, found.rivals)))
                nobody = np.eye(1, rows.shape[1] + 1)
                rows = np.vstack([nobody, np.pad(rows, ((0, 0), (1, 0)))])
                yield Choice(number, rows, np.append(False, right))


def holders_of(marks: Sequence[Mark]) -> dict[str, set[str]]:
    """The persons who are marked with each role."""
    found: dict[str, set[str]] = defaultdict(set)
    for mark in marks:
        role, name = (mark.labels.get(field, (None,))[0] for field in ("role", "speaker"))
        if role and name and mark.labels["speaker_type"][0] == "person":
            found[normal(role)].add(normal(name))
    return found


def learned(choices: Sequence[Choice]) -> Floats:
    """The weights with which the right ones are likeliest, small ones rather than large."""
    every = [*choices, *(choice.without_the_right_one() for choice in choices)]
    much = np.repeat([1.0, LESS], len(choices))
    sizes = [len(choice.rows) for choice in every]
    rows = np.concatenate([choice.rows for choice in every])
    right = np.concatenate([choice.right for choice in every])
    owner, starts = np.repeat(np.arange(len(every)), sizes), np.cumsum([0, *sizes[:-1]])
    weights = np.zeros(rows.shape[1])
    for _ in range(STEPS):
        scores = rows @ weights
        likely = np.exp(scores - np.logaddexp.reduceat(scores, starts)[owner])
        hits = likely * right
        pull = much[owner] * (hits / np.add.reduceat(hits, starts)[owner] - likely)
        weights += RATE / len(every) * (pull @ rows - DECAY * weights)
    return weights


def shares(scores: Floats) -> Floats:
    """How likely each is, all together 1."""
    found: Floats = np.exp(scores - np.logaddexp.reduce(scores))
    return found


def unseen(
    choices: Sequence[Choice], part: int, taken: bool = False
) -> Iterator[tuple[float, bool]]:
    """How likely the best person is, and whether it is right, by weights without that part.

    ``taken``: where the right one is taken away.
    """
    weights = learned([c for c in choices if c.article % PARTS != part])
    for choice in choices:
        if choice.article % PARTS == part:
            asked = choice.without_the_right_one() if taken else choice
            if len(asked.rows) > 1:
                likely = shares(asked.rows @ weights)[1:]
                yield float(likely.max()), bool(asked.right[1:][likely.argmax()])


if __name__ == "__main__":
    main()
