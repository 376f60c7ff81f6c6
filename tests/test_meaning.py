"""The benchmark of meaning: what counts as found, as right, and as wholly right."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from benchmarks.meaning import Report, Scores, gold, score
from benchmarks.meaning.reading import read_marked

from onrecord.model import Article, Mentioned, Resolution, Span, Speaker, Statement
from onrecord.reading import from_text

TEXT = "The harbour is closed, Ida Holm said on Monday.\n\nIt will open, she told the town.\n"
HOLM = {"speaker": "Ida Holm", "speaker_type": "person", "role": "Mayor", "said_on": None}
FIRST = {"id": "1", **HOLM, "act": "state", "target": None, "said_on": "2024-03-04"}
SECOND = {"id": "2", **HOLM, "act": "commit", "target": "the  Town", "act_also": ["predict"]}
SPANS = {
    "1": {"source": [[23, 31]], "cue": [[32, 36]], "content": [[0, 21]]},
    "2": {"source": [[63, 66]], "cue": [[67, 71]], "content": [[49, 61]]},
}


@pytest.fixture
def reports(tmp_path: Path) -> list[Report]:
    """A world of one report with two statements."""
    marked = [{**labels, "at": SPANS[str(labels["id"])]} for labels in (FIRST, SECOND)]
    article = {"published": "2024-03-05", "outlet": "Post", "statements": marked}
    (tmp_path / "1.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "gold.json").write_text(json.dumps({"articles": {"1.txt": article}}))
    return gold([tmp_path])


def article(**second: Any) -> Article:
    """The report as it should be read, the second statement with something changed."""

    def spans(number: str) -> list[tuple[Span, ...]]:
        return [tuple(Span.of(TEXT, *at) for at in spans) for spans in SPANS[number].values()]

    resolution = Resolution("name", 0.95, "Ida Holm")
    holm = Speaker("s1", "Ida Holm", "person", ("Mayor",))
    monday, town = (
        Statement(number, *spans(number), "indirect", "s1", resolution=resolution)
        for number in SPANS
    )
    monday = replace(monday, act="state", said_on="2024-03-04")
    town = replace(town, **{"act": "commit", "target": Mentioned("town"), **second})
    return replace(from_text(TEXT, "1"), speakers=(holm,), statements=(monday, town))


def shares(scores: Scores) -> dict[str, float]:
    return {name: share.value for name, share in scores.chain.items()}


def test_what_is_right_in_everything_is_wholly_right(reports: list[Report]) -> None:
    scores = score([article()], reports)
    assert shares(scores) == {"found": 1, "who": 1, "act": 1, "target": 1, "day": 1}
    assert scores.wholly_right == scores.macro_f1 == 1
    assert scores.details["said_on recall"] == (1, 1)
    assert list(scores.errors()) == []


def test_a_label_that_can_be_defended_is_right(reports: list[Report]) -> None:
    assert score([article(act="predict")], reports).wholly_right == 1
    assert score([article(act="state")], reports).wholly_right == 0.5


def test_each_next_thing_counts_only_if_all_before_are_right(reports: list[Report]) -> None:
    scores = score([article(speaker=None)], reports)
    assert shares(scores) == {"found": 1, "who": 0.5, "act": 0.5, "target": 0.5, "day": 0.5}
    assert scores.details["act"] == (2, 2)
    assert scores.abstained["speaker"] == (1, 2)


def test_half_of_a_content_is_found_and_less_is_not(reports: list[Report]) -> None:
    found = score([article(content=(Span.of(TEXT, 49, 55),))], reports)
    missed = score([article(content=(Span.of(TEXT, 49, 54),))], reports)
    assert (found.chain["found"].value, missed.chain["found"].value) == (1, 0.5)
    assert list(missed.errors()) == ["1.txt 2 'she': not found"]


def test_an_article_that_is_not_there_has_nothing_found(reports: list[Report]) -> None:
    assert score([], reports).wholly_right == 0


def test_an_article_may_be_its_json(reports: list[Report]) -> None:
    scores = score([article(act_confidence=0.75).to_json()], reports)
    assert scores.targets == {"commit": (1, 1)}
    [step] = scores.reliability("act")
    assert (step.name, step.confidence, step.right) == ("0.7 to 0.8", 0.75, (1, 1))
    assert scores.calibration_error("act") == pytest.approx(0.25)


def test_marked_statements_take_the_place_of_those_found(reports: list[Report]) -> None:
    [found] = read_marked(reports)
    assert [s.content[0].text for s in found.statements] == [
        "The harbour is closed",
        "It will open",
    ]
    assert score([found], reports).chain["who"].value == 1
