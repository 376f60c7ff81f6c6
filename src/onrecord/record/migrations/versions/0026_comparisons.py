"""What the comparer found of two statements."""

import sqlalchemy as sa
from alembic import op

revision = "0026"
down_revision = "0025"

TEXT = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
INTEGER = sa.BigInteger().with_variant(sa.Integer, "sqlite")


def statement(column: str) -> sa.Column[int]:
    key = sa.ForeignKey("statements.key", ondelete="CASCADE")
    return sa.Column(column, INTEGER, key, primary_key=True, autoincrement=False)


def upgrade() -> None:
    op.create_table(
        "comparisons",
        statement("later"),
        statement("earlier"),
        sa.Column("mark", sa.BigInteger, nullable=False),
        sa.Column("relation", TEXT, nullable=False),
        sa.Column("confidence", sa.Float, nullable=False),
        sa.Column("same_issue", sa.Float, nullable=False),
        sa.Column("pivot", TEXT),
        sa.Column("stance", TEXT, nullable=False),
        sa.Column("stance_confidence", sa.Float, nullable=False),
        sqlite_with_rowid=False,
    )
    op.create_index("comparisons_by_earlier", "comparisons", ["earlier"])
