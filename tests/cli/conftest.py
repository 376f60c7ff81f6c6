"""The command line as people call it, on a stand-in for the pipeline: one statement a line.

A report's first line is its title; after it, ``Ida Holm: the bridge is safe`` is a statement.
"""

import dataclasses
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import NamedTuple

import pytest

from onrecord import cli, model, pipeline
from onrecord.model import Article, Block, Failure, Manner, Span, Speaker, Statement

STAGES = {"reading": "1", "attribution": "1"}


class Result(NamedTuple):
    status: int
    out: str
    err: str


Run = Callable[..., Result]


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> Run:
    """Calls ``onrecord`` in an empty folder; gives its exit status and what it printed."""
    monkeypatch.chdir(tmp_path)
    for name in ("ONRECORD_RECORD", "COLUMNS", "FORCE_COLOR"):
        monkeypatch.delenv(name, raising=False)
    stand_in(lambda name, value: monkeypatch.setattr(pipeline, name, value, raising=False))

    def call(*args: str) -> Result:
        monkeypatch.setattr(sys, "argv", ["onrecord", *args])
        with pytest.raises(SystemExit) as exit:
            cli.main()
        out, err = capsys.readouterr()
        return Result(exit.value.code, out, err)

    return call


def stand_in(
    put: Callable[[str, object], None], seconds: float = 0, hold_after: int | None = None
) -> None:
    """Puts the stand-in in the pipeline's place; each report takes it so many seconds.

    ``hold_after``: after so many reports it makes a file ``holding`` and waits until standard
    input is closed.
    """

    def read_many(
        paths, *, published=None, outlet=None, skip=lambda _: False, recall=lambda a: a, **_
    ):
        for number, path in enumerate(found(paths)):
            time.sleep(seconds)
            if number == hold_after:
                Path("holding").touch()
                sys.stdin.read()
            try:
                text = path.read_text()
            except OSError:
                yield Failure(str(path), "there is no such file or folder; check the path")
                continue
            given = {"published": published, "outlet": outlet}
            bare = Article(
                id=model.text_id(text),
                origin=str(path),
                title=text.split("\n")[0],
                byline=("Bo Lind",),
                credits=(),
                language="en",
                text=text,
                blocks=(Block(0, len(text), "body"),),
                unread="it is in Greek" if "GREEK" in text else None,
                stages={"reading": "1"},
                **given,
            )
            bare = recall(bare)
            yield bare if bare.unread or skip(bare) else extracted(bare)

    put("read_many", read_many)
    put("count", lambda paths: len(list(found(paths))))
    put("pipeline", lambda: SimpleNamespace(versions=STAGES))


def found(paths: Iterable[str]) -> Iterator[Path]:
    for path in map(Path, paths):
        yield from sorted(path.iterdir()) if path.is_dir() else [path]


def extracted(article: Article) -> Article:
    speakers: dict[str, Speaker] = {}
    statements = []
    start = 0
    for line in article.text.splitlines(keepends=True):
        name, colon, words = line.rstrip("\n").partition(": ")
        if colon:
            source = Span.of(article.text, start, start + len(name))
            first = source.end + len(colon)
            content = Span.of(article.text, first, first + len(words))
            speaker = Speaker(f"s{len(speakers) + 1}", name, "person", (), (source,))
            speakers.setdefault(name, speaker)
            statements.append(
                Statement(
                    id=model.statement_id(article.id, [source], [], [content]),
                    source=(source,),
                    cue=(),
                    content=(content,),
                    manner=manner(words),
                    speaker=speakers[name].id,
                )
            )
        start += len(line)
    return dataclasses.replace(
        article,
        speakers=tuple(speakers.values()),
        statements=tuple(statements),
        stages=STAGES,
    )


def manner(words: str) -> Manner:
    if words.startswith("“"):
        return "direct"
    return "mixed" if "“" in words else "indirect"
