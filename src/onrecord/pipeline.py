"""The order of the rooms: reports in, articles with their statements out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from typing import Protocol

from onrecord.attribution.parse import Analysis, Parser
from onrecord.model import Article


class Stage(Protocol):
    """One room of the house: takes an analysis and returns it with more known."""

    name: str
    version: str

    def __call__(self, analysis: Analysis) -> Analysis: ...


class Pipeline:
    """Every stage in order.  Holds models, but nothing of the articles that went through."""

    def __init__(self) -> None:
        self.parse = Parser()
        self.stages: tuple[Stage, ...] = ()

    def __call__(self, articles: Iterable[Article]) -> Iterator[Article]:
        """Each article with its statements and speakers, in order."""
        for analysis in self.parse(articles):
            for stage in self.stages:
                analysis = stage(analysis)
            yield analysis.article


@cache
def pipeline() -> Pipeline:
    """The pipeline of this process, loaded once."""
    return Pipeline()
