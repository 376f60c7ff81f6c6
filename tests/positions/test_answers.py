"""Which denial answers which accusation."""

from __future__ import annotations

import pytest

from onrecord.positions import Compared, Voice, answered

ACCUSED = Voice(
    "a",
    "monday",
    "accused the ministry of hiding a report",
    "2024-03-01",
    ("ida holm",),
    ("harbour ministry",),
)


def denial(
    told: str = "denied that a report was hidden",
    day: str | None = "2024-03-02",
    by: tuple[str, ...] = ("harbour ministry",),
    at: tuple[str, ...] = (),
    article: str = "tuesday",
) -> Voice:
    return Voice("d", article, told, day, by, at)


@pytest.mark.parametrize(
    ("denies", "is_answer"),
    [
        (denial(), True),
        (denial(day=None), True),
        (denial(day="2024-02-28"), False),  # nobody answers what was not said yet
        (denial(by=("bo lind", "spokesman of the harbour ministry")), True),  # who speaks for it
        (denial(by=("bo lind",)), False),
        (denial(by=("bo lind",), at=("ida holm",)), True),  # contradicts who accused
        (denial(by=("ida holm",), at=("ida holm",)), False),  # she does not answer herself
        (denial("denied that taxes rise"), False),  # another matter
    ],
)
def test_a_denial_answers_on_one_matter_where_sides_are_crossed(
    simple_comparer, denies: Voice, is_answer: bool
) -> None:
    assert bool(answered([ACCUSED], [denies], simple_comparer)) is is_answer


@pytest.mark.parametrize(("article", "is_answer"), [("monday", True), ("tuesday", False)])
def test_in_one_report_a_denial_needs_no_word_of_the_charge(article: str, is_answer: bool) -> None:
    def compare(earlier: str, later: str) -> Compared:
        return Compared("reverses", 0.9, 0.8, None, "reverses", 0.9)

    denies = denial("denied all of it", article=article)
    assert bool(answered([ACCUSED], [denies], compare)) is is_answer


def test_the_likeliest_answer_comes_first() -> None:
    def compare(earlier: str, later: str) -> Compared:
        return Compared("reverses", 0.9, float(later), None, "reverses", 0.9)

    some = [
        Voice(name, "tuesday", likely, None, ("harbour ministry",), ("ida holm",))
        for name, likely in (("x", "0.7"), ("y", "0.9"), ("z", "0.1"))
    ]
    assert answered([ACCUSED], some, compare) == {"a": {"y": 0.9, "x": 0.7}}
    assert list(answered([ACCUSED], some, compare)["a"]) == ["y", "x"]


def test_nothing_answers_nothing(simple_comparer) -> None:
    nobody = Voice("n", "", "", None, (), ())
    assert answered([], [denial()], simple_comparer) == {}
    assert answered([nobody], [nobody, denial()], simple_comparer) == {}
