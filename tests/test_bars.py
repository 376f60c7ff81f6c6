"""What the invented worlds, the shared reports and the corpus ask of every version."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from benchmarks.accuracy.__main__ import certainty, compare, measured, pieces, statements
from benchmarks.accuracy.calibration import error
from benchmarks.accuracy.score import summary
from benchmarks.meaning import gold, score
from benchmarks.meaning.gold import WORLDS
from benchmarks.meaning.reading import read

import onrecord
from onrecord.model import Article
from onrecord.parsing.quotations import quotations
from onrecord.pipeline import Pipeline
from onrecord.reading import from_text


def test_meaning_in_the_worlds() -> None:
    reports = gold(WORLDS)
    scores = score(read(reports), reports)
    reached = {name: share.value for name, share in (scores.chain | scores.details).items()}
    least = {
        "found": 0.90,
        "who": 0.81,
        "named persons": 0.92,
        "who, all sources": 0.905,
        "pronouns": 0.92,
        "names given at 0.9 or more": 0.95,
        "type": 0.92,
        "role": 0.80,
        "said_on precision": 0.87,
        "said_on recall": 0.71,
        "act": 0.90,  # which the reader has learned from these reports: a fault would show
        "no target where there is none": 0.92,
        "by of promises": 0.80,
        "due of promises": 0.90,
    }
    assert {name for name, bar in least.items() if reached[name] < bar} == set()
    assert scores.calibration_error("speaker") <= 0.05


def test_accuracy_on_the_corpus(shared: Path, stages: Pipeline) -> None:
    rows = measured(shared / "corpus/polnear-dev.jsonl")
    articles = list(stages(from_text(row["text"], row["id"]) for row in rows))
    total: Counter[str] = Counter()
    for row, article in zip(rows, articles, strict=True):
        total.update(compare(row, [pieces(statement) for statement in statements(article)]))
    figures = summary(total)
    assert figures["content"]["f1"] >= 0.80
    assert figures["content and source"]["f1"] >= 0.76
    assert figures["source right of matched"]["share"] >= 0.94
    for role, least in (("source", 0.835), ("cue", 0.755), ("content", 0.73)):
        assert figures[f"{role}, by paragraph"]["f1"] >= least
    for manner, least in (("direct", 0.95), ("mixed", 0.90), ("indirect", 0.70)):
        assert figures["recall by manner"][manner] >= least
    assert error(*certainty(rows, articles)) <= 0.05


def test_every_quotation_of_the_reports_has_a_speaker(shared: Path) -> None:
    reports = sorted((shared / "seeds").glob("*.txt"))
    assert len(reports) == 2
    for report in reports:
        article = onrecord.read(report)
        spoken = [q for q in quotations(article.text) if len(article.text[q.start : q.end]) > 30]
        assert spoken
        for quotation in spoken:
            [speaker] = {
                speaker_of(article, statement.speaker)
                for statement in article.statements
                if any(span.start <= quotation.start < span.end for span in statement.content)
                and statement.cue[0].text != "pledged"  # said by one that another pledged it
            }
            assert speaker is not None


def speaker_of(article: Article, speaker: str | None) -> str | None:
    """The name of a speaker of an article."""
    return next((s.name for s in article.speakers if s.id == speaker), None)


def test_nothing_but_story_is_in_a_statement_of_the_reports(shared: Path) -> None:
    for report in sorted((shared / "seeds").glob("*.txt")):
        article = onrecord.read(report)
        lines = [b for b in article.blocks if b.kind not in ("body", "heading")]
        assert lines
        for statement in article.statements:
            for span in (*statement.source, *statement.cue, *statement.content):
                assert not any(b.start < span.end and span.start < b.end for b in lines)
