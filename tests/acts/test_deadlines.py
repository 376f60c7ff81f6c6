"""By when something is to be done, in words of Saturday, 19 October 2024."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from onrecord.acts.deadlines import deadlines, lasting

SATURDAY = date(2024, 10, 19)


@pytest.mark.parametrize(
    ("text", "words", "edtf"),
    [
        ("pay by the end of the year", "by the end of the year", "2024-12-31"),
        ("open before the year is out", "before the year is out", "2024-12-31"),
        ("open by the end of November", "by the end of November", "2024-11-30"),
        ("not come before end of March", "before end of March", "2025-03-31"),
        ("come by the end of the week", "by the end of the week", "2024-10-20"),
        ("keep it until the end of 2028", "until the end of 2028", "2028-12-31"),
        ("begin in May", "in May", "2025-05"),
        ("begin in October", "in October", "2024-10"),
        ("come before December", "before December", "2024-11-30"),
        ("come by mid-December", "by mid-December", "2024-12"),
        ("pay it in the last week of January", "in the last week of January", "2025-01"),
        ("come on Jan. 15", "on Jan. 15", "2025-01-15"),
        ("come by 30 October", "by 30 October", "2024-10-30"),
        ("by the first of the ferries on 1 June 2026", "on 1 June 2026", "2026-06-01"),
        ("stop at midnight on 1 June", "at midnight on 1 June", "2025-06-01"),
        ("move the vote to April 22", "to April 22", "2025-04-22"),
        ("open from Friday", "from Friday", "2024-10-25"),
        ("call on Saturday", "on Saturday", "2024-10-19"),
        ("come by Christmas", "by Christmas", "2024-12-25"),
        ("come by New Year’s Eve", "by New Year’s Eve", "2024-12-31"),
        ("come by Easter", "by Easter", "2025-04-20"),
        ("open by Thanksgiving", "by Thanksgiving", "2024-11-28"),
        ("be home for Christmas 2025", "for Christmas 2025", "2025-12-25"),
        ("close it by the new year", "by the new year", "2024-12-31"),
        ("pay by the first of March", "by the first of March", "2025-03-01"),
        ("pay on the thirty-first of March", "on the thirty-first of March", "2025-03-31"),
        ("post it on the 31st, as agreed", "on the 31st", "2024-10-31"),
        ("be there on the second", "on the second", "2024-11-02"),
        ("stop from midnight", "from midnight", "2024-10-20"),
        ("pay it in November at the latest", "in November at the latest", "2024-11-30"),
        ("sail by the middle of April", "by the middle of April", "2025-04"),
        ("come in the early summer", "in the early summer", "2025-22"),
        ("end it in June next year", "in June next year", "2025-06"),
        ("be put off to June", "to June", "2025-06"),
        ("publish it within a fortnight", "within a fortnight", "2024-11-02"),
        ("begin in ten days’ time", "in ten days’ time", "2024-10-29"),
        ("have it by September", "by September", "2025-09"),
        ("open it this summer", "this summer", "2025-22"),
        ("build from spring 2026 on", "from spring 2026", "2026-21"),
        ("cut it by 2030", "by 2030", "2030"),
        ("end in early 2026", "in early 2026", "2026"),
        ("answer within three weeks", "within three weeks", "2024-11-09"),
        ("be ready in six months", "in six months", "2025-04"),
        ("decide tomorrow", "tomorrow", "2024-10-20"),
        ("decide next month", "next month", "2024-11"),
        ("stay until the vote in July", "until the vote in July", "2025-07"),
        # What no calendar settles has its words alone.
        ("send it as soon as it can", "as soon as it can", None),
        ("do it in her first 100 days", "in her first 100 days", None),
        ("act in its first 100 days as owner", "in its first 100 days as owner", None),
        ("spend the coming weeks on it", "the coming weeks", None),
        ("leave before naming a successor", "before naming a successor", None),
        ("leave before she is asked", "before she is asked", None),
        ("come over the coming year", "over the coming year", None),
        ("come in the next few weeks", "in the next few weeks", None),
        ("come before the winter recess", "before the winter recess", None),
        ("rule within ten working days of a filing", "within ten working days of a filing", None),
        ("pay as soon as the pact is signed", "as soon as the pact is signed", None),
        ("stay until the last ship has left if they pay", "until the last ship has left", None),
        ("meet next Friday", "next Friday", None),
        ("open by next June", "by next June", None),
        ("delete it within 72 hours", "within 72 hours", None),
        ("open within a year of taking office", "within a year of taking office", None),
        ("report every three months", "every three months", None),
        ("leave on day one", "on day one", None),
        ("be done by planting time", "by planting time", None),
        ("sail before the lamps are lit", "before the lamps are lit", None),
        ("send it the minute it is ripe", "the minute it is ripe", None),
        ("stay ‘until nobody is left to ask’", "until nobody is left to ask", None),
        ("stay until it is ‘in the bin’", "until it is ‘in the bin’", None),
    ],
)
def test_a_deadline_and_the_days_it_means(text: str, words: str, edtf: str | None) -> None:
    [found] = deadlines(text, SATURDAY)
    assert (found.words, found.when and found.when.edtf) == (words, edtf)
    assert text[found.start : found.end] == found.words


@pytest.mark.parametrize(
    "text",
    [
        "it may be done",
        "it lasted for two weeks",
        "the law of 2019",
        "they met in 2012",
        "this year's budget",
        "no time soon",
        "a three-week strike",
        "cut it by two weeks",
        "send as long as they pay",
        "change rules in the next election",
        "testify before the panel",
        "what was promised in August",
        "two debates, once in Orlo",
        "the second time",
        "the first time in 25 years",
        "pay for every day",
    ],
)
def test_what_is_no_deadline(text: str) -> None:
    assert deadlines(text, SATURDAY) == []


def test_for_how_long() -> None:
    [found] = lasting("rents capped for at least ten years, not forever")
    assert (found.words, found.when) == ("for at least ten years", None)
    assert list(lasting("rents capped for the town")) == []


def test_without_a_day_only_a_full_date_is_settled() -> None:
    text = "open in May, or by 1 June 2026, or next year"
    found = [(one.words, one.when and one.when.edtf) for one in deadlines(text, None)]
    assert found == [("in May", None), ("by 1 June 2026", "2026-06-01"), ("next year", None)]


@pytest.mark.parametrize("words", ["by the end of May ", "until the ", "after it is ", "once "])
def test_time_grows_with_the_text(
    words: str, growth: Callable[[Callable[[int], object], int], float]
) -> None:
    assert growth(lambda size: deadlines(words * size, SATURDAY), 200) < 8
