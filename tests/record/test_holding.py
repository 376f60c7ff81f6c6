"""What a cluster has read is held, and taken in once, whatever is stopped."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from onrecord.model import Article, Failure
from onrecord.record import Added, Record, RecordError
from onrecord.record import holding as holding_of
from onrecord.record.errors import UnstorableError

DATABASES = ("sqlite", "postgresql")
Make = Callable[..., Article]
HOLM = "Ida Holm | said | the bridge is safe"
LIND = "Bo Lind | said | the toll will end"


def outcomes(record: Record) -> list[str]:
    return [one.outcome if isinstance(one, Added) else one.reason for one in record.take_in()]


def test_what_is_held_is_no_part_of_the_record_until_it_is_taken_in(
    record: Record, make: Make
) -> None:
    article = make(HOLM)
    record.hold([article], outlet="Harbour Post")
    assert (record.count(), record.held()) == (0, 1)
    assert outcomes(record) == ["added"]
    assert (record.count(), record.held()) == (1, 0)
    assert record.article(article.id).statements == article.statements
    assert record.article(article.id).outlet == "Harbour Post"


def test_the_same_held_again_is_taken_in_once(record: Record, make: Make) -> None:
    article = make(HOLM)
    record.hold([article, article])
    record.hold([article, make(LIND)])
    assert outcomes(record) == ["added", "added"]
    record.hold([article])
    assert outcomes(record) == ["unchanged"]


def test_the_same_text_of_two_places_is_one_article_of_two_places(
    record: Record, make: Make
) -> None:
    article = make(HOLM, origin="a.txt")
    record.hold([article, replace(article, origin="b.txt")])
    assert outcomes(record) == ["added", "unchanged"]
    assert record.article("a.txt").id == record.article("b.txt").id


def test_what_is_linked_is_linked_as_by_adding(record: Record, make: Make) -> None:
    record.hold([make(HOLM), make("Ida Holm | added | it will hold")])
    list(record.take_in())
    assert [party.name for party in record.parties(limit=5)] == ["Ida Holm"]


def test_stopped_in_the_middle_the_next_does_the_rest(
    record: Record, make: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    record.hold([make(HOLM), make(LIND)])
    taking = record.take_in()
    next(taking)
    taking.close()
    assert (record.count(), record.held()) == (1, 1)

    def killed(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(holding_of.adding, "renew_ledger", killed)  # the last thing that adding does
        with pytest.raises(KeyboardInterrupt):
            list(record.take_in())
    assert (record.count(), record.held()) == (1, 1)
    assert outcomes(record) == ["added"]


def test_a_failure_is_kept_until_the_report_can_be_read(record: Record, make: Make) -> None:
    record.hold([Failure("a.txt", "it is empty"), Failure("b.txt", "no text")])
    record.hold([Failure("a.txt", "it is damaged"), make(HOLM, origin="b.txt")])
    assert [(one.origin, one.reason) for one in record.failures()] == [("a.txt", "it is damaged")]


def test_an_article_that_cannot_be_stored_is_a_failure_and_the_others_go_on(
    record: Record, make: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    odd = make(HOLM, origin="odd.txt")
    record.hold([odd, make(LIND)])
    add = holding_of.adding.add

    def breaking(connection: object, article: Article, given: object) -> object:
        if article.id == odd.id:
            raise UnstorableError("no such character")
        return add(connection, article, given)  # type: ignore[arg-type]

    monkeypatch.setattr(holding_of.adding, "add", breaking)
    reason, outcome = outcomes(record)
    assert (outcome, record.held()) == ("added", 0)
    assert [(one.origin, one.reason) for one in record.failures()] == [("odd.txt", reason)]


def test_what_is_no_articles_fault_stops_and_loses_nothing(
    record: Record, make: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    record.hold([make(HOLM)])

    def full(*_: object) -> None:
        raise RecordError("the disk is full")

    with monkeypatch.context() as patch:
        patch.setattr(holding_of.adding, "add", full)
        with pytest.raises(RecordError, match="full"):
            list(record.take_in())
    assert (record.held(), record.failures()) == (1, [])
    assert outcomes(record) == ["added"]
