"""Corrections: applied, taken back, kept when the article is extracted anew."""

from dataclasses import replace

import pytest

from onrecord import model
from onrecord.model import Article, Mentioned, Span, Statement
from onrecord.record import Record, RecordError

NEWER = {"reading": "1", "attribution": "2"}


def moved(article: Article, start: int, end: int) -> Article:
    """The article as a newer version extracts it: the first content from ``start`` to ``end``."""
    old = article.statements[0]
    content = (Span.of(article.text, start, end),)
    statement = replace(
        old, id=model.statement_id(article.id, old.source, old.cue, content), content=content
    )
    return replace(article, statements=(statement, *article.statements[1:]), stages=NEWER)


def only(record: Record) -> Statement:
    return next(record.articles()).statements[0]


def test_a_correction_holds_everywhere_and_can_be_withdrawn(record: Record, make) -> None:
    story = make("Ida Holm | said | the bridge is safe", published="2024-03-05")
    record.add(story)
    statement = story.statements[0].id
    made = [
        record.correct(statement, "speaker", "Åsa Holm", by="Bo"),
        record.correct(statement, "act", "deny", by="Bo"),
        record.correct(statement, "said_on", "2023-12", by="Bo"),
    ]
    corrected = record.article(story.id)
    people = {speaker.id: speaker.name for speaker in corrected.speakers}
    assert people[corrected.statements[0].speaker] == "Åsa Holm"
    [hit] = record.search("safe", speaker="asa", act="deny", until="2023")
    assert (hit.speaker, hit.date, hit.dated) == ("Åsa Holm", "2023-12", "said")
    assert [line.name for line in record.speakers()] == ["Åsa Holm"]

    record.correct(statement, "act", None, by="Eva")  # the latest of a field stands
    assert only(record).act is None
    for correction in made:
        record.withdraw(correction)
    assert record.article(story.id) == story
    history = record.corrections(story.id)
    assert [(c.field, c.author, c.withdrawn_at is None) for c in history] == [
        ("speaker", "Bo", False),
        ("act", "Bo", False),
        ("said_on", "Bo", False),
        ("act", "Eva", True),
    ]


def test_corrections_follow_the_words(record: Record, make) -> None:
    story = make("Ida Holm | said | the bridge is safe", "Bo Lind | said | it is not")
    record.add(story)
    span = story.statements[0].content[0]
    record.correct(story.statements[0].id, "act", "deny", by="Bo")

    wider = moved(story, span.start, span.end + 1)
    assert record.add(wider) == "updated"
    assert only(record) == replace(wider.statements[0], act="deny")

    elsewhere = moved(replace(story, stages={}), span.end - 4, span.end + 1)
    record.add(replace(elsewhere, stages={"attribution": "3"}))
    assert only(record).act is None
    assert record.corrections(story.id)[0].statement is None  # kept, and attached to nothing

    record.add(story)
    assert only(record).act == "deny"


def test_another_target_stands_nowhere_in_the_text(record: Record, make) -> None:
    story = make("Ida Holm | blamed | Bo Lind for the bridge")
    blamed = Mentioned("Bo Lind", None, story.statements[0].content[:1])
    story = replace(story, statements=(replace(story.statements[0], target=blamed),))
    record.add(story)
    made = record.correct(story.statements[0].id, "target", "Eva Wray", by="Bo")
    assert only(record).target == Mentioned("Eva Wray")
    record.withdraw(made)
    assert record.article(story.id) == story


@pytest.mark.parametrize(
    ("field", "value", "complaint"),
    [
        ("confidence", "x", "cannot be corrected"),
        ("act", "shout", "not a value of act"),
        ("manner", None, "not a value of manner"),
        ("said_on", "Tuesday", "not a date"),
        ("said_on", "2024-13-45", "not a date"),
        ("said_on", "2023-02-29", "not a date"),
        ("said_on", "hello 2024 world", "not a date"),
        ("speaker", " ", "in one line"),
        ("target", "two\nlines", "in one line"),
    ],
)
def test_nonsense_is_refused(record: Record, make, field, value, complaint) -> None:
    story = make("Ida Holm | said | the bridge is safe")
    record.add(story)
    with pytest.raises(RecordError, match=complaint):
        record.correct(story.statements[0].id, field, value, by="Bo")
    with pytest.raises(RecordError, match="no such statement"):
        record.correct("0", "act", "deny", by="Bo")
    with pytest.raises(RecordError, match="by: give it in one line"):
        record.correct(story.statements[0].id, "act", "deny", by="")
    assert record.article(story.id) == story
