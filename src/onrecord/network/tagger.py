"""The trained network as it runs: what each word is, and which words' spans belong together.

An ONNX file of eight-bit integers, run by onnxruntime.  Windows go through
it side by side, each by itself: no padding, bounded memory.
"""

from __future__ import annotations

import os
import sys
import threading
from collections import deque
from collections.abc import Sequence
from concurrent.futures import Executor, Future
from dataclasses import dataclass
from importlib.resources.abc import Traversable
from typing import Any

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

from onrecord.network.decoding import Scores
from onrecord.network.settings import TOKENIZER, Settings, weights
from onrecord.network.tags import TAGS
from onrecord.network.words import OVERLAP, Part, Splitter, Words, windows
from onrecord.offline import session
from onrecord.parsing import Passage

LINK = 64  # numbers that describe a span to the spans it may belong to
WIDTH = len(TAGS) + 4 * LINK + 1  # the scores that the network gives for each piece
DEPTH = 768  # the numbers of a state in the middle of the network that ships
FINE = 32  # steps to one: states are kept as small integers, a byte each
Window = list[Part]


@dataclass(frozen=True, slots=True, eq=False)
class Tagging:
    """What the network says of one paragraph's words, a row each.

    ``tags``: (words, 7) scores.  ``links``: (words, 4, 64), what a span that starts at
    the word asks of cues if it is a content, answers if it is a cue, asks of sources,
    answers if it is a source.  ``nobody``: (words,), how well no source suits the cue.
    ``states``: (words, 768), what the network makes of the word halfway, in steps of 1/32.
    """

    words: Words
    tags: Scores
    links: Scores
    nobody: Scores
    states: NDArray[np.int8]


class Tagger:
    """The network with its tokenizer and its settings."""

    def __init__(self, model: Traversable) -> None:
        self.settings = Settings.of(model)
        self.split = Splitter(Tokenizer.from_str((model / TOKENIZER).read_text("utf-8")))
        self.network = session(weights(model, self.settings), ready=True)
        self.depth = int(self.network.get_outputs()[1].shape[-1])  # the numbers of a state

    def start(self, story: Sequence[Passage], pool: Executor) -> UnderWay:
        """Let the pool begin with the story of an article."""
        paragraphs = self.split(story)
        runs = ((window, pool.submit(self.run, window)) for window in windows(paragraphs))
        return UnderWay(paragraphs, deque(runs), self.depth)

    def run(self, window: Window) -> tuple[Scores, NDArray[np.int8]]:
        """The network's scores (pieces, width) for one window, and its states (pieces, depth).

        A window goes through alone: how its activations are rounded to integers then
        depends on nothing but itself, and an article's statements on nothing but the article.
        """
        pieces, looks = [self.settings.opening], [0]
        for part in window:
            pieces += [*part.words.pieces[part.start : part.end], self.settings.closing]
            looks += [*part.words.looks[part.start : part.end], 0]
        feed = {"pieces": np.array([pieces]), "looks": np.array([looks])}
        scores, states = (found[0] for found in self.network.run(None, feed))
        return scores, np.rint(states * FINE).clip(-127, 127).astype(np.int8)


def give_way() -> None:
    """Let the thread that parses go first, or a core would wait for it at the end."""
    if sys.platform == "linux":  # elsewhere a thread has no priority of its own
        os.setpriority(os.PRIO_PROCESS, threading.get_native_id(), 10)


def threads() -> int:
    """As many as there are cores for this process, or as OMP_NUM_THREADS allows."""
    allowed = os.environ.get("OMP_NUM_THREADS", "")
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    return int(allowed) if allowed.isdecimal() and int(allowed) else cores or 1


@dataclass(frozen=True, slots=True)
class UnderWay:
    """An article's paragraphs while their windows go through the network."""

    paragraphs: Sequence[Words]
    runs: deque[tuple[Window, Future[tuple[Scores, NDArray[np.int8]]]]]
    depth: int

    def size(self) -> int:
        """How many pieces are under way."""
        return sum(len(words.pieces) for words in self.paragraphs)

    def taggings(self) -> tuple[Tagging, ...]:
        """What the network says of each paragraph, put together from the windows."""
        scores = {id(words): np.zeros((len(words), WIDTH), np.float32) for words in self.paragraphs}
        states = {
            id(words): np.zeros((len(words), self.depth), np.int8) for words in self.paragraphs
        }
        while self.runs:  # what a window gave is let go as soon as it is kept
            window, run = self.runs.popleft()
            new_scores, new_states = run.result()
            keep(scores, window, new_scores)
            keep(states, window, new_states)
        return tuple(
            tagging(words, scores[id(words)], states[id(words)]) for words in self.paragraphs
        )


def keep(rows: dict[int, NDArray[Any]], window: Window, found: NDArray[Any]) -> None:
    """Keep what the network gave for a window's words, at the first piece of each.

    Where two parts overlap, each has its half.
    """
    at = 1
    for part in window:
        start = part.start + (OVERLAP // 2 if part.start else 0)
        first = part.words.first
        begin, end = np.searchsorted(first, (start, part.end))
        rows[id(part.words)][begin:end] = found[first[begin:end] - part.start + at]
        at += part.end - part.start + 1


def tagging(words: Words, rows: NDArray[np.float32], states: NDArray[np.int8]) -> Tagging:
    """The network's numbers of one paragraph's words by their names."""
    tags, links = rows[:, : len(TAGS)], rows[:, len(TAGS) : -1]
    return Tagging(words, tags, links.reshape(len(rows), 4, LINK), rows[:, -1], states)
