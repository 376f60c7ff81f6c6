"""``onrecord`` as a process: on a terminal, into a pipe, interrupted, killed."""

import os
import pty
import random
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest

import onrecord
from onrecord import pipeline
from onrecord.model import Article, Failure, ReadError
from onrecord.record import Record

REPORTS = 60
COMMAND = [sys.executable, "-c", "from onrecord.command import main; main()"]


def stand_in(seconds: float = 0, hold_after: int | None = None) -> list[str]:
    """onrecord on the stand-in for the pipeline."""
    return [
        sys.executable,
        "-c",
        "from conftest import stand_in; from onrecord import pipeline, cli;"
        "stand_in(lambda name, value: setattr(pipeline, name, value),"
        f" {seconds}, {hold_after}); cli.main()",
    ]


QUICK = stand_in()
SLOW = stand_in(seconds=0.05)  # so that there is a progress to be seen
ENVIRONMENT = {
    **{name: value for name, value in os.environ.items() if name != "ONRECORD_RECORD"},
    "PYTHONPATH": os.pathsep.join([str(Path(__file__).parent), *sys.path]),
    "TERM": "xterm-256color",
}


@pytest.fixture
def reports(tmp_path: Path) -> Path:
    """A folder of small reports, all different."""
    folder = tmp_path / "reports"
    folder.mkdir()
    for number in range(REPORTS):
        ships = f"{number} ships"
        (folder / f"{number:02}.txt").write_text(
            f"{ships} in the harbour\n\n"
            f"Mayor Ida Holm said on Monday that {ships} had come in before the storm.\n\n"
            f"“We have room for {ships},” Holm told reporters. “And no more than that.”\n"
        )
    return folder


def start(command: list[str], folder: Path, *args: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [*command, *args],
        cwd=folder.parent,
        env=ENVIRONMENT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        preexec_fn=heed_interrupts,
    )


