"""The trained tagger: what each word is, and which words' spans belong together.

An ONNX network of eight-bit integers, run by onnxruntime.  Windows go through
it side by side, each by itself: no padding, bounded memory.
"""

from __future__ import annotations

import os
import sys
import threading
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from importlib.resources.abc import Traversable

import msgspec
import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

from onrecord.attribution.decoding import Scores
from onrecord.attribution.tags import TAGS
from onrecord.attribution.words import OVERLAP, Part, Splitter, Words, windows
from onrecord.offline import stay_offline

LINK = 64  # numbers that describe a span to the spans it may belong to
WIDTH = len(TAGS) + 4 * LINK + 1  # the numbers that the network gives for each piece
AHEAD = 4  # articles that may be under way: bounds the memory
Window = list[Part]
Run = tuple[Window, "Future[Scores]"]


@dataclass(frozen=True, slots=True, eq=False)
class Tagging:
    """What the network says of one paragraph's words, a row each.

    ``tags``: (words, 7) scores.  ``links``: (words, 4, 64), what a span that starts at
    the word asks of cues if it is a content, answers if it is a cue, asks of sources,
    answers if it is a source.  ``nobody``: (words,), how well no source suits the cue.
    """

    words: Words
    tags: Scores
    links: Scores
    nobody: Scores


class Tagger:
    """The network with its tokenizer and its settings."""

    def __init__(self, home: Traversable) -> None:
        """``home`` is a folder that ``training/`` made."""
        stay_offline()
        import onnxruntime

        self.settings = msgspec.json.decode((home / "settings.json").read_bytes(), type=Settings)
        self.split = Splitter(Tokenizer.from_str((home / "tokenizer.json").read_text("utf-8")))
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1  # the windows are what runs side by side
        self.network = onnxruntime.InferenceSession(
            (home / "tagger.onnx").read_bytes(), options, ["CPUExecutionProvider"]
        )

    def __call__(self, articles: Iterable[Sequence[Words]]) -> Iterator[list[Tagging]]:
        """The paragraphs of each article, tagged."""
        with ThreadPoolExecutor(threads(), initializer=give_way) as pool:
            under_way: deque[tuple[Sequence[Words], list[Run]]] = deque()
            for paragraphs in articles:
                runs = [(window, pool.submit(self.run, window)) for window in windows(paragraphs)]
                under_way.append((paragraphs, runs))
                if len(under_way) > AHEAD:
                    yield taggings(*under_way.popleft())
            while under_way:
                yield taggings(*under_way.popleft())

    def run(self, window: Window) -> Scores:
        """The network's output (pieces, width) for one window.

        A window goes through alone: how its activations are rounded to integers then
        depends on nothing but itself, and an article's statements on nothing but the article.
        """
        pieces, looks = [self.settings.opening], [0]
        for part in window:
            pieces += [*part.words.pieces[part.start : part.end], self.settings.closing]
            looks += [*part.words.looks[part.start : part.end], 0]
        feed = {"pieces": np.array([pieces]), "looks": np.array([looks])}
        states: Scores = self.network.run(None, feed)[0][0]
        return states


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
class Settings:
    """What the network needs to be used: its version, its special pieces, its tables.

    ``chain``: (7, 7), how well a tag follows a tag.  ``distances``: (2, 16), how the
    distance between two spans speaks for their link.  ``certainty``: slope and shift that
    turn the log-likelihood of a statement's parts into its likelihood of being right.
    """

    version: str
    opening: int
    closing: int
    chain: list[list[float]]
    distances: list[list[float]]
    certainty: tuple[float, float]


def taggings(paragraphs: Sequence[Words], runs: list[Run]) -> list[Tagging]:
    """What the network says of an article's paragraphs, put together from its windows."""
    rows = {id(words): np.zeros((len(words.pieces), WIDTH), np.float32) for words in paragraphs}
    for window, run in runs:
        keep(rows, window, run.result())
    return [tagging(words, rows[id(words)][words.first]) for words in paragraphs]


def keep(rows: dict[int, Scores], window: Window, states: Scores) -> None:
    """Keep what the network says of a window; where two parts overlap, each has its half."""
    at = 1
    for part in window:
        skipped = OVERLAP // 2 if part.start else 0
        end = at + part.end - part.start
        rows[id(part.words)][part.start + skipped : part.end] = states[at + skipped : end]
        at = end + 1


def tagging(words: Words, rows: NDArray[np.float32]) -> Tagging:
    """The network's numbers of one paragraph's words by their names."""
    tags, links = rows[:, : len(TAGS)], rows[:, len(TAGS) : -1]
    return Tagging(words, tags, links.reshape(len(rows), 4, LINK), rows[:, -1])
