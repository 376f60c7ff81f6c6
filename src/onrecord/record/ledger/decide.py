"""What people do with entries: join, part, answer questions; and making the ledger anew."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, delete, func, or_, select

from onrecord.record import judging, lookup
from onrecord.record.dialects import dialect_of
from onrecord.record.errors import RecordError
from onrecord.record.judging import Verdict
from onrecord.record.ledger.browse import EntryEvent, happened
from onrecord.record.ledger.entries import regroup, undone
from onrecord.record.ledger.keeping import put
from onrecord.record.ledger.linking import followers, link_all
from onrecord.record.ledger.telling import told_of
from onrecord.record.rows import Line
from onrecord.record.schema import (
    articles,
    bearings,
    entries,
    entry_judgements,
    entry_keys,
    statements,
)
from onrecord.record.watching import Watch, unwatched


@dataclass(frozen=True, slots=True)
class EntryQuestion:
    """Two statements that may bear on one thing: ``pair`` are their ids, the earlier first.
    ``score`` is how likely it is, from 0 to 1.
    """

    pair: tuple[str, str]
    earlier: EntryEvent
    later: EntryEvent
    score: float
    why: str


@dataclass(frozen=True, slots=True)
class EntryJudgement:
    """One judgement on whether two statements bear on one thing.  ``person`` tells whether a
    person made it.  Times are ISO 8601 in UTC.
    """

    id: int
    left: str
    right: str
    words: tuple[str, str]
    verdict: Verdict
    person: bool
    author: str
    score: float | None
    why: str
    made_at: str
    withdrawn_at: str | None


def judge(connection: Connection, one: str, other: str, verdict: Verdict, by: str, why: str) -> int:
    """Keeps a person's judgement on two statements, and what follows from it; its id."""
    left, right = sorted((bearing(connection, one), bearing(connection, other)), key=in_time)
    if left.statement == right.statement:
        raise RecordError("a statement cannot be judged against itself; give two")
    pair = left.statement, right.statement
    judgement = judging.keep(connection, entry_judgements, pair, verdict, why, by=by)
    settle(connection, pair)
    return judgement


def settle(connection: Connection, judged: tuple[int, int]) -> None:
    """Makes the entries of two statements anew, and looks again at what may bear on them."""
    changed = regroup(connection, judged).entries
    link_all(connection, followers(connection, judged), {}, changed)


def part(connection: Connection, key: str, by: str, why: str) -> list[int]:
    """Takes a statement out of its entry; the ids of the judgements, one on each other one."""
    row = bearing(connection, key)
    mine = (bearings.c.entry == row.entry) & (bearings.c.statement != row.statement)
    query = select(statements.c.id).join(bearings, bearings.c.statement == statements.c.key)
    others = connection.scalars(query.where(mine)).all() if row.entry is not None else []
    if not others:
        raise RecordError(f"{key}: it stands alone; there is nothing to part it from")
    return [judge(connection, key, other, "different", by, why) for other in others]


def bearing(connection: Connection, key: str) -> Line:
    """The row of ``bearings`` of a statement."""
    this = bearings.c.statement == lookup.statement(connection, key).key
    row = connection.execute(select(bearings).where(this)).first()
    if row is None:
        raise RecordError(f"{key}: this statement bears on no promise and on no refusal")
    return row


def in_time(row: Line) -> int:
    """Where a row stands in time."""
    place: int = row.place
    return place


def withdraw(connection: Connection, judgement: int) -> None:
    """Takes a person's judgement back: the entries are as if it had not been made."""
    query = select(entry_judgements).where(entry_judgements.c.id == judgement)
    row = connection.execute(query).first()
    if row is None or not row.person:
        raise RecordError(f"{judgement}: no person's judgement on the ledger has this number")
    if judging.withdraw(connection, entry_judgements, row):
        settle(connection, (row.left, row.right))


def queue(connection: Connection, limit: int, entry: str | None) -> list[EntryQuestion]:
    """The open questions, the likeliest first: pairs that this version was unsure of, not in one
    entry, and not judged by a person; all, or those on the entry of a statement.
    """
    asked = open_questions()
    if entry is not None:
        asked = asked.where(on_entry(bearing(connection, entry)))
    likeliest = (entry_judgements.c.score.desc(), entry_judgements.c.id)
    rows = connection.execute(asked.order_by(*likeliest).limit(limit)).all()
    return [question(connection, row) for row in rows]


def on_entry(row: Line) -> ColumnElement[bool]:
    """Whether a judgement is on one of the statements of an entry, of which one is given."""
    members = select(bearings.c.statement).where(bearings.c.entry == row.entry)
    return or_(entry_judgements.c.left.in_(members), entry_judgements.c.right.in_(members))


def waiting(connection: Connection, limit: int) -> int:
    """How many open questions there are, counted up to a limit."""
    some = open_questions().limit(limit).subquery()
    return connection.scalar(select(func.count()).select_from(some)) or 0


def open_questions() -> Select[Any]:
    """The judgements that are open questions."""
    left, right = bearings.alias(), bearings.alias()
    return (
        select(entry_judgements)
        .join(left, left.c.statement == entry_judgements.c.left)
        .join(right, right.c.statement == entry_judgements.c.right)
        .where(
            judging.is_open(entry_judgements),
            or_(left.c.entry.is_(None), right.c.entry.is_(None), left.c.entry != right.c.entry),
        )
    )


def question(connection: Connection, row: Line) -> EntryQuestion:
    """A question with its two statements."""
    shown = {}
    for key in (row.left, row.right):
        line = connection.execute(select(bearings).where(bearings.c.statement == key)).one()
        shown[key] = happened(*next(undone(connection, [line])))
    earlier, later = shown[row.left], shown[row.right]
    return EntryQuestion((earlier.statement, later.statement), earlier, later, row.score, row.why)


def judged(connection: Connection, key: str) -> list[EntryJudgement]:
    """Every judgement on the statements of an entry, oldest first."""
    one, other = statements.alias("one"), statements.alias("other")
    query = (
        select(
            entry_judgements,
            one.c.id.label("one"),
            other.c.id.label("other"),
            one.c.content.label("first"),
            other.c.content.label("second"),
        )
        .join(one, one.c.key == entry_judgements.c.left)
        .join(other, other.c.key == entry_judgements.c.right)
        .where(on_entry(bearing(connection, key)))
        .order_by(entry_judgements.c.id)
    )
    return [
        EntryJudgement(
            left=row.one,
            right=row.other,
            words=(row.first, row.second),
            **judging.told(row),
        )
        for row in connection.execute(query)
    ]


def rebuild(connection: Connection, watch: Watch = unwatched) -> int:
    """Makes the whole ledger anew, in order of time whatever the order of adding; people's
    judgements stay.  Gives the number of its entries.
    """
    connection.execute(delete(entry_judgements).where(~entry_judgements.c.person))
    for table in (entries, bearings, entry_keys):
        connection.execute(delete(table))
    dialect_of(connection).empty_keys(connection)
    day = articles.c.published
    ids = connection.scalars(select(articles.c.id).order_by(day, articles.c.id)).all()
    for article_id in watch("Making the ledger anew", ids, len(ids)):
        new = told_of(connection, article_id)
        put(connection, new)
        link_all(connection, new, new)
    return len(connection.scalars(select(entries.c.statement)).all())
