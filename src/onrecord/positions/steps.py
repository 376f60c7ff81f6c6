"""Steps: how a statement stands to an earlier one of the same line.

Along a line people speak in half sentences, months apart, and who refused and now "says" has moved
by that alone.  So what the network made of both is weighed anew there, together with what the words
of either do: its scores, the signs, the acts and its states.  What they weigh is learned from lines
that the network had not seen (``training/positions/steps.py``).
"""

from __future__ import annotations

import hashlib
import io
from dataclasses import dataclass
from importlib.resources.abc import Traversable
from typing import get_args

import numpy as np
from numpy.typing import NDArray

from onrecord.model import Act, SetupError

Values = NDArray[np.float32]
# What the words of the earlier and of the later statement do; None where nobody knows.
Acts = tuple[str | None, str | None]

STEPS = "steps.npy"
UNKNOWN: Acts = (None, None)
DONE: tuple[Act, ...] = get_args(Act)


@dataclass(frozen=True, slots=True, eq=False)
class Seen:
    """What the network makes of a pair: the scores of the issue and of stances, the states that
    they come from, the scores of pieces as parts of the pivot; and the pair's signs.
    """

    issue: Values
    stances: Values
    pivots: Values
    states: Values
    signs: Values

    def evidence(self, acts: Acts) -> Values:
        """All that is weighed of the pair, and a one."""
        done = [float(act == one) for act in acts for one in DONE]
        likely = np.log(shares(self.stances))
        parts = (self.issue, self.stances, likely, self.signs, done, self.states, [1.0])
        return np.concatenate(parts, dtype=np.float32)


class Steps:
    """The weights of a comparer's folder; its settings tell their hash."""

    def __init__(self, model: Traversable, digest: str) -> None:
        weights = (model / STEPS).read_bytes()
        if hashlib.sha256(weights).hexdigest() != digest:
            raise SetupError(f"{model}: the file {STEPS} is damaged; install onrecord again")
        self.weights: Values = np.load(io.BytesIO(weights)).astype(np.float32)

    def __call__(self, seen: Seen, acts: Acts) -> Values:
        """How likely each stance is, all together 1."""
        return shares(self.weights @ seen.evidence(acts))


def shares(scores: Values) -> Values:
    """Scores as likelihoods, all together 1."""
    powers = np.exp(scores - scores.max())
    return powers / powers.sum()  # type: ignore[no-any-return]
