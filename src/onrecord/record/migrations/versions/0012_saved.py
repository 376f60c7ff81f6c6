"""Saved searches and snapshots; views under the names that people look for."""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"

RENAMED = ("quotes", "parties", "reports")
STATEMENTS = """
CREATE VIEW statements_view AS
SELECT statements.speaker, statements.roles, statements.content AS words, statements.manner,
    statements.act, statements.target, coalesce(statements.said_on, articles.published) AS date,
    articles.outlet, articles.title, statements.confidence, names.party,
    statements.id AS statement, articles.id AS article
FROM statements
JOIN articles ON articles.id = statements.article_id
LEFT JOIN names ON names.key = statements.name_id
WHERE statements.successor IS NULL
"""
SPEAKERS = """
CREATE VIEW speakers_view AS
SELECT names.party, min(names.name) AS name, min(names.type) AS type, min(names.country) AS country,
    count(*) AS statements, count(DISTINCT statements.article_id) AS articles,
    min(coalesce(statements.said_on, articles.published)) AS first,
    max(coalesce(statements.said_on, articles.published)) AS last
FROM statements
JOIN names ON names.key = statements.name_id
JOIN articles ON articles.id = statements.article_id
WHERE statements.successor IS NULL
GROUP BY names.party
"""
ARTICLES = """
CREATE VIEW articles_view AS
SELECT articles.title, articles.outlet, articles.published, articles.language,
    (SELECT count(*) FROM statements WHERE article_id = articles.id) AS statements,
    (SELECT origin FROM origins WHERE article_id = articles.id ORDER BY key LIMIT 1) AS origin,
    articles.id AS article
FROM articles WHERE articles.replaced_by IS NULL
"""


def upgrade() -> None:
    op.create_table(
        "saved_searches",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("query", sa.JSON, nullable=False),
        sa.Column("author", sa.Text, nullable=False),
        sa.Column("made_at", sa.Text, nullable=False),
        sa.Column("looked_at", sa.Text, nullable=False),
    )
    op.create_table(
        "snapshots",
        sa.Column("id", sa.Text, primary_key=True),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("query", sa.JSON, nullable=False),
        sa.Column("total", sa.Integer, nullable=False),
        sa.Column("hits", sa.JSON, nullable=False),
        sa.Column("author", sa.Text, nullable=False),
        sa.Column("made_at", sa.Text, nullable=False),
    )
    for view in RENAMED:
        op.execute(f"DROP VIEW {view}")
    for made in (STATEMENTS, SPEAKERS, ARTICLES):
        op.execute(made)
