"""Statements are found by some of their pairs of words, which takes half the room."""

from __future__ import annotations

import json
from typing import Any

import sqlalchemy as sa
from alembic import op

from onrecord.quotations import landmarks, wording
from onrecord.record.migrations.walking import walked

revision = "0034"
down_revision = "0033"

STATEMENT = "key", "content", "manner", "quoted"


def upgrade() -> None:
    connection = op.get_bind()
    # First out of order, since an index that is written in order is filled better, and sooner.
    unsorted = sa.Table(
        "unsorted",
        sa.MetaData(),
        sa.Column("shingle", sa.BigInteger),
        sa.Column("statement", sa.BigInteger),
        prefixes=["TEMPORARY"],
    )
    unsorted.create(connection)
    for rows in walked(
        "Making the index of quotations smaller", connection, "statements", *STATEMENT
    ):
        found = [{"shingle": pair, "statement": row.key} for row in rows for pair in pairs_of(row)]
        if found:
            connection.execute(unsorted.insert(), found)
    op.execute("DELETE FROM shingles")
    op.execute(
        "INSERT INTO shingles (shingle, statement) "
        "SELECT shingle, statement FROM unsorted ORDER BY shingle, statement"
    )
    unsorted.drop(connection)


def pairs_of(row: sa.Row[Any]) -> list[int]:
    """What a statement is found by now."""
    quoted = json.loads(row.quoted) if isinstance(row.quoted, str) else row.quoted
    return landmarks(wording(row.content, None if row.manner == "direct" else quoted or ()))
