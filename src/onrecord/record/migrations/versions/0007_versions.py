"""Versions of articles; rows of statements that stay, whatever is found in a text again."""

import sqlalchemy as sa
from alembic import op

from onrecord.record.days import last_day

revision = "0007"
down_revision = "0006"

# A day of a month that has none, by which days were compared as text.
NO_DAY = "SELECT key, last_day FROM statements WHERE last_day LIKE '%-31'"
MONTH = len("2024-02")


def upgrade() -> None:
    op.execute("ALTER TABLE articles ADD COLUMN replaced_by TEXT REFERENCES articles(id)")
    op.create_index("articles_by_replacement", "articles", ["replaced_by"])
    op.execute(
        "ALTER TABLE statements ADD COLUMN successor INTEGER "
        "REFERENCES statements(key) ON DELETE SET NULL"
    )
    op.create_index("statements_by_successor", "statements", ["successor"])
    op.create_table(
        "former_ids",
        sa.Column("id", sa.Text, primary_key=True),
        sa.Column(
            "article_id",
            sa.Text,
            sa.ForeignKey("articles.id", ondelete="CASCADE"),
            nullable=False,
        ),
        sa.Column("statement", sa.Integer, sa.ForeignKey("statements.key", ondelete="SET NULL")),
        sa.Column("content", sa.JSON, nullable=False),
    )
    op.create_index("former_ids_by_article", "former_ids", ["article_id"])
    op.create_index("former_ids_by_statement", "former_ids", ["statement"])
    op.execute(
        "ALTER TABLE corrections ADD COLUMN statement INTEGER "
        "REFERENCES statements(key) ON DELETE SET NULL"
    )
    op.execute(
        "UPDATE corrections SET statement = "
        "(SELECT key FROM statements WHERE statements.id = corrections.statement_id)"
    )
    op.drop_index("corrections_by_statement")
    op.drop_column("corrections", "statement_id")
    op.create_index("corrections_by_statement", "corrections", ["statement"])
    connection = op.get_bind()
    day = sa.text("UPDATE statements SET last_day = :day WHERE key = :key")
    for key, stored in connection.execute(sa.text(NO_DAY)).all():
        connection.execute(day, {"key": key, "day": last_day(stored[:MONTH])})
