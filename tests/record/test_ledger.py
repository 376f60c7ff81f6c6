"""The ledger of a record: kept in step with its articles, in whatever order they come."""

from __future__ import annotations

import dataclasses
import random
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from sqlalchemy import Connection, event

from onrecord.ledger import Bears, Told, likely
from onrecord.model import Article, Commitment, Span
from onrecord.record import Record, RecordError
from onrecord.record.ledger.entries import Regrouped, regroup

DATABASES = ("sqlite", "postgresql")

Make = Callable[..., Article]
Shape = list[tuple[str, str, list[tuple[str, str]]]]


def told(make: Make, day: str, *lines: str, due: str | None = None, **more: object) -> Article:
    """An article of a day, of lines such as ``commit: Ida Holm | said | …``."""
    acts, said = zip(*(line.split(": ", 1) for line in lines), strict=True)
    article = make(*said, published=day, **more)
    statements = tuple(
        dataclasses.replace(statement, act=act, commitment=promise(statement.content[0], due))
        if act in ("commit", "refuse")
        else dataclasses.replace(statement, act=act)
        for statement, act in zip(article.statements, acts, strict=True)
    )
    return dataclasses.replace(article, statements=statements)


def promise(what: Span, due: str | None) -> Commitment:
    return Commitment(by="Ida Holm", what=what, due=due, due_words=due and f"by {due}")


@pytest.fixture
def reports(make: Make) -> list[Article]:
    """Two promises of one person, told again, put off, kept; and somebody else's words."""
    return [
        told(
            make,
            "2024-03-05",
            "commit: Ida Holm | said | ten ferries will cross the bay in June",
            due="2024-06",
        ),
        told(make, "2024-03-20", "commit: Ida Holm | vowed | a clinic for the island of Skarn"),
        told(
            make,
            "2024-05-06",
            "commit: Ida Holm | said | the ten ferries for the bay will not come before October",
            "state: Bo Lind | said | the weather would hold",
            due="2024-10",
        ),
        told(make, "2024-07-01", "state: Ida Holm | said | the clinic of Skarn had opened"),
        told(make, "2024-11-02", "state: Ida Holm | said | all ten ferries of the bay had arrived"),
    ]


def shape(record: Record) -> Shape:
    """What a ledger comes to, whatever the keys of its rows."""
    return [
        (entry.what, entry.state, [(event.event, event.statement) for event in entry.history])
        for entry in record.commitments(as_of="2025-01-01", limit=100)
    ]


def test_statements_of_one_promise_are_one_entry(record: Record, reports: list[Article]) -> None:
    for report in reports:
        record.add(report)
    ferries, clinic = record.commitments(as_of="2025-01-01")
    assert [event.event for event in ferries.history] == ["announced", "delayed", "delivered"]
    assert [event.event for event in clinic.history] == ["announced", "delivered"]
    assert (ferries.by, ferries.due, ferries.state) == ("Ida Holm", "2024-10", "delivered")
    assert ferries.by_party == record.party("Ida Holm").id
    assert ferries.id == reports[0].statements[0].id


def test_as_of_a_day_nothing_later_is_known(record: Record, reports: list[Article]) -> None:
    for report in reports:
        record.add(report)
    assert [entry.state for entry in record.commitments(as_of="2024-04-01")] == ["open", "open"]
    [ferries] = record.commitments("ferries", as_of="2024-03-10")
    assert [event.event for event in ferries.history] == ["announced"]
    assert record.commitments(as_of="2024-11-30", state="overdue").total == 0
    assert record.commitments(as_of="2024-10-15", state="due").total == 1
    assert not record.commitments(as_of="2024-01-01").items
    with pytest.raises(RecordError, match="nothing of it was known"):
        record.commitment(ferries.id, as_of="2024-01-01")


def test_it_comes_out_the_same_in_any_order(
    tmp_path: Path, make: Make, reports: list[Article]
) -> None:
    shapes = []
    for number in range(4):
        order = list(reports)
        random.Random(number).shuffle(order)
        with Record(tmp_path / f"{number}.db") as record:
            for report in order:
                record.add(report)
            shapes.append(shape(record))
            record.rebuild_ledger()
            shapes.append(shape(record))
    assert all(one == shapes[0] for one in shapes)
    assert len(shapes[0]) == 2


def test_what_goes_leaves_the_ledger(record: Record, reports: list[Article]) -> None:
    for report in reports:
        record.add(report)
    record.remove(reports[0].id)
    assert [entry.what for entry in record.commitments(as_of="2025-01-01")] == [
        "a clinic for the island of Skarn",
        "the ten ferries for the bay will not come before October",
    ]
    record.remove(reports[2].id)
    assert [entry.what for entry in record.commitments(as_of="2025-01-01")] == [
        "a clinic for the island of Skarn"
    ]


def test_a_corrected_act_is_what_the_ledger_goes_by(record: Record, reports: list[Article]) -> None:
    for report in reports:
        record.add(report)
    correction = record.correct(reports[1].statements[0].id, "act", "state", by="ida")
    assert record.commitments(as_of="2025-01-01").total == 1
    record.withdraw(correction)
    assert record.commitments(as_of="2025-01-01").total == 2


def test_an_edited_article_speaks_once(record: Record, make: Make) -> None:
    line = "commit: Ida Holm | said | ten ferries will cross the bay in June"
    second = "state: Bo Lind | said | the bay was calm and the quay was full of people"
    record.add(told(make, "2024-03-05", line, second, origin="a.txt"))
    record.add(
        told(make, "2024-03-05", line, second, "state: Bo Lind | said | it rained", origin="a.txt")
    )
    [entry] = record.commitments(as_of="2025-01-01")
    assert len(entry.history) == 1


