"""Parties: the names of the record, which of them are one, and who judged so."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    op.create_table(
        "names",
        sa.Column("key", sa.Integer, primary_key=True),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("plain", sa.Text, nullable=False),
        sa.Column("family", sa.Text, nullable=False),
        sa.Column("type", sa.Text, nullable=False),
        sa.Column("country", sa.Text),
        sa.Column("party", sa.Integer, nullable=False),
    )
    op.create_index("names_by_plain", "names", ["plain", "family"])
    op.create_index("names_by_party", "names", ["party"])
    op.create_index("names_by_country", "names", ["country"])

    op.create_table(
        "name_keys",
        sa.Column("key", sa.Text, nullable=False),
        _name("name"),
    )
    op.create_index("name_keys_once", "name_keys", ["key", "name"], unique=True)

    op.create_table(
        "judgements",
        sa.Column("id", sa.Integer, primary_key=True),
        _name("left"),
        _name("right"),
        sa.Column("verdict", sa.Text, nullable=False),
        sa.Column("person", sa.Boolean, nullable=False),
        sa.Column("author", sa.Text, nullable=False),
        sa.Column("score", sa.Float),
        sa.Column("why", sa.Text, nullable=False),
        sa.Column("made_at", sa.Text, nullable=False),
        sa.Column("withdrawn_at", sa.Text),
    )
    op.create_index("judgements_by_left", "judgements", ["left"])
    op.create_index("judgements_by_right", "judgements", ["right"])
    op.create_index("judgements_in_order", "judgements", ["verdict", "score"])

    for table in ("speakers", "statements"):
        op.execute(f"ALTER TABLE {table} ADD COLUMN named INTEGER REFERENCES names(key)")
        op.create_index(f"{table}_by_name", table, ["named"])


def _name(column: str) -> sa.Column[int]:
    return sa.Column(column, sa.Integer, sa.ForeignKey("names.key"), nullable=False)
