"""What hangs on a statement, kept while a person has it rejected, so that all of it can come back.

Its former ids, its corrections, the statements of earlier versions that it repeats, the one that
repeats it, and what people judged of it in the ledger.  Others are kept by their ids, since a
key may go to another statement; of two that hang together and are both out, the one that comes
back first waits at the other.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from sqlalchemy import Column, Connection, Table, insert, or_, select, update

from onrecord.record.rows import Line, Values
from onrecord.record.schema import corrections, entry_judgements, former_ids, statements

LISTS = ("former", "corrected", "repeats", "judged")


def on(connection: Connection, row: Line, before: Values) -> Values:
    """What hangs on a statement, with what hung on it before it was found again."""
    judged = entry_judgements.c
    mine = or_(judged.left == row.key, judged.right == row.key) & judged.person
    lists: dict[str, list[Any]] = {
        "former": keys(connection, former_ids.c.id, former_ids.c.statement, row.key),
        "corrected": keys(connection, corrections.c.id, corrections.c.statement, row.key),
        "repeats": keys(connection, statements.c.id, statements.c.successor, row.key),
        "judged": [
            judgement_of(connection, line, row.key)
            for line in connection.execute(select(entry_judgements).where(mine))
        ],
    }
    found: Values = {name: [*before.get(name, ()), *lists[name]] for name in LISTS}
    return found | {"repeated_by": id_of(connection, row.successor) or before.get("repeated_by")}


def keys(connection: Connection, wanted: Column[int], by: Column[int], key: int) -> list[int]:
    """The keys of the rows of a table that lead to a statement."""
    return list(connection.scalars(select(wanted).where(by == key)))


def id_of(connection: Connection, key: int | None) -> str | None:
    """The id of a statement."""
    return connection.scalar(select(statements.c.id).where(statements.c.key == key))


def judgement_of(connection: Connection, line: Line, key: int) -> Values:
    """What a person judged of a statement and another, which goes by its id."""
    is_left = line.left == key
    other = id_of(connection, line.right if is_left else line.left)
    values = {name: value for name, value in line._mapping.items() if name not in ("left", "right")}
    return {"is_left": is_left, "other": other, "values": values}


def again(connection: Connection, key: int, kept: Values) -> list[str]:
    """Hangs on a statement that is back all that hung on it; the ids of the articles touched,
    its own last: what it repeats is told there no more.
    """
    hung: Values = kept.get("hanging") or dict.fromkeys(LISTS, ()) | {"repeated_by": None}
    for table, name in ((former_ids, "former"), (corrections, "corrected")):
        free = table.c.id.in_(hung[name]) & table.c.statement.is_(None)
        connection.execute(update(table).where(free).values(statement=key))
    older = statements.c.id.in_(hung["repeats"]) & statements.c.successor.is_(None)
    connection.execute(update(statements).where(older).values(successor=key))
    if hung["repeated_by"]:
        repeated(connection, key, kept["id"], hung["repeated_by"])
    for one in hung["judged"]:
        judged(connection, key, kept["id"], one)
    query = select(statements.c.article_id).where(statements.c.id.in_(hung["repeats"]))
    return [*connection.scalars(query.distinct()), kept["article_id"]]


def repeated(connection: Connection, key: int, id: str, newer: str) -> None:
    """Leads a statement to the one that repeats it, now or when that is back."""
    successor = key_of(connection, newer)
    if successor is None:
        wait(connection, newer, "repeats", id)
    this = update(statements).where(statements.c.key == key)
    connection.execute(this.values(successor=successor))


def judged(connection: Connection, key: int, id: str, one: Values) -> None:
    """Judges again what a person judged, now or when the other statement is back."""
    other = key_of(connection, one["other"])
    if other is None:
        wait(connection, one["other"], "judged", one | {"is_left": not one["is_left"], "other": id})
        return
    left, right = (key, other) if one["is_left"] else (other, key)
    values: Values = one["values"] | {"left": left, "right": right}
    if taken(connection, entry_judgements, values["id"]):
        values.pop("id")
    connection.execute(insert(entry_judgements).values(values))


def taken(connection: Connection, table: Table, id: int) -> bool:
    """Whether a table has a row of this id."""
    return connection.scalar(select(table.c.id).where(table.c.id == id)) is not None


def key_of(connection: Connection, id: str) -> int | None:
    """The key of the statement with this id or former id."""
    became = select(former_ids.c.statement).where(former_ids.c.id == id)
    return connection.scalar(
        select(statements.c.key).where(or_(statements.c.id == id, statements.c.key.in_(became)))
    )


def wait(connection: Connection, id: str, name: str, hung: object) -> None:
    """Has something wait at a rejected statement, until that is back."""
    for row in waiting(connection):
        if row.kept["id"] == id:
            hanging = row.kept["hanging"]
            kept = row.kept | {"hanging": hanging | {name: [*hanging[name], hung]}}
            this = update(corrections).where(corrections.c.id == row.id)
            connection.execute(this.values(kept=kept))


def waiting(connection: Connection) -> Iterable[Line]:
    """The corrections that keep a rejected statement."""
    query = select(corrections.c.id, corrections.c.kept)
    out = corrections.c.kept.is_not(None) & corrections.c.withdrawn_at.is_(None)
    return connection.execute(query.where(out)).all()
