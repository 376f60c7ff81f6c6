"""``onrecord positions``, ``compare``, ``answers`` and ``changes``."""

from __future__ import annotations

import csv
import io
import json
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest

pytestmark = pytest.mark.usefixtures("simple_comparer")

STORIES = {
    "one.txt": ("2024-01-05", "Ferry\nIda Holm: we keep the ferry\nBo Lind: the school is old\n"),
    "two.txt": ("2024-03-05", "Ferry\nIda Holm: perhaps the ferry\x1b[31m stays, =1+1\n"),
    "three.txt": ("2024-05-05", "Ferry\nIda Holm: we do not keep the ferry\n"),
}


@pytest.fixture(autouse=True)
def added(run) -> None:
    for name, (day, text) in STORIES.items():
        Path(name).write_text(text)
        run("add", name, "--published", day, "--outlet", "Harbour Post")


def test_positions_as_a_table(run) -> None:
    shown = run("positions", "Holm", "--on", "ferry")
    assert (shown.status, shown.err) == (0, "")
    assert "\x1b" not in shown.out
    stands = [line.split()[1] for line in shown.out.splitlines() if line.strip().startswith("2024")]
    assert stands == ["first", "softens", "reverses"]


def test_a_table_fits_80_columns(run, monkeypatch) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    for words in (("positions", "Holm", "--on", "ferry"), ("changes", "--since", "2024")):
        assert max(map(len, run(*words).out.splitlines())) <= 80


def test_positions_as_json_lines(run) -> None:
    rows = list(
        map(
            json.loads,
            run("positions", "Holm", "--on", "ferry", "--format", "jsonl").out.splitlines(),
        )
    )
    fields = {
        "statement",
        "article",
        "said_on",
        "published",
        "speaker",
        "words",
        "relation",
        "to",
        "pivot",
        "also",
    }
    assert all(fields <= set(row) for row in rows)
    assert [row["to"] for row in rows] == [None, rows[0]["statement"], rows[1]["statement"]]
    assert rows[1]["words"] == "perhaps the ferry\x1b[31m stays, =1+1"


def test_positions_as_csv(run) -> None:
    out = run("positions", "Holm", "--on", "ferry", "--format", "csv").out
    rows = list(csv.DictReader(io.StringIO(out)))
    assert [row["relation"] for row in rows] == ["first", "softens", "reverses"]


@pytest.mark.parametrize(("name", "start"), [("line.svg", b"<svg"), ("line.png", b"\x89PNG")])
def test_a_picture(run, name: str, start: bytes) -> None:
    pytest.importorskip("vl_convert")
    shown = run("positions", "Holm", "--on", "ferry", "--chart", name)
    assert (shown.status, shown.err) == (0, "")
    assert Path(name).read_bytes().startswith(start)


def test_a_picture_that_cannot_be(run, monkeypatch) -> None:
    assert run("positions", "Holm", "--on", "ferry", "--chart", "line.gif").status == 2
    record = Path("record.db").read_bytes()
    assert (
        run(
            "positions", "Holm", "--on", "ferry", "--record", "record.db", "--chart", "record.db"
        ).status
        == 2
    )
    assert Path("record.db").read_bytes() == record
    monkeypatch.setitem(sys.modules, "vl_convert", None)
    shown = run("positions", "Holm", "--on", "ferry", "--chart", "line.svg")
    assert shown.status == 1
    assert shown.err == (
        "onrecord: pictures need the package vl-convert-python; "
        "install it: python -m pip install vl-convert-python\n"
    )
    assert not Path("line.svg").exists()


def test_nothing_found_is_said(run) -> None:
    shown = run("positions", "Holm", "--on", "volcano")
    assert (shown.status, shown.out) == (0, "")
    assert "no statement" in shown.err
    shown = run("positions", "Nobody", "--on", "ferry")
    assert shown.status == 1
    assert "nobody in the record is called Nobody" in shown.err


def test_two_texts(run) -> None:
    shown = run("compare", "we keep the ferry", "we do not keep the ferry")
    assert shown.out.splitlines()[0].startswith("reverses")
    assert "by the words: not" in shown.out
    row = json.loads(run("compare", "the school", "a ferry", "--format", "jsonl").out)
    assert (row["relation"], row["pivot"]) == ("unrelated", None)
    assert {"relation", "confidence", "same_issue", "pivot"} <= set(row)


def test_two_statements_of_the_record(run) -> None:
    out = run("positions", "Holm", "--on", "ferry", "--format", "jsonl").out
    first, *_, last = (json.loads(line)["statement"] for line in out.splitlines())
    assert run("compare", first[:12], last).out.startswith("reverses")
    shown = run("compare", first, "ffffffff")
    assert (shown.status, shown.err) == (
        1,
        "onrecord: ffffffff: no such statement in this record\n",
    )


def test_pairs_from_standard_input(run, monkeypatch) -> None:
    lines = [
        {"earlier": "we keep the ferry", "later": "we do not keep the ferry", "speaker": None},
        {"earlier": "we keep the ferry", "later": "the school", "speaker": "Ida Holm"},
        {"earlier": "", "later": "", "more": 1},
    ]
    fed = "\n".join(map(json.dumps, lines)) + "\n\nno json\n" + '{"earlier": 1}\n'
    monkeypatch.setattr(
        "sys.stdin", SimpleNamespace(buffer=io.BytesIO(fed.encode()), isatty=lambda: False)
    )
    shown = run("compare", "--format", "jsonl")
    rows = list(map(json.loads, shown.out.splitlines()))
    assert [row["relation"] for row in rows] == ["reverses", "unrelated", "unrelated"]
    assert shown.status == 1
    assert [line.split(":")[1] for line in shown.err.splitlines()] == [" line 5", " line 6"]


def test_what_is_missing_is_asked_for(run) -> None:
    assert run("compare").status == 2
    assert run("compare", "one text").status == 2
    assert run("positions", "Holm").status == 2
    assert run("changes").status == 2


def test_changes(run) -> None:
    shown = run("changes", "--since", "2024-05")
    assert "Reversals" in shown.out
    assert "we do not keep the ferry" in shown.out
    assert "we keep the ferry" in shown.out
    rows = list(
        map(json.loads, run("changes", "--since", "2024-05", "--format", "jsonl").out.splitlines())
    )
    assert [row["kind"] for row in rows] == ["reversal"]
    shown = run("changes", "--since", "2025")
    assert (shown.status, shown.out) == (0, "")
    assert "nothing is new" in shown.err


def test_answers_where_nobody_accuses(run) -> None:
    shown = run("answers", "--unanswered")
    assert (shown.status, shown.out) == (0, "")
    assert "no accusation" in shown.err
    shown = run("answers", "--denials")
    assert (shown.status, shown.out) == (0, "")
    assert "no denial" in shown.err
    assert run("answers", "--denials", "--unanswered").status == 2
