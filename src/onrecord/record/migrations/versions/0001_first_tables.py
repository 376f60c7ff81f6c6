"""The first tables: articles, what was found in them, corrections, and the word index."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

# Words match in all their forms (porter) and without regard to case and accents.
WORDS = """
CREATE VIRTUAL TABLE words USING fts5(
    content, source, speaker, roles,
    content='statements', content_rowid='key',
    tokenize='porter unicode61 remove_diacritics 2'
)
"""
INSERT = """
INSERT INTO words(rowid, content, source, speaker, roles)
VALUES (new.key, new.content, new.source, new.speaker, new.roles);
"""
DELETE = """
INSERT INTO words(words, rowid, content, source, speaker, roles)
VALUES ('delete', old.key, old.content, old.source, old.speaker, old.roles);
"""
WORD_COLUMNS = "content, source, speaker, roles"


def upgrade() -> None:
    op.create_table(
        "articles",
        sa.Column("id", sa.Text, primary_key=True),
        sa.Column("outlet", sa.Text),
        sa.Column("title", sa.Text),
        sa.Column("byline", sa.JSON, nullable=False),
        sa.Column("credits", sa.JSON, nullable=False),
        sa.Column("published", sa.Text),
        sa.Column("language", sa.Text),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("blocks", sa.JSON, nullable=False),
        sa.Column("unread", sa.Text),
        sa.Column("added_at", sa.Text, nullable=False),
    )
    op.create_index("articles_in_order", "articles", ["added_at", "id"])

    op.create_table(
        "origins",
        sa.Column("key", sa.Integer, primary_key=True),
        _article(),
        sa.Column("origin", sa.Text, nullable=False),
        sa.Column("seen_at", sa.Text, nullable=False),
    )
    op.create_index("origins_once", "origins", ["article_id", "origin"], unique=True)
    op.create_index("origins_by_name", "origins", ["origin"])

    op.create_table(
        "stages",
        _article(),
        sa.Column("stage", sa.Text, nullable=False),
        sa.Column("version", sa.Text, nullable=False),
        sa.Column("made_at", sa.Text, nullable=False),
    )
    op.create_index("stages_once", "stages", ["article_id", "stage"], unique=True)

    op.create_table(
        "speakers",
        sa.Column("key", sa.Integer, primary_key=True),
        _article(),
        sa.Column("id", sa.Text, nullable=False),
        sa.Column("name", sa.Text),
        sa.Column("type", sa.Text, nullable=False),
        sa.Column("roles", sa.JSON, nullable=False),
        sa.Column("mentions", sa.JSON, nullable=False),
    )
    op.create_index("speakers_once", "speakers", ["article_id", "id"], unique=True)

    op.create_table(
        "statements",
        sa.Column("key", sa.Integer, primary_key=True),
        _article(),
        sa.Column("position", sa.Integer, nullable=False),
        sa.Column("id", sa.Text, nullable=False),
        sa.Column("spans", sa.JSON, nullable=False),
        sa.Column("source", sa.Text, nullable=False),
        sa.Column("cue", sa.Text, nullable=False),
        sa.Column("content", sa.Text, nullable=False),
        sa.Column("manner", sa.Text, nullable=False),
        sa.Column("speaker_id", sa.Text),
        sa.Column("speaker", sa.Text),
        sa.Column("speaker_key", sa.Text),
        sa.Column("roles", sa.Text, nullable=False),
        sa.Column("act", sa.Text),
        sa.Column("target", sa.Text),
        sa.Column("audience", sa.Text),
        sa.Column("place", sa.Text),
        sa.Column("said_on", sa.Text),
        sa.Column("first_day", sa.Text),
        sa.Column("last_day", sa.Text),
        sa.Column("confidence", sa.Float),
        sa.Column("commitment", sa.JSON),
        sa.Column("extracted", sa.JSON),
    )
    op.create_index("statements_in_order", "statements", ["article_id", "position"], unique=True)
    op.create_index("statements_by_id", "statements", ["id"])
    op.create_index("statements_by_day", "statements", ["last_day", "first_day"])
    op.create_index("statements_by_speaker", "statements", ["speaker"])

    op.create_table(
        "corrections",
        sa.Column("id", sa.Integer, primary_key=True),
        _article(),
        sa.Column("statement_id", sa.Text),
        sa.Column("content", sa.JSON, nullable=False),
        sa.Column("field", sa.Text, nullable=False),
        sa.Column("value", sa.JSON, nullable=False),
        sa.Column("author", sa.Text, nullable=False),
        sa.Column("made_at", sa.Text, nullable=False),
        sa.Column("withdrawn_at", sa.Text),
    )
    op.create_index("corrections_by_article", "corrections", ["article_id"])
    op.create_index("corrections_by_statement", "corrections", ["statement_id"])

    op.execute(WORDS)
    op.execute(f"CREATE TRIGGER words_in AFTER INSERT ON statements BEGIN {INSERT} END")
    op.execute(f"CREATE TRIGGER words_out AFTER DELETE ON statements BEGIN {DELETE} END")
    op.execute(
        f"CREATE TRIGGER words_changed AFTER UPDATE OF {WORD_COLUMNS} ON statements "
        f"BEGIN {DELETE} {INSERT} END"
    )


def _article() -> sa.Column[str]:
    return sa.Column(
        "article_id",
        sa.Text,
        sa.ForeignKey("articles.id", ondelete="CASCADE"),
        nullable=False,
    )
