"""What a cluster has read and could not read."""

import sqlalchemy as sa
from alembic import op

revision = "0021"
down_revision = "0020"


def upgrade() -> None:
    op.create_table(
        "held",
        sa.Column("key", sa.Integer, primary_key=True),
        sa.Column("article_id", sa.Text, nullable=False),
        sa.Column("origin", sa.Text, nullable=False),
        sa.Column("given", sa.JSON),
        sa.Column("article", sa.LargeBinary, nullable=False),
    )
    op.create_index("held_once", "held", ["article_id", "origin"], unique=True)
    op.create_table(
        "failures",
        sa.Column("origin", sa.Text, primary_key=True),
        sa.Column("reason", sa.Text, nullable=False),
        sa.Column("failed_at", sa.Text, nullable=False),
    )