def heed_interrupts() -> None:
    """Undo what a shell does to what it starts in the background: it ignores interrupts."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def kept_in(record: Path) -> set[str]:
    """The ids of the articles that another process sees in the record at this moment."""
    try:
        with sqlite3.connect(f"file:{record}?mode=ro", uri=True) as connection:
            return {id for (id,) in connection.execute("SELECT id FROM articles")}
    except sqlite3.OperationalError:
        return set()


def wait_for_more(record: Path, than: int, process: subprocess.Popen[str]) -> set[str]:
    while len(kept := kept_in(record)) <= than and process.poll() is None:
        time.sleep(0.002)
    return kept


def expected(reports: Path) -> dict[str, Article]:
    outcomes = list(pipeline.read_many([str(reports.relative_to(reports.parent))]))
    assert all(isinstance(outcome, Article) for outcome in outcomes)
    return {outcome.id: outcome for outcome in outcomes if isinstance(outcome, Article)}


def test_add_killed_again_and_again_loses_nothing(reports: Path, monkeypatch) -> None:
    record = reports.parent / "record.db"
    monkeypatch.chdir(reports.parent)
    whole = expected(reports)
    chance = random.Random(4)
    for _ in range(3):
        before = len(kept_in(record))
        process = start(COMMAND, reports, "add", "reports")
        seen = wait_for_more(record, before + chance.randrange(8), process)
        time.sleep(chance.random() * 0.02)
        process.kill()
        process.communicate()
        with Record(record, create=not seen) as opened:
            kept = {article.id: article for article in opened.articles()}
        assert seen <= kept.keys()
        assert all(whole[id] == article for id, article in kept.items())
    process = start(COMMAND, reports, "add", "reports")
    out, err = process.communicate()
    assert out == f"added {REPORTS - len(kept)}, unchanged {len(kept)}, failed 0\n", err
    with Record(record) as opened:
        assert {article.id: article for article in opened.articles()} == whole


def test_an_interrupted_add_ends_cleanly(reports: Path) -> None:
    process = start(stand_in(hold_after=5), reports, "add", "reports")
    while not (reports.parent / "holding").exists() and process.poll() is None:
        time.sleep(0.002)
    process.send_signal(signal.SIGINT)
    out, err = process.communicate()
    assert process.returncode == 130
    assert out == "added 5, unchanged 0, failed 0\n"
    assert len(kept_in(reports.parent / "record.db")) == 5
    assert err == "onrecord: stopped; run the same command again to do the rest\n"


def test_a_pipe_that_closes_is_nobodys_fault(reports: Path) -> None:
    for args in (["--format", "jsonl"], ["--format", "csv"], []):
        process = start(stand_in(hold_after=1), reports, "read", "reports", *args)
        assert process.stdin and process.stdout and process.stderr
        process.stdout.readline()
        process.stdout.close()
        process.stdin.close()
        assert process.stderr.read() == ""
        process.stderr.close()
        process.wait()


def test_a_terminal_gets_colour_and_progress(reports: Path) -> None:
    seen = on_a_terminal(SLOW, reports, "add", "reports", "nowhere.txt")
    assert "Adding" in seen
    assert f"/{REPORTS + 1}" in seen  # how many there are
    assert "/s" in seen
    assert f"added {REPORTS}, unchanged 0, failed 1" in seen
    assert "onrecord: nowhere.txt: there is no such file or folder; check the path\r\n" in seen
    assert "\x1b[1m1 ships in the harbour\x1b[0m" in on_a_terminal(
        QUICK, reports, "read", "reports/01.txt"
    )


@pytest.mark.parametrize("format", ["json", "jsonl", "csv"])
def test_data_does_nothing_to_a_terminal_and_is_exact_elsewhere(reports: Path, format: str) -> None:
    hostile = "“\x1b[31mred\u202e\x9b1m”"
    (reports / "00.txt").write_text(f"Title\nIda Holm: {hostile}\n")
    args = ["read", "reports/00.txt", "--format", format]
    seen = on_a_terminal(QUICK, reports, *args)
    assert "Ida Holm" in seen
    assert "\x1b[31m" not in seen  # a mark of our own that turns while models load may be there
    assert not set("\u202e\x9b") & set(seen)
    out, _ = start(QUICK, reports, *args).communicate()
    exact = hostile if format == "csv" else hostile.replace("\x1b", "\\u001b")
    assert exact in out


def test_nothing_is_told_where_nobody_listens(reports: Path) -> None:
    for closed in (">&-", ">&- 2>&-"):
        done = subprocess.run(
            ["sh", "-c", f'"$@" {closed}', "sh", *QUICK, "read", "reports"],
            cwd=reports.parent,
            env=ENVIRONMENT,
            stderr=subprocess.PIPE,
            text=True,
        )
        assert (done.returncode, done.stderr) == (1, "")


def on_a_terminal(command: list[str], folder: Path, *args: str) -> str:
    """All that a command shows on a terminal."""
    ours, theirs = pty.openpty()
    process = subprocess.Popen(
        [*command, *args], cwd=folder.parent, env=ENVIRONMENT, stdout=theirs, stderr=theirs
    )
    os.close(theirs)
    shown = b""
    try:
        while part := os.read(ours, 4096):
            shown += part
    except OSError:  # the terminal is gone when the process is
        pass
    process.wait()
    os.close(ours)
    return shown.decode()


def test_the_library_is_the_command_line_said_again(reports: Path) -> None:
    article = onrecord.read(str(reports / "01.txt"))
    with onrecord.Record(reports.parent / "library.db") as record:
        assert record.add(article) == "added"
        [hit] = record.search("room for ships", speaker="Holm", manner="direct")
    assert hit.statement in article.statements


def test_adding_is_the_same_in_the_library(reports: Path, monkeypatch) -> None:
    monkeypatch.chdir(reports.parent)
    for report in sorted(reports.iterdir())[3:]:
        report.unlink()
    with onrecord.Record("library.db") as record:
        told = list(record.add_all(["reports/00.txt", "no.txt", onrecord.read("reports/01.txt")]))
        failed = [each for each in told if isinstance(each, Failure)]
        assert [each.origin for each in failed] == ["no.txt"]
        assert [each.outcome for each in told if each not in failed] == ["added", "added"]
        told = list(record.add_all("reports", outlet="Post"))
        assert [each.outcome for each in told] == ["updated", "updated", "added"]
        assert told[0].article.statements == ()  # known: not searched again
        assert record.add("reports/02.txt") == "unchanged"
        for wrong in ("no.txt", "reports"):
            with pytest.raises(ReadError, match=wrong):
                record.add(wrong)
        kept = {article.id: article for article in record.articles()}
    whole = pipeline.read_many("reports", outlet="Post")
    assert kept == {article.id: article for article in whole}
