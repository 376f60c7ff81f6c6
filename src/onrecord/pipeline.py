"""The order of the rooms: reports in, articles with their statements out."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from itertools import islice
from pathlib import Path
from typing import Protocol, TypeVar

from onrecord import reading
from onrecord.acts import Acts
from onrecord.attribution import Attribution
from onrecord.dates import Dates
from onrecord.entities import Entities
from onrecord.model import Article, Failure, ReadError
from onrecord.parsing import Analysis, Parser

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
        self.attribute = Attribution()
        self.stages: tuple[Stage, ...] = (Entities(), Dates(), Acts())
        self.versions: Mapping[str, str] = {
            "reading": reading.VERSION,
            "parsing": self.parse.version,
            "attribution": self.attribute.version,
            **{stage.name: stage.version for stage in self.stages},
        }

    def __call__(self, articles: Iterable[Article]) -> Iterator[Article | Failure]:
        """Each article with its statements and speakers, in order.

        One that breaks a stage comes out as a ``Failure``, and the others go on.
        """
        for batch in batches(articles):
            done = 0
            try:
                for analysis in self.analysed(batch):
                    yield self.guarded(analysis)
                    done += 1
            except Exception:
                # A batch is analysed as one: find the article that breaks it.
                for article in batch[done:]:
                    yield self.alone(article)

    def analysed(self, articles: Sequence[Article]) -> Iterator[Analysis]:
        """The articles parsed and with their statements, which are found beside the parsing."""
        attributed = self.attribute(articles)
        with ThreadPoolExecutor(max_workers=1) as beside:
            found = [beside.submit(next, attributed) for _ in articles]
            for analysis, statements in zip(self.parse(articles), found, strict=True):
                yield analysis.knowing(statements=statements.result())

    def alone(self, article: Article) -> Article | Failure:
        """One article, analysed by itself."""
        try:
            [analysis] = self.analysed([article])
        except Exception as error:
            return defect(article, error)
        return self.guarded(analysis)

    def guarded(self, analysis: Analysis) -> Article | Failure:
        """What the stages make of one parsed article, whatever they do."""
        try:
            return self.finish(analysis)
        except Exception as error:
            return defect(analysis.article, error)

    def finish(self, analysis: Analysis) -> Article:
        """What the stages make of one parsed article."""
        for stage in self.stages:
            analysis = stage(analysis)
        return analysis.knowing(stages=self.versions).article


def defect(article: Article, error: Exception) -> Failure:
    """The failure of an article on which a stage breaks: a defect of ours, whatever it is."""
    reason = f"its statements could not be found ({error!r}); please report this defect"
    return Failure(article.origin, reason, error)


@cache
def pipeline() -> Pipeline:
    """The pipeline of this process, loaded once."""
    return Pipeline()


def read(path: str | Path, *, published: str | None = None, outlet: str | None = None) -> Article:
    """The report at ``path`` (``"-"``: standard input) with its statements.

    ``published`` (an ISO 8601 date) and ``outlet`` fill in what the page does not say.
    Raises ``ReadError`` where the report cannot be read.
    """
    if Path(path).is_dir():
        raise ReadError(f"{path}: this is a folder; read_many reads all the reports in it")
    [found] = read_many([path], published=published, outlet=outlet)
    if isinstance(found, Failure):
        raise ReadError(f"{found.origin}: {found.reason}") from found.error
    return found


def read_many(
    paths: str | Path | Iterable[str | Path],
    *,
    published: str | None = None,
    outlet: str | None = None,
    skip: Callable[[Article], bool] | None = None,
    recall: Callable[[Article], Article] | None = None,
) -> Iterator[Article | Failure]:
    """The reports at the paths, folders included, each as soon as it is done, in order.

    A report that cannot be read comes out as a ``Failure``, and the others go on.
    ``recall`` may fill in what is known of an article before its statements are looked
    for.  Articles for which ``skip`` is true come out as they were read, without any.
    """
    for batch in batches(opened(paths, published, outlet, recall)):
        wanted = [a for a in batch if isinstance(a, Article) and not (skip and skip(a))]
        done = pipeline()(wanted) if wanted else iter(())
        for item in batch:
            yield next(done) if any(item is article for article in wanted) else item


def count(paths: str | Path | Iterable[str | Path]) -> int:
    """How many reports there are at the paths."""
    return sum(1 for _ in reading.find(several(paths)))


def several(paths: str | Path | Iterable[str | Path]) -> Iterable[str | Path]:
    """One path or several, as several."""
    return [paths] if isinstance(paths, str | Path) else paths


def opened(
    paths: str | Path | Iterable[str | Path],
    published: str | None,
    outlet: str | None,
    recall: Callable[[Article], Article] | None,
) -> Iterator[Article | Failure]:
    """The reports at the paths, read but not analysed."""
    for source in reading.find(several(paths)):
        try:
            article = reading.to_article(
                source.data(), source.origin, published=published, outlet=outlet
            )
        except ReadError as error:
            yield Failure(source.origin, str(error))
        else:
            yield recall(article) if recall else article


def batches(items: Iterable[Item]) -> Iterator[list[Item]]:
    """The items, some at a time."""
    remaining = iter(items)
    while batch := list(islice(remaining, ARTICLES_AT_ONCE)):
        yield batch
