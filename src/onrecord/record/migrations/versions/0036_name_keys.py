"""What names are looked up under is kept once: in a file, the table was beside its own index."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0036"
down_revision = "0035"

INTEGER = sa.BigInteger().with_variant(sa.Integer, "sqlite")
TEXT = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def upgrade() -> None:
    name = sa.ForeignKey("names.key")
    op.create_table(
        "kept_once",
        sa.Column("key", TEXT, primary_key=True),
        sa.Column("name", INTEGER, name, primary_key=True, autoincrement=False),
        sqlite_with_rowid=False,
    )
    op.execute("INSERT INTO kept_once SELECT key, name FROM name_keys ORDER BY key, name")
    op.drop_table("name_keys")
    op.rename_table("kept_once", "name_keys")
