"""The tables of a record, as they are now (how they came to be is in ``migrations/``).

``statements`` holds what is true after corrections, in columns that other programs
can read and search; where a correction changed a row, ``extracted`` keeps what the
stages had found.
"""

from __future__ import annotations

from sqlalchemy import (
    JSON,
    Column,
    Float,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    Table,
    Text,
    column,
    table,
)

VERSION = "0001"  # the newest migration

metadata = MetaData()
_json = JSON(none_as_null=True)


def _article() -> Column[str]:
    return Column("article_id", Text, ForeignKey("articles.id", ondelete="CASCADE"), nullable=False)


articles = Table(
    "articles",
    metadata,
    Column("id", Text, primary_key=True),
    Column("outlet", Text),
    Column("title", Text),
    Column("byline", _json, nullable=False),
    Column("credits", _json, nullable=False),
    Column("published", Text),
    Column("language", Text),
    Column("text", Text, nullable=False),
    Column("blocks", _json, nullable=False),
    Column("unread", Text),
    Column("added_at", Text, nullable=False),
    Index("articles_in_order", "added_at", "id"),
)

origins = Table(
    "origins",
    metadata,
    Column("key", Integer, primary_key=True),
    _article(),
    Column("origin", Text, nullable=False),
    Column("seen_at", Text, nullable=False),
    Index("origins_once", "article_id", "origin", unique=True),
    Index("origins_by_name", "origin"),
)

stages = Table(
    "stages",
    metadata,
    _article(),
    Column("stage", Text, nullable=False),
    Column("version", Text, nullable=False),
    Column("made_at", Text, nullable=False),
    Index("stages_once", "article_id", "stage", unique=True),
)

speakers = Table(
    "speakers",
    metadata,
    Column("key", Integer, primary_key=True),
    _article(),
    Column("id", Text, nullable=False),
    Column("name", Text),
    Column("type", Text, nullable=False),
    Column("roles", _json, nullable=False),
    Column("mentions", _json, nullable=False),
    Index("speakers_once", "article_id", "id", unique=True),
)

statements = Table(
    "statements",
    metadata,
    Column("key", Integer, primary_key=True),
    _article(),
    Column("position", Integer, nullable=False),
    Column("id", Text, nullable=False),
    Column("spans", _json, nullable=False),
    Column("source", Text, nullable=False),
    Column("cue", Text, nullable=False),
    Column("content", Text, nullable=False),
    Column("manner", Text, nullable=False),
    Column("speaker_id", Text),
    Column("speaker", Text),
    Column("speaker_key", Text),
    Column("roles", Text, nullable=False),
    Column("act", Text),
    Column("target", Text),
    Column("audience", Text),
    Column("place", Text),
    Column("said_on", Text),
    Column("first_day", Text),
    Column("last_day", Text),
    Column("confidence", Float),
    Column("commitment", _json),
    Column("extracted", _json),
    Index("statements_in_order", "article_id", "position", unique=True),
    Index("statements_by_id", "id"),
    Index("statements_by_day", "last_day", "first_day"),
    Index("statements_by_speaker", "speaker"),
)

corrections = Table(
    "corrections",
    metadata,
    Column("id", Integer, primary_key=True),
    _article(),
    Column("statement_id", Text),  # null while no statement of the article is the one corrected
    Column("content", _json, nullable=False),  # the content spans it was made on
    Column("field", Text, nullable=False),
    Column("value", JSON, nullable=False),  # null here is a value: "this is not known"
    Column("author", Text, nullable=False),
    Column("made_at", Text, nullable=False),
    Column("withdrawn_at", Text),
    Index("corrections_by_article", "article_id"),
    Index("corrections_by_statement", "statement_id"),
)

# SQLite's full-text index of four columns of ``statements``; triggers keep it in step.
words = table(
    "words",
    column("rowid"),
    column("content"),
    column("source"),
    column("speaker"),
    column("roles"),
)
