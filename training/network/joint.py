"""The joint network: one encoder tags and links the words of windows, and goes on to statements."""

from __future__ import annotations

import copy
from collections.abc import Sequence
from pathlib import Path

import torch
from torch import Tensor, nn

from onrecord.network.tagger import FINE
from onrecord.network.words import WINDOW
from training import encoders
from training.encoders import Special
from training.network.cases import Seen
from training.network.reader import ReaderNetwork, Said
from training.network.reading import ReadBatch, read_batch
from training.network.tagger import Tagger


class JointNetwork(nn.Module):
    """A tagger, and a reader of the states of its last layer."""

    def __init__(self, tagger: Tagger, reader: ReaderNetwork) -> None:
        super().__init__()
        self.tagger = tagger
        self.reader = reader

    @classmethod
    def of(cls, home: Path, layers: int, statement_layers: int) -> JointNetwork:
        """A network that has learned nothing yet: so many of the lowest layers of the encoder in a
        folder over windows, so many of the next over statements.
        """
        below = encoders.load(home, layers + statement_layers, attention_probs_dropout_prob=0.0)
        above = copy.deepcopy(below.encoder)
        below.encoder.layer, above.layer = below.encoder.layer[:layers], above.layer[layers:]
        size = below.config.hidden_size
        return cls(Tagger(below, size), ReaderNetwork(above, size))

    def forward(self, batch: ReadBatch) -> Said:
        """What is said of the statements of a batch."""
        states = of_words(self.tagger.states(batch.windows), batch.words)
        roles, kinds, _ = batch.marked
        said: Said = self.reader(states, batch.places, roles, kinds, batch.mask)
        return said

    def narrow(self, width: int, sample: Sequence[Seen], special: Special) -> None:
        """Keep the ``width`` inner neurons of each layer that matter most to a sample."""
        self.eval()
        encoders.narrow(
            [*self.tagger.encoder.encoder.layer, *self.reader.encoder.layer],
            width,
            lambda: [self(read_batch([article], WINDOW, special)) for article in sample],
        )


def of_words(states: Tensor, words: Tensor) -> Tensor:
    """The states at some places of the flattened batch, as they are kept: in steps of 1/32.

    The gradient goes through as if there were no steps (Bengio, Léonard and Courville, 2013).
    """
    there = (words >= 0).unsqueeze(-1)
    found = states.flatten(0, 1)[words.clamp(min=0)] * there
    kept = torch.round(found.detach() * FINE).clamp(-127, 127) / FINE
    return kept + (found - found.detach())
