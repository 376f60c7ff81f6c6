"""What a person should look at: the least certain first, and what was decided on it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Literal, get_args

from sqlalchemy import ColumnElement, Connection, Select, and_, func, or_, select

from onrecord.record.corrections import is_placed, shown
from onrecord.record.page import Page, behind, cursor_at
from onrecord.record.rows import Line
from onrecord.record.schema import articles, corrections, statements
from onrecord.record.search import Hit, hits

Doubt = Literal["speaker", "act", "content"]
DOUBTS: tuple[Doubt, ...] = get_args(Doubt)
# How sure it is who speaks, what the words do, and that they were said at all.
SURENESS = {
    "speaker": statements.c.speaker_confidence,
    "act": statements.c.act_confidence,
    "content": statements.c.confidence,
}
SURE = 0.7  # from which on nobody needs to look
WORDS = 200  # characters of a statement that a decision shows
ROWS = 12  # corrections that one decision may be, and some more


@dataclass(frozen=True, slots=True)
class Decision:
    """What a person said of one statement at one time: ``corrections`` are the ids, ``changes``
    each field and its value.  ``words`` are those of the article that it was said of, ``given``
    those that it gives in their place; ``placed`` tells whether it holds in the newest version.
    """

    corrections: tuple[int, ...]
    article: str
    title: str | None
    statement: str | None
    words: str
    changes: tuple[tuple[str, str | None], ...]
    author: str
    made_at: str
    withdrawn_at: str | None
    given: str | None
    placed: bool


def doubtful(connection: Connection, doubt: Doubt, limit: int, cursor: str | None) -> Page[Hit]:
    """The statements of which something is least certain and nobody has said what it is."""
    sureness, key = SURENESS[doubt], statements.c.key
    unsure = select(key, sureness.label("place")).where(open_to(doubt))
    total = connection.scalar(unsure.with_only_columns(func.count())) or 0
    if cursor is not None:
        place, last = behind(cursor, float, int)
        unsure = unsure.where(or_(sureness > place, and_(sureness == place, key > last)))
    rows = connection.execute(unsure.order_by(sureness, key).limit(limit + 1)).all()
    more = cursor_at(rows[limit - 1].place, rows[limit - 1].key) if len(rows) > limit else None
    return Page(tuple(hits(connection, [row.key for row in rows[:limit]])), total, more)


def open_to(doubt: Doubt) -> ColumnElement[bool]:
    """Whether a statement is unsure in this and nobody has said what it is."""
    said = select(corrections.c.id).where(
        corrections.c.statement == statements.c.key,
        corrections.c.field == doubt,
        corrections.c.withdrawn_at.is_(None),
    )
    return and_(SURENESS[doubt] < SURE, statements.c.successor.is_(None), ~said.exists())


def decisions(connection: Connection, limit: int, cursor: str | None) -> Page[Decision]:
    """What people decided, the latest first."""
    every = select(func.count()).select_from(made_at_once().subquery())
    query = (
        select(corrections, statements.c.id.label("statement_id"), articles.c.title)
        .select_from(corrections)
        .join(articles, articles.c.number == corrections.c.article_id)
        .outerjoin(statements, statements.c.key == corrections.c.statement)
        .order_by(corrections.c.id.desc())
    )
    if cursor is not None:
        query = query.where(corrections.c.id < behind(cursor, str, int)[1])
    rows = connection.execute(query.limit((limit + 1) * ROWS)).all()
    acts = [list(rows) for _, rows in groupby(rows, together)]
    more = cursor_at(None, acts[limit - 1][-1].id) if len(acts) > limit else None
    shown = tuple(decision(connection, act) for act in acts[:limit])
    return Page(shown, connection.scalar(every) or 0, more)


def made_at_once() -> Select[tuple[str, str]]:
    """Author and time of each decision."""
    return select(corrections.c.author, corrections.c.made_at).distinct()


def together(row: Line) -> tuple[str, str]:
    """What the corrections of one decision have in common."""
    return row.author, row.made_at


def decision(connection: Connection, rows: Sequence[Line]) -> Decision:
    """The decision that some corrections are."""
    last = rows[0]
    start, end = last.content[0][0], last.content[-1][1]
    text = func.substr(articles.c.text, start + 1, min(end - start, WORDS))
    words = connection.scalar(select(text).where(articles.c.id == last.article_id))
    standing = [row for row in rows if row.withdrawn_at is None]
    made = [shown(connection, row, placed=is_placed_now(connection, row)) for row in rows]
    return Decision(
        corrections=tuple(row.id for row in reversed(rows)),
        article=last.article_id,
        title=last.title,
        statement=last.statement_id,
        words=words or "",
        changes=tuple((row.field, row.value) for row in reversed(rows)),
        author=last.author,
        made_at=last.made_at,
        withdrawn_at=None if standing else last.withdrawn_at,
        given=made[0].words,
        placed=all(one.placed for one in made),
    )


def is_placed_now(connection: Connection, row: Line) -> bool:
    """Whether a correction holds in the newest version of its statement's article."""
    key = row.statement
    while key is not None:
        this = select(statements).where(statements.c.key == key)
        newest = connection.execute(this).one()
        key = newest.successor
        if key is None:
            return is_placed(connection, row, newest)
    return False
