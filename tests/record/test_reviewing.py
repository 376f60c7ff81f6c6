"""What is least certain comes first; what people say of it stands, and can be taken back."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from sqlalchemy import select

from onrecord.model import Article, Commitment, Resolution
from onrecord.record import Record, RecordError
from onrecord.record.schema import metadata

DATABASES = ("sqlite", "postgresql")

Make = Callable[..., Article]
NEWER = {"reading": "1", "attribution": "2"}
LINES = (
    "Ida Holm | said | the bridge is safe",
    "Bo Lind | said | it is not",
    "Eva Dahl | said | nobody knows",
)


def story(make: Make, **fields: object) -> Article:
    """Three statements, whose speakers are known ever less surely."""
    article = make(*LINES, **fields)
    said = tuple(
        replace(one, resolution=Resolution("office", 0.6 - number / 10, "why"), act="state")
        for number, one in enumerate(article.statements)
    )
    return replace(article, statements=said)


def read_again(article: Article, stage: str = "2") -> Article:
    return replace(article, stages={"reading": "1", "attribution": stage})


def words_of(record: Record) -> list[str]:
    return [one.content[0].text for article in record.articles() for one in article.statements]


def test_the_least_certain_comes_first(record: Record, make: Make) -> None:
    record.add(story(make))
    found = record.doubtful("speaker", limit=2)
    assert [hit.speaker for hit in found] == ["Eva Dahl", "Bo Lind"] and found.total == 3
    rest = record.doubtful("speaker", cursor=found.next)
    assert [hit.speaker for hit in rest] == ["Ida Holm"] and rest.next is None


def test_what_is_accepted_is_asked_no_more_and_outlasts_a_new_reading(
    record: Record, make: Make
) -> None:
    article = story(make)
    record.add(article)
    made = record.accept(article.statements[2].id, by="Bo")
    assert [hit.speaker for hit in record.doubtful("speaker")] == ["Bo Lind", "Ida Holm"]

    said = (*article.statements[:2], replace(article.statements[2], speaker="s1", act="deny"))
    record.add(read_again(replace(article, statements=said)))
    [hit] = record.search("nobody knows")
    assert (hit.speaker, hit.statement.act) == ("Eva Dahl", "state")

    for one in made:
        record.withdraw(one)
    [hit] = record.search("nobody knows")
    assert (hit.speaker, hit.statement.act) == ("Ida Holm", "deny")


def test_what_is_rejected_is_nowhere_until_that_is_taken_back(record: Record, make: Make) -> None:
    article = story(make)
    record.add(article)
    before = record.article(article.id)
    [made] = record.reject(article.statements[1].id, by="Bo")
    assert words_of(record) == ["the bridge is safe", "nobody knows"]
    assert not record.search("it is not") and not record.parties("Bo Lind")
    assert not record.verify().faults
    record.withdraw(made)
    assert record.article(article.id) == before
    assert [hit.speaker for hit in record.search(exact=True, speaker="Lind")] == ["Bo Lind"]


def test_what_is_rejected_stays_so_when_it_is_found_again(record: Record, make: Make) -> None:
    article = story(make)
    record.add(article)
    [made] = record.reject(article.statements[1].id, by="Bo")
    record.add(read_again(article))
    assert words_of(record) == ["the bridge is safe", "nobody knows"]
    without = replace(article, statements=article.statements[::2])
    record.add(read_again(without, "3"))
    record.withdraw(made)  # the newest reading finds no such statement
    assert words_of(record) == ["the bridge is safe", "nobody knows"]
    assert not record.verify().faults


def test_corrections_of_what_is_rejected_wait(record: Record, make: Make) -> None:
    article = story(make)
    record.add(article)
    id = article.statements[1].id
    record.correct(id, "act", "deny", by="Bo")
    [made] = record.reject(id, by="Bo")
    record.withdraw(made)
    assert [one.act for one in record.article(article.id).statements] == ["state", "deny", "state"]


def test_an_edited_report_does_not_bring_back_what_was_rejected(record: Record, make: Make) -> None:
    old = make(*LINES, origin="story.txt")
    new = make(*LINES, "Bo Lind | said | it was never so", origin="story.txt")
    record.add(old)
    assert record.add(new) == "edited"
    record.reject(new.statements[1].id, by="Bo")
    assert not record.search('"it is not"')


def test_other_spans_are_words_of_the_article_or_offsets(record: Record, make: Make) -> None:
    article = story(make)
    record.add(article)
    id = article.statements[0].id
    made = record.correct(id, "content", "bridge is safe", by="Bo")
    [hit] = record.search("bridge")
    said = hit.statement
    assert said.content[0].text == "bridge is safe" and said.id != id
    assert record.article(id).id == article.id  # its former id leads to it
    start = said.source[0].start
    record.correct(id, "source", f"{start}-{start + 3}", by="Bo")
    [hit] = record.search("bridge")
    assert hit.statement.source[0].text == "Ida"
    assert not record.verify().faults

    record.add(read_again(article))
    [hit] = record.search("bridge")
    assert (hit.statement.content[0].text, hit.statement.source[0].text) == (
        "bridge is safe",
        "Ida",
    )
    record.withdraw(made)
    [hit] = record.search("bridge")
    assert hit.statement.content[0].text == "the bridge is safe"


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("content", None),
        ("content", "words that are not there"),
        ("content", "5-3"),
        ("content", "1-99999"),
        ("content", "10-20,15-30"),
        ("cue", " … "),
    ],
)
def test_spans_that_cannot_be_are_refused(
    record: Record, make: Make, field: str, value: str | None
) -> None:
    article = story(make)
    record.add(article)
    with pytest.raises(RecordError):
        record.correct(article.statements[0].id, field, value, by="Bo")
    assert record.article(article.id) == article


def test_no_statement_becomes_the_double_of_another(record: Record, make: Make) -> None:
    article = story(make)
    record.add(article)
    id, other = article.statements[0].id, article.statements[1]
    parts = (("source", other.source), ("cue", other.cue))
    for part, spans in parts:
        record.correct(id, part, f"{spans[0].start}-{spans[0].end}", by="Bo")
    with pytest.raises(RecordError, match="there already"):
        record.correct(id, "content", "it is not", by="Bo")


def test_decisions_are_told_the_latest_first(record: Record, make: Make) -> None:
    article = story(make)
    record.add(article)
    record.correct(article.statements[0].id, "act", "deny", by="Bo")
    record.accept(article.statements[1].id, by="Eva")
    record.reject(article.statements[2].id, by="Bo")
    told = record.decisions(limit=2)
    assert told.total == 3
    assert [one.author for one in told] == ["Bo", "Eva"]
    assert told[0].changes == (("rejected", None),) and told[0].statement is None
    assert dict(told[1].changes)["speaker"] == "Bo Lind" and len(told[1].corrections) == 4
    [first] = record.decisions(cursor=told.next)
    assert first.changes == (("act", "deny"),) and first.words == "the bridge is safe"
    record.withdraw(first.corrections[0])
    assert record.decisions(cursor=told.next)[0].withdrawn_at


def test_a_promise_that_nobody_made_leaves_the_ledger(record: Record, make: Make) -> None:
    article = make(
        "Ida Holm | said | the town will pay for the bridge by May", published="2024-03-05"
    )
    [one] = article.statements
    promise = Commitment(by="Ida Holm", what=one.content[0], due="2024-05")
    record.add(replace(article, statements=(replace(one, act="commit", commitment=promise),)))
    assert record.commitments().total == 1
    [made] = record.reject(one.id, by="Bo")
    assert record.commitments().total == 0
    record.withdraw(made)
    assert [entry.id for entry in record.commitments()] == [one.id]


PLEDGES = (
    ("2024-03-05", "commit", "Ida Holm | said | ten ferries will cross the bay in June"),
    ("2024-05-06", "commit", "Ida Holm | vowed | a clinic for the island of Skarn"),
    ("2024-11-02", "state", "Ida Holm | said | all ten ferries of the bay had arrived"),
)


def pledge(make: Make, day: str, act: str, line: str, *more: str, origin: str) -> Article:
    """A report of a promise, or of what became of one."""
    article = make(line, *more, published=day, origin=origin)
    one, *others = article.statements
    promise = Commitment(by="Ida Holm", what=one.content[0]) if act == "commit" else None
    said = replace(one, act=act, commitment=promise)
    return replace(article, statements=(said, *others))


@pytest.fixture
def judged(record: Record, make: Make) -> Record:
    """Promises in three reports, of which one was edited; people joined and corrected some."""
    for number, (day, act, line) in enumerate(PLEDGES):
        record.add(pledge(make, day, act, line, origin=f"{number}.txt"))
    edited = pledge(make, *PLEDGES[0], "Bo Lind | said | nobody knows", origin="0.txt")
    assert record.add(edited) == "edited"
    ferries, clinic = (entry.id for entry in record.commitments())
    record.judge_entries((ferries, clinic), "same", by="Ines", why="one programme")
    record.correct(ferries, "audience", "the council", by="Bo")
    record.correct(ferries, "content", "ten ferries will cross the bay", by="Bo")
    return record


def everything(record: Record) -> dict[str, object]:
    """All rows of a record but those that say what was rejected, without numbers and times of
    what this version judged by itself; and without what was compared and read, which is made anew
    when it is asked for, and the keys, which are asked and not listed (``bearings`` has them too).
    """
    rows = {}
    with record._reading() as connection:
        for name, table in metadata.tables.items():
            if name in ("comparisons", "readings", "bearing_keys"):
                continue
            query = select(table)
            if name == "corrections":
                query = query.where(table.c.field != "rejected")
            found = [dict(row._mapping) for row in connection.execute(query)]
            for row in found:
                if name == "entry_judgements" and not row["person"]:
                    row |= {"id": None, "made_at": None}
            rows[name] = sorted(found, key=repr)
    return rows


@pytest.mark.parametrize("words", ["ferries will", "clinic", "arrived", "nobody"])
def test_a_rejection_taken_back_leaves_no_trace(judged: Record, words: str) -> None:
    before, entries = everything(judged), list(judged.commitments())
    made = judged.reject(judged.search(words)[0].statement.id, by="Bo")
    assert everything(judged) != before
    for one in made:
        judged.withdraw(one)
    assert everything(judged) == before
    assert list(judged.commitments()) == entries and not judged.verify().faults


@pytest.mark.parametrize("order", [(0, 1), (1, 0)], ids=["first", "last"])
def test_two_rejections_are_taken_back_in_any_order(judged: Record, order: tuple[int, int]) -> None:
    before = everything(judged)
    made = [
        judged.reject(judged.search(words)[0].statement.id, by="Bo")
        for words in ("ferries will", "clinic")
    ]
    for number in order:
        for one in reversed(made[number]):
            judged.withdraw(one)
    assert everything(judged) == before


def test_what_people_judged_outlasts_a_new_reading_of_what_was_rejected(
    record: Record, make: Make
) -> None:
    reports = [pledge(make, *one, origin=f"{n}.txt") for n, one in enumerate(PLEDGES)]
    for report in reports:
        record.add(report)
    ferries, clinic = (entry.id for entry in record.commitments())
    record.judge_entries((ferries, clinic), "same", by="Ines")
    entries = list(record.commitments())
    [made] = record.reject(clinic, by="Bo")
    record.add(read_again(reports[1]))
    record.add(make("Ida Holm | said | hello", origin="other.txt"))  # takes the key that is free
    record.withdraw(made)
    assert list(record.commitments()) == entries
    assert [one.author for one in record.entry_judgements(ferries) if one.person] == ["Ines"]
