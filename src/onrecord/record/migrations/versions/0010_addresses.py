"""The address of an article, which page of its source has what, and how it came."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"


def upgrade() -> None:
    op.add_column("articles", sa.Column("url", sa.Text))
    op.add_column("articles", sa.Column("parts", sa.JSON))
    op.add_column("origins", sa.Column("provenance", sa.JSON))
