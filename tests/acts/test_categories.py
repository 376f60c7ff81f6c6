"""What kind of thing is promised, and how much of it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from onrecord.acts.amounts import amount, currencies, money
from onrecord.acts.categories import OTHER, category, patterns
from onrecord.model import Amount


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("to send six launchers and their ammunition", "arms and equipment"),
        ("800 soldiers would patrol the road", "troops"),
        ("to have the recruits trained by June", "training"),
        ("a loan of 40 billion euros", "money"),
        ("would veto the bill", "law"),
        ("to hold the referendum in May", "vote"),
        ("to repair the bridge and the harbour", "infrastructure"),
        ("no worker would be laid off", "jobs"),
        ("to publish the report", "information"),
        ("would attend the summit", "meeting or visit"),
        ("to do better", OTHER),
        ("the bankers portrayed minestrone", OTHER),  # no "ban", "port" or "mine"
    ],
)
def test_the_category_of_which_there_are_most_words(text: str, expected: str) -> None:
    assert category(text) == expected


def test_the_lists_are_read_whole() -> None:
    assert len(patterns()) == 10
    assert all(len(code) == 3 and code.isupper() for code in currencies().values())


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("pay $5 million", Amount(5_000_000, "USD")),
        ("pay £3m", Amount(3_000_000, "GBP")),
        ("pay 350 million euros", Amount(350_000_000, "EUR")),
        ("pay EUR 20,000.50", Amount(20_000.5, "EUR")),
        ("pay €1.2 Billion", Amount(1_200_000_000, "EUR")),
        ("pay A$10", Amount(10, "AUD")),
        ("raise it from $3 million to $4.5 million", Amount(4_500_000, "USD")),
        ("send 20 pounds of flour", None),
        ("send six ships", None),
    ],
)
def test_the_sum(text: str, expected: Amount | None) -> None:
    assert amount(text) == expected


@pytest.mark.parametrize("words", ["$5 ", "from $5 ", "1,000,", "5 million "])
def test_time_grows_with_the_text(
    words: str, growth: Callable[[Callable[[int], object], int], float]
) -> None:
    assert growth(lambda size: list(money().finditer(words * size)), 200) < 8
