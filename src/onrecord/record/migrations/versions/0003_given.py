"""What a person gave of an article: it stands, whatever a page says."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    op.add_column("articles", sa.Column("given", sa.JSON))
