"""What the reader is to learn of articles: windows, the words of statements, what is right."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from onrecord.meaning.views import CUE
from onrecord.network.words import Numbers
from training.encoders import Special
from training.network.cases import Case, Seen, Shares
from training.network.windows import Windows, laid, padded

CLOSING = -1  # the place of what stands behind a paragraph, and has no state


class Answers(NamedTuple):
    """Which mentions are right, which may be, and of which cases that is known.

    A column each (cases, mentions + 1); the last stands for nobody.
    """

    right: Tensor
    given: Tensor
    known: Tensor


class Right(NamedTuple):
    """What is right of each case: the numbers of its act and of its source's type, its mentions."""

    acts: Tensor
    types: Tensor
    targets: Answers
    sources: Answers

    @property
    def answers(self) -> tuple[Answers, Answers]:
        """Those that point: of targets, of sources."""
        return self.targets, self.sources


class Marked(NamedTuple):
    """The roles and kinds of places (cases, length); ``mentions`` (cases, mentions) are places."""

    roles: Tensor
    kinds: Tensor
    mentions: Tensor


class ReadBatch(NamedTuple):
    """Windows, and the cases of their articles side by side.

    ``words`` (cases, words) are numbers of pieces in the flattened batch, ``places`` say where
    in the article they stand, ``mask`` which are no padding.  ``places``, ``mask`` and what is
    ``marked`` begin with a place for the whole.
    """

    windows: Windows
    words: Tensor
    places: Tensor
    mask: Tensor
    marked: Marked
    right: Right
    told: Shares | None


def read_batch(articles: Sequence[Seen], longest: int, special: Special) -> ReadBatch:
    """Articles as one batch."""
    windows, at = laid([article.paragraphs for article in articles], longest, special)
    cases = [case for article in articles for case in article.cases]
    views = [case.view for case in cases]
    words = [
        places[case.view.words]
        for article in articles
        for places in [in_a_row([at[id(words)] for words in article.paragraphs])]
        for case in article.cases
    ]
    return ReadBatch(
        windows,
        words=torch.from_numpy(padded(words, filling=CLOSING)),
        places=torch.from_numpy(padded([view.places for view in views])),
        mask=torch.from_numpy(padded([np.ones_like(view.roles) for view in views])) > 0,
        marked=Marked(
            roles=torch.from_numpy(padded([view.roles for view in views])),
            kinds=torch.from_numpy(padded([view.kinds for view in views])),
            mentions=torch.from_numpy(padded([view.mentions for view in views])),
        ),
        right=right(cases),
        told=told(cases),
    )


def in_a_row(paragraphs: Sequence[Numbers]) -> Numbers:
    """The places of an article's words, those of each paragraph with a closing behind them."""
    return np.concatenate([np.append(places, CLOSING) for places in paragraphs])


def cueless(batch: ReadBatch, share: float, noise: torch.Generator) -> ReadBatch:
    """The batch with the cues of a share of the statements out of sight."""
    hidden = hidden_cues(batch.marked.roles, share, noise)[:, 1:]
    return batch._replace(words=batch.words.masked_fill(hidden, CLOSING))


def hidden_cues(roles: Tensor, share: float, noise: torch.Generator) -> Tensor:
    """Where the cues of a share of the statements stand."""
    return (torch.rand(len(roles), 1, generator=noise) < share) & (roles == CUE)


def right(cases: Sequence[Case]) -> Right:
    """What is right of cases."""
    views = [case.view for case in cases]
    entities = padded([view.entities for view in views], filling=-1)
    named = padded([view.named for view in views])
    return Right(
        acts=torch.tensor([case.act for case in cases]),
        types=torch.tensor([case.type for case in cases]),
        targets=answers([case.targets for case in cases], entities, entities >= 0),
        sources=answers([case.sources for case in cases], entities, named > 0),
    )


def answers(
    right: Sequence[list[int] | None], entities: NDArray[np.int64], given: NDArray[np.bool_]
) -> Answers:
    """The right columns of each case; the last one is nobody's."""
    columns = np.zeros((len(right), entities.shape[1] + 1), dtype=bool)
    for number, some in enumerate(right):
        columns[number, :-1] = np.isin(entities[number], some or [])
        columns[number, -1] = some == []
    nobody = np.ones((len(right), 1), dtype=bool)
    return Answers(
        torch.from_numpy(columns),
        torch.from_numpy(np.concatenate([given, nobody], 1)),
        torch.tensor([some is not None for some in right]),
    )


def told(cases: Sequence[Case]) -> Shares | None:
    """What teachers say of cases, if they said it of all."""
    rows = [case.told for case in cases if case.told is not None]
    if len(rows) < len(cases):
        return None
    width = max(len(row.targets) for row in rows)
    return Shares(
        torch.stack([row.acts for row in rows]).float(),
        torch.stack([row.types for row in rows]).float(),
        torch.stack([widened(row.targets, width) for row in rows]).float(),
        torch.stack([widened(row.sources, width) for row in rows]).float(),
    )


def widened(shares: Tensor, width: int) -> Tensor:
    """The shares of mentions and nobody, with nobody's in the last of ``width`` columns."""
    return torch.cat([shares[:-1], shares.new_zeros(width - len(shares)), shares[-1:]])
