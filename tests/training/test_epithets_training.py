"""The weights of epithets are learned, on made-up choices."""

from __future__ import annotations

import numpy as np
from training.epithets.__main__ import Choice, learned, unseen


def choice(article: int, right: int) -> Choice:
    """Nobody and three persons, of whom one is named last."""
    rows = np.eye(4, 5)
    rows[right, 4] = 1.0
    return Choice(article, rows, np.arange(4) == right)


def test_what_tells_the_right_one_has_weight() -> None:
    choices = [choice(article, 1 + article % 3) for article in range(24)]
    assert learned(choices).argmax() == 4
    assert all(right for part in range(8) for _, right in unseen(choices, part))


def test_nobody_is_right_where_the_right_one_is_taken_away() -> None:
    taken = choice(0, 2).without_the_right_one()
    assert len(taken.rows) == 3
    assert taken.right.tolist() == [True, False, False]
