"""Corrections: applied, taken back, kept when the article is extracted anew."""

from dataclasses import replace

import pytest

from onrecord import model
from onrecord.model import Article, Mentioned, Span, Statement
from onrecord.record import Record, RecordError

DATABASES = ("sqlite", "postgresql")

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


FIRST = (
    "Ida Holm | said | on Monday the bridge is safe for every one of us",
    "Bo Lind | said | it is safe for him",
    "Eva Quill | said | the ferry would go on in the winter",
)
# The same report, edited: a line in front, a word here and there.
EDITED = (
    "Jo Berg | asked | whether the bridge is safe",
    "Ida Holm | said | on Monday the bridge is safe for nearly every one of us",
    *FIRST[1:],
)


@pytest.fixture
def edited(record: Record, make) -> tuple[Article, Article]:
    """Two versions of a report, of which the record has the first."""
    first, second = (make(*lines, origin="story.txt") for lines in (FIRST, EDITED))
    record.add(first)
    return first, second


def test_corrected_words_hold_in_a_later_version_where_they_still_stand(
    record: Record, edited: tuple[Article, Article]
) -> None:
    first, second = edited
    made = record.correct(first.statements[0].id, "content", "the bridge is safe", by="Bo")
    assert record.add(second) == "edited"
    _, said, *_ = record.article(second.id).statements
    assert [span.text for span in said.content] == ["the bridge is safe"]
    assert said.content[0].start > second.text.index("Ida Holm")  # not where Jo Berg asks
    assert record.search('"nearly every one"').total == 0
    [correction] = record.corrections_of(said.id)
    assert (correction.placed, correction.words) == (True, "the bridge is safe")

    assert record.add(replace(second, stages=NEWER)) == "updated"  # read again
    assert record.article(second.id).statements[1].content == said.content
    record.withdraw(made)
    assert record.article(second.id).statements == second.statements
    assert not record.verify().faults


def test_of_words_that_stand_several_times_those_are_meant_between_the_same_letters(
    record: Record, edited: tuple[Article, Article]
) -> None:
    first, second = edited
    source = first.statements[1].source[0]
    cut = f"{source.start + 3}-{source.end}"
    record.correct(first.statements[1].id, "source", cut, by="Bo")
    record.add(second)
    [hit] = record.search('"safe for him"')
    assert hit.statement.source == (Span.of(second.text, *ends(second.text, "Lind")),)


def ends(text: str, words: str) -> tuple[int, int]:
    start = text.index(words)
    return start, start + len(words)


def test_corrected_words_that_stand_there_no_more_are_told(
    record: Record, edited: tuple[Article, Article]
) -> None:
    first, second = edited
    record.correct(first.statements[0].id, "content", "safe for every one", by="Bo")
    record.correct(first.statements[0].id, "act", "deny", by="Bo")
    record.add(second)
    said = record.article(second.id).statements[1]
    assert said == replace(second.statements[1], act="deny")
    assert [(one.field, one.placed) for one in record.corrections_of(said.id)] == [
        ("content", False),
        ("act", True),
    ]


def test_corrected_words_make_no_double_of_another_statement(record: Record, make) -> None:
    first, second = (make(*lines, origin="story.txt") for lines in (FIRST, EDITED))
    record.add(first)
    record.correct(first.statements[2].id, "content", "the ferry would go on", by="Bo")
    last = second.statements[-1]
    [span] = last.content
    short = (Span.of(second.text, span.start, span.start + len("the ferry would go on")),)
    id = model.statement_id(second.id, last.source, last.cue, short)
    both = (*second.statements, replace(last, id=id, content=short))
    record.add(replace(second, statements=both))
    ids = [one.id for one in record.article(second.id).statements]
    assert len(set(ids)) == len(ids) and not record.verify().faults
