"""Expressions of time: which days they mean in a report of a known day."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.dates.expressions import WEEKDAYS, When, day, find_expressions, told_in_order

PUBLISHED = date(2023, 11, 22)  # a Wednesday


def resolved(
    words: str, published: date | None = PUBLISHED, since: When | None = None
) -> list[str]:
    """What the expressions of some words mean, those that mean nothing left out."""
    found = (e.resolved(published, since) for e in find_expressions(words))
    return [when.edtf for when in found if when is not None]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        # Days.
        ("on Wednesday", "2023-11-22"),
        ("Thursday night", "2023-11-16"),
        ("late Tuesday", "2023-11-21"),
        ("last Wednesday", "2023-11-15"),
        ("Monday’s hearing", "2023-11-20"),
        ("on Tuesday of last week", "2023-11-14"),
        ("today", "2023-11-22"),
        ("last night", "2023-11-21"),
        ("two days ago", "2023-11-20"),
        ("the day before yesterday", "2023-11-20"),
        ("on Christmas Eve", "2022-12-24"),
        ("Easter Monday", "2023-04-10"),
        ("on Memorial Day", "2023-05-29"),
        ("on Thanksgiving last year", "2022-11-24"),
        ("New Year’s Day 2022", "2022-01-01"),
        ("on June 1", "2023-06-01"),
        ("on Dec. 24", "2022-12-24"),
        ("on March 3, 2021", "2021-03-03"),
        ("on 3 March 2021", "2021-03-03"),
        ("TUESDAY, APRIL 25, 2023", "2023-04-25"),
        ("on the 3rd of March 2021", "2021-03-03"),
        # Less exact, and kept so.
        ("this week", "2023-11"),
        ("earlier this week", "2023-11"),
        ("over the weekend", "2023-11"),
        ("last month", "2023-10"),
        ("earlier this month", "2023-11"),
        ("in June", "2023-06"),
        ("in late December", "2022-12"),
        ("last November", "2022-11"),
        ("in March of last year", "2022-03"),
        ("in March 2019", "2019-03"),
        ("in May, 2019", "2019-05"),
        ("by August", "2023-08"),
        ("in a September debate", "2023-09"),
        ("an October TNA interview", "2023-10"),
        ("last year", "2022"),
        ("in 2012", "2012"),
        ("two weeks ago", "2023-11"),
        ("four years ago", "2019"),
        ("several weeks ago", "2023"),
    ],
)
def test_what_an_expression_means(words: str, expected: str) -> None:
    assert resolved(words) == [expected]


@pytest.mark.parametrize(
    "words",
    [
        "next Monday", "every Tuesday", "on Tuesdays", "Super Tuesday", "they may march",
        "a crowd of 2,012", "in 2031", "in recent weeks", "more than 20 years ago",
        "several months after her release", "on Feb. 30", "the March on Oslo",
    ],
)  # fmt: skip
def test_what_tells_no_day_means_nothing(words: str) -> None:
    assert resolved(words) == []


def test_a_week_of_two_months_is_in_that_of_most_of_its_days() -> None:
    assert resolved("last week", date(2023, 11, 8)) == ["2023-11"]
    assert resolved("last week", date(2023, 10, 3)) == ["2023-09"]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("a day later", "2023-11-15"),
        ("a day after it closed", "2023-11-13"),
        ("two days earlier", "2023-11-12"),
        ("the next morning", "2023-11-15"),
        ("later that day", "2023-11-14"),
        ("at the time", "2023-11-14"),
    ],
)
def test_what_counts_from_the_occasion_before(words: str, expected: str) -> None:
    assert resolved(words, since=day(date(2023, 11, 14))) == [expected]
    assert resolved(words, since=None) == []


def test_without_a_day_of_publication_only_full_dates_are_known() -> None:
    words = "on Monday, yesterday, last week, in June, on June 1, on June 1, 2022"
    assert resolved(words, None) == ["2022-06-01"]


@pytest.mark.parametrize(
    ("paragraphs", "last"),
    [
        (["It opened in May, 2021. By August it leaked. In September, she asked why."], "2021-09"),
        (["It opened in May 2021.", "In March, it closed."], "2022-03"),
        (["It opened on June 1, 2021.", "On June 5, it closed."], "2021-06-05"),
        (["It has leaked since May 2021, and again since the storm in September."], "2023-09"),
        (["It opened in May 2021. It closed on Monday. In September, she asked why."], "2023-09"),
        (["It opened in May 2021.", "Nobody cared.", "In June, she asked why."], "2023-06"),
        (["It opened before the 2021 vote. In September, she asked why."], "2023-09"),
    ],
)
def test_months_of_a_narration_follow_the_one_told_before(paragraphs: list[str], last: str) -> None:
    when = told_in_order(paragraphs)[-1][-1].resolved(PUBLISHED)
    assert when is not None
    assert when.edtf == last


@given(st.dates(date(1900, 1, 8), date(2100, 1, 1)), st.sampled_from(WEEKDAYS))
def test_a_weekday_is_one_of_the_last_seven_days(published: date, weekday: str) -> None:
    [found] = resolved(f"on {weekday}", published)
    said = date.fromisoformat(found)
    assert published - timedelta(6) <= said <= published
    assert WEEKDAYS[said.weekday()] == weekday


@given(st.text(), st.dates(date(1900, 1, 8), date(2100, 1, 1)))
def test_no_text_breaks_it_or_was_said_after_publication(text: str, published: date) -> None:
    for expression in find_expressions(text):
        when = expression.resolved(published)
        assert when is None or when.first <= published
