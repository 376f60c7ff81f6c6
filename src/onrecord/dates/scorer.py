"""The scorer: on which of the days that the report names each statement was made, or on none.

``model.json``, learned by ``training/dates``, holds many small decision trees as plain
numbers; here they are read and walked, all at once.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache, cached_property
from pathlib import Path

import msgspec
import numpy as np
from numpy.typing import NDArray

from onrecord.dates.expressions import When
from onrecord.dates.features import FAR, Features, Report
from onrecord.dates.occasions.timeline import is_turn

# At these lines 0.83 of the days given are right on articles of PolNeAR train that the trees have
# not seen, for half of the statements that have one; by the rules alone it is 0.80.
ALLOWED, SURE = 0.5, 0.7

MODEL = Path(__file__).with_name("model.json")

Numbers = NDArray[np.float64]


class Scorer(msgspec.Struct, frozen=True, dict=True):
    """Trees over named features, that say how likely a statement was made on a day.

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

    def answers(self, report: Report, pairs: Iterable[Features]) -> list[When | None]:
        """The day of each statement of a report that names a time; None where it is open."""
        shape = len(report.sayings), len(report.candidates)
        likely = self.likely(table(pairs, self.features)).reshape(shape)
        days = [candidate.when for candidate in report.candidates]
        return [
            rule
            if report.is_elsewhere(saying) or report.is_posted(saying) or is_turn(saying)
            else chosen(days, row, rule)
            for saying, row, rule in zip(report.sayings, likely, report.by_rule, strict=True)
        ]

    def likely(self, rows: Numbers) -> Numbers:
        """How likely each row of features is right, 0 to 1."""
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
        return np.array(self.feature), np.array(self.below), np.array(self.above)

    @cached_property
    def numbers(self) -> tuple[Numbers, Numbers]:
        """The threshold and the value of each node."""
        return np.array(self.threshold), np.array(self.value)


def chosen(days: Sequence[When], likely: Numbers, by_rule: When | None) -> When | None:
    """The day that the rules propose, unless it is unlikely; else the likeliest if that is sure."""
    if by_rule is not None:
        own = [
            chance for when, chance in zip(days, likely, strict=True) if when.edtf == by_rule.edtf
        ]
        if not own or own[0] >= ALLOWED:  # what counts from another day is no candidate
            return by_rule
    return days[int(likely.argmax())] if likely.max() >= SURE else None


def table(rows: Iterable[Features], names: Sequence[str]) -> Numbers:
    """The features as a table; ``FAR`` where a row has none of that name."""
    found = [[row.get(name, FAR) for name in names] for row in rows]
    return np.array(found, dtype=float).reshape(-1, len(names))


@cache
def shipped() -> Scorer:
    """What was learned, read once."""
    return msgspec.json.decode(MODEL.read_bytes(), type=Scorer)
