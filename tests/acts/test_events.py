"""Events that lie ahead, and the days that a report tells of them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from onrecord.acts.events import Events

PUBLISHED = date(2027, 4, 12)
DATED = "The council of Sarn meets in May; its summit in Eastmouth, set for 9 June, is near."


@pytest.mark.parametrize(
    ("promise", "report", "words", "edtf"),
    [
        ("fight on at the convention", "The party's convention in July", None, "2027-07"),
        ("fight on at the convention", "At its July convention, he", None, "2027-07"),
        ("stay until the Orlo primary", "before the June 7 primary", None, "2027-06-07"),
        ("go to the July convention", "", "to the July convention", "2027-07"),
        ("speak at next month's party convention", "", None, "2027-05"),
        ("be there through the vote on 7 June", "", "through the vote", "2027-06-07"),
        ("attend the summit", DATED, "the summit", "2027-06-09"),
        ("win the Sarn primary", "", None, None),
        # Of two such events neither is taken, unless a name tells which.
        ("speak at the debate", "the May 1 debate and the May 9 debate", None, None),
        (
            "speak at the Orlo debate",
            "the May 1 Orlo debate, the May 9 Sarn debate",
            None,
            "2027-05-01",
        ),
        # Long past, or no event that lies ahead.
        ("speak at the summit", "after the March 3 summit", None, None),
        ("debate in Orlo and vote", "The vote in July", None, None),
        ("ask again in last week's vote", "The vote in July", None, None),
    ],
)
def test_the_day_of_an_event(
    promise: str, report: str, words: str | None, edtf: str | None
) -> None:
    found = Events(f"{report}. She vowed to {promise}.", PUBLISHED).deadline(promise)
    assert (found and found.when and found.when.edtf) == edtf
    if found is not None:
        assert promise[found.start : found.end] == found.words
        assert words in (None, found.words)


def test_what_an_event_on_an_unknown_day_limits() -> None:
    found = Events("", PUBLISHED).deadline("debate at the convention and before the primary")
    assert found is not None
    assert (found.words, found.when) == ("before the primary", None)
    assert Events("", PUBLISHED).deadline("testify before the council") is None


@pytest.mark.parametrize("words", ["at the ", "a vote ", "July ", "x", "at the vote in May, "])
def test_time_grows_with_the_text(
    words: str, growth: Callable[[Callable[[int], object], int], float]
) -> None:
    assert growth(lambda n: Events(words * n, PUBLISHED).deadline(words * n), 200) < 8
