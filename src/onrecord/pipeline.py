"""The order of the rooms: reports in, articles with their statements out."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from functools import cached_property
from itertools import islice
from pathlib import Path
from threading import Thread
from typing import Protocol, TypeVar

from onrecord import budget, reading, sources
from onrecord.acts import Acts
from onrecord.ahead import ahead
from onrecord.attribution import Attribution
from onrecord.budget import TookTooLong, failure, within
from onrecord.dates import Dates
from onrecord.document import Document, PassedOver
from onrecord.entities import Entities
from onrecord.model import Article, Failure, ReadError, SetupError
from onrecord.network import Network
from onrecord.once import Once
from onrecord.parsing import Analysis, Parser
from onrecord.sources import Address, Columns, Place, Web
from onrecord.spare import give_back

ARTICLES_AT_ONCE = 32
Item = TypeVar("Item")


class Stage(Protocol):
    """One room of the house: analyses in, the same with more known out, in order.

    ``needs`` and ``gives`` name what must be known before, and what is known after.
    ``version`` is another one whenever the stage may find something else.  A stage loads
    its model when it is first used, and is pickled without it.
    """

    @property
    def name(self) -> str: ...

    @property
    def needs(self) -> Sequence[str]: ...

    @property
    def gives(self) -> Sequence[str]: ...

    @property
    def version(self) -> str: ...

    def __call__(self, analyses: Iterable[Analysis]) -> Iterator[Analysis]: ...


class Pipeline:
    """Stages in order.  Any number of threads may use one, and any process be sent one."""

    def __init__(self, stages: Iterable[Stage]) -> None:
        """Raises ``ValueError`` where a stage needs what no stage before it gives."""
        self.stages = tuple(stages)
        known: set[str] = set()
        for stage in self.stages:
            for need in stage.needs:
                if need not in known:
                    raise ValueError(f"{stage.name} needs {need}, which no stage before it gives")
            known.update(stage.gives)

    @cached_property
    def versions(self) -> Mapping[str, str]:
        """The version of each stage by its name, with that of reading."""
        return {"reading": reading.VERSION} | {stage.name: stage.version for stage in self.stages}

    def only(self, *names: str) -> Pipeline:
        """A pipeline of the stages that have these names, which share what they have loaded."""
        return Pipeline(stage for stage in self.stages if stage.name in names)

    def __call__(self, articles: Iterable[Article]) -> Iterator[Article | Failure]:
        """Each article with what the stages find in it, in order.

        One that breaks a stage comes out as a ``Failure``, and the others go on.
        """
        for batch in batches(articles):
            done = 0
            try:
                analyses = self.analysed(batch)
                while done < len(batch):
                    with within(budget.SECONDS):
                        analysis = next(analyses)
                    yield self.finished(analysis)
                    done += 1
            except SetupError:
                raise  # no article is to blame
            except (Exception, TookTooLong):
                # A batch is analysed as one: find the article that breaks it.
                for article in batch[done:]:
                    yield self.alone(article)

    def analysed(self, articles: Iterable[Article]) -> Iterator[Analysis]:
        """The articles through all stages, each as soon as it is asked for.

        The stages draw on one another, so that the network, which works ahead of the others,
        goes on while they do their part.
        """
        analyses: Iterator[Analysis] = map(Analysis.of, articles)
        for stage in self.stages:
            analyses = stage(analyses)
        return analyses

    def alone(self, article: Article) -> Article | Failure:
        """One article by itself."""
        try:
            with within(budget.SECONDS):
                [analysis] = self.analysed([article])
        except (Exception, TookTooLong) as error:
            return failure(article.origin, error)
        return self.finished(analysis)

    def finished(self, analysis: Analysis) -> Article:
        """The article of an analysis, with the versions that made it."""
        return replace(analysis.article, stages=self.versions)


def standard() -> Pipeline:
    """All the stages, in the order of the rooms."""
    return Pipeline([Parser(), Network(), Attribution(), Entities(), Dates(), Acts()])


pipeline = Once(standard)  # that of this process


def prepare() -> None:
    """Begins to load every model, beside each other and beside what is done meanwhile."""
    loads = [getattr(stage, "load", None) for stage in pipeline().stages]
    for load in (reading.identifier, *filter(None, loads)):
        Thread(target=quietly, args=[load]).start()


def quietly(load: Callable[[], object]) -> None:
    """Loads a model; what goes wrong is told to the one who uses it, and loads it again."""
    with suppress(Exception):
        load()


def prepared(documents: Iterable[Item]) -> Iterator[Item]:
    """The documents; from the first one on, the models are being loaded."""
    for number, document in enumerate(documents):
        if number == 0 and isinstance(document, Document):
            prepare()
        yield document


def read(path: str | Path, *, published: str | None = None, outlet: str | None = None) -> Article:
    """The report at ``path`` (``"-"``: standard input) or an address, with its statements.

    ``published`` (an ISO 8601 date) and ``outlet`` fill in what the page does not say.
    Raises ``ReadError`` where the report cannot be read, or where there are several.
    """
    if Path(path).is_dir():
        raise ReadError(f"{path}: this is a folder; read_many reads all the reports in it")
    return only_one(read_many([path], published=published, outlet=outlet), path)


def read_text(
    text: str,
    *,
    published: str | None = None,
    outlet: str | None = None,
    title: str | None = None,
    url: str | None = None,
) -> Article:
    """The report in a text, kept exactly, with its statements.

    What is given wins over what the text says; its ``origin`` is the ``url``, or ``"-"``.
    Raises ``ReadError`` where there is no report in it.  ``read_many`` takes several, as
    ``Document``s.
    """
    origin = url or "-"
    document = Document(text, origin, published, outlet, title, url=url, kind="text")
    return only_one(read_many([document]), origin)


def only_one(found: Iterator[Article | Failure], path: str | Path) -> Article:
    """The one article that was found; ReadError where there is none, or another one."""
    article = next(found, None)
    if isinstance(article, Failure):
        raise ReadError(f"{article.origin}: {article.reason}") from article.error
    if article is None:
        raise ReadError(f"{path}: there is no report in it")
    if next(found, None) is not None:
        raise ReadError(f"{path}: there are several reports in it; read_many reads them all")
    return article


def read_many(
    places: Place | Iterable[Place],
    *,
    published: str | None = None,
    outlet: str | None = None,
    skip: Callable[[Article], bool] | None = None,
    recall: Callable[[Article], Article] | None = None,
    pass_over: Callable[[PassedOver], None] | None = None,
    columns: Columns | None = None,
    web: Web | None = None,
) -> Iterator[Article | Failure]:
    """The reports at the places, each as soon as it is done, in order: paths of files and
    folders, addresses (``https://…``), ``Document``s.

    A report that cannot be read comes out as a ``Failure``, and the others go on.
    ``recall`` may fill in what is known of an article before its statements are looked
    for.  Articles for which ``skip`` is true come out as they were read, without any.
    ``pass_over`` is told of files in folders that are no reports; ``columns`` are those of
    tables, where they are not called as usual, and ``web`` is how addresses are opened.
    """
    found = documents(places, columns, web or Web())
    if skip is None:  # otherwise there may be nothing to look for in any of them
        found = prepared(found)
    loading = skip is None
    read = opened(found, published, outlet, recall)
    since = 0  # how many reports memory was given back last
    for batch in ahead(without(read, pass_over), ARTICLES_AT_ONCE):
        if since >= ARTICLES_AT_ONCE:
            give_back()
            since = 0
        since += len(batch)
        wanted = [a for a in batch if isinstance(a, Article) and not (skip and skip(a))]
        if wanted and not loading:
            prepare()
            loading = True
        done = pipeline()(wanted) if wanted else iter(())
        for item in batch:
            yield next(done) if any(item is article for article in wanted) else item


def count(places: Place | Iterable[Place]) -> int | None:
    """How many reports there are at the places; None where nobody knows before all are read."""
    found = [one for one in sources.find(several(places)) if not isinstance(one, PassedOver)]
    return len(found) if all(map(sources.holds_one, found)) else None


def several(places: Place | Iterable[Place]) -> Iterable[Place]:
    """One place or several, as several."""
    return [places] if isinstance(places, str | Path | Document | Address) else places


def opened(
    found: Iterable[Document | Failure | PassedOver],
    published: str | None,
    outlet: str | None,
    recall: Callable[[Article], Article] | None,
) -> Iterator[Article | Failure | PassedOver]:
    """The documents, read but not analysed."""
    for document in found:
        if not isinstance(document, Document):
            yield document
            continue
        try:
            with within(budget.SECONDS):
                article = reading.from_document(document, published=published, outlet=outlet)
        except SetupError:
            raise
        except (Exception, TookTooLong) as error:
            if document.unsure and isinstance(error, ReadError):
                yield PassedOver(document.origin, str(error))
            else:
                yield failure(document.origin, error)
        else:
            yield recall(article) if recall else article


def without(
    found: Iterable[Article | Failure | PassedOver],
    pass_over: Callable[[PassedOver], None] | None,
) -> Iterator[Article | Failure]:
    """What was found without what is passed over, of which ``pass_over`` is told."""
    for one in found:
        if not isinstance(one, PassedOver):
            yield one
        elif pass_over:
            pass_over(one)


def documents(
    places: Place | Iterable[Place], columns: Columns | None = None, web: Web | None = None
) -> Iterator[Document | Failure | PassedOver]:
    """What there is at the places; a file that cannot be read is a ``Failure``."""
    for place in sources.find(several(places)):
        if isinstance(place, Document | PassedOver):
            yield place
        else:
            yield from sources.each_in(place, columns, web)


def batches(items: Iterable[Item]) -> Iterator[list[Item]]:
    """The items, some at a time."""
    remaining = iter(items)
    while batch := list(islice(remaining, ARTICLES_AT_ONCE)):
        yield batch
