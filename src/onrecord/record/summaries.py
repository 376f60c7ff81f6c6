"""Who speaks in a record, how often, where and when.

One line is one party under all its names, or one name of a source that is no party: a
description such as "harbour officials" says nothing beyond its article.
"""

from __future__ import annotations

import json
from dataclasses import dataclass

from sqlalchemy import Connection, func, or_, select

from onrecord.record.parties.browse import has_key, parties_called, party_names
from onrecord.record.schema import articles, names, statements


@dataclass(frozen=True, slots=True)
class SpeakerSummary:
    """A speaker by its commonest name, its statements and articles counted, its outlets in
    alphabetical order, and the first and last date on which it was said, or else published.
    ``party`` is the id of its party, None where it is no party.
    """

    name: str
    party: int | None
    statements: int
    articles: int
    outlets: tuple[str, ...]
    first: str | None
    last: str | None


def summaries(
    connection: Connection, name: str | None, country: str | None, limit: int | None
) -> list[SpeakerSummary]:
    """Everyone with a name, or with ``name`` in one of their names, or speaking for a country;
    who speaks most comes first.
    """
    date = func.coalesce(statements.c.said_on, articles.c.published)
    who = func.coalesce(names.c.party, statements.c.speaker)
    count = func.count()
    query = (
        select(
            func.min(statements.c.speaker).label("speaker"),
            names.c.party,
            count.label("statements"),
            func.count(statements.c.article_id.distinct()).label("articles"),
            func.json_group_array(articles.c.outlet.distinct()).label("outlets"),
            func.min(date).label("first"),
            func.max(date).label("last"),
        )
        .select_from(statements.join(articles).outerjoin(names))
        .where(statements.c.speaker.is_not(None))
        .group_by(who)
        .order_by(count.desc(), func.min(statements.c.speaker))
    )
    if name:
        so_called = has_key(statements.c.speaker_key, name)
        query = query.where(or_(so_called, names.c.party.in_(parties_called(name))))
    if country:
        query = query.where(names.c.party.in_(parties_called(None, country)))
    called = party_names(connection)
    return [
        SpeakerSummary(
            name=called.get(row.party, row.speaker),
            party=row.party,
            statements=row.statements,
            articles=row.articles,
            outlets=tuple(sorted(outlet for outlet in json.loads(row.outlets) if outlet)),
            first=row.first,
            last=row.last,
        )
        for row in connection.execute(query.limit(limit))
    ]
