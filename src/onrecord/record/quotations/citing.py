"""What a citation of a statement needs."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, select

from onrecord.model import Article
from onrecord.record.quotations.links import link_to
from onrecord.record.rows import Line, load
from onrecord.record.schema import articles, origins


@dataclass(frozen=True, slots=True)
class Citation:
    """Who said what, when and where it was published, and a link that proves itself.

    ``words`` are the parts of the content as they stand in the report, ``source`` and ``cue``
    those of who says it and how.  ``address`` is where the report was found, where that is an
    address of the web, ``origin`` what it was read from.
    """

    statement: str
    article: str
    words: tuple[str, ...]
    speaker: str | None
    roles: tuple[str, ...]
    source: str
    cue: str
    said_on: str | None
    outlet: str | None
    title: str | None
    byline: tuple[str, ...]
    published: str | None
    language: str | None
    address: str | None
    origin: str
    added_on: str
    link: str


def is_address(origin: str) -> bool:
    """Whether an article came from an address of the web."""
    return origin.startswith(("https://", "http://"))


def cite(connection: Connection, row: Line) -> Citation:
    """The citation of a statement's row."""
    return next(citations(connection, [(row.article_id, row.id)]))


def citations(connection: Connection, wanted: Sequence[tuple[str, str]]) -> Iterator[Citation]:
    """The citations of statements, each given by its article's id and its own, in this order."""
    ids = {article for article, _ in wanted}
    rows = connection.execute(select(articles).where(articles.c.id.in_(ids))).all()
    added = {row.id: row.added_at[: len("2024-03-05")] for row in rows}
    whole = {article.id: article for article in load(connection, rows)}
    places: dict[str, list[str]] = defaultdict(list)
    query = select(origins.c.article_id, origins.c.origin).where(origins.c.article_id.in_(ids))
    for row in connection.execute(query.order_by(origins.c.key)):
        places[row.article_id].append(row.origin)
    for article, statement in wanted:
        yield citation(whole[article], statement, places[article], added[article])


def citation(article: Article, id: str, places: Iterable[str], added_on: str) -> Citation:
    """The citation of one statement of an article, which was found in some places."""
    statement = next(one for one in article.statements if one.id == id)
    speaker = next((one for one in article.speakers if one.id == statement.speaker), None)
    return Citation(
        statement=statement.id,
        article=article.id,
        words=tuple(span.text for span in statement.content),
        speaker=speaker.name if speaker else None,
        roles=speaker.roles if speaker else (),
        source=" ".join(span.text for span in statement.source),
        cue=" ".join(span.text for span in statement.cue),
        said_on=statement.said_on,
        outlet=article.outlet,
        title=article.title,
        byline=article.byline,
        published=article.published,
        language=article.language,
        address=next(filter(is_address, [article.url or "", *places]), None),
        origin=article.origin,
        added_on=added_on,
        link=link_to(article.id, statement.content),
    )
