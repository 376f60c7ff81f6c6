"""The rooms in order: exactness, the same result every time, and a batch that goes on."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import onrecord
from onrecord import budget, pipeline, reading, sources
from onrecord.model import Article, Failure, ReadError
from onrecord.parsing import Analysis
from onrecord.reading import from_text

REPORT = "Mayor Ida Holm said Monday that the bridge would hold.\n\n“It is safe,” she said.\n"
BREAKS = "This one breaks everything that it comes to."
# Text that looks like reports as much as text that looks like nothing.
PIECES = st.sampled_from(
    ["“", "”", '"', "'", "''", "’", "\n\n", "said ", "Holm ", "she ", "that it rains", ", ", ". ",
     "According to ", "the U.K.shared ", "Asked by ", "\u00a0", "\u202e", "🙂", "e\u0301", "—"]
)  # fmt: skip
TEXTS = st.one_of(st.text(max_size=60), st.lists(PIECES, max_size=25).map("".join))


def spans(article: Article) -> list[onrecord.Span]:
    """Every span of an article."""
    of_statements = [x for s in article.statements for x in (*s.source, *s.cue, *s.content)]
    return of_statements + [mention for s in article.speakers for mention in s.mentions]


@settings(deadline=None, max_examples=120)
@given(TEXTS)
def test_any_text_has_exact_offsets_and_the_same_ids(text: str) -> None:
    first, again = (next(iter(pipeline.pipeline()([from_text(text, "any")]))) for _ in range(2))
    assert all(first.text[span.start : span.end] == span.text for span in spans(first))
    assert all(statement.content for statement in first.statements)
    assert len({statement.id for statement in first.statements}) == len(first.statements)
    assert first == again
    assert Article.from_json(first.to_json()) == first


def test_no_statement_touches_what_is_not_story(tmp_path: Path) -> None:
    path = tmp_path / "story.txt"
    path.write_text("By Ada Orm\n\nLeave a review\n\n" + REPORT + "\nFollow us on social media\n")
    article = onrecord.read(path)
    other = [b for b in article.blocks if b.kind not in ("body", "heading")]
    assert other
    assert len(article.statements) == 2
    for span in (x for s in article.statements for x in (*s.source, *s.cue, *s.content)):
        assert not any(b.start < span.end and span.start < b.end for b in other)


def test_read_fills_in_what_the_page_does_not_say(tmp_path: Path) -> None:
    path = tmp_path / "story.txt"
    path.write_text(REPORT)
    article = onrecord.read(path, published="2024-03-06", outlet="Herald")
    assert (article.published, article.outlet) == ("2024-03-06", "Herald")
    assert article.statements[0].said_on == "2024-03-04"
    assert set(article.stages) == set(pipeline.pipeline().versions)


def test_a_missing_file_is_a_read_error(tmp_path: Path) -> None:
    with pytest.raises(ReadError, match="no such file"):
        onrecord.read(tmp_path / "none.txt")


def test_a_broken_report_does_not_stop_the_others(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"%PDF-1.7 \x00\x01")
    (tmp_path / "b.txt").write_text(REPORT)
    broken, good = onrecord.read_many([tmp_path])
    assert isinstance(broken, Failure)
    assert broken.origin.endswith("a.txt")
    assert isinstance(good, Article)
    assert good.statements


class Broken:
    """A stage that breaks on an article that says so, as it begins or when it comes to it."""

    name, version = "broken", "1"
    needs = gives = ()

    def __init__(self, at_once: bool) -> None:
        self.at_once = at_once

    def __call__(self, analyses: Iterable[Analysis]) -> Iterator[Analysis]:
        for analysis in list(analyses) if self.at_once else analyses:
            if analysis.article.text.startswith("This one breaks"):
                raise RuntimeError("a defect")
            yield analysis


@pytest.mark.parametrize("place", [0, 3, 6])
@pytest.mark.parametrize("at_once", [True, False])
def test_an_article_that_breaks_a_stage_is_named_and_the_others_go_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, place: int, at_once: bool
) -> None:
    for name, text in (("a", REPORT), ("b", "This one breaks.\n"), ("c", REPORT + "And more.\n")):
        (tmp_path / f"{name}.txt").write_text(text)
    stages = list(pipeline.pipeline().stages)
    stages.insert(place, Broken(at_once))
    monkeypatch.setattr(pipeline, "pipeline", lambda: pipeline.Pipeline(stages))
    first, broken, last = onrecord.read_many(tmp_path)
    assert isinstance(broken, Failure)
    assert "a defect" in broken.reason
    assert isinstance(broken.error, RuntimeError)
    assert isinstance(first, Article) and first.statements
    assert isinstance(last, Article) and last.statements


@pytest.mark.parametrize("room", ["inside", "from_document"])
def test_whatever_a_source_or_a_reader_raises_is_that_report_s_failure(
    room: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, text in (("a", REPORT), ("b", BREAKS), ("c", REPORT + "And more.\n")):
        (tmp_path / f"{name}.txt").write_text(text)
    home = sources if room == "inside" else reading
    work = getattr(home, room)

    def broken(*given: Any, **more: object) -> object:
        found = work(*given, **more)
        if "b.txt" in given[0].origin:
            raise RuntimeError("a defect")
        return found

    monkeypatch.setattr(home, room, broken)
    first, failure, last = onrecord.read_many(tmp_path)
    assert isinstance(failure, Failure)
    assert failure.origin.endswith("b.txt") and "a defect" in failure.reason
    assert isinstance(first, Article) and first.statements
    assert isinstance(last, Article) and last.statements


class Endless:
    """A stage that does not end on one article."""

    name, version = "endless", "1"
    needs = gives = ()

    def __call__(self, analyses: Iterable[Analysis]) -> Iterator[Analysis]:
        for analysis in analyses:
            while analysis.article.text == BREAKS:
                pass
            yield analysis


def test_an_article_that_takes_too_long_is_ended_and_the_others_go_on(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(budget, "SECONDS", 0.2)
    ends = pipeline.Pipeline([Endless()])
    slow, good = ends([from_text(BREAKS, "slow"), from_text(REPORT, "good")])
    assert isinstance(slow, Failure) and "seconds" in slow.reason
    assert isinstance(good, Article)


@pytest.mark.parametrize("page", ["<!DOCTYPE html>", "<html></html>", "<!-- -->", "<p>"])
def test_an_empty_page_is_a_failure_and_the_others_go_on(page: str, tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text(page)
    (tmp_path / "b.txt").write_text(REPORT)
    empty, good = onrecord.read_many(tmp_path)
    assert isinstance(empty, Failure) and "page" in empty.reason
    assert isinstance(good, Article)


def test_what_is_known_is_recalled_before_statements_are_looked_for(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(REPORT)
    [article] = onrecord.read_many(
        tmp_path, recall=lambda article: dataclasses.replace(article, published="2024-03-06")
    )
    assert isinstance(article, Article)
    assert article.statements[0].said_on == "2024-03-04"


def test_a_folder_is_not_one_report(tmp_path: Path) -> None:
    with pytest.raises(ReadError, match="read_many"):
        onrecord.read(tmp_path)


def test_skipped_articles_are_not_analysed(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(REPORT)
    [article] = onrecord.read_many([tmp_path], skip=lambda article: True)
    assert isinstance(article, Article)
    assert article.statements == ()
    assert set(article.stages) == {"reading"}


def test_an_article_in_another_language_says_so(analyse: Callable[..., Article]) -> None:
    article = analyse(
        "Der Hafen bleibt geschlossen, sagte die Bürgermeisterin am Montag. Die Arbeiter wollen "
        "erst am Freitag wieder mit der Reederei verhandeln, weil das Angebot nicht reicht.\n"
    )
    assert article.language == "de"
    assert article.unread is not None
    assert article.statements == ()
