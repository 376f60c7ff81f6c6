"""Network: one pass over the words of a story gives the scores of every head.

What it learned from and how good it is, ``model/MODEL_CARD.md`` tells.  The rooms below
make statements of the scores.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from functools import cached_property, partial
from importlib.resources.abc import Traversable

from onrecord.network import decoding, tagger, tags, words
from onrecord.network.settings import MODEL, Settings
from onrecord.network.tagger import Tagger, Tagging, UnderWay, give_way, threads
from onrecord.once import Once
from onrecord.parsing import Analysis
from onrecord.versions import version

__all__ = ["MODEL", "Network", "Settings", "Tagging", "decoding", "tagger", "tags", "words"]

AHEAD = 4  # articles that may be under way
MOST_PIECES = 20_000  # and pieces of words, as each takes two kilobytes; at least one article is


class Network:
    """The stage that runs the network.  While it works, the caller may do other things."""

    name = "network"
    needs = ()
    gives = ("scores",)

    def __init__(self, model: Traversable = MODEL) -> None:
        """``model`` is a folder that ``training/`` made; by default that of the package."""
        self.model = model
        self.tagger = Once(partial(Tagger, model))

    def load(self) -> None:
        """Loads the model now, if it is not loaded yet."""
        self.tagger()

    @cached_property
    def version(self) -> str:
        """The version of the weights, and that of the code."""
        return version(Settings.of(self.model).version, __package__, self.model)

    def __call__(self, analyses: Iterable[Analysis]) -> Iterator[Analysis]:
        """Each analysis with the scores of its story's words."""
        tagger = self.tagger()
        pool = ThreadPoolExecutor(threads(), initializer=give_way)
        under_way: deque[tuple[Analysis, UnderWay]] = deque()
        try:
            for analysis in analyses:
                started = tagger.start(analysis.story, pool)
                under_way.append((analysis, started))
                while len(under_way) > AHEAD or (
                    len(under_way) > 1 and sum(u.size() for _, u in under_way) > MOST_PIECES
                ):
                    yield scored(*under_way.popleft())
            while under_way:
                yield scored(*under_way.popleft())
        finally:
            pool.shutdown(cancel_futures=True)


def scored(analysis: Analysis, started: UnderWay) -> Analysis:
    """An analysis with its scores, as soon as they are there."""
    return replace(analysis, scores=started.taggings())
