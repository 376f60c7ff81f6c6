"""Judgements: which two names are one party, by whom, when and why.

A judgement is never changed.  Of those that stand on a pair, a person's latest counts,
else the version's latest; a withdrawn one no longer stands.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Literal, get_args

from sqlalchemy import Connection, insert, or_, select, update

from onrecord.parties import VERSION
from onrecord.record.clock import now
from onrecord.record.errors import RecordError, check_line
from onrecord.record.parties.grouping import grouped
from onrecord.record.rows import Line, Values
from onrecord.record.schema import judgements, names

Verdict = Literal["same", "different", "unsure"]
US = f"onrecord parties {VERSION}"  # the author of what was not judged by a person


@dataclass(frozen=True, slots=True)
class Judgement:
    """One judgement on the names ``left`` and ``right``, given by their keys and as ``names``.

    ``person`` tells whether a person made it; ``score``, from 0 to 1, is how likely the two
    seemed to be one.  Times are ISO 8601 in UTC.
    """

    id: int
    left: int
    right: int
    names: tuple[str, str]
    verdict: Verdict
    person: bool
    author: str
    score: float | None
    why: str
    made_at: str
    withdrawn_at: str | None


def judge(
    connection: Connection,
    pair: tuple[int, int],
    verdict: Verdict,
    why: str,
    *,
    by: str | None = None,
    score: float | None = None,
) -> int:
    """Keeps a judgement, by a person or (``by`` None) by this version, and what follows from it:
    the parties are made anew.  Gives its id.
    """
    left, right = sorted(pair)
    if verdict not in get_args(Verdict):
        raise RecordError(f"{verdict}: not a verdict; choose one of {', '.join(get_args(Verdict))}")
    if by is not None:
        check_line("by", by)
    if left == right:
        raise RecordError("a name cannot be judged against itself; give two names")
    values: Values = {
        "left": left,
        "right": right,
        "verdict": verdict,
        "person": by is not None,
        "author": by or US,
        "score": score,
        "why": why,
        "made_at": now(),
    }
    made = insert(judgements).values(values).returning(judgements.c.id)
    judgement: int = connection.execute(made).scalar_one()
    if verdict != "unsure" or by is not None:
        regroup(connection, (left, right))
    return judgement


def withdraw(connection: Connection, judgement: int) -> None:
    """Takes a judgement back: the parties are as if it had not been made."""
    query = select(judgements).where(judgements.c.id == judgement)
    row = connection.execute(query).first()
    if row is None:
        raise RecordError(f"{judgement}: no such judgement in this record")
    if row.withdrawn_at is None:
        this = update(judgements).where(judgements.c.id == judgement)
        connection.execute(this.values(withdrawn_at=now()))
        regroup(connection, (row.left, row.right))


def standing(
    connection: Connection, keys: Collection[int] | None = None
) -> dict[tuple[int, int], Line]:
    """The judgement that counts on each pair of names, or of these names with any other."""
    counting: dict[tuple[int, int], Line] = {}
    query = select(judgements).where(judgements.c.withdrawn_at.is_(None))
    if keys is not None:
        query = query.where(or_(judgements.c.left.in_(keys), judgements.c.right.in_(keys)))
    for row in connection.execute(query.order_by(judgements.c.person, judgements.c.id)):
        counting[row.left, row.right] = row
    return counting


def regroup(connection: Connection, keys: Iterable[int]) -> None:
    """Makes the parties of these names anew from the judgements on all their names.

    Names once in a party may stand outside of it now, so those that judgements lead to from
    here are taken in too.
    """
    members: set[int] = set()
    reached = set(keys)
    counting: dict[tuple[int, int], Line] = {}
    while reached - members:
        members |= reached
        counting = standing(connection, members)
        same = {pair for pair, row in counting.items() if row.verdict == "same"}
        reached = {key for pair in same for key in pair}
    query = select(names.c.key, names.c.party).where(names.c.key.in_(members))
    before = {row.key: row.party for row in connection.execute(query)}
    for key, party in grouped(members, counting).items():
        if before[key] != party:
            this = update(names).where(names.c.key == key)
            connection.execute(this.values(party=party))


def history(connection: Connection, keys: Collection[int]) -> list[Judgement]:
    """Every judgement on these names, oldest first."""
    one, other = names.alias("one"), names.alias("other")
    touching = or_(judgements.c.left.in_(keys), judgements.c.right.in_(keys))
    query = (
        select(judgements, one.c.name.label("one"), other.c.name.label("other"))
        .join(one, one.c.key == judgements.c.left)
        .join(other, other.c.key == judgements.c.right)
        .where(touching)
        .order_by(judgements.c.id)
    )
    return [
        Judgement(
            id=row.id,
            left=row.left,
            right=row.right,
            names=(row.one, row.other),
            verdict=row.verdict,
            person=row.person,
            author=row.author,
            score=row.score,
            why=row.why,
            made_at=row.made_at,
            withdrawn_at=row.withdrawn_at,
        )
        for row in connection.execute(query)
    ]
