"""The ledger: what bears on which promise, and who judged so."""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"


def upgrade() -> None:
    op.create_table(
        "bearings",
        _statement("statement", primary_key=True),
        sa.Column(
            "article_id",
            sa.Text,
            sa.ForeignKey("articles.id", ondelete="CASCADE"),
            nullable=False,
        ),
        sa.Column("place", sa.BigInteger, nullable=False),
        sa.Column("told", sa.Text, nullable=False),
        sa.Column("promises", sa.Boolean, nullable=False),
        sa.Column("entry", sa.Integer),
        sa.Column("event", sa.Text),
        sa.Column("partial", sa.Boolean),
        sa.Column("conditional", sa.Boolean),
        sa.Column("republication", sa.Boolean),
        sa.Column("by_another", sa.Boolean),
    )
    op.create_index("bearings_by_article", "bearings", ["article_id"])
    op.create_index("bearings_by_entry", "bearings", ["entry", "place"])
    op.create_index("bearings_in_order", "bearings", ["place"])

    op.create_table(
        "bearing_keys",
        sa.Column("key", sa.BigInteger, nullable=False),
        sa.Column("place", sa.BigInteger, nullable=False),
        sa.Column(
            "statement",
            sa.Integer,
            sa.ForeignKey("bearings.statement", ondelete="CASCADE"),
            nullable=False,
        ),
    )
    columns = ["key", "place", "statement"]
    op.create_index("bearing_keys_in_order", "bearing_keys", columns, unique=True)
    op.create_index("bearing_keys_by_statement", "bearing_keys", ["statement"])

    op.create_table(
        "entries",
        _statement("statement", primary_key=True),
        sa.Column("place", sa.BigInteger, nullable=False),
        sa.Column("by_key", sa.Text),
        sa.Column("to_key", sa.Text),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("category", sa.Text),
        sa.Column("settled", sa.Text),
        sa.Column("unbound", sa.Boolean, nullable=False),
        sa.Column("last_day", sa.Text),
        sa.Column("first", sa.Text, nullable=False),
        sa.Column("latest", sa.Text, nullable=False),
    )
    op.create_index("entries_in_order", "entries", ["place", "statement"])

    op.create_table(
        "entry_judgements",
        sa.Column("id", sa.Integer, primary_key=True),
        _statement("left"),
        _statement("right"),
        sa.Column("verdict", sa.Text, nullable=False),
        sa.Column("person", sa.Boolean, nullable=False),
        sa.Column("author", sa.Text, nullable=False),
        sa.Column("score", sa.Float),
        sa.Column("why", sa.Text, nullable=False),
        sa.Column("made_at", sa.Text, nullable=False),
        sa.Column("withdrawn_at", sa.Text),
    )
    op.create_index("entry_judgements_by_left", "entry_judgements", ["left"])
    op.create_index("entry_judgements_by_right", "entry_judgements", ["right"])
    op.create_index("entry_judgements_in_order", "entry_judgements", ["verdict", "score"])


def _statement(column: str, *, primary_key: bool = False) -> sa.Column[int]:
    """A statement, of which nothing is left when it goes."""
    key = sa.ForeignKey("statements.key", ondelete="CASCADE")
    return sa.Column(
        column, sa.Integer, key, nullable=False, primary_key=primary_key, autoincrement=False
    )
