"""Reports into a record: read, passed over where nothing would be new, kept one by one."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, cast

from onrecord.document import Document, PassedOver
from onrecord.model import Article, Failure
from onrecord.record.adding import Outcome
from onrecord.record.errors import UnstorableError
from onrecord.sources import Address, Columns, Place, Web

if TYPE_CHECKING:
    from onrecord.record.store import Record

Report = Place | Article
PassOver = Callable[[PassedOver], None]


@dataclass(frozen=True, slots=True)
class Added:
    """What became of one report: the article as it was read, and the outcome."""

    article: Article
    outcome: Outcome


def add_all(
    record: Record,
    reports: Report | Iterable[Report],
    outlet: str | None,
    published: str | None,
    pass_over: PassOver | None = None,
    columns: Columns | None = None,
    web: Web | None = None,
) -> Iterator[Added | Failure]:
    """Adds reports as ``Record.add_all`` says."""
    several = (
        [reports] if isinstance(reports, str | Path | Document | Address | Article) else reports
    )
    for unread, some in groupby(several, lambda report: not isinstance(report, Article)):
        if unread:
            places = cast(Iterator[Place], some)
            found_in = read(record, places, outlet, published, pass_over, columns, web)
        else:
            found_in = cast(Iterator[Article | Failure], some)
        for found in found_in:
            yield found if isinstance(found, Failure) else kept(record, found, outlet, published)


def kept(
    record: Record, article: Article, outlet: str | None, published: str | None
) -> Added | Failure:
    """What became of an article; one that cannot be kept does not keep others out."""
    try:
        return Added(article, record.add(article, outlet=outlet, published=published))
    except UnstorableError as error:
        return Failure(article.origin, str(error))


def read(
    record: Record,
    places: Iterable[Place],
    outlet: str | None,
    published: str | None,
    pass_over: PassOver | None,
    columns: Columns | None,
    web: Web | None,
) -> Iterator[Article | Failure]:
    """The reports at the places; without their statements where the record has them already."""
    from onrecord import pipeline  # the rooms behind it take long to load

    versions = pipeline.pipeline().versions
    return pipeline.read_many(
        places,
        published=published,
        outlet=outlet,
        skip=lambda article: record.knows(article, versions, outlet=outlet, published=published),
        recall=lambda article: record.recall(article, outlet=outlet, published=published),
        pass_over=pass_over,
        columns=columns,
        web=web or Web.beside(record.path),
    )
