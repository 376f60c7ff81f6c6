"""``onrecord articles``, ``correct``, ``remove``, and edited reports."""

import json
import sqlite3
from pathlib import Path

import pytest

FIRST = "A bridge\nIda Holm: the bridge is safe for every one of us\nBo Lind: that the toll stays\n"
SECOND = "A bridge\nIda Holm: the bridge is safe for most of us\nBo Lind: that the toll stays\n"


@pytest.fixture(autouse=True)
def added(run) -> None:
    Path("story.txt").write_text(FIRST)
    Path("other.txt").write_text("Ice\nEva \x1b[31mQuill: no\n")
    run("add", "story.txt", "other.txt", "--outlet", "Post", "--published", "2024-03-05")


def statement_of(run, words: str) -> str:
    [hit] = run("search", words, "--format", "jsonl").out.splitlines()
    return json.loads(hit)["statement"]["id"]


def test_articles(run) -> None:
    shown = run("articles")
    assert (shown.status, shown.err) == (0, "")
    assert "\x1b" not in shown.out
    [row] = [line.split() for line in shown.out.splitlines() if "story.txt" in line]
    assert row[1:] == ["2024-03-05", "Post", "A", "bridge", "2", "1", "story.txt"]
    fewer = run("articles", "--limit", "1", "--format", "jsonl")
    assert json.loads(fewer.out)["origin"] == "other.txt"
    assert "1 of 2" in fewer.err


def test_correct_and_take_back(run) -> None:
    statement = statement_of(run, "toll")
    made = run("correct", statement[:8], "speaker", "Eva Quill", "--by", "ida")
    assert (made.status, made.out) == (0, "")
    assert made.err == "onrecord: to take it back: onrecord correct --undo 1\n"
    assert run("correct", statement, "place", "--unknown", "--by", "ida").status == 0
    assert "Eva Quill · published" in run("search", "toll").out
    rows = [line.split() for line in run("correct", "story.txt").out.splitlines()]
    assert [row[2:-1] for row in rows if row[:1] in (["1"], ["2"])] == [
        ["speaker", "Eva", "Quill", "ida"],
        ["place", "not", "known", "ida"],
    ]
    assert run("correct", "--undo", "1").status == 0
    assert "Bo Lind · published" in run("search", "toll").out
    assert "taken back" in run("correct", "story.txt").out


@pytest.mark.parametrize(
    ("args", "status", "complaint"),
    [
        (["0000ffff", "act", "deny"], 1, "0000ffff: no such statement"),
        (["STATEMENT", "act", "shout"], 1, "shout: not a value of act; choose one of"),
        (["STATEMENT", "colour", "red"], 1, "colour: cannot be corrected"),
        (["STATEMENT", "act"], 2, "either a VALUE or --unknown"),
        (["STATEMENT", "act", "deny", "--unknown"], 2, "either a VALUE or --unknown"),
        ([], 2, "give a STATEMENT"),
        (["--undo", "9"], 1, "9: no such correction"),
        (["none.txt"], 1, "none.txt: no such article"),
    ],
)
def test_what_cannot_be_corrected_is_told(run, args, status: int, complaint: str) -> None:
    statement = statement_of(run, "toll")
    shown = run("correct", *(statement if arg == "STATEMENT" else arg for arg in args))
    assert (shown.status, shown.out) == (status, "")
    assert complaint in " ".join(shown.err.replace("│", " ").split())


def test_remove_asks_first(run, monkeypatch) -> None:
    monkeypatch.setattr("typer.confirm", lambda question, **_: "Remove it?" not in question)
    assert run("remove", "story.txt").out == ""
    assert "toll" in run("search", "toll").out
    run("correct", statement_of(run, "toll"), "act", "deny", "--by", "ida")
    gone = run("remove", "story.txt", "--yes")
    assert gone.out == "removed A bridge · story.txt · 2 statements · 1 correction\n"
    assert run("search", "toll").out == ""
    assert "story.txt" not in run("articles").out
    assert run("remove", "story.txt", "--yes").err.startswith("onrecord: story.txt: no such")
    assert run("add", "story.txt").out == "added 1, unchanged 0, failed 0\n"


def test_verify(run) -> None:
    shown = run("verify")
    assert shown == (0, "2 articles, 3 statements; all articles are as they were added\n", "")
    with sqlite3.connect("record.db") as connection:
        connection.execute("UPDATE articles SET text = 'x' WHERE title = 'Ice'")
    shown = run("verify")
    assert shown.status == 1
    assert "is damaged: its text is not the one that it was added with" in shown.out
    assert shown.out.endswith("2 articles, 3 statements; 1 articles are as they were added\n")


def test_an_edited_report(run) -> None:
    assert run("show", "story.txt", "--changes").status == 1
    Path("story.txt").write_text(SECOND)
    shown = run("add", "story.txt")
    assert shown.out == "added 0, unchanged 0, edited 1, failed 0\n"
    assert shown.err == "onrecord: story.txt: edited since; statements: 1 changed\n"
    lines = run("show", "story.txt", "--changes").out.splitlines()
    assert "- Ida Holm: the bridge is safe for every one of us" in lines
    assert "+ Ida Holm: the bridge is safe for most of us" in lines
    assert not any("toll" in line for line in lines)
    assert run("search", "toll", "--format", "jsonl").out.count("\n") == 1
    assert run("export", "--format", "jsonl").out.count("\n") == 2
    assert run("export", "--format", "jsonl", "--versions").out.count("\n") == 3
    assert run("remove", "story.txt", "--yes").out.startswith(
        "removed A bridge · story.txt · 2 versions"
    )
    assert run("articles", "--format", "jsonl").out.count("\n") == 1
