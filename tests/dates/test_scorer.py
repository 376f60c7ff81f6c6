"""What the trees answer, and when an answer counts."""

from __future__ import annotations

from datetime import date
from math import exp

import numpy as np
import pytest

from onrecord.dates.expressions import day
from onrecord.dates.scorer import chosen, shipped
from onrecord.trees import Trees, table

MONDAY, TUESDAY, FRIDAY = (day(date(2023, 11, number)) for number in (20, 21, 24))

# One tree: is "up" at most 2?  Then 1.5, else: is "said" at most 0?  Then 0.5, else -2.
TREE = Trees(
    features=["said", "up"],
    base=-0.5,
    depth=2,
    roots=[0],
    feature=[1, 0, 0, 0, 0],
    threshold=[2.0, 0.0, 0.0, 0.0, 0.0],
    below=[1, 1, 3, 3, 4],
    above=[2, 1, 4, 3, 4],
    value=[0.0, 1.5, 0.0, 0.5, -2.0],
)


def test_each_row_goes_down_the_tree_to_its_leaf() -> None:
    rows = table(
        [{"up": 1, "said": 1}, {"up": 3, "said": 0}, {"up": 3, "said": 1}, {}], ["said", "up"], 99
    )
    expected = [1 / (1 + exp(-raw)) for raw in (1.0, 0.0, -2.5, -2.5)]
    assert TREE.likely(rows) == pytest.approx(expected)


@pytest.mark.parametrize(
    ("likely", "by_rule", "answer"),
    [
        ((0.6, 0.2), MONDAY, MONDAY),
        ((0.3, 0.2), MONDAY, None),  # what the rules propose is unlikely
        ((0.3, 0.9), MONDAY, TUESDAY),
        ((0.1, 0.9), None, TUESDAY),
        ((0.1, 0.6), None, None),  # likely, but not sure
        ((0.1, 0.2), FRIDAY, FRIDAY),  # counted from another day: no candidate
    ],
)
def test_when_an_answer_counts(likely: tuple[float, ...], by_rule: object, answer: object) -> None:
    assert chosen([MONDAY, TUESDAY], np.array(likely), by_rule) == answer  # type: ignore[arg-type]


def test_the_shipped_trees_stand_by_themselves() -> None:
    trees = shipped()
    nodes = len(trees.feature)
    assert len(trees.value) == len(trees.threshold) == nodes
    assert all(0 <= node < nodes for node in (*trees.roots, *trees.below, *trees.above))
    assert all(0 <= number < len(trees.features) for number in trees.feature)
