"""What bears on promises is found by its place under keys: in a file an index of words, on a server
a table with a column less.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from onrecord.record.ledger.telling import unpacked
from onrecord.record.migrations.walking import walked

revision = "0032"
down_revision = "0031"


def upgrade() -> None:
    if op.get_bind().dialect.name == "postgresql":
        on_a_server()
    else:
        in_a_file()


def on_a_server() -> None:
    op.rename_table("bearing_keys", "wider")
    op.create_table(
        "bearing_keys",
        sa.Column("key", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("rowid", sa.BigInteger, primary_key=True, autoincrement=False),
    )
    op.execute("INSERT INTO bearing_keys SELECT DISTINCT key, place FROM wider")
    op.drop_table("wider")


def in_a_file() -> None:
    connection = op.get_bind()
    op.drop_table("bearing_keys")
    op.execute(
        "CREATE VIRTUAL TABLE bearing_keys USING fts5"
        "(keys, content='', columnsize=0, detail=none, tokenize='ascii')"
    )
    columns = "statement", "place", "sought"
    for rows in walked("Making the ledger's keys smaller", connection, "bearings", *columns):
        some = sorted(rows, key=lambda row: row.place)
        new = [(row.place, " ".join(f"{key:x}" for key in unpacked(row.sought))) for row in some]
        insert = "INSERT INTO bearing_keys (rowid, keys) VALUES (?, ?)"
        connection.exec_driver_sql(insert, new)
