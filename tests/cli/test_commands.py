"""What each command prints, where, and with which exit status."""

import codecs
import csv
import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from onrecord import cli
from onrecord.cli import exporting
from onrecord.document import PassedOver
from onrecord.model import Failure

STORY = (
    "A bridge\n"
    "Ida Holm: “The bridge is safe.”\n"
    "Bo Lind: that the toll, “a robbery,” would rise\n"
    "Ida Holm: that nobody asked for a toll\n"
)


@pytest.fixture(autouse=True)
def story(run) -> None:
    Path("story.txt").write_text(STORY)


def test_read_for_people(run) -> None:
    shown = run("read", "story.txt", "--outlet", "Harbour Post", "--published", "2024-03-05")
    assert (shown.status, shown.err) == (0, "")
    assert "A bridge\nHarbour Post · Bo Lind · 2024-03-05 · en\nstory.txt · " in shown.out
    assert "\x1b" not in shown.out
    row = next(line for line in shown.out.splitlines() if "robbery" in line)
    assert row.split() == [
        "Bo",
        "Lind",
        "that",
        "the",
        "toll,",
        "“a",
        "robbery,”",
        "would",
        "rise",
        "mixed",
    ]


def test_read_fits_a_narrow_screen_without_losing_words(run, monkeypatch) -> None:
    monkeypatch.setenv("COLUMNS", "40")
    shown = run("read", "story.txt")
    assert max(map(len, shown.out.splitlines())) <= 40
    assert "robbery,”" in shown.out


def test_read_for_programs(run) -> None:
    [article] = json.loads(run("read", "story.txt", "--format", "json").out)
    assert json.loads(run("read", "story.txt", "--format", "jsonl").out) == article
    assert [len(article["statements"]), article["text"]] == [3, STORY]
    rows = list(csv.DictReader(run("read", "story.txt", "--format", "csv").out.splitlines()))
    assert [row["speaker"] for row in rows] == ["Ida Holm", "Bo Lind", "Ida Holm"]


@pytest.mark.parametrize("format", ["table", "json", "jsonl", "csv"])
def test_a_failure_is_told_and_the_others_go_on(run, format: str) -> None:
    shown = run("read", "no.txt", "story.txt", "--format", format)
    assert shown.status == 1
    assert shown.err == "onrecord: no.txt: there is no such file or folder; check the path\n"
    assert "robbery" in shown.out
    assert "onrecord:" not in shown.out


def test_an_unread_article_gives_its_reason(run) -> None:
    Path("greek.txt").write_text("GREEK\n")
    assert "Not read: it is in Greek" in run("read", "greek.txt").out
    run("add", "greek.txt")
    assert "Not read: it is in Greek" in run("show", "greek.txt").out


HOSTILE = "[bold red]T[/bold red] \x1b[31m\x9b1m \u202eabc :smile:"


@pytest.mark.parametrize("command", ["read", "search", "show", "speakers", "failure"])
def test_a_hostile_text_does_nothing_to_the_terminal(run, command: str) -> None:
    Path("story.txt").write_text(f"{HOSTILE}\n{HOSTILE}: {HOSTILE} said\n")
    run("add", "story.txt", "--outlet", HOSTILE)
    shown = {
        "read": lambda: run("read", "story.txt", "--outlet", HOSTILE),
        "search": lambda: run("search", "said"),
        "show": lambda: run("show", "story.txt"),
        "speakers": lambda: run("speakers"),
        "failure": lambda: run("read", HOSTILE),
    }[command]()
    assert not set("\x1b\x9b\u202e") & set(shown.out + shown.err)
    assert "[bold" in shown.out + shown.err
    assert ":smile:" in shown.out + shown.err


def test_data_keeps_every_character(run) -> None:
    Path("story.txt").write_text(f"{HOSTILE}\n")
    assert json.loads(run("read", "story.txt", "--format", "jsonl").out)["title"] == HOSTILE


