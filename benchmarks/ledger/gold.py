"""The worlds' ledgers as careful readers marked them, and their statements as articles."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from benchmarks.meaning.gold import Report, world
from benchmarks.meaning.reading import Marked, statement
from onrecord.acts.commitments import PROMISED, with_commitments
from onrecord.model import Amount, Article, Commitment, Mentioned, Span, Speaker, Statement
from onrecord.parsing import Analysis
from onrecord.pipeline import Pipeline, pipeline
from onrecord.reading import from_text

Row = Mapping[str, Any]
HERE = Path(__file__).parents[1] / "worlds"
MEASURED_ON = ("accord", "league")  # nothing learns from them
WORLDS = [
    path.parent for path in sorted(HERE.glob("*/gold.json")) if path.parent.name not in MEASURED_ON
]


@dataclass(frozen=True)
class World:
    """A world: its reports, the labels of each statement by the id that onrecord would give it,
    and the entries of its ledger, each the events of statements.
    """

    name: str
    reports: list[Report]
    labels: Mapping[str, Row]
    entries: Mapping[str, Mapping[str, Row]]


def load(folder: Path) -> World:
    """A world from its folder."""
    marked = json.loads((folder / "gold.json").read_text(encoding="utf-8"))
    reports = list(world(folder))
    labels: dict[str, Row] = {}
    ids: dict[str, str] = {}
    for report in reports:
        article = from_text(report.text, report.id)
        rows = {row["id"]: row for row in marked["articles"][report.id]["statements"]}
        for mark in report.marks:
            ids[mark.id] = statement(mark, article).id
            labels[ids[mark.id]] = {**rows[mark.id], "article": article.id}
    entries = {
        entry["id"]: {ids[event["statement"]]: event for event in entry["history"]}
        for entry in marked["commitments"]
    }
    return World(folder.name, reports, labels, entries)


def articles(given: World) -> list[Article]:
    """The reports with the statements, acts, speakers and promises that are marked."""
    marked = Marked(given.reports)
    stages = [marked if s.name == marked.name else s for s in pipeline().stages]
    through = Pipeline([*stages, Labelled(given.labels)])
    texts = (from_text(r.text, r.id, published=r.published, outlet=r.outlet) for r in given.reports)
    return [article for article in through(texts) if isinstance(article, Article)]


class Labelled:
    """The stage that puts the labels in the place of what onrecord finds."""

    name, version = "labels", "marked"
    needs, gives = ("statements",), ()

    def __init__(self, labels: Mapping[str, Row]) -> None:
        self.labels = labels

    def __call__(self, analyses: Iterable[Analysis]) -> Iterator[Analysis]:
        """Each analysis with what is marked of its statements."""
        for analysis in analyses:
            speakers = {s.name or s.id: s for s in analysis.article.speakers}
            for one in analysis.article.statements:
                name = self.labels[one.id]["speaker"]
                kind = self.labels[one.id]["speaker_type"]
                if name and name not in speakers:
                    speakers[name] = Speaker(f"m{len(speakers)}", name, kind)
            known = replace(analysis.article, speakers=tuple(speakers.values()))
            said = tuple(
                labelled(one, self.labels[one.id], speakers) for one in analysis.article.statements
            )
            done = with_commitments(replace(analysis, article=replace(known, statements=said)))
            yield done.knowing(
                statements=tuple(
                    promising(one, self.labels[one.id], done.article.text)
                    for one in done.article.statements
                )
            )


def labelled(one: Statement, label: Row, speakers: Mapping[str, Speaker]) -> Statement:
    """A statement with the speaker, act, target and day that are marked."""
    target = label["target"]
    return replace(
        one,
        speaker=speakers[label["speaker"]].id if label["speaker"] else None,
        act=label["act"],
        act_confidence=1.0,
        target=Mentioned(target) if target else None,
        said_on=label["said_on"],
    )


def promising(one: Statement, label: Row, text: str) -> Statement:
    """A statement with the promise that is marked; of a refusal, what onrecord finds of it."""
    promise = label["commitment"]
    if promise is None or one.commitment is None:
        refused = one.commitment if one.act in PROMISED else None
        return replace(one, commitment=refused)
    at = text.index(promise["what"], one.content[0].start)
    amount = promise["amount"]
    due = promise["due"] if (promise["due"] or "")[:4].isdecimal() else None
    return replace(
        one,
        commitment=Commitment(
            by=promise["by"],
            to=promise["to"],
            what=Span.of(text, at, at + len(promise["what"])),
            category=one.commitment.category,
            amount=amount and Amount(amount["value"], amount["currency"] or "XXX"),
            quantity=promise.get("quantity"),
            condition=promise.get("condition"),
            due=due,
            due_words=promise.get("due_words"),
        ),
    )
