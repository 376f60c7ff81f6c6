"""Whom statements are about, and where each party beside the speaker stands in the text."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    op.add_column("statements", sa.Column("act_confidence", sa.Float))
    op.add_column("statements", sa.Column("about", sa.Text))
    op.add_column("statements", sa.Column("mentioned", sa.JSON))
