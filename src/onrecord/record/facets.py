"""By what a search could be narrowed: how often each speaker, act, outlet … is in what it finds."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import Literal, get_args

from sqlalchemy import Connection, Select, func, select

from onrecord.record.dialects import dialect_of
from onrecord.record.parties.browse import names_by_party
from onrecord.record.query import query_of
from onrecord.record.schema import articles, names, speakers, statements
from onrecord.record.search import Wanted, among, filters, from_index

LOOKED_AT = 1_000  # statements that are counted at most, so that a common word takes no longer
SHOWN = 8  # values of a field

Field = Literal["speaker", "act", "manner", "type", "outlet", "year"]
FIELDS: tuple[Field, ...] = get_args(Field)


@dataclass(frozen=True, slots=True)
class Count:
    """A value of a field, and how often something was said that has it."""

    value: str
    statements: int


@dataclass(frozen=True, slots=True)
class Facets:
    """The commonest values of each field, in ``counted`` of the statements found: all, or those
    added last.
    """

    counted: int
    fields: dict[Field, tuple[Count, ...]]


def facets(connection: Connection, wanted: Wanted) -> Facets:
    """By what a search could be narrowed."""
    query = query_of(wanted.words, exact=wanted.exact)
    if wanted.words.strip() and query is None:
        return Facets(0, {})
    dialect = dialect_of(connection)
    matching = dialect.matching(connection, query) if query else None
    key = matching.key if matching else statements.c.key
    found = (
        from_index(among(matching)).where(*filters(wanted, dialect, matching)).order_by(key.desc())
    )
    rows = connection.execute(told_of(found.limit(LOOKED_AT))).all()
    said, *told = zip(*rows, strict=True) if rows else [()]
    counters = {
        field: Counter(
            value for _, value in dict.fromkeys(zip(said, values, strict=True)) if value is not None
        )
        for field, values in zip(FIELDS, told, strict=False)
    }
    common = {field: counter.most_common(SHOWN) for field, counter in counters.items()}
    called = names_by_party(connection, [party for party, _ in common.get("speaker", ())])
    return Facets(
        len(rows),
        {
            field: tuple(Count(called.get(value, str(value)), times) for value, times in counts)
            for field, counts in common.items()
        },
    )


def told_of(found: Select[int]) -> Select[tuple[int | str | None, ...]]:
    """What is counted of the statements found, the quotation and then the order of ``FIELDS``."""
    keys = found.cte("found")
    source = (speakers.c.article_id == statements.c.article_id) & (
        speakers.c.id == statements.c.speaker_id
    )
    return select(
        func.coalesce(statements.c.quotation, statements.c.key),  # one quotation is said once
        names.c.party,
        statements.c.act,
        statements.c.manner,
        speakers.c.type,
        articles.c.outlet,
        func.substr(statements.c.last_day, 1, 4),
    ).select_from(
        keys.join(statements, statements.c.key == keys.c.key)
        .join(articles)
        .outerjoin(names)
        .outerjoin(speakers, source)
    )
