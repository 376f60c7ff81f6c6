"""Batches of windows, padded, with what the tagger is to learn of them."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor
from training.attribution.corpus import NOBODY, Example

from onrecord.attribution.words import Part, distance, windows


@dataclass(frozen=True)
class Special:
    """The encoder's special pieces: before a window, after a paragraph, padding, blanked out."""

    opening: int
    closing: int
    padding: int
    blank: int


@dataclass
class Links:
    """Questions of links: from the piece ``asks`` to one of the pieces ``answers``.

    Both are numbers of pieces in the flattened batch; ``answers`` is padded, ``given``
    says where it is real, ``steps`` how far they are; ``right`` is the answer's column,
    the last column being nobody.
    """

    asks: Tensor
    answers: Tensor
    given: Tensor
    steps: Tensor
    right: Tensor


@dataclass
class Batch:
    """Pieces, looks and mask (windows, length); where the words of each paragraph are."""

    pieces: Tensor
    looks: Tensor
    mask: Tensor
    words: Tensor  # (paragraphs, words): numbers of pieces in the flattened batch
    tags: Tensor  # (paragraphs, words)
    real: Tensor  # (paragraphs, words)
    contents: Links
    cues: Links


def packed(
    articles: Sequence[Sequence[Example]], longest: int, chance: random.Random
) -> list[list[tuple[Example, Part]]]:
    """Windows over the paragraphs of all articles, cut anew each time."""
    result = []
    for examples in articles:
        of = {id(example.words): example for example in examples}
        cut = chance.choice((longest, longest, longest, longest // 2, longest // 4))
        for window in windows((example.words for example in examples), cut):
            result.append([(of[id(part.words)], part) for part in window])
    return result


def batches(
    windows: list[list[tuple[Example, Part]]], size: int, special: Special, chance: random.Random
) -> Iterator[Batch]:
    """The windows in batches of at most ``size`` pieces, those of like length together."""
    chance.shuffle(windows)
    for at in range(0, len(windows), 400):
        some = sorted(windows[at : at + 400], key=length)
        groups: list[list[list[tuple[Example, Part]]]] = [[]]
        for window in some:
            if groups[-1] and (len(groups[-1]) + 1) * length(window) > size:
                groups.append([])
            groups[-1].append(window)
        chance.shuffle(groups)
        yield from (batch(group, special) for group in groups)


def length(window: list[tuple[Example, Part]]) -> int:
    return 1 + sum(part.end - part.start + 1 for _, part in window)


def batch(group: list[list[tuple[Example, Part]]], special: Special) -> Batch:
    """One batch of windows."""
    longest = max(length(window) for window in group)
    pieces = np.full((len(group), longest), special.padding, dtype=np.int64)
    looks = np.zeros_like(pieces)
    mask = np.zeros_like(pieces)
    rows: list[np.ndarray] = []
    tags: list[np.ndarray] = []
    contents: list[tuple[int, list[int], int, list[int]]] = []
    cues: list[tuple[int, list[int], int, list[int]]] = []
    for number, window in enumerate(group):
        pieces[number, 0] = special.opening
        at = 1
        for example, part in window:
            words = example.words
            pieces[number, at : at + part.end - part.start] = words.pieces[part.start : part.end]
            looks[number, at : at + part.end - part.start] = words.looks[part.start : part.end]
            here = (words.first >= part.start) & (words.first < part.end)
            places = words.first - part.start + at + number * longest
            rows.append(places[here])
            tags.append(inner(example.tags, here))
            ask(contents, example.contents, places, here)
            ask(cues, example.cues, places, here)
            at += part.end - part.start
            pieces[number, at] = special.closing
            at += 1
        mask[number, :at] = 1
    width = max(len(row) for row in rows)
    table = np.zeros((3, len(rows), width), dtype=np.int64)
    for n, (row, tag) in enumerate(zip(rows, tags, strict=True)):
        table[0, n, : len(row)], table[1, n, : len(row)], table[2, n, : len(row)] = row, tag, 1
    return Batch(
        *(torch.from_numpy(a) for a in (pieces, looks, mask)),
        *(torch.from_numpy(table[n]) for n in range(3)),
        gathered(contents),
        gathered(cues),
    )


def inner(tags: np.ndarray, here: np.ndarray) -> np.ndarray:
    """The tags of a part; one that starts inside a span begins it there."""
    cut = tags[here].copy()
    if len(cut) and cut[0] and cut[0] % 2 == 0:
        cut[0] -= 1
    return cut


def ask(
    questions: list[tuple[int, list[int], int, list[int]]],
    links: list[tuple[int, int]],
    places: np.ndarray,
    here: np.ndarray,
) -> None:
    """Add the questions of one paragraph: who asks, who may answer, who is right, how far."""
    candidates = sorted({b for _, b in links if b != NOBODY and here[b]})
    for a, b in links:
        if here[a] and (b == NOBODY or here[b]):
            right = NOBODY if b == NOBODY else candidates.index(b)
            steps = distance(np.array([c - a for c in candidates], dtype=np.int64)).tolist()
            questions.append((int(places[a]), [int(places[c]) for c in candidates], right, steps))


def gathered(questions: list[tuple[int, list[int], int, list[int]]]) -> Links:
    """The questions as padded tensors."""
    width = max((len(answers) for _, answers, _, _ in questions), default=0)
    answers = np.zeros((len(questions), width), dtype=np.int64)
    given = np.zeros((len(questions), width), dtype=bool)
    steps = np.zeros((len(questions), width), dtype=np.int64)
    for n, (_, candidates, _, far) in enumerate(questions):
        answers[n, : len(candidates)], given[n, : len(candidates)], steps[n, : len(far)] = (
            candidates,
            True,
            far,
        )
    return Links(
        torch.tensor([q[0] for q in questions], dtype=torch.int64),
        torch.from_numpy(answers),
        torch.from_numpy(given),
        torch.from_numpy(steps),
        torch.tensor([width if q[2] == NOBODY else q[2] for q in questions], dtype=torch.int64),
    )
