"""A teacher: the whole encoder over the pieces of one statement's surroundings.

It is too slow to ship, and sees from the bottom on which words are source, cue and content; what
it finds likely, the network that ships learns beside what is marked ("distillation": Hinton,
Vinyals and Dean, 2015).
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
import torch
from torch import nn

from onrecord.meaning.views import CONTEXT, View
from onrecord.network.words import LOOKS, Numbers, Words
from training import encoders
from training.encoders import Special
from training.network.cases import Seen
from training.network.reader import Heads, Marks, Said
from training.network.reading import Marked, Right, right
from training.network.windows import Windows, padded, windowed


class TeachBatch(NamedTuple):
    """The surroundings of statements, their pieces marked as words are for the reader."""

    windows: Windows
    marked: Marked
    right: Right


class TeacherNetwork(nn.Module):
    """A ``TeachBatch`` in, what the pieces say out."""

    def __init__(self, encoder: nn.Module, size: int) -> None:
        super().__init__()
        self.encoder = encoder
        self.encoder.get_input_embeddings().weight.requires_grad_(False)
        self.looks = nn.Embedding(LOOKS, size)
        nn.init.zeros_(self.looks.weight)
        self.marks = Marks(size)
        self.heads = Heads(size)

    @classmethod
    def of(cls, home: Path, layers: int) -> TeacherNetwork:
        """A teacher that has learned nothing yet, on the encoder in a folder."""
        encoder = encoders.load(home, layers, attention_probs_dropout_prob=0.0)
        return cls(encoder, encoder.config.hidden_size)

    def forward(self, batch: TeachBatch) -> Said:
        pieces, looks, mask = batch.windows
        marks = self.looks(looks) + self.marks(batch.marked.roles, batch.marked.kinds)
        embedded = self.encoder.get_input_embeddings()(pieces) + marks
        states = self.encoder(inputs_embeds=embedded, attention_mask=mask).last_hidden_state
        said: Said = self.heads(states, batch.marked.roles)
        return said


class Row(NamedTuple):
    """One statement's surroundings in pieces; ``mentions`` are the first piece of each."""

    pieces: Numbers
    looks: Numbers
    roles: Numbers
    kinds: Numbers
    mentions: Numbers


class Pieces:
    """An article's pieces in a row, a closing behind each paragraph, and where each word begins."""

    def __init__(self, paragraphs: Sequence[Words], special: Special) -> None:
        self.special = special
        closing, plain = np.array([special.closing]), np.array([0])
        self.ids = np.concatenate([part for p in paragraphs for part in (p.pieces, closing)])
        self.looks = np.concatenate([part for p in paragraphs for part in (p.looks, plain)])
        sizes = [len(paragraph.pieces) + 1 for paragraph in paragraphs]
        starts = np.cumsum([0, *sizes])
        self.begins = np.concatenate(
            [
                np.append(paragraph.first, len(paragraph.pieces)) + start
                for paragraph, start in zip(paragraphs, starts[:-1], strict=True)
            ]
        )
        self.ends = np.append(self.begins[1:], starts[-1])

    def row(self, view: View) -> Row:
        """What a teacher sees of a statement; first comes a place for the whole."""
        begins, ends = self.begins[view.words], self.ends[view.words]
        inside = np.concatenate([np.arange(*both) for both in zip(begins, ends, strict=True)])
        firsts = 1 + np.cumsum([0, *(ends - begins)[:-1]])
        kinds = np.zeros(len(inside) + 1, dtype=np.int64)
        kinds[firsts] = view.kinds[1:]
        return Row(
            pieces=np.concatenate([[self.special.opening], self.ids[inside]]),
            looks=np.concatenate([[0], self.looks[inside]]),
            roles=np.concatenate([[CONTEXT], np.repeat(view.roles[1:], ends - begins)]),
            kinds=kinds,
            mentions=firsts[view.mentions - 1],
        )


def teach_batch(articles: Sequence[Seen], special: Special) -> TeachBatch:
    """The statements of articles as one batch."""
    cases = [case for article in articles for case in article.cases]
    rows = [
        pieces.row(case.view)
        for article in articles
        for pieces in [Pieces(article.paragraphs, special)]
        for case in article.cases
    ]
    windows = windowed(
        padded([row.pieces for row in rows], filling=special.padding),
        padded([row.looks for row in rows]),
        special,
    )
    marked = Marked(
        roles=torch.from_numpy(padded([row.roles for row in rows])),
        kinds=torch.from_numpy(padded([row.kinds for row in rows])),
        mentions=torch.from_numpy(padded([row.mentions for row in rows])),
    )
    return TeachBatch(windows, marked, right(cases))
