"""What the comparer found of two statements in their context, for the ledger."""

import sqlalchemy as sa
from alembic import op

revision = "0033"
down_revision = "0032"

INTEGER = sa.BigInteger().with_variant(sa.Integer, "sqlite")


def statement(column: str) -> sa.Column[int]:
    key = sa.ForeignKey("statements.key", ondelete="CASCADE")
    return sa.Column(column, INTEGER, key, primary_key=True, autoincrement=False)


def upgrade() -> None:
    op.create_table(
        "readings",
        statement("later"),
        statement("earlier"),
        sa.Column("mark", sa.BigInteger, nullable=False),
        sa.Column("score", sa.Float, nullable=False),
        sqlite_with_rowid=False,
    )
    op.create_index("readings_by_earlier", "readings", ["earlier"])
