"""What is least certain, in order; statements that a person rejected; reports that wait."""

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"

DOUBTS = ("speaker_confidence", "act_confidence", "confidence")


def upgrade() -> None:
    op.add_column("corrections", sa.Column("kept", sa.JSON))
    op.add_column("statements", sa.Column("speaker_confidence", sa.Float))
    statements = sa.table(
        "statements", sa.column("resolution", sa.JSON), sa.column("speaker_confidence", sa.Float)
    )
    how_sure = statements.c.resolution["confidence"].as_float()
    found = statements.c.resolution.is_not(None)
    op.execute(sa.update(statements).where(found).values(speaker_confidence=how_sure))
    for column in DOUBTS:
        op.create_index(f"statements_by_{column}", "statements", [column, "key", "successor"])
    op.create_table(
        "deliveries",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("batch", sa.Text, nullable=False),
        sa.Column("origin", sa.Text, nullable=False),
        sa.Column("content", sa.LargeBinary),
        sa.Column("is_text", sa.Boolean, nullable=False),
        sa.Column("outlet", sa.Text),
        sa.Column("published", sa.Text),
        sa.Column("author", sa.Text, nullable=False),
        sa.Column("received_at", sa.Text, nullable=False),
        sa.Column("done_at", sa.Text),
        sa.Column("tries", sa.Integer, nullable=False, server_default="0"),
    )
    op.create_index("deliveries_by_batch", "deliveries", ["batch"])
    op.create_index("deliveries_waiting", "deliveries", ["done_at", "id"])
    op.create_table(
        "delivered",
        sa.Column("key", sa.Integer, primary_key=True),
        sa.Column("delivery", sa.Integer, sa.ForeignKey("deliveries.id"), nullable=False),
        sa.Column("origin", sa.Text, nullable=False),
        sa.Column("outcome", sa.Text, nullable=False),
        sa.Column("article", sa.Text),
        sa.Column("statements", sa.Integer),
        sa.Column("reason", sa.Text),
    )
    op.create_index("delivered_by_delivery", "delivered", ["delivery"])
