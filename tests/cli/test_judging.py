"""``onrecord parties``: listing, reviewing, judging."""

import json
from io import StringIO
from pathlib import Path

import pytest

STORIES = {
    "one.txt": "Toll\nJulie Varn: the toll is fair\n",
    "two.txt": "Ice\nJulianne Varn: the ice is thin\nBo \x1b[31mLind: no\n",
    "three.txt": "Snow\nJulian Varn: snow will fall\n",
}


@pytest.fixture(autouse=True)
def added(run) -> None:
    for name, text in STORIES.items():
        Path(name).write_text(text)
    run("add", "one.txt", "--outlet", "Post", "--published", "2024-03-05")
    run("add", "two.txt", "--outlet", "Wire", "--published", "2024-03-06")


@pytest.fixture
def answer(run, monkeypatch):
    def answer(keys: str):
        monkeypatch.setattr("sys.stdin", StringIO("".join(f"{key}\n" for key in keys)))
        return run("parties", "review", "--by", "ida")

    return answer


def test_the_list(run) -> None:
    shown = run("parties")
    assert (shown.status, shown.err) == (0, "")
    assert "\x1b" not in shown.out
    rows = [line.split() for line in shown.out.splitlines() if "Varn" in line]
    assert ["1", "Julie", "Varn", "person", "1", "1", "2024-03-05", "2024-03-05"] in rows
    lines = run("parties", "--name", "varn", "--format", "jsonl").out.splitlines()
    assert {json.loads(line)["name"] for line in lines} == {"Julie Varn", "Julianne Varn"}
    assert "Varn" not in run("parties", "--country", "NO").out


def test_review_from_a_pipe(run, answer) -> None:
    shown = answer("s")
    assert shown.status == 0
    assert "Julie Varn" in shown.out
    assert "the ice is thin" in shown.out
    assert "2024-03-06" in shown.out
    assert shown.out.endswith("same 1, different 0, unsure 0; nothing is left to review\n")
    found = run("search", "--speaker", "Julianne", "--format", "jsonl").out
    assert found.count("\n") == 2


def test_review_can_go_back_and_end_anywhere(run, answer) -> None:
    run("add", "three.txt", "--outlet", "Herald")
    assert "same 0, different 0, unsure 0; there is more" in answer("").out
    assert "same 0, different 0, unsure 0; there is more" in answer("xzq").out
    assert "same 0, different 1, unsure 0; there is more" in answer("szdq").out
    assert "unsure 1" in answer("uq").out


def test_merge_split_undo(run) -> None:
    shown = run("parties", "merge", "Julie Varn", "julianne varn", "--by", "ida", "--why", "seen")
    assert shown.out.startswith("Julie Varn · also Julianne Varn · person · 2 statements")
    assert shown.err.startswith("onrecord: to take it back: onrecord parties undo ")
    card = run("speakers", "Julianne").out
    assert "first 2024-03-05 · Post: Julie Varn: the toll is fair" in card
    assert "last 2024-03-06 · Wire: Julianne Varn: the ice is thin" in card
    split = run("parties", "split", "Julie Varn", "Julianne Varn", "--by", "bo")
    assert split.out == "Julianne Varn is no longer party Julie Varn\n"
    assert run("parties", "--name", "varn", "--format", "jsonl").out.count("\n") == 2
    shown = run("parties", "history", "Julie Varn").out.split()
    assert [word for word in shown if word in ("ida", "bo")] == ["ida", "bo"]
    assert run("parties", "undo", split.err.split()[-1]).status == 0
    assert run("parties", "--name", "varn", "--format", "jsonl").out.count("\n") == 1


@pytest.mark.parametrize(
    ("args", "status", "complaint"),
    [
        (["merge", "Julie Varn", "Ann Varn"], 1, "Ann Varn: no party has this name in full; "),
        (["merge", "Julie Varn", "1"], 1, "Julie Varn and 1: they are one party already"),
        (["split", "1", "Bo Lind"], 1, "Bo Lind: not a name of party 1, which has: Julie Varn"),
        (["split", "1", "--article", "none.txt"], 1, "none.txt: no such article in the record; "),
        (["split", "1"], 2, "either a NAME or an --article"),
        (["undo", "99"], 1, "99: no such judgement in this record"),
        (["--record", "record.db", "review"], 2, "parties review --record"),
    ],
)
def test_what_cannot_be_done_is_told(run, args, status: int, complaint: str) -> None:
    shown = run("parties", *args)
    assert (shown.status, shown.out) == (status, "")
    assert complaint in " ".join(shown.err.replace("│", " ").split())
