"""Topics: which of a party's statements bear on what was asked about."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Connection, select

from onrecord.names import name_key
from onrecord.record import lookup
from onrecord.record.errors import RecordError
from onrecord.record.parties.decide import written
from onrecord.record.positions.sayings import Saying
from onrecord.record.schema import bearings, statements
from onrecord.stems import stems_of

SHORTEST = 8  # characters of an id: "facade" is a word
ENOUGH = 0.5  # of a topic's words, where no statement has all of them


def bearing(connection: Connection, found: Sequence[Saying], topic: str) -> list[Saying]:
    """The statements that bear on a topic, in their order.

    It is an entry of the ledger, given by the id of a statement in it; or a party that they are
    about or aimed at; or words, in some form: all of them, or else as many as any statement has,
    if that are half of them.
    """
    if (entry := in_entry(connection, topic)) is not None:
        return [saying for saying in found if saying.id in entry]
    if called_so := {row.name_key for row in written(connection, topic)}:
        mentioning = [saying for saying in found if mentions(saying, called_so)]
        if mentioning:
            return mentioning
    wanted = stems_of(topic)
    if not wanted:
        raise RecordError(f"{topic}: say with a word or two what it is about")
    having = {saying.id: len(wanted & stems_of(text_of(saying))) for saying in found}
    most = max(having.values(), default=0)
    if most < len(wanted) * ENOUGH:
        return []
    return [saying for saying in found if having[saying.id] == most]


def in_entry(connection: Connection, topic: str) -> set[str] | None:
    """The ids of the statements in the entry of the ledger that a topic names, if it names one."""
    if len(topic) < SHORTEST or (row := lookup.statement_called(connection, topic)) is None:
        return None
    entry = select(bearings.c.entry).where(bearings.c.statement == row.key).scalar_subquery()
    query = select(statements.c.id).join(bearings, bearings.c.statement == statements.c.key)
    return set(connection.scalars(query.where(bearings.c.entry == entry))) or None


def mentions(saying: Saying, called_so: set[str]) -> bool:
    """Whether a statement is about or aimed at somebody whose names have these keys."""
    named = f"{saying.about or ''}; {saying.target or ''}".split("; ")
    return not called_so.isdisjoint(map(name_key, named))


def text_of(saying: Saying) -> str:
    """What may have the words of a topic."""
    return " ".join((saying.cue, saying.words, saying.about or "", saying.target or ""))
