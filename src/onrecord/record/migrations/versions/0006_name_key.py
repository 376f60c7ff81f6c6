"""Names by one key, and what names a speaker by its id."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    op.add_column("names", sa.Column("name_key", sa.Text, nullable=False, server_default=""))
    op.create_index("names_by_key", "names", ["name_key"])
    for table in ("speakers", "statements"):
        op.execute(f"ALTER TABLE {table} RENAME COLUMN named TO name_id")
