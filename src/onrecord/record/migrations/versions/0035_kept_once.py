"""What a statement says is kept in the text of its article alone, where it stands there as it is
read; its spans take less room; which article it is of, the ledger does not keep again.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from onrecord.record.migrations.present import COMMITMENTS_VIEW, STATEMENTS_VIEW

revision = "0035"
down_revision = "0034"

VIEWS = {"statements_view": STATEMENTS_VIEW, "commitments_view": COMMITMENTS_VIEW}
INDEXED = "source cue speaker_key roles target audience place about headline".split()
# Where a statement's content stood, and where it stands now that the parts have no names.
STOOD = "CAST({row}.spans -> 'content' -> 0 ->> {end} AS integer)"
STANDS = "CAST({row}.spans -> 2 -> 0 ->> {end} AS integer)"

WORDS = """
CREATE VIRTUAL TABLE words USING fts5 /* content="statements" content="statements_view"
content="commitments_view" */ (
    content, source, cue, speaker_key, roles, target, audience, place, about, headline,
    content="words_read", content_rowid="key", tokenize="unicode61 remove_diacritics 2"
)
"""


def upgrade() -> None:
    on_a_server = op.get_bind().dialect.name == "postgresql"
    for view in VIEWS:
        op.execute(f"DROP VIEW {view}")
    if on_a_server:
        op.drop_column("bearings", "article_id")  # its index goes with it
        op.execute("DROP TRIGGER words_changed ON statements")
        op.execute("ALTER TABLE statements ALTER COLUMN content DROP NOT NULL")
        cut_out("json_array_length(spans -> 'content')", "json_build_array")
        changing = ["content", *INDEXED, "id"]
        old, new = (", ".join(f"{row}.{name}" for name in changing) for row in ("old", "new"))
        op.execute(
            "CREATE TRIGGER words_changed AFTER UPDATE ON statements FOR EACH ROW "
            f"WHEN (({old}) IS DISTINCT FROM ({new})) EXECUTE FUNCTION words_wait()"
        )
    else:
        make_bearings()
        for trigger in ("words_in", "words_out", "words_changed"):
            op.execute(f"DROP TRIGGER {trigger}")
        op.execute("DROP TABLE words")
        let_be_null()
        cut_out("json_array_length(spans, '$.content')", "json_array")
        index_in_a_file()
    for made in VIEWS.values():
        op.execute(made)


def make_bearings() -> None:
    """The table without the article, in the place of the one there is: SQLite drops no column that
    leads to another table.
    """
    made = op.create_table(
        "smaller_bearings",
        sa.Column(
            "statement",
            sa.Integer,
            sa.ForeignKey("statements.key", ondelete="CASCADE"),
            primary_key=True,
            autoincrement=False,
        ),
        sa.Column("place", sa.BigInteger, nullable=False),
        sa.Column("told", sa.Text),
        sa.Column("mark", sa.BigInteger, nullable=False),
        sa.Column("sought", sa.LargeBinary, nullable=False),
        sa.Column("promises", sa.Boolean, nullable=False),
        sa.Column("entry", sa.Integer),
        sa.Column("event", sa.Text),
        sa.Column("partial", sa.Boolean),
        sa.Column("conditional", sa.Boolean),
        sa.Column("republication", sa.Boolean),
        sa.Column("by_another", sa.Boolean),
    )
    columns = ", ".join(made.columns.keys())
    op.execute(f"INSERT INTO smaller_bearings SELECT {columns} FROM bearings")  # noqa: S608
    op.drop_table("bearings")
    op.rename_table("smaller_bearings", "bearings")
    some = sa.text("entry IS NOT NULL")
    op.create_index("bearings_by_entry", "bearings", ["entry", "place"], sqlite_where=some)
    op.create_index("bearings_in_order", "bearings", ["place"])


def cut_out(spans: str, array: str) -> None:
    """Leaves out the words that stand so in the text, and the names of the parts."""
    op.execute(
        f"UPDATE statements SET content = CASE WHEN {spans} = 1 "  # noqa: S608 (constants)
        f"AND content = {cut(STOOD, 'statements')} THEN NULL ELSE content END, "
        f"spans = {array}(spans -> 'source', spans -> 'cue', spans -> 'content')"
    )


def cut(place: str, row: str) -> str:
    """What stands in the text of its article where a row has its content."""
    start, end = (place.format(row=row, end=number) for number in (0, 1))
    text = f"SELECT text FROM articles WHERE number = {row}.article_id"  # noqa: S608
    return f"substr(({text}), 1 + {start}, {end} - {start})"


def let_be_null() -> None:
    """SQLite cannot change a column, so what it has written down of the table is changed."""
    op.execute("PRAGMA writable_schema = ON")
    op.execute(
        "UPDATE sqlite_schema SET sql = replace(sql, 'content TEXT NOT NULL', 'content TEXT') "
        "WHERE name = 'statements'"
    )
    op.execute("PRAGMA writable_schema = RESET")


def index_in_a_file() -> None:
    """The index of words, and what keeps it in step: as long as an article is there, its statements
    can be taken out of it.
    """
    columns = ", ".join(("content", *INDEXED))
    others = ", ".join(INDEXED)
    op.execute(
        f"CREATE VIEW words_read AS SELECT key, {words('statements')} AS content, "  # noqa: S608
        f"{others} FROM statements"
    )
    op.execute(WORDS)
    for work in ("rebuild", "optimize"):  # else the next reports would have its parts put together
        op.execute(f"INSERT INTO words(words) VALUES ('{work}')")  # noqa: S608 (constants)
    old, new = (
        ", ".join([f"{row}.key", words(row), *(f"{row}.{name}" for name in INDEXED)])
        for row in ("old", "new")
    )
    put = f"INSERT INTO words(rowid, {columns}) VALUES ({new});"  # noqa: S608
    take = f"INSERT INTO words(words, rowid, {columns}) VALUES ('delete', {old});"  # noqa: S608
    op.execute(f"CREATE TRIGGER words_in AFTER INSERT ON statements BEGIN {put} END")
    op.execute(f"CREATE TRIGGER words_out AFTER DELETE ON statements BEGIN {take} END")
    op.execute(
        f"CREATE TRIGGER words_changed AFTER UPDATE OF id, {columns} ON statements "
        f"BEGIN {take} {put} END"
    )
    op.execute(
        "CREATE TRIGGER statements_out BEFORE DELETE ON articles "
        "BEGIN DELETE FROM statements WHERE article_id = old.number; END"
    )


def words(row: str) -> str:
    """The content of a statement's row as it is read."""
    return f"coalesce({row}.content, {cut(STANDS, row)})"
