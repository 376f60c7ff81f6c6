"""The comparer as it is trained: a small encoder over both statements, three heads, and signs."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

import torch
from torch import Tensor, nn

from onrecord.positions import EARLIER, LATER, SIGNS, STANCES
from training import encoders

MARKED = 0.02  # the spread of what tells the parts apart, before training


class Said(NamedTuple):
    """Scores: that the issue is one, of each stance, of each piece as a part of the pivot."""

    issue: Tensor
    stances: Tensor
    pivots: Tensor


class ComparerNetwork(nn.Module):
    """Ids of pieces and their parts (batch, length) and the signs of each pair in, scores out.

    What the signs say is added to what the encoder says, so that each can be learned beside the
    other.
    """

    def __init__(self, encoder: nn.Module, size: int, dropout: float = 0.1) -> None:
        super().__init__()
        self.encoder = encoder
        self.words = encoder.embeddings.word_embeddings
        encoder.embeddings.requires_grad_(False)
        self.parts = nn.Embedding(3, size)
        nn.init.normal_(self.parts.weight, std=MARKED)
        self.dropout = nn.Dropout(dropout)
        self.issue = head(4 * size, size // 4, 1, dropout)
        self.stances = head(4 * size, size // 4, len(STANCES), dropout)
        self.pivots = head(size, size // 4, 1)
        self.signs = nn.Linear(len(SIGNS), 1 + len(STANCES), bias=False)
        nn.init.zeros_(self.signs.weight)

    @classmethod
    def of(cls, home: Path, layers: int, pieces: int) -> ComparerNetwork:
        """A comparer that has learned nothing yet: so many of the lowest layers of the encoder in
        a folder, and the vectors of so many of its pieces, the first.
        """
        encoder = encoders.load(home, layers)
        words = encoder.embeddings.word_embeddings
        words.weight = nn.Parameter(words.weight[:pieces].clone())
        words.num_embeddings = pieces
        return cls(encoder, encoder.config.hidden_size)

    def embedded(self, pieces: Tensor, parts: Tensor) -> Tensor:
        """The pieces, told which statement each belongs to."""
        embedded: Tensor = self.words(pieces) + self.parts(parts)
        return embedded

    def forward(self, pieces: Tensor, parts: Tensor, signs: Tensor, mask: Tensor) -> Said:
        states = self.encoder(
            inputs_embeds=self.embedded(pieces, parts), attention_mask=mask
        ).last_hidden_state
        return self.read(self.dropout(states.float()), parts, signs)

    def read(self, states: Tensor, parts: Tensor, signs: Tensor) -> Said:
        """What the encoder's last states (batch, length, size) and the signs say."""
        one, other = mean(states, parts == EARLIER), mean(states, parts == LATER)
        whole = torch.cat([states[:, 0], one, other, (one - other).abs()], -1)
        more = self.signs(signs)
        return Said(
            self.issue(whole) + more[:, :1],
            self.stances(whole) + more[:, 1:],
            self.pivots(states)[..., 0],
        )


def head(size: int, inner: int, outer: int, dropout: float = 0.0) -> nn.Module:
    """Two layers."""
    return nn.Sequential(
        nn.Linear(size, inner), nn.GELU(), nn.Dropout(dropout), nn.Linear(inner, outer)
    )


def mean(states: Tensor, mask: Tensor) -> Tensor:
    """The mean state of the pieces that a mask takes."""
    some = mask.float().unsqueeze(-1)
    return (states * some).sum(1) / some.sum(1).clamp(min=1)
