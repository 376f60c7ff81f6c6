"""How the speaker of each statement was found."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    op.add_column("statements", sa.Column("resolution", sa.JSON))
