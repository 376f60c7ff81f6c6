"""Comparisons that are kept: nobody waits twice, and nothing is told that is no longer so."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import func, select

from onrecord.model import Mentioned
from onrecord.positions import Acts, Compared, comparer
from onrecord.record import Record, UncomparedError, copy
from onrecord.record.positions import comparisons as module
from onrecord.record.schema import comparisons

DATABASES = ("sqlite", "postgresql")
pytestmark = pytest.mark.usefixtures("simple_comparer")
LINES = (
    ("2024-01-05", "Ida Holm | said | we keep the ferry | accuse", "Bo Lind"),
    ("2024-01-08", "Bo Lind | denied | losing the ferry | deny", None),
    ("2024-03-05", "Ida Holm | said | we do not keep the ferry | state", None),
)
Ask = Callable[[Record], Sequence[object]]
QUESTIONS: dict[str, Ask] = {
    "positions": lambda record: record.positions("Holm", "ferry"),
    "answers": lambda record: record.answers(),
    "denials": lambda record: record.denials(),
    "changes": lambda record: record.changes("2024-03"),
    "replies": lambda record: record.replies(denial_in(record)).answers,
}


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch, simple_comparer) -> list[tuple[str, str]]:
    """The pairs that the comparer was asked for."""
    pairs: list[tuple[str, str]] = []

    def compare(earlier: str, later: str, acts: Acts) -> Compared:
        pairs.append((earlier, later))
        return simple_comparer(earlier, later, acts)  # type: ignore[no-any-return]

    compare.bears = simple_comparer.bears  # type: ignore[attr-defined]
    monkeypatch.setattr(comparer, "made", [compare])
    return pairs


@pytest.fixture
def filled(record: Record, make) -> Record:
    """Ida Holm on a ferry, twice, and Bo Lind, who denies."""
    for day, line, target in LINES:
        words, _, act = line.rpartition(" | ")
        article = make(words, published=day)
        acted = replace(article.statements[0], act=act, target=target and Mentioned(target))
        record.add(replace(article, statements=(acted,)))
    return record


def denial_in(record: Record) -> str:
    return record.search("losing")[0].statement.id


def kept(record: Record) -> int:
    with record._reading() as connection:
        return connection.scalar(select(func.count()).select_from(comparisons)) or 0


@pytest.mark.parametrize("ask", QUESTIONS.values(), ids=QUESTIONS)
def test_what_was_compared_once_is_not_compared_again(filled: Record, asked: list, ask) -> None:
    first = ask(filled)
    assert first and asked
    asked.clear()
    assert ask(filled) == first
    with Record(filled.location) as again:
        assert ask(again) == first
    assert not asked


def test_who_does_not_wait_is_told_that_it_is_yet_to_be_compared(filled: Record) -> None:
    with pytest.raises(UncomparedError) as told:
        filled.changes("2024-01", wait=False)
    assert [one.kind for one in told.value.known] == ["accusation", "denial"]
    assert told.value.left == 1
    with pytest.raises(UncomparedError):
        filled.positions("Holm", "ferry", wait=False)
    with pytest.raises(UncomparedError):
        filled.replies(denial_in(filled), wait=False)
    assert [one.denials for one in filled.answers(wait=False)] == [None]
    assert [one.answers for one in filled.denials(wait=False)] == [None]
    assert not filled.answers(wait=False, unanswered=True)[0].denials
    assert kept(filled) == 0


def test_compared_ahead_nothing_is_waited_for(filled: Record, asked: list) -> None:
    times: list[None] = []
    filled.compare_ahead("2024-01", lambda: times.append(None))
    assert len(times) == len(asked) == kept(filled) > 1
    assert [one.kind for one in filled.changes("2024-03", wait=False)] == ["reversal"]
    assert filled.replies(denial_in(filled), wait=False).answers
    assert filled.answers(wait=False)[0].denials and filled.denials(wait=False)[0].answers


def test_words_that_a_person_corrected_are_compared_anew(filled: Record) -> None:
    [_, later] = filled.positions("Holm", "ferry")
    assert later.relation == "reverses"
    filled.correct(later.statement, "content", "keep the ferry", by="ida")
    [_, later] = filled.positions("Holm", "ferry")
    assert later.relation == "repeats"


def test_what_words_do_is_compared_too_and_anew_when_a_person_corrects_it(
    filled: Record, asked: list
) -> None:
    [_, later] = filled.positions("Holm", "ferry")
    asked.clear()
    filled.correct(later.statement, "act", "refuse", by="ida")
    filled.positions("Holm", "ferry")
    assert asked


def test_another_comparer_compares_anew(
    filled: Record, asked: list, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, number = filled.positions("Holm", "ferry"), kept(filled)
    asked.clear()
    monkeypatch.setattr(module, "comparer_version", lambda: "another")
    assert filled.positions("Holm", "ferry") == first
    assert asked and kept(filled) == number


def test_they_go_with_their_statements(filled: Record) -> None:
    filled.compare_ahead("2024")
    number = kept(filled)
    filled.remove(filled.search("losing")[0].article)
    assert 0 < kept(filled) < number
    assert filled.verify().faults == ()


def test_a_record_that_keeps_none_has_them_as_long_as_it_is_open(
    filled: Record, monkeypatch: pytest.MonkeyPatch
) -> None:
    filled.keeps_comparisons = False
    first = filled.changes("2024-03")
    assert first and filled.changes("2024-03", wait=False) == first
    monkeypatch.setattr(module, "ASIDE", 1)
    filled.positions("Holm", "ferry")
    assert filled.answers()[0].denials and len(filled._aside.kept) == 1
    assert kept(filled) == 0


def test_stopped_halfway_what_was_compared_stays(
    filled: Record, asked: list, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stop() -> None:
        if len(asked) == 2:
            raise KeyboardInterrupt

    monkeypatch.setattr(module, "AT_ONCE", 1)
    with pytest.raises(KeyboardInterrupt):
        filled.compare_ahead("2024", stop)
    assert kept(filled) == 2


def test_a_copy_has_them(filled: Record, asked: list, tmp_path: Path) -> None:
    first = filled.changes("2024-03")
    asked.clear()
    copy(filled.location, tmp_path / "copy.db")
    with Record(tmp_path / "copy.db") as there:
        assert there.changes("2024-03") == first
    assert not asked
