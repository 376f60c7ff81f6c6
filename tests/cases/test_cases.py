"""The cases, each read or asked for as it should be; those known to fail say why."""

from __future__ import annotations

import os
import sqlite3
import sys
from collections.abc import Mapping
from contextlib import closing
from pathlib import Path

import pytest

from cases import CASES, RECORD, data, failures
from onrecord import cli
from onrecord.model import Article, Failure, ReadError
from onrecord.pipeline import Pipeline
from onrecord.reading import to_article
from onrecord.record.dialects import sqlite

READ = [name for name, case in CASES.items() if "cli" not in case]
ASKED = [name for name, case in CASES.items() if "cli" in case]

# What goes wrong today: the case and why.  One that goes right fails here: take it out.
KNOWN_FAILURES: dict[str, str] = {
    "q11": "a question without a cue is given to whoever answers it",
    "n13": "what the writer thinks, and the sentence behind it, are taken for a statement",
}


@pytest.fixture(autouse=True)
def known_to_fail(request: pytest.FixtureRequest) -> None:
    if reason := KNOWN_FAILURES.get(request.node.callspec.params["name"]):
        request.applymarker(pytest.mark.xfail(reason=reason, strict=True))


@pytest.fixture(scope="module")
def read(stages: Pipeline) -> Mapping[str, Article | Failure]:
    """What comes of the report of each case, all read together."""
    opened: dict[str, Article | Failure] = {}
    for name in READ:
        try:
            opened[name] = to_article(data(CASES[name]), name, published=CASES[name]["published"])
        except ReadError as error:
            opened[name] = Failure(name, str(error))
    articles = [article for article in opened.values() if isinstance(article, Article)]
    return opened | {outcome.origin: outcome for outcome in stages(articles)}


@pytest.mark.parametrize("name", READ)
def test_a_report(name: str, read: Mapping[str, Article | Failure]) -> None:
    article = read[name]
    assert isinstance(article, Article), article
    assert list(failures(CASES[name], article)) == []


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a record of the reports in ``record.json``."""
    folder = tmp_path_factory.mktemp("record")
    for name, text in RECORD.items():
        (folder / name).write_text(text, encoding="utf-8")
    with pytest.MonkeyPatch.context() as patch:
        assert onrecord(patch, folder, "add", *RECORD, "--published", "2024-03-06") == 0
    return folder


@pytest.mark.parametrize("name", ASKED)
def test_a_command(
    name: str, folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    case = CASES[name]
    monkeypatch.setattr(sqlite, "WAIT", 10)
    if case.get("readonly"):  # as it looks to everybody but root
        monkeypatch.setattr(os, "access", lambda path, _: not Path(path).is_dir())
    with closing(sqlite3.connect(folder / "record.db", isolation_level=None)) as another:
        if case.get("locked"):
            another.execute("BEGIN IMMEDIATE")
            another.execute("UPDATE articles SET title = title")
        status = onrecord(monkeypatch, folder, *case["cli"])
    out, err = (" ".join(shown.split()) for shown in capsys.readouterr())
    assert [words for words in case.get("expect", ()) if words not in out] == [], err
    assert [words for words in case.get("forbid", ()) if words in out + err] == []
    if "expect_error" in case:
        assert status and any(word in err.lower() for word in case["expect_error"]), err
    if "file_starts" in case:
        path, mark = case["file_starts"]
        assert (folder / path).read_bytes().startswith(bytes.fromhex(mark))


def onrecord(monkeypatch: pytest.MonkeyPatch, folder: Path, *args: str) -> int:
    """The exit status of a command on the folder's record."""
    monkeypatch.chdir(folder)
    monkeypatch.setenv("COLUMNS", "400")
    monkeypatch.setattr(sys, "argv", ["onrecord", *args, "--record", "record.db"])
    with pytest.raises(SystemExit) as exit:
        cli.main()
    return int(exit.value.code or 0)
