"""The order of the rooms: reports in, articles with their statements out."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache
from itertools import islice
from pathlib import Path
from typing import Protocol, TypeVar

from onrecord import reading
from onrecord.acts import Acts
from onrecord.attribution import Attribution
from onrecord.attribution.parse import Analysis, Parser
from onrecord.dates import Dates
from onrecord.model import Article, Failure, ReadError
from onrecord.speakers import Speakers

ARTICLES_AT_ONCE = 32
Item = TypeVar("Item")


class Stage(Protocol):
    """One room of the house: takes an analysis and returns it with more known."""

    name: str
    version: str

    def __call__(self, analysis: Analysis) -> Analysis: ...


class Pipeline:
    """Every stage in order.  Holds models, but nothing of the articles that went through."""

    def __init__(self) -> None:
        self.parse = Parser()
        self.stages: tuple[Stage, ...] = (Attribution(), Speakers(), Dates(), Acts())
        self.versions: Mapping[str, str] = {
            "reading": reading.VERSION,
            "parse": self.parse.version,
            **{stage.name: stage.version for stage in self.stages},
        }

    def __call__(self, articles: Iterable[Article]) -> Iterator[Article]:
        """Each article with its statements and speakers, in order."""
        for batch in batches(articles):
            for analysis in self.parse(batch):
                yield self.finish(analysis)

    def finish(self, analysis: Analysis) -> Article:
        """What the stages make of one parsed article."""
        for stage in self.stages:
            analysis = stage(analysis)
        return analysis.knowing(stages=self.versions).article


@cache
def pipeline() -> Pipeline:
    """The pipeline of this process, loaded once."""
    return Pipeline()


def read(path: str | Path, *, published: str | None = None, outlet: str | None = None) -> Article:
    """The report at ``path`` (``"-"``: standard input) with its statements.

    ``published`` (an ISO 8601 date) and ``outlet`` fill in what the page does not say.
    Raises ``ReadError`` where the report cannot be read.
    """
    [found] = read_many([path], published=published, outlet=outlet)
    if isinstance(found, Failure):
        raise ReadError(f"{found.origin}: {found.reason}")
    return found


def read_many(
    paths: Iterable[str | Path],
    *,
    published: str | None = None,
    outlet: str | None = None,
    skip: Callable[[Article], bool] | None = None,
) -> Iterator[Article | Failure]:
    """The reports at the paths, folders included, each as soon as it is done, in order.

    A report that cannot be read comes out as a ``Failure``, and the others go on.
    Articles for which ``skip`` is true come out as they were read, without statements.
    """
    for batch in batches(opened(paths, published, outlet)):
        wanted = [a for a in batch if isinstance(a, Article) and not (skip and skip(a))]
        done = analysed(wanted)
        for item in batch:
            yield next(done) if any(item is article for article in wanted) else item


def count(paths: Iterable[str | Path]) -> int:
    """How many reports there are at the paths."""
    return sum(1 for _ in reading.find(paths))


def opened(
    paths: Iterable[str | Path], published: str | None, outlet: str | None
) -> Iterator[Article | Failure]:
    """The reports at the paths, read but not analysed."""
    for source in reading.find(paths):
        try:
            yield reading.to_article(
                source.data(), source.origin, published=published, outlet=outlet
            )
        except ReadError as error:
            yield Failure(source.origin, str(error))


def analysed(articles: list[Article]) -> Iterator[Article | Failure]:
    """The articles with their statements; one that breaks a stage leaves the others alone."""
    if not articles:
        return
    for analysis in pipeline().parse(articles):
        try:
            yield pipeline().finish(analysis)
        except Exception as error:  # a defect of ours, whatever it is: name it and go on
            reason = f"its statements could not be found ({error!r}); please report this defect"
            yield Failure(analysis.article.origin, reason)


def batches(items: Iterable[Item]) -> Iterator[list[Item]]:
    """The items, some at a time."""
    remaining = iter(items)
    while batch := list(islice(remaining, ARTICLES_AT_ONCE)):
        yield batch
