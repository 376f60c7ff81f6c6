"""What numbers count, so that two promises can be set side by side."""

from collections.abc import Iterator

import pytest

from onrecord.ledger import delivered, history, promise_of, told
from onrecord.ledger.due import last_day
from onrecord.ledger.figures import figures
from onrecord.ledger.told import Told
from onrecord.model import Amount, Commitment, Span


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("six pumps, not ten", [(6, {"pump"}), (10, set())]),
        ("1,200 blankets by 4 March 2025", [(1200, {"blanket"})]),
        ("£3m and 2.5 per cent", [(3_000_000, {"pound"}), (2.5, {"%"})]),
        ("240 million euros for a mill", [(240_000_000, {"euro", "for"})]),
        ("in two weeks, or in 2031", []),
        ("twenty-five huts", [(25, {"hut"})]),
    ],
)
def test_numbers_with_what_they_count(text: str, found: list[tuple[float, set[str]]]) -> None:
    expected = [(value, units - {"for"}) for value, units in found]
    assert [(one.value, set(one.units)) for one in figures(text)] == expected


@pytest.mark.parametrize(
    ("due", "last"),
    [
        ("2025-03-04", "2025-03-04"),
        ("2024-02", "2024-02-29"),
        ("2025", "2025-12-31"),
        ("2025-22", "2025-08-31"),
        ("2025-24", "2026-02-28"),
        ("2025-13", None),
        (None, None),
    ],
)
def test_the_last_day_that_a_deadline_leaves(due: str | None, last: str | None) -> None:
    found = last_day(due)
    assert (found and found.isoformat()) == last


def one_after_another(*said: str, **promise: object) -> Iterator[Told]:
    """A promise and what is told of it later, a report each."""
    for number, words in enumerate(said):
        what = Span(0, len(words), words)
        made = Commitment(by="Ida Holm", what=what, **promise)  # type: ignore[arg-type]
        yield told(
            id=f"s{number}",
            article=f"a{number}",
            position=0,
            act="state" if number else "commit",
            speaker="Ida Holm",
            cue="said",
            words=words,
            published=f"2024-03-{number + 1:02}",
            commitment=None if number else made,
        )


BUSES = {"quantity": "90 buses"}
LOAN = {"amount": Amount(40e6, "EUR")}


@pytest.mark.parametrize(
    ("said", "promise", "come"),
    [
        (["to buy 90 buses", "60 of the 90 buses have arrived"], BUSES, (60, 90, None, "s1")),
        (["to buy 90 buses", "some 60 buses have arrived"], BUSES, (60, 90, None, "s1")),
        (["to buy 90 buses", "60 of 95 have arrived"], BUSES, (60, 95, None, "s1")),
        (
            ["to buy 90 buses", "60 of the 90 buses have arrived", "all buses have arrived"],
            BUSES,
            (90, 90, None, "s2"),
        ),
        (["to buy 90 buses", "one of the buses has arrived"], BUSES, None),
        (["to buy 90 buses", "40 million euros have been paid"], BUSES, None),
        (["to buy buses", "60 buses have arrived"], {}, None),
        (
            ["to lend 40 million euros", "5 million euros of 40 million euros have been paid"],
            LOAN,
            (5e6, 40e6, "EUR", "s1"),
        ),
        (
            ["to lend 40 million euros", "5 million of the 40 million euros have been paid"],
            LOAN,
            (5e6, 40e6, "EUR", "s1"),
        ),
        (["to lend 40 million euros", "5 of the 40 million euros have been paid"], LOAN, None),
        (["to lend 40 million euros", "30 tons have been delivered"], LOAN, None),
        (["to lend 40 million euros"], LOAN, None),
    ],
)
def test_how_much_has_come(
    said: list[str],
    promise: dict[str, object],
    come: tuple[float, float, str | None, str] | None,
) -> None:
    lines = list(one_after_another(*said, **promise))
    known = history(lines)
    found = delivered(promise_of(lines), known)
    assert (found and (found.value, found.of, found.currency, found.statement)) == come
