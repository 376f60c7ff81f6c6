"""Choosing among nominees: a small network over what speaks for each of them.

A hidden layer and a softmax over all that may be meant, so that how sure a choice is depends
on its rivals.  Learned from PolNeAR train articles marked by hand (``training/network``).
"""

from __future__ import annotations

from collections.abc import Sequence
from importlib.resources.abc import Traversable

import msgspec
import numpy as np
from numpy.typing import NDArray

Row = list[float]


class Weights(msgspec.Struct, frozen=True):
    """Means and scales of the inputs, the two layers, and by what scores are divided."""

    mean: Row
    scale: Row
    inner: list[Row]
    inner_bias: Row
    outer: Row
    sharpness: float


class Chooser:
    """Says how likely each of several nominees is meant."""

    def __init__(self, weights: Traversable) -> None:
        """``weights`` is a JSON file that ``training/`` made."""
        loaded = msgspec.json.decode(weights.read_bytes(), type=Weights)
        self.mean, self.scale = np.array(loaded.mean), np.array(loaded.scale)
        self.inner, self.bias = np.array(loaded.inner), np.array(loaded.inner_bias)
        self.outer, self.sharpness = np.array(loaded.outer), loaded.sharpness

    def __call__(self, rows: NDArray[np.float32]) -> Sequence[float]:
        """The likelihood of each row, all together 1."""
        inputs = (rows - self.mean) / self.scale
        hidden = np.maximum(inputs @ self.inner.T + self.bias, 0)
        scores = hidden @ self.outer / self.sharpness
        return np.exp(scores - np.logaddexp.reduce(scores)).tolist()  # type: ignore[no-any-return]
