"""The tagger: an encoder, a tag for each word (linear-chain CRF), and links between spans.

The CRF follows Lafferty, McCallum and Pereira (ICML 2001); links are scored as in
biaffine parsing (Dozat and Manning, ICLR 2017) with one state a span, its first word's.
"""

from __future__ import annotations

from dataclasses import dataclass

import torch
from torch import Tensor, nn

from onrecord.network.tagger import LINK
from onrecord.network.tags import TAGS, follows
from onrecord.network.words import DISTANCES, LOOKS


@dataclass
class Output:
    """Per piece: ``tags`` (…, 7), ``links`` (…, 4, LINK) and ``nobody`` (…,).

    The four links are what a content asks of cues, a cue answers, a cue asks of
    sources, a source answers; ``nobody`` is how well no source suits a cue.
    """

    tags: Tensor
    links: Tensor
    nobody: Tensor


class Dropout(nn.Module):
    """Drops the same features at all places of a text, which costs a hundredth of the usual.

    "Variational" dropout (Gal and Ghahramani, NeurIPS 2016).
    """

    def __init__(self, share: float) -> None:
        super().__init__()
        self.share = share

    def forward(self, states: Tensor) -> Tensor:
        if not self.training:
            return states
        kept = torch.rand(states.shape[0], 1, states.shape[-1]) >= self.share
        return states * (kept.to(states.dtype) / (1 - self.share))


class Tagger(nn.Module):
    """Ids and looks of pieces (batch, length) in, an ``Output`` out."""

    def __init__(self, encoder: nn.Module, size: int, dropout: float = 0.1) -> None:
        super().__init__()
        self.encoder = with_dropout(encoder, dropout)
        self.encoder.get_input_embeddings().weight.requires_grad_(False)
        self.looks = nn.Embedding(LOOKS, size)
        nn.init.zeros_(self.looks.weight)
        self.dropout = Dropout(dropout)
        self.tags = nn.Linear(size, len(TAGS))
        self.links = nn.Linear(size, 4 * LINK)
        self.nobody = nn.Linear(size, 1)
        # how the distance between two spans speaks for their link: content to cue, cue to source
        self.distances = nn.Parameter(torch.zeros(2, DISTANCES))
        self.transitions = nn.Parameter(torch.zeros(len(TAGS), len(TAGS)))
        self.register_buffer("allowed", torch.from_numpy(follows()))

    def forward(self, pieces: Tensor, looks: Tensor, mask: Tensor) -> Output:
        embedded = self.encoder.get_input_embeddings()(pieces) + self.looks(looks)
        states = self.encoder(inputs_embeds=embedded, attention_mask=mask).last_hidden_state
        return self.read(self.dropout(states))

    def read(self, states: Tensor) -> Output:
        """What the encoder's last states (batch, length, size) say."""
        links = self.links(states).unflatten(-1, (4, LINK))
        return Output(self.tags(states), links, self.nobody(states).squeeze(-1))

    def chain(self) -> Tensor:
        """The transitions, forbidden ones barred."""
        return self.transitions + self.allowed

    def surprise(self, scores: Tensor, tags: Tensor, mask: Tensor) -> Tensor:
        """Minus the log-likelihood of the tags (batch, words) under the CRF, summed."""
        return (
            partition(scores, self.chain(), mask) - score(scores, tags, self.chain(), mask)
        ).sum()


def with_dropout(encoder: nn.Module, share: float) -> nn.Module:
    """The encoder with our dropout of its states, and none of its attention."""
    for module in list(encoder.modules()):
        for name, child in list(module.named_children()):
            if isinstance(child, nn.Dropout):
                attends = "attention" in type(module).__name__.lower() and not hasattr(
                    module, "dense"
                )
                setattr(module, name, nn.Dropout(0.0) if attends else Dropout(share))
    return encoder


def score(scores: Tensor, tags: Tensor, chain: Tensor, mask: Tensor) -> Tensor:
    """The score of one sequence of tags a row; a row starts as if after O."""
    before = torch.cat([torch.zeros_like(tags[:, :1]), tags[:, :-1]], dim=1)
    steps = scores.gather(2, tags.unsqueeze(2)).squeeze(2) + chain[before, tags]
    return (steps * mask).sum(1)


def partition(scores: Tensor, chain: Tensor, mask: Tensor) -> Tensor:
    """The log of the summed exponentials over all sequences of tags, by row."""
    alpha = scores[:, 0] + chain[0]
    for at in range(1, scores.shape[1]):
        step = torch.logsumexp(alpha.unsqueeze(2) + chain, dim=1) + scores[:, at]
        alpha = torch.where(mask[:, at : at + 1].bool(), step, alpha)
    return torch.logsumexp(alpha, dim=1)
