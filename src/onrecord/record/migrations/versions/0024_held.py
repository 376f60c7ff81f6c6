"""What a cluster has read and could not read."""

import sqlalchemy as sa
from alembic import op

revision = "0024"
down_revision = "0023"

TEXT = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
INTEGER = sa.BigInteger().with_variant(sa.Integer, "sqlite")


def upgrade() -> None:
    op.create_table(
        "held",
        sa.Column("key", INTEGER, primary_key=True),
        sa.Column("article_id", TEXT, nullable=False),
        sa.Column("origin", TEXT, nullable=False),
        sa.Column("given", sa.JSON),
        sa.Column("article", sa.LargeBinary, nullable=False),
    )
    op.create_index("held_once", "held", ["article_id", "origin"], unique=True)
    op.create_table(
        "failures",
        sa.Column("origin", TEXT, primary_key=True),
        sa.Column("reason", TEXT, nullable=False),
        sa.Column("failed_at", TEXT, nullable=False),
    )
