"""Judgements: which two names are one party, by whom, when and why."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from sqlalchemy import Connection, or_, select, update

from onrecord.parties import VERSION
from onrecord.record import judging
from onrecord.record.errors import RecordError
from onrecord.record.grouping import grouped
from onrecord.record.judging import Verdict
from onrecord.record.rows import Line
from onrecord.record.schema import judgements, names

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
    if left == right:
        raise RecordError("a name cannot be judged against itself; give two names")
    pair = left, right
    judgement = judging.keep(connection, judgements, pair, verdict, why, by=by, us=US, score=score)
    if verdict != "unsure" or by is not None:
        regroup(connection, (left, right))
    return judgement


def withdraw(connection: Connection, judgement: int) -> None:
    """Takes a judgement back: the parties are as if it had not been made."""
    query = select(judgements).where(judgements.c.id == judgement)
    row = connection.execute(query).first()
    if row is None:
        raise RecordError(f"{judgement}: no such judgement in this record")
    if judging.withdraw(connection, judgements, row):
        regroup(connection, (row.left, row.right))


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
        counting = judging.standing(connection, judgements, members)
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
            left=row.left,
            right=row.right,
            names=(row.one, row.other),
            **judging.told(row),
        )
        for row in connection.execute(query)
    ]
