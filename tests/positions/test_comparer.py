"""The comparer: two statements, whatever they are."""

from __future__ import annotations

import shutil
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest
from benchmarks.positions import gold
from benchmarks.positions.__main__ import f1, precision
from hypothesis import given, settings
from hypothesis import strategies as st

import onrecord
from onrecord.model import SetupError
from onrecord.positions import (
    MODEL,
    RELATIONS,
    STANCES,
    WEIGHTS,
    Comparer,
    Half,
    compare,
    is_named,
    plain,
    told,
)
from onrecord.positions.comparer import pivot

LONG = "the quay will be closed and the mill will be sold " * 20_000


@pytest.mark.parametrize(
    ("earlier", "later", "relation"),
    [
        (
            "promised 400 flats",
            "promised 400 flats, half of them for families, by 2030",
            "adds",
        ),
        (
            "The harbour ferry will be free of charge for all passengers.",
            "Nobody will have to pay for a trip on the harbour ferry.",
            "repeats",
        ),
        (
            "said taxes on boats would rise",
            "said the library would get a new roof",
            "unrelated",
        ),
        (
            "said the bridge would be open by Friday",
            "said the bridge might be open by Friday",
            "softens",
        ),
    ],
)
def test_what_anybody_can_tell(earlier: str, later: str, relation: str) -> None:
    assert compare(earlier, later).relation == relation


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("", ""),
        ("", "The mill stays open."),
        (" \n\t", "“”"),
        ("?", "!"),
        ("The mill stays open.", LONG),
        (LONG, LONG),
        ("Мельница будет закрыта.", "磨坊将关闭。"),
        ("a\0b\ud800", "‮evil‬ \x1b[31m"),
        ("x" * 300_000, "🙂" * 5_000),
    ],
)
def test_any_text_gets_an_answer(one: str, other: str) -> None:
    found = compare(one, other)
    assert found.relation in RELATIONS
    assert found.stance in STANCES
    assert 0 <= found.confidence <= 1
    assert 0 <= found.same_issue <= 1


@settings(max_examples=25, deadline=None)
@given(st.text(max_size=80), st.text(max_size=80))
def test_a_pivot_is_words_of_the_later(one: str, other: str) -> None:
    found = compare(one, other).pivot
    assert found is None or found in plain(other)


def test_of_a_text_without_words_nothing_is_said() -> None:
    found = compare("", "The mill stays open.")
    assert (found.relation, found.same_issue, found.pivot) == ("unrelated", 0.0, None)


def test_the_same_words_are_the_same() -> None:
    assert (
        compare("We shall not sell the mill.", "“we shall not sell the mill.”").relation
        == "repeats"
    )


def test_marks_and_white_space_change_nothing() -> None:
    one, other = "The mill won't close.", "The mill closes in May."
    marked = compare("“The mill\n won't  close.”", "'The mill closes in May.'")
    assert marked == compare(one, other) == onrecord.compare(one, other)


def test_threads_get_what_one_gets() -> None:
    pairs = [(f"We will open {n} schools.", f"We may open {n + 1} schools.") for n in range(12)]
    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(compare, *zip(*pairs, strict=True))) == [compare(*p) for p in pairs]


def test_a_damaged_model_is_told(tmp_path: Path) -> None:
    shutil.copytree(str(MODEL), tmp_path / "model")
    weights = tmp_path / "model" / WEIGHTS
    weights.write_bytes(weights.read_bytes()[:-1] + b"?")
    with pytest.raises(SetupError, match="damaged"):
        Comparer(tmp_path / "model")


@pytest.mark.parametrize(
    ("scores", "found"),
    [
        ([-1, -1, -1, -1], None),
        ([-1, 2, -1, -1], "mill"),
        ([-1, 2, -1, 3], "mill stays open"),
        ([2, -5, -5, 1], "The"),
    ],
)
def test_the_stretch_with_the_highest_sum_is_the_pivot(
    scores: list[float], found: str | None
) -> None:
    words = "The mill stays open."
    half = Half(words, [1, 2, 3, 4], [(0, 3), (4, 8), (9, 14), (15, 19)])
    assert pivot(half, np.array(scores, dtype=np.float32)) == found


def test_a_cue_belongs_to_what_is_compared() -> None:
    assert told("denied", "having met him") == "denied having met him"
    assert told("", "I met him.") == "I met him."


def test_what_was_promised_and_what_was_refused_do_not_hold_together() -> None:
    pair = "We will send 20 tanks by June", "We will not send any tanks"
    found = compare(*pair)
    assert found.relation == found.stance == "reverses"
    assert is_named(found, *pair)
    assert found.pivot is not None
    assert "not send any" in found.pivot


def test_the_same_words_on_another_matter_are_another_issue() -> None:
    promised = "said the council would open 40 new playgrounds by next summer"
    told_apart = [
        compare(promised, "said 40 children had been hurt on playgrounds last summer"),
        compare(promised, "said the council would pay its 40 cleaners more by next summer"),
        compare(promised, "said the new bridge would be painted green"),
    ]
    assert [found.relation for found in told_apart] == ["unrelated"] * 3


def test_the_weights_still_know_most_of_what_they_learned() -> None:
    """On pairs that they learned from: what an exchange of weights or of signs would break."""
    pairs = gold.marked()[::6]
    found = [compare(pair.earlier, pair.later).relation for pair in pairs]
    scores = [f1(pairs, found, relation) for relation in RELATIONS]
    assert sum(scores) / len(scores) > 0.8
    assert precision(pairs, found, "reverses") > 0.7
