"""The full-text search is found on the views too: Datasette looks for an index whose making names a
view, and looks up its row ids in the view's.
"""

from alembic import op

revision = "0027"
down_revision = "0026"

VIEWS = {
    "statements_view": """
CREATE VIEW statements_view AS
SELECT statements.key AS rowid, statements.speaker, statements.roles, statements.content AS words,
    statements.manner, statements.act, statements.target,
    coalesce(statements.said_on, articles.published) AS date,
    articles.outlet, articles.title, statements.confidence, names.party,
    statements.id AS statement, articles.id AS article
FROM statements
JOIN articles ON articles.id = statements.article_id
LEFT JOIN names ON names.key = statements.name_id
WHERE statements.successor IS NULL
""",
    "articles_view": """
CREATE VIEW articles_view AS
SELECT articles.number AS rowid, articles.title, articles.outlet, articles.published,
    articles.language,
    (SELECT count(*) FROM statements WHERE article_id = articles.id) AS statements,
    (SELECT origin FROM origins WHERE article_id = articles.id ORDER BY key LIMIT 1) AS origin,
    articles.id AS article
FROM articles WHERE articles.replaced_by IS NULL
""",
    "commitments_view": """
CREATE VIEW commitments_view AS
SELECT statements.key AS rowid,
    statements.commitment ->> 'by' AS by_whom, statements.commitment ->> 'to' AS to_whom,
    statements.content AS words, entries.kind, entries.category, entries.settled,
    statements.commitment ->> 'due' AS due, entries.last_day AS last_day, entries.first AS first,
    entries.latest AS latest, statements.speaker AS said_by, articles.outlet, articles.title,
    (SELECT count(*) FROM bearings WHERE bearings.entry = entries.statement) AS events,
    statements.id AS statement, articles.id AS article
FROM entries
JOIN statements ON statements.key = entries.statement
JOIN articles ON articles.id = statements.article_id
""",
}
INDEXES = {
    "words": """
CREATE VIRTUAL TABLE words USING fts5 /* content="statements_view" content="commitments_view" */ (
    content, source, cue, speaker_key, roles, target, audience, place, about, headline,
    content="statements", content_rowid="key", tokenize="unicode61 remove_diacritics 2"
)
""",
    "texts": """
CREATE VIRTUAL TABLE texts USING fts5 /* content="articles_view" */ (
    title, text, legible, content="articles", content_rowid="number",
    tokenize="unicode61 remove_diacritics 2"
)
""",
}


def upgrade() -> None:
    for view, made in VIEWS.items():
        op.execute(f"DROP VIEW {view}")
        op.execute(made)
    if op.get_bind().dialect.name == "sqlite":
        for index, made in INDEXES.items():
            op.execute(f"DROP TABLE {index}")
            op.execute(made)
            op.execute(f"INSERT INTO {index}({index}) VALUES ('rebuild')")  # noqa: S608
