"""Learn which words beside a name say what somebody is.

    python -m training.roles CORPUS.jsonl LAYER.jsonl [WORLD_FOLDER ...]

The layer and the worlds give the role of each marked speaker, the most telling one of the
article.  Of all stretches that may be one, a chooser learns to take those that a careful
reader wrote down, or none; of what the network made of the words at their edges it is given
the directions in which these differ most.  Writes ``src/onrecord/entities/roles.json``, and
prints how often the likeliest is right (cross-validation).  Takes a quarter of an hour.
"""

from __future__ import annotations

import json
import sys
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from benchmarks.meaning.gold import Mark, Report, gold
from benchmarks.meaning.score import normal
from numpy.typing import NDArray

from onrecord.attribution import Attribution
from onrecord.entities.candidates import Cast
from onrecord.entities.role_choice import WEIGHTS, described, edges, joined
from onrecord.entities.role_spans import role_spans
from onrecord.meaning import Words
from onrecord.network import Network
from onrecord.parsing import Analysis, Parser
from onrecord.pipeline import Pipeline
from onrecord.reading import from_text
from training.network.choosing import SEEDS, Choice, crossed, fitted, rounded, write

DIRECTIONS = 16
Floats = NDArray[np.float32]


@dataclass(frozen=True, eq=False)
class Offer:
    """What may be the role of one marked speaker of an article.

    ``told`` and ``edges`` are what speaks for each stretch, ``right`` says which of them are the
    role that is marked and, last, whether there may be none.
    """

    article: str
    told: Floats
    edges: Floats
    right: NDArray[np.bool_]


def main() -> None:
    """Learn, write the weights and print what they reach on articles not seen."""
    corpus, layer, *worlds = map(Path, sys.argv[1:])
    reports = [*gold([corpus, layer]), *gold(worlds)]
    stages = Pipeline([Parser(), Network(), Attribution()])
    articles = (from_text(r.text, r.id, published=r.published) for r in reports)
    analyses = stages.analysed(articles)
    offers = [
        offer
        for report, analysis in zip(reports, analyses, strict=True)
        for offer in offers_of(report, analysis)
    ]
    directions = spread(offers)
    choices = [Choice(o.article, joined(o.told, o.edges, directions), o.right) for o in offers]
    weights = Path(str(WEIGHTS))
    write([fitted(choices, seed) for seed in range(SEEDS)], 1.0, weights)
    learned = json.loads(weights.read_text(encoding="utf-8"))
    learned["directions"] = [rounded(row) for row in directions]
    weights.write_text(json.dumps(learned) + "\n", encoding="utf-8")
    right = [c.right[s.argmax()] for c, s in zip(choices, crossed(choices), strict=True)]
    print(f"right {np.mean(right):.3f} of {len(right)}")


def offers_of(report: Report, analysis: Analysis) -> Iterator[Offer]:
    """What may be the role of each person of an article whose role is marked, or marked as none."""
    roles = roles_of(report.marks)
    words = Words(analysis.scores)
    for person in Cast(analysis).people.persons:
        spans = list(role_spans(person, analysis.paragraphs))
        marked = roles.get(normal(person.name), set())
        right = np.array([*(normal(s.role) in marked for s in spans), None in marked])
        if spans and right.any():
            told = described(spans, person)
            yield Offer(report.id, told, edges(spans, words), right)


def roles_of(marks: Sequence[Mark]) -> dict[str, set[str | None]]:
    """The roles with which each person is marked."""
    found: dict[str, set[str | None]] = defaultdict(set)
    for mark in marks:
        name = mark.labels.get("speaker", (None,))[0]
        if name and mark.labels["speaker_type"][0] == "person":
            found[normal(name)] |= {role and normal(role) for role in mark.labels["role"]}
    return found


def spread(offers: Sequence[Offer]) -> Floats:
    """The directions in which the states of edges differ most, a column each."""
    states = np.concatenate([offer.edges for offer in offers])
    apart = states.reshape(-1, states.shape[-1]) - states.mean((0, 1))
    _, found = np.linalg.eigh(apart.T @ apart)
    directions: Floats = found[:, : -DIRECTIONS - 1 : -1].astype(np.float32)
    return directions


if __name__ == "__main__":
    main()
