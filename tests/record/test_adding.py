"""Adding: once, twice, by newer versions, from several places."""

import sqlite3
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from onrecord import model
from onrecord.model import (
    Article,
    Block,
    Commitment,
    Mentioned,
    Resolution,
    Span,
    Speaker,
    Statement,
)
from onrecord.record import Record, RecordError

DATABASES = ("sqlite", "postgresql")

NEWER = {"reading": "1", "attribution": "2"}


def everything(path: Path) -> list[str]:
    """All rows of a record, but for an index that is asked and cannot be listed."""
    with sqlite3.connect(path) as connection, sqlite3.connect(":memory:") as copied:
        connection.backup(copied)
        copied.execute("DROP TABLE bearing_keys")
        return list(copied.iterdump())


@st.composite
def articles(draw: st.DrawFn) -> Article:
    """Any text with any spans in it."""
    text = draw(st.text(min_size=1, max_size=200))

    def spans(fewest: int) -> tuple[Span, ...]:
        offsets = st.integers(0, len(text) - 1).flatmap(
            lambda start: st.tuples(st.just(start), st.integers(start + 1, len(text)))
        )
        drawn = draw(st.lists(offsets, min_size=fewest, max_size=3))
        return tuple(Span.of(text, *pair) for pair in sorted(drawn))

    words = st.none() | st.text(max_size=20)
    span = st.sampled_from(spans(1))
    mentioned = st.builds(Mentioned, st.text(max_size=20), words, st.tuples(span))
    speakers = tuple(
        Speaker(f"s{number}", draw(words), "group", tuple(draw(st.lists(st.text()))), spans(0))
        for number in range(draw(st.integers(0, 2)))
    )
    statements = tuple(
        Statement(
            id=f"id{number}",
            source=spans(0),
            cue=spans(0),
            content=spans(1),
            manner="mixed",
            speaker=draw(st.sampled_from([None, *(speaker.id for speaker in speakers)])),
            act=draw(st.sampled_from([None, "deny"])),
            target=draw(st.none() | mentioned),
            about=tuple(draw(st.lists(mentioned, max_size=2))),
            said_on=draw(words),
            confidence=draw(st.none() | st.floats(0, 1)),
            commitment=draw(st.none() | st.builds(Commitment, by=st.text(), what=span)),
            resolution=draw(st.none() | st.just(Resolution("he or she", 0.9, "she → Holm: …"))),
        )
        for number in range(draw(st.integers(0, 3)))
    )
    return Article(
        id=model.text_id(text),
        origin=draw(st.text()),
        outlet=draw(words),
        title=draw(words),
        byline=tuple(draw(st.lists(st.text()))),
        credits=(),
        published=draw(words),
        language=None,
        text=text,
        blocks=(Block(0, len(text), "body"),),
        speakers=speakers,
        statements=statements,
        stages={"attribution": "1"},
    )


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(article=articles())
def test_what_is_added_comes_back_and_twice_is_once(article: Article, tmp_path: Path) -> None:
    path = tmp_path / "any.db"
    with Record(path) as record:
        record.add(article)
        once = everything(path)
        assert record.article(article.id) == article
        assert record.add(article) == "unchanged"
        assert everything(path) == once
    for file in tmp_path.iterdir():
        file.unlink()


def test_outcomes_and_origins(record: Record, make) -> None:
    story = make("Ida Holm | said | the bridge is safe", origin="story.txt")
    assert record.add(story) == "added"
    assert record.add(replace(story, origin="copy.txt", outlet="Post")) == "unchanged"
    assert record.article("copy.txt") == replace(story, outlet="Post")  # the first origin stands
    assert record.add(replace(story, outlet="Other")) == "unchanged"
    assert record.article("story.txt").outlet == "Post"
    assert len(list(record.articles())) == 1


def test_other_versions_replace(record: Record, make) -> None:
    story = make("Ida Holm | said | the bridge is safe", outlet="Post", published="2024-03-05")
    record.add(story)
    fewer = replace(story, statements=(), speakers=(), outlet=None, published=None, stages=NEWER)
    assert record.add(fewer) == "updated"
    kept = record.article(story.id)
    assert (kept.statements, kept.stages) == ((), NEWER)
    assert (kept.outlet, kept.published) == ("Post", "2024-03-05")
    assert record.search("bridge").total == 0


def test_a_first_date_is_news(record: Record, make) -> None:
    story = make("Ida Holm | said | the bridge is safe")
    record.add(story)
    dated = replace(story, published="2024-03-05")
    assert record.knows(story, story.stages)
    assert not record.knows(dated, story.stages)
    assert record.add(dated) == "updated"
    assert record.search("bridge", since="2024-03", until="2024-03")


def test_what_a_person_gives_stands(record: Record, make) -> None:
    page = make("Ida Holm | said | the bridge is safe", outlet="Page", published="2024-03-05")
    record.add(page)
    assert record.knows(page, page.stages, outlet="Post")  # nothing to be found again
    assert not record.knows(page, page.stages, published="2024-02-01")
    assert record.add(page, outlet="Post") == "updated"
    assert record.add(page, outlet="Post") == "unchanged"
    given = replace(page, published="2024-02-01")
    assert record.add(given, published="2024-02-01") == "updated"
    assert record.search("bridge", until="2024-02")
    # Another run, of a newer version, to which nobody gives anything:
    recalled = record.recall(replace(page, stages=NEWER))
    assert (recalled.outlet, recalled.published) == ("Post", "2024-02-01")
    assert record.add(replace(page, stages=NEWER)) == "updated"
    assert record.article(page.id).published == "2024-02-01"
    assert record.recall(page, published="2024-01-01").published == "2024-01-01"


def test_what_is_recalled_fills_in_what_lacks(record: Record, make) -> None:
    page = make("Ida Holm | said | the bridge is safe", published="2024-03-05")
    assert record.recall(page) == page
    record.add(page)
    bare = replace(page, published=None)
    assert record.recall(bare) == page
    read_better = replace(page, published="2024-03-06", stages=NEWER)
    assert record.recall(read_better).published == "2024-03-06"


def test_an_article_only_read_replaces_nothing(record: Record, make) -> None:
    story = make("Ida Holm | said | the bridge is safe")
    only_read = replace(
        story, statements=(), speakers=(), stages={"reading": "1"}, origin="b", published="2024"
    )
    record.add(story)
    assert record.add(only_read) == "unchanged"
    assert record.article("b") == replace(story, published="2024")
    assert record.search("bridge", since="2024")


def test_what_is_known(record: Record, make) -> None:
    story = make("Ida Holm | said | the bridge is safe")
    assert not record.knows(story, story.stages)
    record.add(story)
    assert record.knows(story, story.stages)
    assert not record.knows(story, NEWER)
    foreign = make("Ida Holm | sagt | nichts", unread="German", stages={"reading": "1"})
    record.add(foreign)
    assert record.knows(foreign, NEWER)  # there is nothing to extract from it
    assert not record.knows(foreign, {"reading": "2", "attribution": "2"})


def test_an_article_is_added_whole_or_not_at_all(record: Record, make) -> None:
    story = make("Ida Holm | said | the bridge is safe")
    half_character = replace(story.statements[0], target=Mentioned("\ud800"))
    with pytest.raises(RecordError, match="half characters"):
        record.add(replace(story, statements=(*story.statements, half_character)))
    assert list(record.articles()) == []
    assert record.add(story) == "added"
