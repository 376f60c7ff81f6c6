"""The trees that are kept answer as those that were fitted."""

from __future__ import annotations

import numpy as np
import pytest

pytest.importorskip("sklearn")


def test_trees_are_kept_as_they_were_fitted() -> None:
    from sklearn.ensemble import HistGradientBoostingClassifier
    from training.boosting import SETTINGS, boosted

    numbers = np.random.default_rng(0)
    rows = numbers.normal(size=(2_000, 4))
    right = rows[:, 0] + rows[:, 1] * rows[:, 2] > 0.3
    fitted = HistGradientBoostingClassifier(**SETTINGS).fit(rows, right)
    kept = boosted(rows, right, ["a", "b", "c", "d"])
    assert kept.likely(rows) == pytest.approx(fitted.predict_proba(rows)[:, 1], abs=1e-4)
