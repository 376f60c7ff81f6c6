"""Windows of articles side by side, as the network sees them one by one."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from onrecord.network.tagger import keep
from onrecord.network.words import Numbers, Words, windows
from training.encoders import Special


class Windows(NamedTuple):
    """Ids and looks of pieces (windows, length), and which of them are no padding."""

    pieces: Tensor
    looks: Tensor
    mask: Tensor


def laid(
    articles: Sequence[Sequence[Words]], longest: int, special: Special
) -> tuple[Windows, dict[int, Numbers]]:
    """The paragraphs of articles in windows; by each one's id, where its words then are.

    Pieces are numbered in the flattened batch.
    """
    rows = [window for paragraphs in articles for window in windows(paragraphs, longest)]
    length = max(1 + sum(part.end - part.start + 1 for part in window) for window in rows)
    pieces = np.full((len(rows), length), special.padding, dtype=np.int64)
    looks = np.zeros_like(pieces)
    places = {id(words): np.zeros(len(words), np.int64) for some in articles for words in some}
    for number, window in enumerate(rows):
        row, seen = [special.opening], [0]
        for part in window:
            row += [*part.words.pieces[part.start : part.end], special.closing]
            seen += [*part.words.looks[part.start : part.end], 0]
        pieces[number, : len(row)], looks[number, : len(row)] = row, seen
        keep(places, window, number * length + np.arange(length))
    return windowed(pieces, looks, special), places


def windowed(pieces: Numbers, looks: Numbers, special: Special) -> Windows:
    """Padded pieces and their looks."""
    mask = torch.from_numpy(pieces != special.padding)
    return Windows(torch.from_numpy(pieces), torch.from_numpy(looks), mask)


def blanked(seen: Windows, share: float, special: Special, noise: torch.Generator) -> Windows:
    """The windows with a share of the pieces blanked out, lest the network leans on words."""
    hidden = torch.rand(seen.pieces.shape, generator=noise) < share
    for mark in (special.opening, special.closing, special.padding):
        hidden &= seen.pieces != mark
    return seen._replace(pieces=seen.pieces.masked_fill(hidden, special.blank))


def padded(rows: Sequence[Any], width: int | None = None, filling: int = 0) -> NDArray[np.int64]:
    """Rows of different lengths as one table."""
    longest = max(map(len, rows), default=0) if width is None else width
    table = np.full((len(rows), longest), filling, dtype=np.int64)
    for number, row in enumerate(rows):
        table[number, : len(row)] = row
    return table
