"""Batches of windows, padded, with what the tagger is to learn of them."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor
from training.attribution.corpus import NOBODY, Example

from onrecord.network.words import Numbers, Part, distance, windows

Window = list[tuple[Example, Part]]
AT_ONCE = 400  # windows among which those of like length are put together


@dataclass(frozen=True)
class Special:
    """The encoder's special pieces: before a window, after a paragraph, padding, blanked out."""

    opening: int
    closing: int
    padding: int
    blank: int


@dataclass(frozen=True)
class Question:
    """Which of the pieces ``answers`` belongs to the piece ``asks``; ``steps``: how far each is."""

    asks: int
    answers: list[int]
    steps: list[int]
    right: int


@dataclass
class Links:
    """Questions, padded: all but ``given`` is padding; ``right`` is the column of the answer.

    Pieces are numbered in the flattened batch.  The column behind the last is nobody's.
    """

    asks: Tensor
    answers: Tensor
    given: Tensor
    steps: Tensor
    right: Tensor


@dataclass
class Batch:
    """Pieces, looks and mask (windows, length); where the words of each paragraph are.

    ``words`` (paragraphs, words) are numbers of pieces in the flattened batch, ``tags`` are
    theirs, ``real`` says which are no padding.
    """

    pieces: Tensor
    looks: Tensor
    mask: Tensor
    words: Tensor
    tags: Tensor
    real: Tensor
    contents: Links
    cues: Links


def packed(articles: Sequence[Sequence[Example]], longest: Callable[[], int]) -> list[Window]:
    """Windows over the paragraphs of all articles; each article's as long as ``longest`` says."""
    result: list[Window] = []
    for examples in articles:
        of = {id(example.words): example for example in examples}
        for window in windows((example.words for example in examples), longest()):
            result.append([(of[id(part.words)], part) for part in window])
    return result


def batches(
    windows: list[Window], size: int, special: Special, chance: random.Random
) -> Iterator[Batch]:
    """The windows in batches of at most ``size`` pieces, those of like length together."""
    chance.shuffle(windows)
    for at in range(0, len(windows), AT_ONCE):
        groups: list[list[Window]] = [[]]
        for window in sorted(windows[at : at + AT_ONCE], key=length):
            if groups[-1] and (len(groups[-1]) + 1) * length(window) > size:
                groups.append([])
            groups[-1].append(window)
        chance.shuffle(groups)
        yield from (batch(group, special) for group in groups)


def length(window: Window) -> int:
    """The pieces of a window, with those between its paragraphs."""
    return 1 + sum(part.end - part.start + 1 for _, part in window)


def batch(group: list[Window], special: Special) -> Batch:
    """One batch of windows."""
    longest = max(length(window) for window in group)
    pieces = np.full((len(group), longest), special.padding, dtype=np.int64)
    looks = np.zeros_like(pieces)
    words: list[Numbers] = []
    tags: list[Numbers] = []
    contents: list[Question] = []
    cues: list[Question] = []
    for number, window in enumerate(group):
        pieces[number, 0] = special.opening
        at = 1
        for example, part in window:
            end = at + part.end - part.start
            pieces[number, at:end] = example.words.pieces[part.start : part.end]
            looks[number, at:end] = example.words.looks[part.start : part.end]
            pieces[number, end] = special.closing
            here = (example.words.first >= part.start) & (example.words.first < part.end)
            places = example.words.first - part.start + at + number * longest
            words.append(places[here])
            tags.append(inner(example.tags, here))
            contents += questions(example.contents, places, here)
            cues += questions(example.cues, places, here)
            at = end + 1
    mask = (pieces != special.padding).astype(np.int64)
    real = [np.ones_like(row) for row in words]
    return Batch(
        pieces=torch.from_numpy(pieces),
        looks=torch.from_numpy(looks),
        mask=torch.from_numpy(mask),
        words=padded(words),
        tags=padded(tags),
        real=padded(real),
        contents=gathered(contents),
        cues=gathered(cues),
    )


def inner(tags: Numbers, here: NDArray[np.bool_]) -> Numbers:
    """The tags of a part; one that starts inside a span begins it there."""
    cut: Numbers = tags[here].copy()
    if len(cut) and cut[0] and cut[0] % 2 == 0:
        cut[0] -= 1
    return cut


def questions(
    links: list[tuple[int, int]], places: Numbers, here: NDArray[np.bool_]
) -> Iterator[Question]:
    """The links of one paragraph as questions; ``places`` are where its words' pieces stand."""
    candidates = sorted({answer for _, answer in links if answer != NOBODY and here[answer]})
    answers = [int(places[candidate]) for candidate in candidates]
    for asks, answer in links:
        if here[asks] and (answer == NOBODY or here[answer]):
            steps = distance(np.array(candidates, dtype=np.int64) - asks).tolist()
            right = NOBODY if answer == NOBODY else candidates.index(answer)
            yield Question(int(places[asks]), answers, steps, right)


def gathered(asked: list[Question]) -> Links:
    """The questions as padded tensors."""
    width = max((len(question.answers) for question in asked), default=0)
    given = [[True] * len(question.answers) for question in asked]
    right = [width if question.right == NOBODY else question.right for question in asked]
    return Links(
        asks=torch.tensor([question.asks for question in asked], dtype=torch.int64),
        answers=padded([question.answers for question in asked]),
        given=padded(given).bool(),
        steps=padded([question.steps for question in asked]),
        right=torch.tensor(right, dtype=torch.int64),
    )


def padded(rows: Sequence[Any]) -> Tensor:
    """Rows of different lengths as one table, filled up with zeros."""
    table = np.zeros((len(rows), max(map(len, rows), default=0)), dtype=np.int64)
    for number, row in enumerate(rows):
        table[number, : len(row)] = row
    return torch.from_numpy(table)
