"""Words in all their forms and as they are; names and outlets by their keys; views for people."""

import sqlalchemy as sa
from alembic import op

from onrecord.names import name_key

revision = "0008"
down_revision = "0007"

COLUMNS = "content, source, cue, speaker_key, roles, target, audience, place, about, headline"
OLD, NEW = (", ".join(f"{row}.{name}" for name in COLUMNS.split(", ")) for row in ("old", "new"))
# Words as they are written, without regard to case and accents.
WORDS = f"""
CREATE VIRTUAL TABLE words USING fts5(
    {COLUMNS},
    content="statements", content_rowid="key", tokenize="unicode61 remove_diacritics 2"
)
"""
INSERT = f"INSERT INTO words(rowid, {COLUMNS}) VALUES (new.key, {NEW});"  # noqa: S608
DELETE = f"INSERT INTO words(words, rowid, {COLUMNS}) VALUES ('delete', old.key, {OLD});"  # noqa: S608

# What is asked most often, answered by the indexes alone.
INDEXES = {
    "statements_by_day": ["last_day", "key"],
    "statements_by_speaker": ["speaker", "name_id"],
    "statements_by_name": ["name_id", "successor"],
}

QUOTES = """
CREATE VIEW quotes AS
SELECT statements.speaker, statements.content AS words, statements.manner, statements.act,
    coalesce(statements.said_on, articles.published) AS date, articles.outlet, articles.title,
    statements.confidence, statements.id AS statement, articles.id AS article
FROM statements JOIN articles ON articles.id = statements.article_id
WHERE statements.successor IS NULL
"""
PEOPLE = """
CREATE VIEW parties AS
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
REPORTS = """
CREATE VIEW reports AS
SELECT articles.title, articles.outlet, articles.published, articles.language,
    (SELECT count(*) FROM statements WHERE article_id = articles.id) AS statements,
    (SELECT origin FROM origins WHERE article_id = articles.id ORDER BY key LIMIT 1) AS origin,
    articles.id AS article
FROM articles WHERE articles.replaced_by IS NULL
"""


def upgrade() -> None:
    op.execute("ALTER TABLE names ADD COLUMN namesake INTEGER NOT NULL DEFAULT 1")
    op.execute(
        "UPDATE names SET namesake = (SELECT count(*) FROM names AS other WHERE "
        "other.plain = names.plain AND other.family = names.family AND other.key <= names.key)"
    )
    op.create_index("names_once", "names", ["plain", "family", "namesake"], unique=True)
    op.drop_index("names_by_plain")

    op.add_column("articles", sa.Column("outlet_key", sa.Text))
    connection = op.get_bind()
    outlets = sa.text("SELECT DISTINCT outlet FROM articles WHERE outlet IS NOT NULL")
    keyed = sa.text("UPDATE articles SET outlet_key = :key WHERE outlet = :outlet")
    for outlet in connection.execute(outlets).scalars().all():
        connection.execute(keyed, {"key": name_key(outlet), "outlet": outlet})

    op.create_index("articles_by_outlet", "articles", ["outlet_key", "id"])
    for name, columns in INDEXES.items():
        op.drop_index(name)
        op.create_index(name, "statements", columns)

    for trigger in ("words_in", "words_out", "words_changed"):
        op.execute(f"DROP TRIGGER {trigger}")
    op.execute("DROP TABLE words")
    op.add_column("statements", sa.Column("headline", sa.Text))
    op.execute(
        "UPDATE statements SET headline = "
        "(SELECT title FROM articles WHERE articles.id = statements.article_id)"
    )
    op.execute(WORDS)
    op.execute(f"CREATE TRIGGER words_in AFTER INSERT ON statements BEGIN {INSERT} END")
    op.execute(f"CREATE TRIGGER words_out AFTER DELETE ON statements BEGIN {DELETE} END")
    op.execute(
        f"CREATE TRIGGER words_changed AFTER UPDATE OF {COLUMNS} ON statements "
        f"BEGIN {DELETE} {INSERT} END"
    )
    op.execute("INSERT INTO words(words) VALUES ('rebuild')")
    for view in (QUOTES, PEOPLE, REPORTS):
        op.execute(view)
