"""What people type about promises, and what they see."""

import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest

from onrecord import model
from onrecord.model import Act, Article, Block, Commitment, Span, Speaker, Statement
from onrecord.record import Record

MARCH = ("2024-03-05", "commit", "ten ferries will cross the bay of Skarn", "2024-06")
MAY = (
    "2024-05-06",
    "commit",
    "the ten ferries for Skarn bay will not come before October",
    "2024-10",
)
PIER = ("2024-05-06", "refuse", "the old pier will never be sold", None)


def report(day: str, act: Act, words: str, due: str | None) -> Article:
    text = f"{words}, Ida Holm said."
    what = Span.of(text, 0, len(words))
    source = Span.of(text, len(words) + 2, len(words) + len(", Ida Holm"))
    cue = Span.of(text, source.end + 1, len(text) - 1)
    name = model.text_id(text)
    promise = Commitment(by="Ida Holm", what=what, due=due, due_words=due and f"by {due}")
    id = model.statement_id(name, (source,), (cue,), (what,))
    said = Statement(id, (source,), (cue,), (what,), "indirect", "s1", act=act, commitment=promise)
    return Article(
        id=name,
        origin=f"{name[:6]}.txt",
        outlet="Harbour Post",
        title=None,
        byline=(),
        credits=(),
        published=day,
        language="en",
        text=text,
        blocks=(Block(0, len(text), "body"),),
        speakers=(Speaker("s1", "Ida Holm", "person", (), (source,)),),
        statements=(said,),
    )


@pytest.fixture
def promised(run: Any, tmp_path: Path) -> list[str]:
    """A record with a promise told twice and a refusal; the ids of their statements."""
    reports = [report(*one) for one in (MARCH, MAY, PIER)]
    with Record(tmp_path / "record.db") as record:
        for one in reports:
            record.add(one)
    return [one.statements[0].id for one in reports]


def test_the_table_has_a_row_for_each_entry_and_fits_80_columns(
    run: Any, promised: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    shown = run("commitments", "--as-of", "2024-06-01").out
    assert max(map(len, shown.splitlines())) <= 80
    assert "Ida Holm" in shown
    assert "refuses: the old pier" in " ".join(shown.split())
    assert "open, by" in shown


def test_a_card_tells_the_whole_story(run: Any, promised: list[str]) -> None:
    shown = run("commitments", promised[1][:10], "--as-of", "2024-11-05").out
    assert shown.splitlines()[0] == "Ida Holm will: ten ferries will cross the bay of Skarn"
    assert "overdue" in shown.splitlines()[1]
    assert "2024-03-05 Ida Holm promises it · Harbour Post" in shown
    assert "2024-05-06 Ida Holm puts it off · Harbour Post" in shown


def test_formats_for_programs(run: Any, promised: list[str]) -> None:
    lines = run("commitments", "ferries", "--format", "jsonl").out.splitlines()
    [entry] = map(json.loads, lines)
    assert entry["id"] == promised[0]
    assert [event["statement"] for event in entry["history"]] == promised[:2]
    rows = list(csv.DictReader(io.StringIO(run("commitments", "--format", "csv").out)))
    assert [row["event"] for row in rows] == ["announced", "delayed", "announced"]
    assert [row["kind"] for row in rows] == ["promise", "promise", "refusal"]


def test_filters_and_nothing_found(run: Any, promised: list[str]) -> None:
    assert len(run("commitments", "--refusals", "--format", "jsonl").out.splitlines()) == 1
    nothing = run("commitments", "--by", "nobody")
    assert (nothing.status, nothing.out) == (0, "")
    assert "nothing was found" in nothing.err
    assert run("commitments", "--state", "done").status != 0


def test_judging(run: Any, promised: list[str]) -> None:
    parted = run("ledger", "part", promised[1], "--by", "ida")
    assert "to take it back: onrecord ledger undo" in parted.err
    assert len(run("commitments", "--format", "jsonl").out.splitlines()) == 3
    number = parted.err.split()[-1]
    assert "ida" in run("ledger", "history", promised[1]).out
    run("ledger", "undo", number)
    assert len(run("commitments", "--format", "jsonl").out.splitlines()) == 2
    assert run("ledger", "rebuild").out == "2 entries\n"
    run("ledger", "join", promised[0], promised[2], "--by", "ida")
    assert len(run("commitments", "--format", "jsonl").out.splitlines()) == 1