def test_add_and_add_again(run) -> None:
    Path("copy.txt").write_text(STORY)
    shown = run("add", "story.txt", "no.txt", "copy.txt")
    assert shown.status == 1
    assert shown.out == "added 1, unchanged 1, failed 1\n"
    assert shown.err == "onrecord: no.txt: there is no such file or folder; check the path\n"
    shown = run("add", "story.txt", "copy.txt")
    assert shown == (0, "added 0, unchanged 2, failed 0\n", "")
    shown = run("add", "story.txt", "--published", "2024-03-05")
    assert shown.out == "added 0, unchanged 0, updated 1, failed 0\n"
    assert Path("record.db").exists()


def test_what_was_given_wrong_is_put_right(run) -> None:
    run("add", "story.txt", "--outlet", "Harbour Pots", "--published", "2024-03-05")
    shown = run("add", "story.txt", "--outlet", "Harbour Post", "--published", "2024-03-06")
    assert shown.out == "added 0, unchanged 0, updated 1, failed 0\n"
    assert run("add", "story.txt").out == "added 0, unchanged 1, failed 0\n"
    assert "Harbour Post · Bo Lind · 2024-03-06" in run("show", "story.txt").out


def test_the_record_is_where_it_is_said_to_be(run, monkeypatch) -> None:
    monkeypatch.setenv("ONRECORD_RECORD", "mine.db")
    run("add", "story.txt")
    assert Path("mine.db").exists()
    assert "robbery" in run("search", "toll", "--record", "sqlite:///mine.db").out
    shown = run("search", "toll", "--record", "other.db")
    assert shown.status == 1
    assert shown.err.startswith("onrecord: other.db: there is no record here; ")
    assert not Path("other.db").exists()


def test_search(run) -> None:
    run("add", "story.txt", "--outlet", "Harbour Post", "--published", "2024-03-05")
    shown = run("search", "toll", "--speaker", "lind", "--from", "2024-03", "--to", "2024-3-5")
    assert (shown.status, shown.err) == (0, "")
    first, words, whence = [line.strip() for line in shown.out.splitlines() if line.strip()]
    assert first == "Bo Lind · published 2024-03-05 · Harbour Post · mixed"
    assert words == "Bo Lind: that the toll, “a robbery,” would rise"
    assert whence.startswith("A bridge · story.txt · ")
    hits = run("search", "toll", "--format", "jsonl").out.splitlines()
    assert {json.loads(hit)["speaker"] for hit in hits} == {"Ida Holm", "Bo Lind"}
    assert json.loads(hits[0])["matches"][0]["text"] == "toll"
    assert run("search", "nobody", "asked").out == run("search", "nobody asked").out != ""
    assert run("search", "--limit", "1").err == (
        "onrecord: these are 1 of 3; see more with a higher --limit\n"
    )
    nobody = run("search", "--speaker", "Ida Home")
    assert (nobody.status, nobody.out) == (1, "")
    assert (
        nobody.err == "onrecord: nobody in the record is called Ida Home; near it are: Ida Holm\n"
    )
    nothing = run("search", "zeppelin")
    assert (nothing.status, nothing.out) == (0, "")
    assert "no statement was found" in nothing.err


def test_show_marks_the_text(run) -> None:
    run("add", "story.txt")
    shown = run("show", "story.txt").out
    assert "[source]  <cue>  {content}" in shown
    assert "[Bo Lind]: {that the toll, “a robbery,” would rise}\n" in shown
    assert run("show", "nothing").err.startswith("onrecord: nothing: no such article")


def test_show_in_colours(run, monkeypatch) -> None:
    run("add", "story.txt")
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.setenv("TERM", "xterm")
    shown = run("show", "story.txt").out
    assert "\x1b[36mthat the toll, \x1b[0m\x1b[32m“a robbery,”\x1b[0m" in shown
    assert "{that" not in shown


