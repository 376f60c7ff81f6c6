"""The ledger keeps what it tells of in entries alone, and looks it up under smaller keys."""

from __future__ import annotations

from typing import Any

import msgspec
import sqlalchemy as sa
from alembic import op

from onrecord.ledger import Told, keys
from onrecord.record.ledger.telling import mark_of, packed, unpacked
from onrecord.record.migrations.walking import walked

revision = "0030"
down_revision = "0027"

INTEGER = sa.BigInteger().with_variant(sa.Integer, "sqlite")
TEXT = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
SAME = "statement, place, promises, entry, event, partial, conditional, republication, by_another"
WORDS = "told, mark, sought"


def upgrade() -> None:
    connection = op.get_bind()
    op.execute("DROP VIEW commitments_view")  # comes back with the next step
    op.drop_table("bearing_keys")
    by_key = op.create_table(
        "bearing_keys",
        sa.Column("key", INTEGER, primary_key=True, autoincrement=False),
        sa.Column("place", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("statement", INTEGER, primary_key=True, autoincrement=False),
        sqlite_with_rowid=False,
    )
    of_entries = op.create_table(
        "entry_keys",
        sa.Column("key", INTEGER, primary_key=True, autoincrement=False),
        sa.Column("statement", INTEGER, primary_key=True, autoincrement=False),
        sqlite_with_rowid=False,
    )
    make("smaller_bearings")
    values = ", ".join(f":{name}" for name in WORDS.split(", "))
    insert = sa.text(
        f"INSERT INTO smaller_bearings (article_id, {SAME}, {WORDS}) "  # noqa: S608
        f"SELECT articles.number, {SAME}, {values} FROM bearings "
        "JOIN articles ON articles.id = bearings.article_id WHERE statement = :row"
    )
    columns = "statement", "place", "told", "entry"
    for rows in walked("Making the ledger smaller", connection, "bearings", *columns):
        small = [values_of(row) for row in rows]
        connection.execute(insert, small)
        found = [
            (row, {"key": key, "place": row.place, "statement": row.statement})
            for row, one in zip(rows, small, strict=True)
            for key in unpacked(one["sought"])
        ]
        if found:
            op.bulk_insert(by_key, [one for _, one in found])
        entered = [one for row, one in found if row.entry is not None]
        if entered:
            op.bulk_insert(
                of_entries, [{k: one[k] for k in ("key", "statement")} for one in entered]
            )
    op.drop_table("bearings")
    op.rename_table("smaller_bearings", "bearings")
    op.create_index("bearings_by_article", "bearings", ["article_id"])
    some = sa.text("entry IS NOT NULL")
    op.create_index(
        "bearings_by_entry",
        "bearings",
        ["entry", "place"],
        sqlite_where=some,
        postgresql_where=some,
    )
    op.create_index("bearings_in_order", "bearings", ["place"])


def values_of(row: sa.Row[Any]) -> dict[str, Any]:
    """What becomes of the words of a statement; in a record that will have its ledger made anew,
    and tells of less in it, nothing.
    """
    try:
        told = msgspec.json.decode(row.told, type=Told)
    except msgspec.ValidationError:
        return {"row": row.statement, "told": None, "mark": 0, "sought": b""}
    kept = None if row.entry is None else row.told
    return {"row": row.statement, "told": kept, "mark": mark_of(told), "sought": packed(keys(told))}


def make(name: str) -> None:
    """The table as it is now."""
    statement = sa.ForeignKey("statements.key", ondelete="CASCADE")
    article = sa.ForeignKey("articles.number", ondelete="CASCADE")
    op.create_table(
        name,
        sa.Column("statement", INTEGER, statement, primary_key=True, autoincrement=False),
        sa.Column("article_id", sa.BigInteger, article, nullable=False),
        sa.Column("place", sa.BigInteger, nullable=False),
        sa.Column("told", TEXT),
        sa.Column("mark", sa.BigInteger, nullable=False),
        sa.Column("sought", sa.LargeBinary, nullable=False),
        sa.Column("promises", sa.Boolean, nullable=False),
        sa.Column("entry", INTEGER),
        sa.Column("event", TEXT),
        sa.Column("partial", sa.Boolean),
        sa.Column("conditional", sa.Boolean),
        sa.Column("republication", sa.Boolean),
        sa.Column("by_another", sa.Boolean),
    )
