"""Statements that a person rejected: out of the record, and back where that is taken back.

The row of one waits in its correction (``kept``), so that nothing finds it, with what hung on it
(``hanging.py``); a newer reading that finds it again has it rejected again.
"""

from __future__ import annotations

from sqlalchemy import Connection, delete, insert, select, update

from onrecord.record import hanging
from onrecord.record.ledger.keeping import leave, renew
from onrecord.record.quotations import groups
from onrecord.record.rows import Line, Values
from onrecord.record.schema import articles, corrections, speakers, statements
from onrecord.record.succession import SAME, overlap

REJECTED = "rejected"


def reject(connection: Connection, row: Line, correction: int) -> None:
    """Takes a statement out of the record; its row waits in a correction."""
    this = corrections.c.id == correction
    before = connection.scalar(select(corrections.c.kept).where(this)) or {}
    kept = {name: value for name, value in row._mapping.items() if name in statements.c}
    kept["hanging"] = hanging.on(connection, row, before.get("hanging", {}))
    connection.execute(update(corrections).where(this).values(kept=kept))
    groups.leave(connection, [row])
    leave(connection, [row.key])
    connection.execute(delete(statements).where(statements.c.key == row.key))


def restore(connection: Connection, correction: Line) -> None:
    """Puts a rejected statement back as it was, with all that hung on it, unless the newest
    reading no longer finds it.
    """
    kept: Values | None = correction.kept
    this = corrections.c.id == correction.id
    connection.execute(update(corrections).where(this).values(kept=None))
    if kept is None:
        return
    mine = statements.c.article_id == kept["article_id"]
    taken = select(statements.c.key).where(mine, statements.c.position == kept["position"])
    if connection.scalar(taken) is not None:
        return
    key = {} if has(connection, kept["key"]) else {"key": kept["key"]}
    values = {name: value for name, value in kept.items() if name in statements.c and name != "key"}
    again = {"successor": None, "quotation": None, **told(kept)}
    made = insert(statements).values(values | key | again).returning(statements.c.key)
    back = connection.execute(made).scalar_one()
    touched = hanging.again(connection, back, kept)
    groups.link_again(connection, back)
    renew(connection, touched)


def told(kept: Values) -> Values:
    """What the article and the speaker of a statement tell of it now."""
    number = select(articles.c.number).where(articles.c.id == kept["article_id"])
    source = speakers.c.article_id == kept["article_id"], speakers.c.id == kept["speaker_id"]
    kind = select(speakers.c.type).where(*source)
    return {"article_number": number.scalar_subquery(), "speaker_type": kind.scalar_subquery()}


def has(connection: Connection, key: int) -> bool:
    """Whether a key of a statement is in use."""
    return connection.scalar(select(statements.c.key).where(statements.c.key == key)) is not None


def reject_again(connection: Connection, correction: Line, found: list[Line]) -> None:
    """After a new reading: takes the statement that was rejected out of what it found."""
    if correction.kept is None:  # taken back, or no longer found by a reading before
        return
    row = next((row for row in found if is_same(correction.kept, row)), None)
    if row is not None:
        reject(connection, row, correction.id)
        found.remove(row)
    else:
        this = corrections.c.id == correction.id
        connection.execute(update(corrections).where(this).values(kept=None))


def is_same(kept: Values, row: Line) -> bool:
    """Whether a statement is the one rejected: most of the same words of much the same source."""
    if kept["id"] == row.id:
        return True
    sources = kept["spans"]["source"], row.spans["source"]
    of_one = overlap(*sources) > 0 if all(sources) else not any(sources)
    return of_one and overlap(kept["spans"]["content"], row.spans["content"]) >= SAME
