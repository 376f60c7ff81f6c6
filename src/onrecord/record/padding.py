"""Padding: queries for a few numbers of keys, in the place of one for each number of them."""

from __future__ import annotations

from collections.abc import Sequence

NONE = -1  # nothing is ever under it


def padded(keys: Sequence[int]) -> list[int]:
    """Keys with some behind them that find nothing, a power of two in all.

    A query for another number of keys is another query, and what SQLAlchemy and the database make
    of each stays in memory: for all that a long process asks, 40 MB.
    """
    wanted = 1 << (len(keys) - 1).bit_length()
    return [*keys, *[NONE] * (wanted - len(keys))]
