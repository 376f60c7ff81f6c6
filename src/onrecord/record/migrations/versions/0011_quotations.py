"""The same words again: statements that are one quotation, articles that are one report."""

import sqlalchemy as sa
from alembic import op

from onrecord.legible import legible

revision = "0011"
down_revision = "0010"

WORDS = ("source", "cue", "content", "headline")
AT_ONCE = 10_000


def upgrade() -> None:
    op.add_column("statements", sa.Column("quoted", sa.JSON))
    op.add_column("statements", sa.Column("quotation", sa.Integer))
    grouped = sa.text("quotation IS NOT NULL")
    op.create_index("statements_by_quotation", "statements", ["quotation"], sqlite_where=grouped)
    op.create_table(
        "shingles",
        sa.Column("shingle", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("statement", sa.Integer, primary_key=True, autoincrement=False),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "printings",
        sa.Column("key", sa.Integer, primary_key=True),
        sa.Column(
            "article_id", sa.Text, sa.ForeignKey("articles.id", ondelete="CASCADE"), nullable=False
        ),
        sa.Column("report", sa.Integer, nullable=False),
    )
    op.create_index("printings_once", "printings", ["article_id"], unique=True)
    op.create_index("printings_by_report", "printings", ["report"])
    op.create_table(
        "bands",
        sa.Column("band", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("printing", sa.Integer, primary_key=True, autoincrement=False),
        sqlite_with_rowid=False,
    )
    write_legibly()


def write_legibly() -> None:
    """The words of statements as they are read, so that what hides in them hides nothing."""
    connection = op.get_bind()
    columns = ", ".join(WORDS)
    some = sa.text(f"SELECT key, {columns} FROM statements WHERE key > :last ORDER BY key LIMIT :n")  # noqa: S608
    values = ", ".join(f"{name} = :{name}" for name in WORDS)
    change = sa.text(f"UPDATE statements SET {values} WHERE key = :key")  # noqa: S608
    last = -1
    while rows := connection.execute(some, {"last": last, "n": AT_ONCE}).all():
        last = rows[-1].key
        for row in rows:
            seen = {
                name: text and legible(text).text
                for name, text in row._mapping.items()
                if name != "key"
            }
            if any(getattr(row, name) != text for name, text in seen.items()):
                connection.execute(change, {"key": row.key, **seen})
