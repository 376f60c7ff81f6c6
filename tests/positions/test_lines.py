"""Lines of positions: what is folded, what is set against what, where a new issue begins."""

from __future__ import annotations

import pytest

from onrecord.positions import Said, line


def said(*rows: tuple[str, str | None]) -> list[Said]:
    """Statements s1, s2 … of words and days."""
    return [Said(f"s{n}", words, f"said {words}", day) for n, (words, day) in enumerate(rows, 1)]


def placed(compare, *rows: tuple[str, str | None]) -> list[tuple[str, str | None, tuple[str, ...]]]:
    return [(one.relation, one.to, one.also) for one in line(said(*rows), compare)]


def test_each_is_set_against_the_last_on_its_issue(simple_comparer) -> None:
    assert placed(
        simple_comparer,
        ("we will keep the ferry", "2024-01-05"),
        ("the school is old", "2024-01-20"),
        ("the ferry will perhaps stay", "2024-02-05"),
        ("the ferry will not stay", "2024-03-05"),
        ("the school is also damp", "2024-04-05"),
    ) == [
        ("first", None, ()),
        ("first", None, ()),
        ("softens", "s1", ()),
        ("reverses", "s3", ()),
        ("adds", "s2", ()),
    ]


@pytest.mark.parametrize(
    ("day", "folded"),
    [("2024-01-05", True), ("2024-01-07", True), ("2024-01-08", False), (None, False)],
)
def test_the_same_told_within_days_is_one(simple_comparer, day: str | None, folded: bool) -> None:
    found = placed(
        simple_comparer, ("we will keep the ferry", "2024-01-05"), ("the ferry will be kept", day)
    )
    assert found == (
        [("first", None, ("s2",))] if folded else [("first", None, ()), ("repeats", "s1", ())]
    )


def test_a_change_within_days_is_no_wording_told_again(simple_comparer) -> None:
    found = placed(
        simple_comparer,
        ("we will keep the ferry", "2024-01-05"),
        ("perhaps the ferry stays for a while, who knows", "2024-01-06"),
    )
    assert [relation for relation, _, _ in found] == ["first", "softens"]


def test_what_nobody_can_tell_is_unclear(simple_comparer) -> None:
    [_, unclear] = line(
        said(("the ferry stays", "2024-01-05"), ("hm the ferry", "2024-02-05")), simple_comparer
    )
    assert (unclear.relation, unclear.to, unclear.pivot) == ("unclear", "s1", None)


def test_a_line_of_nothing_and_of_one(simple_comparer) -> None:
    assert line([], simple_comparer) == []
    [one] = line(said(("the ferry stays", None)), simple_comparer)
    assert (one.relation, one.to, one.confidence) == ("first", None, None)


def test_a_line_twice_as_long_takes_twice_the_comparisons(simple_comparer) -> None:
    def comparisons(length: int) -> int:
        calls = []

        def compare(earlier: str, later: str):
            calls.append(later)
            return simple_comparer(earlier, later)

        rows = [(f"ferry {n} stays", f"{2000 + n}-01-01") for n in range(length)]
        line(said(*rows), compare)
        return len(calls)

    assert comparisons(80) < 2.3 * comparisons(40)
