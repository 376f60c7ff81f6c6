"""Who speaks in a record, how often, where and when.

The same name is one line; that two names are one person is for a later judgement.
"""

from __future__ import annotations

import json
from dataclasses import dataclass

from sqlalchemy import Connection, func, select

from onrecord.record.rows import key_of
from onrecord.record.schema import articles, statements
from onrecord.record.search import contains


@dataclass(frozen=True, slots=True)
class SpeakerSummary:
    """A name, its statements and articles counted, its outlets in alphabetical order, and the
    first and last date on which it was said, or else published.
    """

    name: str
    statements: int
    articles: int
    outlets: tuple[str, ...]
    first: str | None
    last: str | None


def summaries(connection: Connection, name: str | None) -> list[SpeakerSummary]:
    """Everyone with a name, or with ``name`` in their name; who speaks most comes first."""
    date = func.coalesce(statements.c.said_on, articles.c.published)
    count = func.count()
    query = (
        select(
            statements.c.speaker,
            count.label("statements"),
            func.count(statements.c.article_id.distinct()).label("articles"),
            func.json_group_array(articles.c.outlet.distinct()).label("outlets"),
            func.min(date).label("first"),
            func.max(date).label("last"),
        )
        .select_from(statements.join(articles))
        .where(statements.c.speaker.is_not(None))
        .group_by(statements.c.speaker)
        .order_by(count.desc(), statements.c.speaker)
    )
    if name:
        query = query.where(contains(statements.c.speaker_key, key_of(name)))
    return [
        SpeakerSummary(
            name=row.speaker,
            statements=row.statements,
            articles=row.articles,
            outlets=tuple(sorted(outlet for outlet in json.loads(row.outlets) if outlet)),
            first=row.first,
            last=row.last,
        )
        for row in connection.execute(query)
    ]
