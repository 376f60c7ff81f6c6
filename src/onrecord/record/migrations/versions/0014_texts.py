"""An index of whole articles, for what no statement says."""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"

TEXTS = """
CREATE VIRTUAL TABLE texts USING fts5(
    title, text, content="articles", content_rowid="number",
    tokenize="unicode61 remove_diacritics 2"
)
"""
INSERT = (
    "INSERT INTO texts(rowid, title, text) SELECT number, title, text FROM articles "
    "WHERE id = new.id;"
)
DELETE = (
    "INSERT INTO texts(texts, rowid, title, text) "
    "VALUES ('delete', old.number, old.title, old.text);"
)
# The database numbers the articles itself, whoever adds them.
NUMBER = (
    "UPDATE articles SET number = (SELECT coalesce(max(number), 0) + 1 FROM articles) "
    "WHERE id = new.id;"
)


def upgrade() -> None:
    op.add_column("articles", sa.Column("number", sa.Integer))
    op.execute(
        "UPDATE articles SET number = ranked.place FROM "
        "(SELECT id, row_number() OVER (ORDER BY added_at, id) AS place FROM articles) AS ranked "
        "WHERE ranked.id = articles.id"
    )
    op.create_index("articles_once", "articles", ["number"], unique=True)
    op.execute(TEXTS)
    op.execute(f"CREATE TRIGGER texts_in AFTER INSERT ON articles BEGIN {NUMBER} {INSERT} END")
    op.execute(f"CREATE TRIGGER texts_out AFTER DELETE ON articles BEGIN {DELETE} END")
    op.execute(
        f"CREATE TRIGGER texts_changed AFTER UPDATE OF title, text ON articles "
        f"BEGIN {DELETE} {INSERT} END"
    )
    op.execute("INSERT INTO texts(texts) VALUES ('rebuild')")
