"""Searching from the command line: articles, bodies, descriptions, formats, and what is refused."""

import csv
import io
import json
from pathlib import Path

import pyarrow.parquet as pq
import pytest

STORY = (
    "A bridge\n"
    "The river has never been so low.\n"
    "Ida Holm: “The bridge is safe.”\n"
    "Bo Lind: that the toll would rise\n"
)


@pytest.fixture(autouse=True)
def added(run) -> None:
    Path("story.txt").write_text(STORY)
    assert run("add", "story.txt", "--outlet", "Post", "--published", "2024-03-05").status == 0


def test_what_no_statement_says_is_found_in_articles(run) -> None:
    assert "no statement was found" in run("search", "river").err
    shown = run("search", "rivers", "--in", "articles", "--from", "2024-03", "--outlet", "post")
    assert "A bridge · Post · 2024-03-05" in shown.out
    assert "The river has never been so low." in shown.out
    lines = run("search", "river", "--in", "articles", "--format", "jsonl").out.splitlines()
    [hit] = map(json.loads, lines)
    assert [STORY[m["start"] : m["end"]] for m in hit["matches"]] == ["river"]
    assert "no article was found" in run("search", "river", "--in", "articles", "--to", "2023").err


@pytest.mark.parametrize(
    ("args", "complaint"),
    [
        (["river", "--in", "articles", "--speaker", "Holm"], "speaker: belongs to statements"),
        (["--in", "articles"], "give words to look for"),
        (["--act", "dance"], "the acts are ask, deny"),
        (["--limit", "99999999999999999999"], "give a number from 1 to 10,000"),
        (["--min-confidence", "nan"], "give a number from 0 to 1"),
        (["--outlet", "\udcff"], "these bytes are no text in UTF-8"),
    ],
)
def test_what_cannot_be_done_is_said(run, args: list[str], complaint: str) -> None:
    shown = run("search", *args)
    assert shown.status in (1, 2)
    assert complaint in " ".join(shown.err.replace("│", " ").split())


def test_an_act_is_understood_by_what_people_call_it(run) -> None:
    assert run("search", "--act", "promise").status == 0


def test_hits_as_a_table_for_other_programs(run) -> None:
    rows = list(csv.DictReader(run("search", "toll", "--format", "csv").out.splitlines()))
    assert [(row["speaker"], row["content"]) for row in rows] == [
        ("Bo Lind", "that the toll would rise")
    ]
    assert rows[0]["sentence"] == "Bo Lind: that the toll would rise"
    assert (rows[0]["language"], rows[0]["party"]) == ("en", "2")
    start, end = map(int, rows[0]["content_spans"].split("-"))
    assert STORY[start:end] == rows[0]["content"]


def test_hits_as_parquet(run) -> None:
    shown = run("export", "--format", "parquet", "--speaker", "Holm", "--output", "holm.parquet")
    assert shown.status == 0
    assert pq.read_table("holm.parquet").column("speaker").to_pylist() == ["Ida Holm"]


def test_an_export_of_some(run) -> None:
    shown = run("export", "--format", "jsonl", "--speaker", "Lind")
    [article] = map(json.loads, shown.out.splitlines())
    assert article["text"] == STORY
    assert [said["content"][0]["text"] for said in article["statements"]] == [
        "that the toll would rise"
    ]
    assert [speaker["name"] for speaker in article["speakers"]] == ["Bo Lind"]
    assert run("export", "--format", "jsonl", "--from", "2025").out == ""
    assert run("export", "--format", "jsonl", "--versions", "--from", "2025").status == 2


def test_a_description_where_nobody_is_called_so(run) -> None:
    assert "nobody in the record is called zzzz" in run("search", "--speaker", "zzzz").err


def test_speakers_for_programs(run) -> None:
    table = list(csv.DictReader(io.StringIO(run("speakers", "--format", "csv").out)))
    assert sorted(row["name"] for row in table) == ["Bo Lind", "Ida Holm"]
    lines = run("speakers", "Holm", "--format", "jsonl").out.splitlines()
    assert [json.loads(line)["outlets"] for line in lines] == [["Post"]]


def test_a_link_that_leads_in_a_circle_is_no_output(run) -> None:
    Path("one").symlink_to("other")
    Path("other").symlink_to("one")
    shown = run("export", "--format", "csv", "--output", "one")
    assert shown.status == 1
    assert "one: Too many levels of symbolic links" in shown.err


@pytest.mark.parametrize(
    "address", ["sqlite://host/x.db", "postgresql://u:p@[::1/x", "sqlite+odd:///x.db", "://"]
)
def test_a_broken_address_of_a_record_is_told(run, address: str) -> None:
    shown = run("speakers", "--record", address)
    assert shown.status == 1
    assert "fault of onrecord" not in shown.err
    assert len(shown.err.splitlines()) == 1


@pytest.mark.parametrize(
    "args",
    [
        ("correct", "--undo", "9" * 30),
        ("parties", "undo", "9" * 30),
        ("parties", "merge", "1", "9" * 5000),
        ("parties", "merge", "1", "9" * 30),
    ],
)
def test_a_number_that_no_record_has_is_told(run, args: tuple[str, ...]) -> None:
    shown = run(*args)
    assert shown.status == 1
    assert "fault of onrecord" not in shown.err


def test_whoever_must_type_is_told(run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", Typed("Ida Holm: hello\n"))
    assert "end it with" in run("read", "-").err


class Typed(io.StringIO):
    """Standard input that somebody types."""

    def isatty(self) -> bool:
        return True


def test_what_is_left_out_may_be_typed_with_a_dash(run) -> None:
    assert "Lind" in run("search", "toll", "-harbour").out
    assert "no statement was found" in run("search", "toll", "-rise").err
    assert run("search", "toll", "--sort", "-date").status == 0
    assert "No such option: --speeker" in run("search", "--speeker", "x").err


@pytest.mark.parametrize("columns", ["60", "80", "120"])
def test_lists_show_ids_and_days_whole_at_every_width(
    run, columns: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", columns)
    for command in ("articles", "parties"):
        shown = run(command).out
        assert "2024-03-05" in shown
        assert max(map(len, shown.splitlines())) <= int(columns)
    [article] = map(json.loads, run("articles", "--format", "jsonl").out.splitlines())
    assert article["id"][:12] in run("articles").out


def test_a_report_without_a_title_shows_its_first_words(run) -> None:
    Path("bare.txt").write_text("\nIda Holm: that boats are out\n")
    run("add", "bare.txt")
    assert "Ida Holm: that boats" in " ".join(run("articles").out.split())
