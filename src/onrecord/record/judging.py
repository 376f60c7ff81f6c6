"""Judgements on pairs, whether of names (one party's?) or of statements (on one promise?).

A judgement is never changed.  Of those that stand on a pair, a person's latest counts, else the
version's latest; a withdrawn one no longer stands.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import Literal, get_args

from sqlalchemy import ColumnElement, Connection, Table, insert, or_, select, update

from onrecord.record.clock import now
from onrecord.record.errors import RecordError, check_line
from onrecord.record.rows import Line, Values

Verdict = Literal["same", "different", "unsure"]
TOLD = "id", "verdict", "person", "author", "score", "why", "made_at", "withdrawn_at"


def keep(
    connection: Connection,
    table: Table,
    pair: tuple[int, int],
    verdict: Verdict,
    why: str,
    *,
    by: str | None,
    us: str = "",
    score: float | None = None,
) -> int:
    """Keeps a judgement by a person or (``by`` None) by ``us``, a version of this; its id."""
    if verdict not in get_args(Verdict):
        raise RecordError(f"{verdict}: not a verdict; choose one of {', '.join(get_args(Verdict))}")
    if by is not None:
        check_line("by", by)
    values: Values = {
        "left": pair[0],
        "right": pair[1],
        "verdict": verdict,
        "person": by is not None,
        "author": by or us,
        "score": score,
        "why": why,
        "made_at": now(),
    }
    made = insert(table).values(values).returning(table.c.id)
    judgement: int = connection.execute(made).scalar_one()
    return judgement


def withdraw(connection: Connection, table: Table, row: Line) -> bool:
    """Has a judgement stand no more; whether it did."""
    this = (table.c.id == row.id) & table.c.withdrawn_at.is_(None)
    return bool(connection.execute(update(table).where(this).values(withdrawn_at=now())).rowcount)


def standing(
    connection: Connection, table: Table, keys: Collection[int] | None = None
) -> dict[tuple[int, int], Line]:
    """The judgement that counts on each pair, or on those of which one is among some."""
    counting: dict[tuple[int, int], Line] = {}
    query = select(table).where(table.c.withdrawn_at.is_(None))
    if keys is not None:
        query = query.where(or_(table.c.left.in_(keys), table.c.right.in_(keys)))
    for row in connection.execute(query.order_by(table.c.person, table.c.id)):
        counting[min(row.left, row.right), max(row.left, row.right)] = row
    return counting


def told(row: Line) -> Values:
    """What is told of a judgement, whatever it is on."""
    return {name: getattr(row, name) for name in TOLD}


def is_open(table: Table) -> ColumnElement[bool]:
    """Whether a judgement is a question: a version was unsure, and no person has answered."""
    by_person = table.alias("by_person")
    answered = (
        select(by_person.c.id)
        .where(
            by_person.c.left == table.c.left,
            by_person.c.right == table.c.right,
            by_person.c.person,
            by_person.c.withdrawn_at.is_(None),
        )
        .exists()
    )
    unsure = (table.c.verdict == "unsure") & ~table.c.person & table.c.withdrawn_at.is_(None)
    return unsure & ~answered
