"""Whole texts are found by their words as they are read: soft hyphens hide none."""

import sqlalchemy as sa
from alembic import op

from onrecord.record.rows import as_other_letters

revision = "0023"
down_revision = "0022"

TEXTS = """
CREATE VIRTUAL TABLE texts USING fts5(
    title, text, legible, content="articles", content_rowid="number",
    tokenize="unicode61 remove_diacritics 2"
)
"""
INSERT = (
    "INSERT INTO texts(rowid, title, text, legible) SELECT number, title, text, legible "
    "FROM articles WHERE id = new.id;"
)
DELETE = (
    "INSERT INTO texts(texts, rowid, title, text, legible) "
    "VALUES ('delete', old.number, old.title, old.text, old.legible);"
)
# The database numbers the articles itself, whoever adds them.
NUMBER = (
    "UPDATE articles SET number = "
    "coalesce(new.number, (SELECT coalesce(max(number), 0) + 1 FROM articles)) WHERE id = new.id;"
)
CHANGED = """
CREATE TRIGGER texts_changed AFTER UPDATE ON articles FOR EACH ROW
    WHEN ((old.title, old.text, old.legible) IS DISTINCT FROM (new.title, new.text, new.legible))
    EXECUTE FUNCTION texts_wait()
"""
TEXT = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def upgrade() -> None:
    op.add_column("articles", sa.Column("legible", TEXT))
    if op.get_bind().dialect.name == "postgresql":
        op.execute("DROP TRIGGER texts_changed ON articles")
        op.execute(CHANGED)
        fill()
        return
    for trigger in ("texts_in", "texts_out", "texts_changed"):
        op.execute(f"DROP TRIGGER {trigger}")
    op.execute("DROP TABLE texts")
    fill()
    op.execute(TEXTS)
    op.execute(f"CREATE TRIGGER texts_in AFTER INSERT ON articles BEGIN {NUMBER} {INSERT} END")
    op.execute(f"CREATE TRIGGER texts_out AFTER DELETE ON articles BEGIN {DELETE} END")
    op.execute(
        f"CREATE TRIGGER texts_changed AFTER UPDATE OF title, text, legible ON articles "
        f"BEGIN {DELETE} {INSERT} END"
    )
    op.execute("INSERT INTO texts(texts) VALUES ('rebuild')")


def fill() -> None:
    """Keeps how the texts are read that are there already."""
    connection = op.get_bind()
    change = sa.text("UPDATE articles SET legible = :legible WHERE id = :id")
    for id in connection.execute(sa.text("SELECT id FROM articles")).scalars().all():
        text = connection.scalar(sa.text("SELECT text FROM articles WHERE id = :id"), {"id": id})
        if legible := as_other_letters(text):
            connection.execute(change, {"id": id, "legible": legible})
