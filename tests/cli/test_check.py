"""``onrecord check``, ``cite`` and ``verify LINK``."""

import io
import json
import sys
from pathlib import Path

import pytest

STORY = (
    "A bridge\nIda Holm: “We will hold the bridge until spring.”\nBo Lind: that the toll stays\n"
)


@pytest.fixture(autouse=True)
def added(run) -> None:
    Path("story.txt").write_text(STORY)
    run("add", "story.txt", "--outlet", "Post\x1b[31m", "--published", "2024-03-05")


@pytest.mark.parametrize(
    ("args", "status", "shown"),
    [
        (["We will hold the bridge", "--by", "Holm"], 0, "exact"),
        (["we", "will", "hold", "the", "bridge"], 0, "exact"),
        (["We will hold a bridge until spring"], 1, "a → the"),
        (["We will hold the bridge", "--by", "Lind"], 1, "another speaker"),
        (["The ferry is sold"], 1, "not in the record"),
        (["--", "-x"], 1, "not in the record"),
        (["x" * 5_000], 1, "not in the record"),
    ],
)
def test_words(run, args: list[str], status: int, shown: str) -> None:
    result = run("check", *args)
    assert (result.status, result.err) == (status, "")
    assert shown in result.out
    assert "\x1b" not in result.out


def test_a_draft_is_checked_quotation_by_quotation(run) -> None:
    Path("draft.txt").write_text(
        "Draft\nIda Holm: “We will hold the bridge until spring.”\n"
        "Bo Lind: “We will hold the bridge until spring.”\nIda Holm: “Ferries are forever sold.”\n"
        "The “bridge”, a “bridge too far for us”, is old.\n"
    )
    result = run("check", "draft.txt", "--format", "jsonl")
    assert (result.status, result.err) == (1, "")
    answers = [json.loads(line) for line in result.out.splitlines()]
    assert [(answer["by"], answer["verdict"]) for answer in answers] == [
        ("Ida Holm", "exact"),
        ("Bo Lind", "another speaker"),
        ("Ida Holm", "not in the record"),
        (None, "not in the record"),
    ]
    table = run("check", "draft.txt")
    assert table.status == 1
    assert table.out.count("Ferries are forever sold") == 1


@pytest.mark.parametrize("name", ["drafts/none.txt", "none.docx", "/dev/zero/x"])
def test_a_draft_that_is_not_there(run, name: str) -> None:
    result = run("check", name)
    assert (result.status, result.out) == (1, "")
    assert result.err == (
        f"onrecord: {name}: there is no such file; give a draft, or words with spaces\n"
    )


def test_a_draft_that_holds(run) -> None:
    Path("draft.txt").write_text("Draft\nIda Holm: “We will hold the bridge”\n")
    assert run("check", "draft.txt").status == 0
    Path("draft.txt").write_text("Draft without any\n")
    result = run("check", "draft.txt")
    assert (result.status, result.err) == (0, "onrecord: the draft has no quotation\n")


def ask(run, monkeypatch, lines: bytes):
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(lines)))
    return run("check", "-", "--format", "jsonl")


def test_lines_of_json(run, monkeypatch) -> None:
    lines = '{"words": "We will hold a bridge", "by": null}\n\n{"words": "hold", "by": "Holm"}\n'
    result = ask(run, monkeypatch, lines.encode())
    assert (result.status, result.err) == (0, "")
    first, second = map(json.loads, result.out.splitlines())
    assert (first["verdict"], first["differences"]) == (
        "altered", [{"theirs": "a", "ours": "the"}],
    )  # fmt: skip
    assert (second["verdict"], second["holds"]) == ("exact", True)
    assert second["statement"] == first["statement"]


@pytest.mark.parametrize("lines", [b"{}", b"[1]", b'{"words": 3}', b"\xff\xfe", b'{"words": "a"'])
def test_other_lines_are_refused(run, monkeypatch, lines: bytes) -> None:
    result = ask(run, monkeypatch, b'{"words": "hold"}\n' + lines)
    assert result.status == 2
    assert "line 2" in result.err


def statement_of(run) -> str:
    [answer] = run("check", "hold the bridge", "--format", "jsonl").out.splitlines()
    return json.loads(answer)["statement"]


@pytest.mark.parametrize("format", ["text", "markdown", "bibtex", "csl-json"])
def test_cite_and_verify(run, format: str) -> None:
    result = run("cite", statement_of(run)[:8], "--format", format)
    assert (result.status, result.err) == (0, "")
    for part in ("Ida Holm", "We will hold the bridge until spring", "A bridge", "onrecord:"):
        assert part in result.out
    if format == "csl-json":
        [item] = json.loads(result.out)
        assert item["issued"] == {"date-parts": [[2024, 3, 5]]}
        assert run("verify", item["annote"]).out.startswith("holds: ")
        changed = run("verify", item["annote"].replace("bridge", "ferry"))
        assert (changed.status, changed.out[:9]) == (1, "changed: ")


def test_verify_tells_what_is_no_link(run) -> None:
    result = run("verify", "https://post.example/1")
    assert (result.status, result.out) == (1, "")
    assert "not a link" in result.err


def test_a_draft_among_the_reports_does_not_prove_itself(run) -> None:
    draft = Path("draft.txt")
    lines = "Draft", "Ida Holm: “The ferries are sold.”", "Bo Lind: “We will hold the bridge.”"
    draft.write_text("\n".join(lines))
    run("add", "draft.txt")

    def verdicts(*asked: str) -> list[str]:
        lines = run("check", *asked, "--format", "jsonl").out.splitlines()
        return [json.loads(line)["verdict"] for line in lines]

    assert verdicts("The ferries are sold") == ["exact"]
    assert verdicts("draft.txt") == ["not in the record", "another speaker"]
    draft.write_text("\n".join([*lines, "It rains."]))  # it is worked on, and still no report
    assert verdicts("draft.txt") == ["not in the record", "another speaker"]
