"""What numbers count, so that two promises can be set side by side."""

import pytest

from onrecord.ledger.due import last_day
from onrecord.ledger.figures import figures


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
