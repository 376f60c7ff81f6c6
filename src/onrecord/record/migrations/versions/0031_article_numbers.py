"""The tables below the articles have their numbers in the place of their ids of 64 letters."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from onrecord.record.migrations.present import (
    ARTICLES_VIEW,
    COMMITMENTS_VIEW,
    SPEAKERS_VIEW,
    STATEMENTS_VIEW,
)

revision = "0031"
down_revision = "0030"

BELOW = ("origins", "stages", "speakers", "statements", "printings", "former_ids", "corrections")
ONCE = {  # the indexes that begin with an article: the other columns, and whether each is once
    "origins_once": (["origin"], True),
    "stages_once": (["stage"], True),
    "speakers_once": (["id"], True),
    "statements_in_order": (["position"], True),
    "printings_once": ([], True),
    "former_ids_by_article": ([], False),
    "corrections_by_article": ([], False),
}
VIEWS = {
    "statements_view": STATEMENTS_VIEW,
    "speakers_view": SPEAKERS_VIEW,
    "articles_view": ARTICLES_VIEW,
    "commitments_view": COMMITMENTS_VIEW,
}


def upgrade() -> None:
    for view in VIEWS:
        op.execute(f"DROP VIEW IF EXISTS {view}")
    for index in ONCE:
        op.drop_index(index)
    if op.get_bind().dialect.name == "postgresql":
        to_numbers_on_a_server()
    else:
        to_numbers_in_a_file()
    for table, (index, (others, unique)) in zip(BELOW, ONCE.items(), strict=True):
        op.create_index(index, table, ["article_id", *others], unique=unique)
    op.drop_index("articles_by_outlet")
    op.create_index("articles_by_outlet", "articles", ["outlet_key", "number"])
    for made in VIEWS.values():
        op.execute(made)


def to_numbers_in_a_file() -> None:
    """SQLite can change neither the type of a column nor where it leads, but for another table in
    the place of the one there is, of which others are; so what it has written down of the table
    is changed, as its manual says ("Making Other Kinds Of Table Schema Changes").
    """
    op.execute("PRAGMA writable_schema = ON")
    for table in BELOW:
        op.execute(
            "UPDATE sqlite_schema SET sql = replace(replace(sql, "  # noqa: S608
            "'article_id TEXT', 'article_id BIGINT'), 'KEY(article_id) REFERENCES articles (id)', "
            f"'KEY(article_id) REFERENCES articles (number)') WHERE name = '{table}'"
        )
    op.execute("PRAGMA writable_schema = RESET")
    for table in BELOW:
        op.execute(
            f"UPDATE {table} SET article_id = "  # noqa: S608
            f"(SELECT number FROM articles WHERE articles.id = CAST({table}.article_id AS TEXT))"
        )


def to_numbers_on_a_server() -> None:
    """The same in PostgreSQL."""
    for table in BELOW:
        op.add_column(table, sa.Column("article_number_now", sa.BigInteger))
        op.execute(
            f"UPDATE {table} SET article_number_now = number "  # noqa: S608
            f"FROM articles WHERE articles.id = {table}.article_id"
        )
        op.drop_column(table, "article_id")
        op.alter_column(table, "article_number_now", new_column_name="article_id", nullable=False)
        op.create_foreign_key(
            None, table, "articles", ["article_id"], ["number"], ondelete="CASCADE"
        )
