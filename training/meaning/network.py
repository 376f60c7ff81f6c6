"""The reader as it is trained: a small encoder, told what each piece is, and four heads."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

import torch
from torch import Tensor, nn
from transformers import AutoModel

from onrecord.meaning import ACTS, TYPES
from onrecord.meaning.views import CONTENT, CUE, SOURCE
from onrecord.network.tagger import DEPTH

KINDS = 4  # no mention, a person's, a body's, of somebody described


class Said(NamedTuple):
    """Scores: of acts, of types, of nobody (as target, as source), of every piece as these."""

    acts: Tensor
    types: Tensor
    none: Tensor
    points: Tensor


class ReaderNetwork(nn.Module):
    """Ids, roles and kinds of pieces (batch, length) and their states in, what they say out.

    The states (batch, length, 768) are those of the network that found the statements.
    """

    def __init__(self, encoder: nn.Module, size: int, dropout: float = 0.1) -> None:
        super().__init__()
        self.encoder = encoder
        self.words = encoder.embeddings.word_embeddings
        self.words.weight.requires_grad_(False)
        self.roles = nn.Embedding(4, size)
        self.kinds = nn.Embedding(KINDS, size)
        for table in (self.roles, self.kinds):
            nn.init.normal_(table.weight, std=0.02)
        self.states = nn.Sequential(nn.LayerNorm(DEPTH), nn.Linear(DEPTH, size))
        nn.init.zeros_(self.states[1].weight)  # so that the encoder starts with what it knows
        nn.init.zeros_(self.states[1].bias)
        self.dropout = nn.Dropout(dropout)
        self.acts = head(4 * size, size // 2, len(ACTS), dropout)
        self.types = head(4 * size, size // 4, len(TYPES))
        self.none = head(4 * size, size // 4, 2)
        self.points = head(size, size // 4, 2)

    @classmethod
    def of(cls, home: Path) -> ReaderNetwork:
        """A reader that has learned nothing yet, on the encoder in a folder."""
        encoder = AutoModel.from_pretrained(home, add_pooling_layer=False)
        return cls(encoder, encoder.config.hidden_size)

    def embedded(self, pieces: Tensor, roles: Tensor, kinds: Tensor, states: Tensor) -> Tensor:
        """The pieces with what they are told to be."""
        told = self.roles(roles) + self.kinds(kinds) + self.states(states)
        embedded: Tensor = self.words(pieces) + told
        return embedded

    def forward(
        self, pieces: Tensor, roles: Tensor, kinds: Tensor, states: Tensor, mask: Tensor
    ) -> Said:
        found = self.encoder(
            inputs_embeds=self.embedded(pieces, roles, kinds, states), attention_mask=mask
        ).last_hidden_state
        return self.read(self.dropout(found.float()), roles)

    def read(self, states: Tensor, roles: Tensor) -> Said:
        """What the encoder's last states (batch, length, size) say."""
        parts = [mean(states, roles == role) for role in (SOURCE, CUE, CONTENT)]
        whole = torch.cat([states[:, 0], *parts], -1)
        return Said(self.acts(whole), self.types(whole), self.none(whole), self.points(states))


def head(size: int, inner: int, outer: int, dropout: float = 0.0) -> nn.Module:
    """Two layers."""
    return nn.Sequential(
        nn.Linear(size, inner), nn.GELU(), nn.Dropout(dropout), nn.Linear(inner, outer)
    )


def mean(states: Tensor, mask: Tensor) -> Tensor:
    """The mean state of the pieces that a mask takes; zero where it takes none."""
    some = mask.float().unsqueeze(-1)
    return (states * some).sum(1) / some.sum(1).clamp(min=1)
