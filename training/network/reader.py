"""The reader as it is trained: a few layers of an encoder on top of those that tag, four heads."""

from __future__ import annotations

from typing import Any, NamedTuple

import torch
from torch import Tensor, nn

from onrecord.meaning import ACTS, TYPES
from onrecord.meaning.views import CONTENT, CUE, SOURCE

KINDS = 5  # no mention, a person's, a body's, of somebody described, a pronoun


class Said(NamedTuple):
    """Scores: of acts, of types, of nobody (as target, as source), of every word as these."""

    acts: Tensor
    types: Tensor
    none: Tensor
    points: Tensor


class Marks(nn.Module):
    """Vectors that say the role of a word in a statement, and what kind of mention is there."""

    def __init__(self, size: int) -> None:
        super().__init__()
        self.roles = nn.Embedding(4, size)
        self.kinds = nn.Embedding(KINDS, size)
        for table in (self.roles, self.kinds):
            nn.init.normal_(table.weight, std=0.02)

    def forward(self, roles: Tensor, kinds: Tensor) -> Tensor:
        marks: Tensor = self.roles(roles) + self.kinds(kinds)
        return marks


class Heads(nn.Module):
    """Last states (batch, length, size) and roles in, what they say out."""

    def __init__(self, size: int, dropout: float = 0.1) -> None:
        super().__init__()
        self.dropout = nn.Dropout(dropout)
        self.acts = head(4 * size, size // 2, len(ACTS), dropout)
        self.types = head(4 * size, size // 4, len(TYPES))
        self.none = head(4 * size, size // 4, 2)
        self.points = head(size, size // 4, 2)

    def forward(self, states: Tensor, roles: Tensor) -> Said:
        states = self.dropout(states)
        parts = [mean(states, roles == role) for role in (SOURCE, CUE, CONTENT)]
        whole = torch.cat([states[:, 0], *parts], -1)
        return Said(self.acts(whole), self.types(whole), self.none(whole), self.points(states))


class ReaderNetwork(nn.Module):
    """States, places, roles and kinds of words (batch, length) in, what they say out.

    The states (batch, length, 768) are those of the network that found the statements.  The
    first place is for the whole.
    """

    def __init__(self, encoder: Any, size: int, dropout: float = 0.1) -> None:
        super().__init__()
        self.encoder = encoder
        self.marks = Marks(size)
        self.whole = nn.Parameter(torch.zeros(size))
        self.dropout = nn.Dropout(dropout)
        self.heads = Heads(size, dropout)

    def forward(
        self,
        states: Tensor,
        places: Tensor,
        roles: Tensor,
        kinds: Tensor,
        mask: Tensor | None = None,
    ) -> Said:
        """``mask`` says which are words; without one, all are."""
        found = self.dropout(self.laid(states, roles, kinds))
        biases = self.nearness(places)
        hidden = None if mask is None else (~mask)[:, None, None, :].to(found.dtype) * -1e4
        for layer in self.encoder.layer:
            found = layer(found, hidden, biases)[0]
        said: Said = self.heads(found, roles)
        return said

    def laid(self, states: Tensor, roles: Tensor, kinds: Tensor) -> Tensor:
        """What goes into the first layer (batch, length, size)."""
        whole = self.whole.expand(len(states), 1, -1)
        return torch.cat([whole, states], 1) + self.marks(roles, kinds)

    def nearness(self, places: Tensor) -> Tensor:
        """How much words look at each other for where they stand (batch, heads, length, length)."""
        apart = places[:, None, :] - places[:, :, None]
        table = self.encoder.relative_attention_bias
        steps = self.encoder.relative_position_bucket(apart, num_buckets=table.num_embeddings)
        biases: Tensor = table(steps).permute(0, 3, 1, 2)
        return biases


def head(size: int, inner: int, outer: int, dropout: float = 0.0) -> nn.Module:
    """Two layers."""
    return nn.Sequential(
        nn.Linear(size, inner), nn.GELU(), nn.Dropout(dropout), nn.Linear(inner, outer)
    )


def mean(states: Tensor, mask: Tensor) -> Tensor:
    """The mean state of the words that a mask takes; zero where it takes none."""
    some = mask.to(states.dtype).unsqueeze(-1)
    return (states * some).sum(1) / some.sum(1).clamp(min=1)
