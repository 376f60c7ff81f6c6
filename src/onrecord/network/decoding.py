"""The likeliest tags of words under the network's chain, and how likely each is.

Viterbi and the forward-backward algorithm over many paragraphs at once (Rabiner,
Proceedings of the IEEE 1989), those of a length together: a table is as wide as the
longest in it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from onrecord.network.words import Numbers

Scores = NDArray[np.float32]
MOST_WORDS = 20_000  # in one table, with those that it is filled up with: bounds the memory


def decode(scores: Sequence[Scores], chain: Scores) -> list[tuple[Numbers, Scores]]:
    """For each paragraph's scores (words, tags): its tags, and the likelihood of every tag."""
    decoded: dict[int, tuple[Numbers, Scores]] = {}
    for numbers in tables([len(rows) for rows in scores]):
        together = decode_table([scores[number] for number in numbers], chain)
        decoded.update(zip(numbers, together, strict=True))
    return [decoded[number] for number in range(len(scores))]


def tables(lengths: Sequence[int]) -> Iterator[list[int]]:
    """The numbers of the paragraphs whose tables are decoded together: alike in length."""
    table: list[int] = []
    for number in sorted(range(len(lengths)), key=lengths.__getitem__):
        if table and (len(table) + 1) * lengths[number] > MOST_WORDS:
            yield table
            table = []
        table.append(number)
    if table:
        yield table


def decode_table(scores: Sequence[Scores], chain: Scores) -> list[tuple[Numbers, Scores]]:
    """What ``decode`` says, for paragraphs alike in length."""
    lengths = np.array([len(rows) for rows in scores])
    table = np.zeros((len(scores), max(lengths.max(), 1), chain.shape[0]), dtype=np.float32)
    for n, rows in enumerate(scores):
        table[n, : len(rows)] = rows
    inside = np.arange(table.shape[1]) < lengths[:, None]
    tags, likely = best(table, chain, inside), marginals(table, chain, inside)
    return [(tags[n, :size], likely[n, :size]) for n, size in enumerate(lengths)]


def best(table: Scores, chain: Scores, inside: NDArray[np.bool_]) -> Numbers:
    """The best sequence of tags of each row; a row starts as if after O."""
    rows, width, _ = table.shape
    back = np.zeros(table.shape, dtype=np.int64)
    alpha = table[:, 0] + chain[0]
    for at in range(1, width):
        paths = alpha[:, :, None] + chain
        back[:, at] = paths.argmax(1)
        alpha = np.where(inside[:, at, None], paths.max(1) + table[:, at], alpha)
    tags = np.zeros((rows, width), dtype=np.int64)
    tags[:, -1] = alpha.argmax(1)
    for at in range(width - 1, 0, -1):
        before = back[np.arange(rows), at, tags[:, at]]
        tags[:, at - 1] = np.where(inside[:, at], before, tags[:, at])
    return tags


def marginals(table: Scores, chain: Scores, inside: NDArray[np.bool_]) -> Scores:
    """The likelihood of every tag at every word."""
    width = table.shape[1]
    step = np.exp(chain)
    forward = np.zeros_like(table)
    backward = np.ones_like(table)
    local = np.exp(table - table.max(2, keepdims=True))
    forward[:, 0] = normal(local[:, 0] * step[0])
    for at in range(1, width):
        forward[:, at] = normal((forward[:, at - 1] @ step) * local[:, at])
    for at in range(width - 2, -1, -1):
        ahead = normal((backward[:, at + 1] * local[:, at + 1]) @ step.T)
        backward[:, at] = np.where(inside[:, at + 1, None], ahead, 1)
    return normal(forward * backward)


def normal(values: Scores) -> Scores:
    """The values scaled so that the last axis sums to one."""
    scaled: Scores = values / np.maximum(values.sum(-1, keepdims=True), np.float32(1e-30))
    return scaled
