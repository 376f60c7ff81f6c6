"""What a search asks of a statement is read from one small index; smaller indexes elsewhere."""

import sqlalchemy as sa
from alembic import op

revision = "0022"
down_revision = "0021"

TOLD = [
    "key",
    "successor",
    "quotation",
    "name_id",
    "article_number",
    "speaker_type",
    "act",
    "manner",
    "last_day",
    "first_day",
    "confidence",
]
OF_NAME = ["name_id", "successor", "quotation", "article_number", "said_on", "last_day", "act"]
SURENESS = ("speaker_confidence", "act_confidence", "confidence")


INTEGER = sa.BigInteger().with_variant(sa.Integer, "sqlite")
TEXT = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def upgrade() -> None:
    op.add_column("statements", sa.Column("article_number", INTEGER))
    op.add_column("statements", sa.Column("speaker_type", TEXT))
    op.execute(
        "UPDATE statements SET article_number = "
        "(SELECT number FROM articles WHERE articles.id = statements.article_id), "
        "speaker_type = (SELECT type FROM speakers WHERE "
        "speakers.article_id = statements.article_id AND speakers.id = statements.speaker_id)"
    )
    op.create_index("statements_told", "statements", TOLD)
    again("statements_by_name", OF_NAME)
    aimed = sa.text("target IS NOT NULL")
    op.create_index(
        "statements_with_target",
        "statements",
        ["name_id", "successor"],
        sqlite_where=aimed,
        postgresql_where=aimed,
    )
    again("statements_by_day", ["last_day"])
    again("statements_by_speaker", ["speaker"], "name_id IS NULL")
    for sureness in SURENESS:
        known = f"{sureness} IS NOT NULL AND successor IS NULL"
        again(f"statements_by_{sureness}", [sureness], known)
    op.drop_index("articles_by_outlet")
    op.create_index("articles_by_outlet", "articles", ["outlet_key", "id", "number"])
    op.create_index("articles_told", "articles", ["number", "published", "outlet"])


def again(name: str, columns: list[str], where: str | None = None) -> None:
    """Makes an index of statements anew, of the rows alone where a condition holds."""
    some = sa.text(where) if where else None
    op.drop_index(name, "statements")
    op.create_index(name, "statements", columns, sqlite_where=some, postgresql_where=some)
