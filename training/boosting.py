"""Boosted trees: fitted by scikit-learn, kept as ``onrecord.trees`` walks them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray
from sklearn.ensemble import HistGradientBoostingClassifier

from onrecord.trees import Trees

if TYPE_CHECKING:
    from onrecord.trees import Numbers

SETTINGS = {
    "learning_rate": 0.1,
    "max_iter": 80,
    "max_leaf_nodes": 10,
    "min_samples_leaf": 25,
    "l2_regularization": 5.0,
    "max_features": 0.4,
    "early_stopping": False,
    "random_state": 0,
}


def boosted(rows: Numbers, right: NDArray[np.bool_], features: list[str]) -> Trees:
    """Trees that tell from the features of a pair how likely it is right."""
    model = HistGradientBoostingClassifier(**SETTINGS)
    model.fit(rows, right)
    trees = [predictor.nodes for [predictor] in model._predictors]
    sizes = [len(tree) for tree in trees]
    roots = np.cumsum([0, *sizes])[:-1]
    nodes, first = np.concatenate(trees), np.repeat(roots, sizes)
    itself, leaf = np.arange(len(nodes)), nodes["is_leaf"].astype(bool)
    return Trees(
        features=features,
        base=float(model._baseline_prediction.item()),
        depth=int(nodes["depth"].max()),
        roots=roots.tolist(),
        feature=np.where(leaf, 0, nodes["feature_idx"]).tolist(),
        threshold=np.where(leaf, 0, nodes["num_threshold"]).tolist(),
        below=np.where(leaf, itself, nodes["left"] + first).tolist(),
        above=np.where(leaf, itself, nodes["right"] + first).tolist(),
        value=[short(number) for number in np.where(leaf, nodes["value"], 0)],
    )


def short(number: float) -> float:
    """A number with as many digits as tell."""
    return float(f"{number:.6g}")
