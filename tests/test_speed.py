"""The speed benchmark: the peer written anew does its work, and ratios are what they say."""

from __future__ import annotations

from pathlib import Path

import pytest
from benchmarks.speed import contest, peers
from benchmarks.speed.reports import Reports

from onrecord.pipeline import Pipeline
from onrecord.reading import from_text

REPORT = (
    'The council said that the old ferry would sail again. "We kept her dry all winter." '
    'Tom Arvid called the plan "a very brave and costly thing to do" on Monday. '
    "According to the harbour office, two ships wait outside.\n"
)


def test_the_gender_gap_trackers_method_finds_its_three_kinds(stages: Pipeline) -> None:
    [analysis] = stages.only("parsing").analysed([from_text(REPORT, "test")])
    found = peers.quotations(analysis.paragraphs[0].doc)
    contents = [content.text for content, _ in found]
    assert "that the old ferry would sail again" in contents
    assert '"We kept her dry all winter."' in contents
    assert '"a very brave and costly thing to do"' in contents
    assert any("two ships wait" in content for content in contents)
    assert [speaker for _, speaker in found].count("The council") == 2


def test_everybody_reads_the_same_words(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(REPORT, encoding="utf-8")
    reports = Reports.at([tmp_path])
    assert reports.texts == [REPORT]
    assert reports.words == len(REPORT.split())
    assert contest.attribution(reports) == contest.read(reports) > 0


def test_ratios_are_taken_round_by_round() -> None:
    lines = list(
        contest.summary({contest.READ: [90.0, 50.0, 20.0], contest.SPACY: [100.0, 100.0, 10.0]})
    )
    assert lines[-1].split() == "0.90 (0.50 to 2.00) read / spaCy alone".split()


def test_what_cannot_run_is_named(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    able = contest.contestants(with_peers=False, bert=tmp_path / "none.onnx", threads=1)
    assert list(able) == [contest.STAGE, contest.READ, contest.SPACY]
    assert contest.BERT in capsys.readouterr().out
