"""Rows that stay when a text is read again, and the versions of an edited article."""

from dataclasses import replace

import pytest
from sqlalchemy import text

from onrecord import model
from onrecord.model import Article, Span
from onrecord.record import Record, RecordError

DATABASES = ("sqlite", "postgresql")

NEWER = {"reading": "1", "attribution": "2"}
LINES = (
    "Ida Holm | said | the bridge is safe for every one of us",
    "Bo Lind | denied | that anybody asked for a toll",
    "Eva Quill | said | the ferry would go on in the winter",
)


def keys(record: Record) -> dict[str, int]:
    """The key of each statement's row, by its id."""
    with record._engine.connect() as connection:
        return dict(connection.execute(text("SELECT id, key FROM statements")).all())


def said(record: Record, *args: str) -> list[str]:
    return sorted(hit.statement.content[0].text for hit in record.search(*args))


def widened(article: Article, number: int) -> Article:
    """The article as a newer version finds it: one content has its full stop besides."""
    old = article.statements[number]
    [span] = old.content
    content = (Span.of(article.text, span.start, span.end + 1),)
    new = replace(
        old, id=model.statement_id(article.id, old.source, old.cue, content), content=content
    )
    found = [new if statement is old else statement for statement in article.statements]
    return replace(article, statements=tuple(found), stages=NEWER)


def test_a_statement_found_again_stays_in_its_row(record: Record, make) -> None:
    story = make(*LINES)
    record.add(story)
    before = keys(record)
    wider = widened(story, 1)
    fewer = replace(wider, statements=wider.statements[1:])
    assert record.add(fewer) == "updated"
    assert record.article(story.id) == fewer
    after = keys(record)
    kept, gone = story.statements[2].id, story.statements[0].id
    assert after[kept] == before[kept]
    assert gone not in after
    assert after[wider.statements[1].id] == before[story.statements[1].id]
    # By the id it had before, too:
    made = record.correct(story.statements[1].id, "act", "deny", by="Bo")
    assert [c.statement for c in record.corrections(story.id)] == [wider.statements[1].id]
    record.withdraw(made)
    assert record.add(replace(story, stages={"reading": "1", "attribution": "3"})) == "updated"
    assert keys(record)[story.statements[1].id] == before[story.statements[1].id]
    with pytest.raises(RecordError, match="no such statement"):
        record.correct("ffff0000", "act", "deny", by="Bo")


EDITED = (
    "Ida Holm | said | the bridge is safe for nearly every one of us",
    LINES[2],
    "Ida Holm | added | that no date was set",
)


def test_an_edited_article_is_a_version(record: Record, make) -> None:
    first = make(*LINES, origin="b/story.txt")
    second = make(*EDITED, origin="b/story.txt")
    record.add(first)
    record.correct(first.statements[2].id, "place", "Skerry Bay", by="Bo")
    assert record.add(second) == "edited"
    assert record.count() == 1
    assert [article.id for article in record.articles()] == [second.id]
    assert [article.id for article in record.articles(versions=True)] == [first.id, second.id]
    assert record.versions(first.id) == record.versions("story.txt") == [first.id, second.id]
    changes = [
        tuple(one and one.content[0].text for one in pair)
        for pair in record.compare("story.txt").changed()
    ]
    assert changes == [
        ("the bridge is safe for every one of us", "the bridge is safe for nearly every one of us"),
        ("that anybody asked for a toll", None),
        (None, "that no date was set"),
    ]
    # What is repeated is found once; what was taken out is found where it was.
    assert said(record) == sorted(
        [*(s.content[0].text for s in second.statements), "that anybody asked for a toll"]
    )
    [hit] = record.search("ferry")
    assert (hit.article, hit.statement.place and hit.statement.place.name) == (
        second.id,
        "Skerry Bay",
    )
    record.withdraw(record.corrections(first.id)[0].id)
    assert record.article(second.id) == second
    assert {line.name: line.statements for line in record.speakers()} == {
        "Ida Holm": 2,
        "Bo Lind": 1,
        "Eva Quill": 1,
    }
    assert record.add(second) == "unchanged"
    with pytest.raises(RecordError, match="no earlier version"):
        record.compare(first.id)


def test_a_version_read_again_still_leads_on(record: Record, make) -> None:
    first, second = make(*LINES, origin="a"), make(*EDITED, origin="a")
    record.add(first)
    record.add(second)
    once = said(record)
    assert record.add(replace(second, stages=NEWER)) == "updated"
    assert record.add(replace(first, stages=NEWER, origin="-")) == "updated"
    assert said(record) == once


def test_an_edit_taken_back(record: Record, make) -> None:
    first, second = make(*LINES, origin="a"), make(*EDITED, origin="a")
    for article, outcome in ((first, "added"), (second, "edited"), (first, "edited")):
        assert record.add(article) == outcome
    assert record.add(first) == "unchanged"
    assert record.versions("a") == [second.id, first.id]
    assert record.article("a") == first
    assert said(record) == sorted(
        [*(s.content[0].text for s in first.statements), "that no date was set"]
    )


def test_what_is_no_version(record: Record, make) -> None:
    first, other = make(*LINES, origin="a"), make("Bo Lind | said | no", origin="a")
    record.add(first)
    assert record.add(other) == "added"  # another text altogether, by the same name
    assert record.add(make(*EDITED, origin="-")) == "added"
    record.add(make(*LINES[:2], origin="-"))
    copy = make("Ida | said | this is the copy at its own place", origin="b")
    record.add(copy)
    record.add(replace(copy, origin="c"))
    edited = make("Ida | said | this is the copy at its very own place", origin="c")
    assert record.add(edited) == "added"  # "b" has the other still
    assert record.count() == 6