def test_a_person_has_the_last_word(record: Record, reports: list[Article]) -> None:
    for report in reports:
        record.add(report)
    before = shape(record)
    late = reports[4].statements[0].id
    made = record.part(late, by="ida", why="other ferries")
    assert [
        event.event for event in record.commitments("ferries", as_of="2025-01-01")[0].history
    ] == [
        "announced",
        "delayed",
    ]
    record.rebuild_ledger()
    assert len(record.commitments("ferries", as_of="2025-01-01")[0].history) == 2
    record.undo_entries(*made)
    assert shape(record) == before
    pair = (reports[0].statements[0].id, reports[1].statements[0].id)
    joined = record.judge_entries(pair, "same", by="ida")
    assert record.commitments(as_of="2025-01-01").total == 1
    assert record.entry_judgements(pair[0])[-1].author == "ida"
    record.undo_entries(*joined)
    assert shape(record) == before


def test_what_is_asked_for(record: Record, reports: list[Article], make: Make) -> None:
    for report in reports:
        record.add(report)
    record.add(told(make, "2024-12-01", "refuse: Bo Lind | said | the pier will never be sold"))
    every = record.commitments(as_of="2025-01-01", limit=2)
    assert (every.total, len(every)) == (3, 2)
    [third] = record.commitments(as_of="2025-01-01", limit=2, cursor=every.next)
    assert third.kind == "refusal"
    assert record.commitments(kind="refusal").total == 1
    assert record.commitments(by="holm").total == 3
    assert record.commitments("clinic").total == 1
    assert record.commitments(since="2024-08").total == 2
    assert record.commitments(state="delivered").total == 2
    assert record.commitment(reports[4].statements[0].id).id == reports[0].statements[0].id
    with pytest.raises(RecordError, match="not a state"):
        record.commitments(state="done")  # type: ignore[arg-type]
    with pytest.raises(RecordError, match="bears on no promise"):
        record.commitment(reports[2].statements[1].id)


@pytest.fixture
def rows_read(record: Record) -> Iterator[Callable[[], int]]:
    """How many statements the database was asked to run since the last call."""
    counts = [0]

    def counted(*_: object) -> None:
        counts[0] += 1

    event.listen(record._engine, "before_cursor_execute", counted)

    def since() -> int:
        number, counts[0] = counts[0], 0
        return number

    yield since
    event.remove(record._engine, "before_cursor_execute", counted)


def test_adding_asks_as_much_of_a_large_ledger_as_of_a_small_one(
    record: Record, make: Make, rows_read: Callable[[], int], monkeypatch: pytest.MonkeyPatch
) -> None:
    from onrecord.record.ledger import linking

    weighed: list[Told] = []
    kept = likely

    def counting(told: Told, earlier: list[Told], bears: Bears) -> list[float]:
        weighed.extend(earlier)
        return kept(told, earlier, bears)

    monkeypatch.setattr(linking, "likely", counting)
    spent = []
    for number in range(60):
        day = f"2024-{1 + number // 28:02}-{1 + number % 28:02}"
        line = f"commit: Ida Holm | said | {number + 20} ferries, a pier and a bridge for Skarn"
        rows_read()
        weighed.clear()
        record.add(told(make, day, line))
        spent.append((rows_read(), len(weighed)))
    assert max(weighing for _, weighing in spent) <= linking.AT_MOST
    assert max(asked for asked, _ in spent[30:]) <= max(asked for asked, _ in spent[5:30]) + 3


def test_like_promises_of_one_day_are_put_together_once_an_article(
    record: Record, make: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    from onrecord.record.ledger import linking

    done: list[set[int]] = []

    def counting(connection: Connection, keys: set[int]) -> Regrouped:
        done.append({*keys})
        return regroup(connection, keys)

    monkeypatch.setattr(linking, "regroup", counting)
    each = []
    for number in range(24):
        done.clear()
        homes = f"commit: Ida Holm | said | {300 + number % 3} homes in Skarn by May"
        record.add(
            told(make, "2024-03-05", homes, f"state: Bo Lind | said | he saw {number} gulls")
        )
        each.append(len(done))
    assert record.count() == 24
    assert max(each) <= linking.ROUNDS
    before = shape(record)
    record.rebuild_ledger()
    assert shape(record) == before


def test_a_promise_of_what_was_refused_takes_the_refusal_back_and_is_its_own(
    record: Record, make: Make
) -> None:
    for day, line in (
        ("2024-01-10", "refuse: Ida Holm | said | no icebreakers for the islands of Skarn"),
        ("2024-03-05", "commit: Ida Holm | said | four icebreakers for the islands of Skarn"),
        ("2024-05-06", "commit: Ida Holm | said | the four icebreakers for the islands of Skarn"),
        ("2024-09-01", "refuse: Ida Holm | said | no longer any icebreakers for Skarn"),
    ):
        record.add(told(make, day, line))
    refusal, promised = record.commitments(as_of="2024-04-01")
    assert [event.event for event in refusal.history] == ["announced", "withdrawn"]
    assert (refusal.kind, refusal.state) == ("refusal", "withdrawn")
    assert (promised.kind, promised.state) == ("promise", "open")
    assert refusal.history[1].statement == promised.history[0].statement
    assert record.commitments(state="withdrawn", kind="refusal").total == 1
