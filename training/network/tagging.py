"""What the tagger is to learn of articles: windows, the tags of words, and links between spans."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np
import torch
from torch import Tensor

from onrecord.network.words import Numbers, distance
from training.encoders import Special
from training.network.corpus import NOBODY, Example
from training.network.windows import Windows, laid, padded


class Question(NamedTuple):
    """Which of the pieces ``answers`` belongs to the piece ``asks``; ``steps``: how far each is."""

    asks: int
    answers: Numbers
    steps: Numbers
    right: int


class Links(NamedTuple):
    """Questions, padded: all but ``given`` is padding; ``right`` is the column of the answer.

    Pieces are numbered in the flattened batch.  The column behind the last is nobody's.
    """

    asks: Tensor
    answers: Tensor
    given: Tensor
    steps: Tensor
    right: Tensor


class TagBatch(NamedTuple):
    """Windows, and where the words of each paragraph are.

    ``words`` (paragraphs, words) are numbers of pieces in the flattened batch, ``tags`` are
    theirs, ``real`` says which are no padding.
    """

    windows: Windows
    words: Tensor
    tags: Tensor
    real: Tensor
    contents: Links
    cues: Links


def tag_batch(articles: Sequence[Sequence[Example]], longest: int, special: Special) -> TagBatch:
    """Articles as one batch."""
    windows, at = laid([[e.words for e in article] for article in articles], longest, special)
    examples = [example for article in articles for example in article]
    places = [at[id(example.words)] for example in examples]
    both = list(zip(examples, places, strict=True))
    return TagBatch(
        windows,
        words=torch.from_numpy(padded(places)),
        tags=torch.from_numpy(padded([example.tags for example in examples])),
        real=torch.from_numpy(padded([np.ones_like(row) for row in places])) > 0,
        contents=gathered([q for e, row in both for q in questions(e.contents, row)]),
        cues=gathered([q for e, row in both for q in questions(e.cues, row)]),
    )


def questions(links: Sequence[tuple[int, int]], places: Numbers) -> Iterator[Question]:
    """The links of one paragraph as questions; ``places`` are where its words' pieces stand."""
    candidates = sorted({answer for _, answer in links if answer != NOBODY})
    words = np.array(candidates, dtype=np.int64)
    for asks, answer in links:
        right = NOBODY if answer == NOBODY else candidates.index(answer)
        yield Question(int(places[asks]), places[words], distance(words - asks), right)


def gathered(asked: Sequence[Question]) -> Links:
    """The questions as padded tensors."""
    width = max((len(question.answers) for question in asked), default=0)
    given = [np.ones_like(question.answers) for question in asked]
    right = [width if question.right == NOBODY else question.right for question in asked]
    return Links(
        asks=torch.tensor([question.asks for question in asked], dtype=torch.int64),
        answers=torch.from_numpy(padded([question.answers for question in asked])),
        given=torch.from_numpy(padded(given)) > 0,
        steps=torch.from_numpy(padded([question.steps for question in asked])),
        right=torch.tensor(right, dtype=torch.int64),
    )
