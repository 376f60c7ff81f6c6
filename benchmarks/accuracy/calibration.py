"""Whether confidence means something: of the statements at 0.8, are four in five right?

A statement is right if its content agrees with a marked one (intersection over union
of characters at least 0.5) and its source is right.  The expected calibration error is
that of Guo et al. (ICML 2017): the mean distance of confidence and share of right ones,
in ten steps of confidence.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from benchmarks.accuracy.score import Marked, pair

STEPS = 10


def right(gold: Sequence[Marked], found: Sequence[Marked]) -> list[bool]:
    """For each statement found, whether it is right."""
    agreed = {f: gold[g].chars["source"] for g, f in pair(gold, found, 0.5)}
    return [
        f in agreed
        and (bool(agreed[f] & marked.chars["source"]) or agreed[f] == marked.chars["source"])
        for f, marked in enumerate(found)
    ]


def error(confidence: Sequence[float] | NDArray[np.float64], is_right: Sequence[bool]) -> float:
    """The expected calibration error, between 0 and 1."""
    likely, share = np.asarray(confidence, float), np.asarray(is_right, float)
    steps = np.minimum((likely * STEPS).astype(int), STEPS - 1)
    gaps = [abs((likely - share)[steps == n].sum()) for n in range(STEPS)]
    return float(sum(gaps) / max(1, len(likely)))