def test_speakers(run) -> None:
    run("add", "story.txt", "--outlet", "Harbour Post")
    lines = [line.split() for line in run("speakers").out.splitlines()]
    assert ["Ida", "Holm", "2", "2", "1", "Harbour", "Post"] in lines  # said, printed, articles
    assert "Lind" not in run("speakers", "holm").out
    fewer = run("speakers", "--limit", "1")
    assert "Lind" not in fewer.out
    assert "more than these 1" in fewer.err
    nobody = run("speakers", "zzz")
    assert (nobody.status, nobody.out) == (0, "")
    assert "no speaker was found" in nobody.err


def test_export(run) -> None:
    run("add", "story.txt")
    assert json.loads(run("export", "--format", "jsonl").out)["text"] == STORY
    assert run("export", "--format", "csv").out.startswith("article_id,")
    run("export", "--format", "csv", "--output", "out.csv")
    assert Path("out.csv").read_bytes().startswith(codecs.BOM_UTF8 + b"article_id,")
    run("export", "--format", "parquet", "--output", "out.parquet")
    assert Path("out.parquet").read_bytes().startswith(b"PAR1")


@pytest.mark.parametrize("end", ["", "-wal", "-shm"])
def test_export_never_writes_over_the_record(run, end: str) -> None:
    run("add", "story.txt")
    Path("link.db").symlink_to(f"record.db{end}")
    for name in (f"record.db{end}", f"./x/../record.db{end}", "link.db"):
        shown = run("export", "--format", "csv", "--output", name)
        assert shown.status == 2
        assert "record itself" in shown.err
    assert "robbery" in run("search", "toll").out


def test_an_export_that_fails_leaves_the_one_before(run, monkeypatch) -> None:
    run("add", "story.txt")
    run("export", "--format", "jsonl", "--output", "out.jsonl")
    before = Path("out.jsonl").read_bytes()

    def fail(articles, format, stream, parties):
        stream.write(b"half")
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(exporting, "write_out", fail)
    shown = run("export", "--format", "jsonl", "--output", "out.jsonl")
    assert (shown.status, shown.err) == (
        1,
        "onrecord: No space left on device; check the disk\n",
    )
    assert Path("out.jsonl").read_bytes() == before
    assert not list(Path().glob(".onrecord*"))


def test_only_what_stands_in_marks_is_shown_as_direct(run, monkeypatch) -> None:
    Path("story.txt").write_text("A bridge\nIda Holm: “It is safe,” she said, “and whole.”\n")
    run("add", "story.txt")
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.setenv("TERM", "xterm")
    wanted = "\x1b[32m“It is safe,”\x1b[0m\x1b[36m she said, \x1b[0m\x1b[32m“and whole.”\x1b[0m"
    for args in (["read", "story.txt"], ["show", "story.txt"], ["search", ""]):
        assert wanted in run(*args).out


def test_tables_are_not_padded_in_a_pipe(run) -> None:
    run("add", "story.txt")
    for args in (["read", "story.txt"], ["search", "toll"], ["speakers"], ["parties"]):
        lines = run(*args).out.splitlines()
        assert lines
        assert lines == [line.rstrip() for line in lines]


def test_export_gives_a_terminal_no_parquet(run, monkeypatch) -> None:
    run("add", "story.txt")
    monkeypatch.setattr("sys.stdout.isatty", lambda: True)
    shown = run("export", "--format", "parquet")
    assert shown.status == 2
    assert "--output" in shown.err


@pytest.mark.parametrize(
    "args",
    [
        ["read"],
        ["read", "story.txt", "--published", "Tuesday"],
        ["read", "story.txt", "--format", "xml"],
        ["search", "toll", "--from", "2024-13"],
        ["search", "toll", "--to", "20240305"],
        ["search", "toll", "--act", "shout"],
        ["search", "toll", "--limit", "0"],
        ["search", "toll", "--limit", "99999999999999999999"],
        ["speakers", "--limit", "0"],
        ["export"],
        ["shout"],
    ],
)
def test_what_cannot_be_understood_is_status_2(run, args: list[str]) -> None:
    shown = run(*args)
    assert (shown.status, shown.out) == (2, "")
    assert "Usage" in shown.err


