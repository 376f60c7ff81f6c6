"""The feeds that are followed, and the reports that they list."""

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"


def upgrade() -> None:
    op.create_table(
        "feeds",
        sa.Column("key", sa.Integer, primary_key=True),
        sa.Column("url", sa.Text, nullable=False),
        sa.Column("title", sa.Text),
        sa.Column("outlet", sa.Text),
        sa.Column("followed_at", sa.Text, nullable=False),
        sa.Column("looked_at", sa.Text),
    )
    op.create_index("feeds_once", "feeds", ["url"], unique=True)
    op.create_table(
        "feed_items",
        sa.Column("key", sa.Integer, primary_key=True),
        sa.Column(
            "feed", sa.Integer, sa.ForeignKey("feeds.key", ondelete="CASCADE"), nullable=False
        ),
        sa.Column("url", sa.Text, nullable=False),
        sa.Column("published", sa.Text),
        sa.Column("changed", sa.Text),
        sa.Column("tries", sa.Integer, nullable=False),
        sa.Column("due", sa.Boolean, nullable=False),
    )
    op.create_index("feed_items_once", "feed_items", ["feed", "url"], unique=True)
    op.create_index("feed_items_due", "feed_items", ["due", "key"])
