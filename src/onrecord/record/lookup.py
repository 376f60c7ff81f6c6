"""Finding one article or statement by what a person has at hand: its id, the start of it, an
article's origin.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator

from sqlalchemy import ColumnElement, Connection, func, select

from onrecord.record.errors import NotInRecordError
from onrecord.record.rows import Line
from onrecord.record.schema import articles, former_ids, origins, statements

SHORTEST = 4  # characters of an id that are taken for its start


def find(connection: Connection, key: str) -> str:
    """The id of the article that ``key`` names.

    ``key`` is an id or the start of one, an origin, or the end of one (``story.txt``), or the id
    of one of its statements.  Where one origin had several texts over time, it is the newest.
    """
    for condition, several in conditions(key):
        query = (
            select(articles.c.id, func.max(origins.c.origin).label("origin"))
            .join(origins)
            .where(condition)
            .group_by(articles.c.id)
            .order_by(func.max(origins.c.key).desc())
        )
        found = connection.execute(query.limit(4)).all()
        if len(found) > 1 and several:
            names = ", ".join(f"{row.id[:12]} ({row.origin})" for row in found[:3])
            raise NotInRecordError(f"{key}: several articles have this name; give one of {names}")
        if found:
            return str(found[0].id)
    if (row := statement_called(connection, key)) is not None:
        return str(row.article_id)
    raise NotInRecordError(
        f"{key}: no such article in the record; give its id, the start of its id, or the file "
        "it came from (to look into a file that is not in the record: `onrecord read`)"
    )


def conditions(key: str) -> Iterator[tuple[ColumnElement[bool], bool]]:
    """What ``key`` may be, surest first, and whether it must then name one article alone."""
    yield articles.c.id == key, False
    path = posixpath.normpath(key)
    yield origins.c.origin.in_((key, path)), False
    yield origins.c.text_id == key, False
    if re.fullmatch(rf"[0-9a-f]{{{SHORTEST},64}}", key):
        yield begins_so(articles.c.id, key), True
    end = f"/{path}"
    last = func.length(origins.c.origin) - len(end) + 1
    ends_so = func.substr(origins.c.origin, last) == end
    yield ends_so & articles.c.replaced_by.is_(None), True


def statement(connection: Connection, key: str) -> Line:
    """The row of the statement with this id or former id, or the start of its id."""
    row = statement_called(connection, key)
    if row is None:
        raise NotInRecordError(f"{key}: no such statement in this record")
    return row


def statement_called(connection: Connection, key: str) -> Line | None:
    """The row of the statement that ``key`` names, None where there is none."""
    query = select(statements)
    became = select(former_ids.c.statement).where(former_ids.c.id == key)
    for this in (statements.c.id == key, statements.c.key.in_(became)):
        if row := connection.execute(query.where(this)).first():
            return row
    if not re.fullmatch(rf"[0-9a-f]{{{SHORTEST},20}}", key):
        return None
    rows = connection.execute(query.where(begins_so(statements.c.id, key)).limit(2)).all()
    if len(rows) > 1:
        raise NotInRecordError(f"{key}: several statements have ids that start so; give more of it")
    return rows[0] if rows else None


def begins_so(id: ColumnElement[str], key: str) -> ColumnElement[bool]:
    """Whether an id begins with a key."""
    return (id >= key) & (id < f"{key}g")