@pytest.mark.parametrize(
    ("args", "complaint"),
    [
        (["search", "x", "--record", "story.txt"], "story.txt: this is not a record; "),
        (["add", "story.txt", "--record", "no/r.db"], "no/r.db: it cannot be opened; "),
        (["add", "story.txt", "--record", "mysql://h/d"], "mysql://h/d: records are kept in"),
        (["export", "--format", "csv", "--output", "no/x"], "no/x: No such file or directory; "),
    ],
)
def test_what_fails_is_told_in_one_line(run, args: list[str], complaint: str) -> None:
    run("add", "story.txt")
    shown = run(*args)
    assert (shown.status, shown.out) == (1, "")
    assert shown.err.startswith(f"onrecord: {complaint}")
    assert shown.err.count("\n") == 1


def test_only_debug_shows_a_traceback(run, monkeypatch) -> None:
    def fail(*_: object, **__: object) -> None:
        raise ZeroDivisionError("oh\nno")

    monkeypatch.setattr("onrecord.pipeline.read_many", fail)
    shown = run("read", "story.txt")
    assert (shown.status, shown.err.count("\n")) == (1, 1)
    assert shown.err.startswith("onrecord: ZeroDivisionError: oh no; this is a fault of onrecord")
    for args in (["--debug", "read", "story.txt"], ["read", "--debug", "story.txt"]):
        monkeypatch.setattr("sys.argv", ["onrecord", *args])
        with pytest.raises(ZeroDivisionError):
            cli.main()
    assert run("read", "--", "--debug").err.startswith("onrecord: ZeroDivisionError")  # a file


def test_debug_tells_where_a_report_failed(run, monkeypatch) -> None:
    def fail(*_: object, **__: object) -> Iterator[Failure]:
        try:
            raise ZeroDivisionError("\x1b[31moh no")
        except ZeroDivisionError as error:
            yield Failure("story.txt", "a defect", error)

    monkeypatch.setattr("onrecord.pipeline.read_many", fail)
    assert run("read", "story.txt").err == "onrecord: story.txt: a defect\n"
    shown = run("read", "story.txt", "--debug").err
    assert "Traceback" in shown
    assert "ZeroDivisionError" in shown
    assert "\x1b" not in shown


def test_what_is_passed_over_is_named_and_counted(run, monkeypatch: pytest.MonkeyPatch) -> None:
    def read_many(paths, *, pass_over, **_):
        for number in range(12):
            pass_over(PassedOver(f"a/{number}.xlsx", "no reports are read from .xlsx files"))
        pass_over(PassedOver("a/13.jpg", "no reports are read from .jpg files"))
        pass_over(PassedOver("record.db", "no reports are read from .db files"))
        return iter(())

    monkeypatch.setattr("onrecord.pipeline.read_many", read_many)
    shown = run("add", "a")
    assert (shown.status, shown.out) == (0, "added 0, unchanged 0, failed 0, passed over 13\n")
    *named, rest = shown.err.splitlines()
    assert named[0] == "onrecord: a/0.xlsx: passed over; no reports are read from .xlsx files"
    assert (len(named), rest) == (10, "onrecord: 3 more files passed over: 2 .xlsx, 1 .jpg")


def test_columns_of_a_table_are_told_and_what_is_given_is_told_apart(
    run, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen = []
    monkeypatch.setattr(
        "onrecord.pipeline.read_many", lambda *_, **more: iter(seen.append(more) or ())
    )
    Path("table.csv").write_text("body,when,paper,who\nText.,2024-03-05,Post,Bo\n")
    shown = run("read", "table.csv", "--published", "when", "--outlet", "paper", "--author", "who")
    assert shown == (
        0,
        "",
        (
            "onrecord: table.csv: text from “body”, published from “when”, outlet from “paper”, "
            "author from “who”\n"
        ),
    )
    run("read", "table.csv", "--published", "2024-03-05", "--outlet", "Harbour Post")
    assert [(one["published"], one["outlet"]) for one in seen] == [
        (None, None),
        ("2024-03-05", "Harbour Post"),
    ]
    assert run("read", "table.csv", "--published", "soon").status == 2
