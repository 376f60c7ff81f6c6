"""A statement in one flat row: what a spreadsheet or a data frame holds of it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from onrecord.model import Article, Mentioned, joined


class Row(NamedTuple):
    """The columns, in order.  Offsets count characters of the article's text; the content of a
    split quotation is in one column, its parts joined by " … ", from the first start to the
    last end.
    """

    article_id: str
    origin: str
    outlet: str | None
    title: str | None
    published: str | None
    statement_id: str
    speaker: str | None
    speaker_type: str | None
    roles: str | None
    source: str | None
    cue: str | None
    content: str
    manner: str
    act: str | None
    act_confidence: float | None
    target: str | None
    audience: str | None
    place: str | None
    about: str | None
    said_on: str | None
    confidence: float | None
    content_start: int
    content_end: int
    url: str | None


def rows(article: Article) -> Iterator[Row]:
    """One row for each statement of an article."""
    speakers = {speaker.id: speaker for speaker in article.speakers}
    for statement in article.statements:
        speaker = speakers.get(statement.speaker or "")
        yield Row(
            article_id=article.id,
            origin=article.origin,
            outlet=article.outlet,
            title=article.title,
            published=article.published,
            statement_id=statement.id,
            speaker=speaker.name if speaker else None,
            speaker_type=speaker.type if speaker else None,
            roles="; ".join(speaker.roles) or None if speaker else None,
            source=joined(statement.source) or None,
            cue=joined(statement.cue) or None,
            content=joined(statement.content),
            manner=statement.manner,
            act=statement.act,
            act_confidence=statement.act_confidence,
            target=name_of(statement.target),
            audience=name_of(statement.audience),
            place=name_of(statement.place),
            about="; ".join(party.name for party in statement.about) or None,
            said_on=statement.said_on,
            confidence=statement.confidence,
            content_start=statement.content[0].start,
            content_end=statement.content[-1].end,
            url=article.url,
        )


def name_of(mentioned: Mentioned | None) -> str | None:
    """The name of a party or a place, where there is one."""
    return mentioned.name if mentioned else None
