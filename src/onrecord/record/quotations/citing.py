"""What a citation of a statement needs."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Connection, select

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
    found = connection.execute(select(articles).where(articles.c.id == row.article_id)).all()
    [article] = load(connection, found)
    statement = next(one for one in article.statements if one.id == row.id)
    speaker = next((one for one in article.speakers if one.id == statement.speaker), None)
    places = connection.scalars(
        select(origins.c.origin).where(origins.c.article_id == article.id).order_by(origins.c.key)
    ).all()
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
        added_on=found[0].added_at[: len("2024-03-05")],
        link=link_to(article.id, statement.content),
    )
