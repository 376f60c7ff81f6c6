"""Many small decision trees, learned by ``training/boosting`` and kept as plain numbers.

NumPy is loaded when they are first asked: commands that ask nothing begin without it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING

import msgspec

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Numbers = NDArray[np.float64]


class Trees(msgspec.Struct, frozen=True, dict=True):
    """Trees over named features, that say how likely something is; they are walked all at once.

    Node ``n`` asks whether its feature is at most its threshold.  A leaf has itself below it,
    and adds its value; ``roots`` are where the trees begin, ``depth`` is that of the deepest.
    """

    features: list[str]
    base: float
    depth: int
    roots: list[int]
    feature: list[int]
    threshold: list[float]
    below: list[int]
    above: list[int]
    value: list[float]

    def likely(self, rows: Numbers) -> Numbers:
        """How likely each row of features is right, 0 to 1."""
        import numpy as np

        feature, below, above = self.ways
        threshold, value = self.numbers
        row = np.arange(len(rows))[:, None]
        at = np.tile(np.array(self.roots), (len(rows), 1))
        for _ in range(self.depth):
            at = np.where(rows[row, feature[at]] <= threshold[at], below[at], above[at])
        raw: Numbers = self.base + value[at].sum(axis=1)
        return 1 / (1 + np.exp(-raw))

    @cached_property
    def ways(self) -> tuple[NDArray[np.int_], ...]:
        """The feature of each node, and the nodes below and above its threshold."""
        import numpy as np

        return np.array(self.feature), np.array(self.below), np.array(self.above)

    @cached_property
    def numbers(self) -> tuple[Numbers, Numbers]:
        """The threshold and the value of each node."""
        import numpy as np

        return np.array(self.threshold), np.array(self.value)


def table(rows: Iterable[Mapping[str, float]], names: Sequence[str], missing: float) -> Numbers:
    """The features as a table; ``missing`` where a row has none of that name."""
    import numpy as np

    found = [[row.get(name, missing) for name in names] for row in rows]
    return np.array(found, dtype=float).reshape(-1, len(names))
