"""The tagger: an encoder, a tag for each word (linear-chain CRF), and links between spans.

The CRF follows Lafferty, McCallum and Pereira (ICML 2001); links are scored as in
biaffine parsing (Dozat and Manning, ICLR 2017) with one state a span, its first word's.
"""

from __future__ import annotations

from typing import NamedTuple

import torch
from torch import Tensor, nn

from onrecord.network.tagger import LINK
from onrecord.network.tags import TAGS, follows
from onrecord.network.words import DISTANCES, LOOKS
from training.network.windows import Windows

BARRED = -1e4  # the score of what cannot be


class Output(NamedTuple):
    """Per piece: ``tags`` (…, 7), ``links`` (…, 4, LINK) and ``nobody`` (…,).

    The four links are what a content asks of cues, a cue answers, a cue asks of
    sources, a source answers; ``nobody`` is how well no source suits a cue.
    """

    tags: Tensor
    links: Tensor
    nobody: Tensor


class Tagger(nn.Module):
    """Windows in, an ``Output`` out."""

    def __init__(self, encoder: nn.Module, size: int, dropout: float = 0.1) -> None:
        super().__init__()
        self.encoder = encoder
        self.encoder.get_input_embeddings().weight.requires_grad_(False)
        self.looks = nn.Embedding(LOOKS, size)
        nn.init.zeros_(self.looks.weight)
        self.dropout = nn.Dropout(dropout)
        self.tags = nn.Linear(size, len(TAGS))
        self.links = nn.Linear(size, 4 * LINK)
        self.nobody = nn.Linear(size, 1)
        # how the distance between two spans speaks for their link: content to cue, cue to source
        self.distances = nn.Parameter(torch.zeros(2, DISTANCES))
        self.transitions = nn.Parameter(torch.zeros(len(TAGS), len(TAGS)))
        self.register_buffer("allowed", torch.from_numpy(follows()))

    def forward(self, seen: Windows) -> Output:
        return self.read(self.dropout(self.states(seen)))

    def states(self, seen: Windows) -> Tensor:
        """What the encoder makes of each piece (windows, length, size)."""
        embedded = self.encoder.get_input_embeddings()(seen.pieces) + self.looks(seen.looks)
        states: Tensor = self.encoder(
            inputs_embeds=embedded, attention_mask=seen.mask
        ).last_hidden_state
        return states

    def read(self, states: Tensor) -> Output:
        """What the encoder's last states (batch, length, size) say."""
        links = self.links(states).unflatten(-1, (4, LINK))
        return Output(self.tags(states), links, self.nobody(states).squeeze(-1))

    def chain(self) -> Tensor:
        """The transitions, forbidden ones barred."""
        return (self.transitions + self.allowed).float()

    def surprise(self, scores: Tensor, tags: Tensor, mask: Tensor) -> Tensor:
        """Minus the log-likelihood of the tags (batch, words) under the CRF, summed."""
        return (
            partition(scores, self.chain(), mask) - score(scores, tags, self.chain(), mask)
        ).sum()


def score(scores: Tensor, tags: Tensor, chain: Tensor, mask: Tensor) -> Tensor:
    """The score of one sequence of tags a row; a row starts as if after O."""
    before = torch.cat([torch.zeros_like(tags[:, :1]), tags[:, :-1]], dim=1)
    steps = scores.gather(2, tags.unsqueeze(2)).squeeze(2) + chain[before, tags]
    return (steps * mask).sum(1)


def partition(scores: Tensor, chain: Tensor, mask: Tensor) -> Tensor:
    """The log of the summed exponentials over all sequences of tags, by row.

    Steps are put together two by two, which takes a GPU as many rounds as the length has bits.
    """
    none = torch.full_like(chain, BARRED).fill_diagonal_(0.0)  # a step that changes nothing
    steps = chain + scores[:, 1:, None, :]
    steps = torch.where(mask[:, 1:, None, None], steps, none)
    while steps.shape[1] > 1:
        if steps.shape[1] % 2:
            steps = torch.cat([steps, none.expand(len(steps), 1, -1, -1)], 1)
        steps = torch.logsumexp(steps[:, 0::2, :, :, None] + steps[:, 1::2, None, :, :], 3)
    first = scores[:, 0] + chain[0]
    if not steps.shape[1]:
        return torch.logsumexp(first, 1)
    return torch.logsumexp(first[:, :, None] + steps[:, 0], (1, 2))
