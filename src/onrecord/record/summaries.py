"""Who speaks in a record, how often, where and when.

One line is one party under all its names, or one name of a source that is no party: a
description such as "harbour officials" says nothing beyond its article.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, case, func, or_, select

from onrecord.record.parties.browse import IN_QUERY, has_words, parties_called, party_names
from onrecord.record.rows import Line
from onrecord.record.schema import articles, names, statements

# The speaker of a statement that is no party.
ALONE = case((names.c.party.is_(None), statements.c.speaker))


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
    count = func.count()
    query = (
        select(
            names.c.party,
            ALONE.label("alone"),
            count.label("statements"),
            func.count(statements.c.article_id.distinct()).label("articles"),
            func.min(date).label("first"),
            func.max(date).label("last"),
        )
        .select_from(statements.join(articles).outerjoin(names))
        .where(statements.c.speaker.is_not(None), statements.c.successor.is_(None))
        .group_by(names.c.party, ALONE)
        .order_by(count.desc(), func.min(statements.c.speaker))
    )
    if name:
        so_called = has_words(statements.c.speaker_key, name)
        query = query.where(or_(so_called, names.c.party.in_(parties_called(name))))
    if country:
        query = query.where(names.c.party.in_(parties_called(None, country)))
    rows = connection.execute(query.limit(limit)).all()
    called = party_names(connection, [row.party for row in rows if row.party])
    outlets = outlets_of(connection, rows)
    return [
        SpeakerSummary(
            name=called.get(row.party, row.alone),
            party=row.party,
            statements=row.statements,
            articles=row.articles,
            outlets=tuple(sorted(outlets[row.party, row.alone])),
            first=row.first,
            last=row.last,
        )
        for row in rows
    ]


def outlets_of(
    connection: Connection, rows: Sequence[Line]
) -> dict[tuple[int | None, str | None], set[str]]:
    """The outlets of parties, and of names that are no party's."""
    query = (
        select(names.c.party, ALONE.label("alone"), articles.c.outlet)
        .select_from(statements.join(articles).outerjoin(names))
        .where(articles.c.outlet.is_not(None), statements.c.successor.is_(None))
        .distinct()
    )
    found: dict[tuple[int | None, str | None], set[str]] = defaultdict(set)
    for start in range(0, len(rows), IN_QUERY):
        some = rows[start : start + IN_QUERY]
        parties = names.c.party.in_([row.party for row in some if row.party])
        others = ALONE.in_([row.alone for row in some if row.alone])
        for row in connection.execute(query.where(or_(parties, others))):
            found[row.party, row.alone].add(row.outlet)
    return found
