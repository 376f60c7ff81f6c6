"""The tables of a record, as they are now (how they came to be is in ``migrations/``).

``statements`` holds what is true after corrections, in columns that other programs
can read and search; where a correction changed a row, ``extracted`` keeps what the
stages had found.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import (
    JSON,
    BigInteger,
    BindParameter,
    Boolean,
    Column,
    ColumnElement,
    Dialect,
    Float,
    ForeignKey,
    Index,
    Integer,
    Label,
    LargeBinary,
    MetaData,
    Table,
    TableClause,
    Text,
    column,
    func,
    literal_column,
    select,
    table,
    text,
)
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import FunctionElement
from sqlalchemy.types import TypeDecorator, UserDefinedType

VERSION = "0036"  # the newest migration

PARTS = ("source", "cue", "content")  # of a statement

metadata = MetaData()
_json = JSON(none_as_null=True)
# The same in every database: letters in the order of their numbers, whole numbers of 64 bits (as
# SQLite's are, whose keys have to be called INTEGER).
TEXT = Text().with_variant(Text(collation="C"), "postgresql")
INTEGER = BigInteger().with_variant(Integer, "sqlite")


class NumberOf(FunctionElement[int]):
    """The number of an article, in one line, as SQLAlchemy wants it for lists of ids."""

    inherit_cache = True


@compiles(NumberOf)
def number_of(element: NumberOf, compiler: SQLCompiler, **more: Any) -> str:
    id = f"CAST(({compiler.process(element.clauses, **more)}) AS TEXT)"  # for a list of none, too
    return f"(SELECT known.number FROM articles AS known WHERE known.id = {id})"  # noqa: S608


class ArticleId(UserDefinedType[str]):
    """The id of an article in the tables below it, which have its number in the place of 64
    letters: where a row is written or asked for, SQL looks up the number, and where it is read,
    the id.  Columns are compared with ``articles.c.number``.
    """

    cache_ok = True

    def get_col_spec(self, **_: object) -> str:
        return "BIGINT"

    def bind_expression(self, bindvalue: BindParameter[str]) -> ColumnElement[Any]:
        return NumberOf(bindvalue)

    def column_expression(self, column: ColumnElement[Any]) -> ColumnElement[Any]:
        known = _ids.alias()
        id = select(known.c.id).where(known.c.number == column)
        return id.correlate_except(known).scalar_subquery()


_ids: TableClause = table("articles", column("id"), column("number"), column("text"))


class Spans(TypeDecorator[dict[str, Any]]):
    """The spans of a statement's parts, which are told from each other by their order."""

    impl = JSON
    cache_ok = True

    def process_bind_param(self, value: Any, dialect: Dialect) -> Any:
        return value and [value[part] for part in PARTS]

    def process_result_value(self, value: Any, dialect: Dialect) -> Any:
        return value and dict(zip(PARTS, value, strict=True))


class Content(TypeDecorator[str]):
    """The content of a statement as it is read.  Most stand so in the text of their articles, in
    one piece: they are kept there alone, and where such a row is read, SQL cuts them out.
    """

    impl = TEXT
    cache_ok = True

    def column_expression(self, column: ColumnElement[Any]) -> ColumnElement[Any]:
        own = column.element if isinstance(column, Label) else column
        mine, known = own.table.c, _ids.alias()
        first = mine.spans.op("->")(literal_column("2")).op("->")(literal_column("0"))
        start, end = (first.op("->>")(literal_column(place)).cast(Integer) for place in ("0", "1"))
        cut = select(func.substr(known.c.text, start + 1, end - start))
        cut = cut.where(known.c.number == mine.article_id).correlate_except(known)
        return func.coalesce(own, cut.scalar_subquery())


def _article() -> Column[str]:
    number = ForeignKey("articles.number", ondelete="CASCADE")
    return Column("article_id", ArticleId, number, nullable=False)


def _name(column: str, *, nullable: bool = False) -> Column[int]:
    return Column(column, INTEGER, ForeignKey("names.key"), nullable=nullable)


def _statement(column: str) -> Column[int]:
    return Column(column, INTEGER, ForeignKey("statements.key", ondelete="SET NULL"))


def _compared(column: str) -> Column[int]:
    key = ForeignKey("statements.key", ondelete="CASCADE")
    return Column(column, INTEGER, key, primary_key=True, autoincrement=False)


def _judgements(name: str, key: str, ondelete: str | None = None) -> Table:
    """Whether two of something are one, as versions find and people say."""
    return Table(
        name,
        metadata,
        Column("id", INTEGER, primary_key=True),
        Column("left", INTEGER, ForeignKey(key, ondelete=ondelete), nullable=False),
        Column("right", INTEGER, ForeignKey(key, ondelete=ondelete), nullable=False),
        Column("verdict", TEXT, nullable=False),
        Column("person", Boolean, nullable=False),  # a person's beats a version's
        Column("author", TEXT, nullable=False),
        Column("score", Float),
        Column("why", TEXT, nullable=False),
        Column("made_at", TEXT, nullable=False),
        Column("withdrawn_at", TEXT),
        Index(f"{name}_by_left", "left"),
        Index(f"{name}_by_right", "right"),
        Index(f"{name}_in_order", "verdict", "score"),
    )


def _where(condition: str) -> dict[str, Any]:
    """An index of some rows alone."""
    return {"sqlite_where": text(condition), "postgresql_where": text(condition)}


def _known(sureness: str) -> dict[str, Any]:
    """An index of the statements of which it is known how sure something is."""
    return _where(f"{sureness} IS NOT NULL AND successor IS NULL")


# What a search asks of a statement besides its words.
TOLD = (
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
)

# What is counted of those who speak.
OF_NAME = ("name_id", "successor", "quotation", "article_number", "said_on", "last_day", "act")

articles = Table(
    "articles",
    metadata,
    Column("id", TEXT, primary_key=True),
    Column("outlet", TEXT),
    Column("outlet_key", TEXT),
    Column("title", TEXT),
    Column("byline", _json, nullable=False),
    Column("credits", _json, nullable=False),
    Column("published", TEXT),
    Column("language", TEXT),
    Column("text", TEXT, nullable=False),
    Column("legible", TEXT),  # the text as it is read, where other letters stand in that
    Column("blocks", _json, nullable=False),
    Column("unread", TEXT),
    Column("given", _json),  # the outlet and the date that a person gave, whatever the page says
    Column("added_at", TEXT, nullable=False),
    Column("replaced_by", TEXT, ForeignKey("articles.id")),  # the next version of an edited one
    Column("url", TEXT),
    Column("parts", _json),  # pages and the like, each with start, end and name
    Column("flat_id", TEXT),  # the same in texts that differ in nothing but white space
    Column("number", INTEGER),  # by which the other tables know it
    Index("articles_once", "number", unique=True),
    Index("articles_by_flat_id", "flat_id"),
    Index("articles_in_order", "added_at", "id"),
    Index("articles_by_replacement", "replaced_by"),
    Index("articles_by_outlet", "outlet_key", "number"),
    Index("articles_told", "number", "published", "outlet"),  # where and when, without the text
)

origins = Table(
    "origins",
    metadata,
    Column("key", INTEGER, primary_key=True),
    _article(),
    Column("origin", TEXT, nullable=False),
    Column("seen_at", TEXT, nullable=False),
    Column("outlet", TEXT),  # who publishes it there
    Column("text_id", TEXT),  # of what was found there, where that is the text in other lines
    Column("provenance", _json),  # how it came from there, where it was fetched or archived
    Index("origins_once", "article_id", "origin", unique=True),
    Index("origins_by_name", "origin"),
)

stages = Table(
    "stages",
    metadata,
    _article(),
    Column("stage", TEXT, nullable=False),
    Column("version", TEXT, nullable=False),
    Column("made_at", TEXT, nullable=False),
    Index("stages_once", "article_id", "stage", unique=True),
)

speakers = Table(
    "speakers",
    metadata,
    Column("key", INTEGER, primary_key=True),
    _article(),
    Column("id", TEXT, nullable=False),
    Column("name", TEXT),
    Column("type", TEXT, nullable=False),
    Column("roles", _json, nullable=False),
    Column("mentions", _json, nullable=False),
    _name("name_id", nullable=True),  # which of the record's names this is, where it is one
    Index("speakers_once", "article_id", "id", unique=True),
    Index("speakers_by_name", "name_id"),
)

statements = Table(
    "statements",
    metadata,
    Column("key", INTEGER, primary_key=True),
    _article(),
    Column("position", INTEGER, nullable=False),
    Column("id", TEXT, nullable=False),
    Column("spans", Spans, nullable=False),
    Column("source", TEXT, nullable=False),
    Column("cue", TEXT, nullable=False),
    Column("content", Content),  # these three as they are read: what hides is out
    Column("quoted", _json),  # stretches of a mixed content in quotation marks
    Column("manner", TEXT, nullable=False),
    Column("speaker_id", TEXT),
    Column("speaker", TEXT),
    Column("speaker_key", TEXT),
    Column("roles", TEXT, nullable=False),
    Column("act", TEXT),
    Column("act_confidence", Float),
    Column("target", TEXT),
    Column("audience", TEXT),
    Column("place", TEXT),
    Column("about", TEXT),  # names, joined
    Column("mentioned", _json),  # these four as extracted, with their speakers and spans
    Column("said_on", TEXT),
    Column("first_day", TEXT),
    Column("last_day", TEXT),
    Column("confidence", Float),
    Column("commitment", _json),
    Column("resolution", _json),  # of the extracted speaker
    Column("speaker_confidence", Float),  # of the resolution, to be put in order
    Column("extracted", _json),
    _name("name_id", nullable=True),  # the speaker's
    Column("headline", TEXT),  # the article's title, to be found with the words
    _statement("successor"),  # the one that repeats it in the next version of its article
    Column("quotation", INTEGER),  # of several that are one: the key of the first
    Column("article_number", INTEGER),  # these two as the tables ``articles`` and ``speakers``
    Column("speaker_type", TEXT),  # have them
    Index("statements_in_order", "article_id", "position", unique=True),
    Index("statements_by_id", "id"),
    Index("statements_by_day", "last_day"),
    Index("statements_by_speaker", "speaker", **_where("name_id IS NULL")),
    Index("statements_by_name", *OF_NAME),
    Index("statements_with_target", "name_id", "successor", **_where("target IS NOT NULL")),
    Index("statements_by_quotation", "quotation", **_where("quotation IS NOT NULL")),
    Index("statements_by_successor", "successor", **_where("successor IS NOT NULL")),
    Index("statements_by_speaker_confidence", "speaker_confidence", **_known("speaker_confidence")),
    Index("statements_by_act_confidence", "act_confidence", **_known("act_confidence")),
    Index("statements_by_confidence", "confidence", **_known("confidence")),
    # All that a search goes by, in a tenth of the room of the rows.
    Index("statements_told", *TOLD),
)

# Pairs of words, as numbers, and the statements that have them: what wordings are found by.
# A row that leads nowhere does no harm, so that nothing has to look for it by its statement.
shingles = Table(
    "shingles",
    metadata,
    Column("shingle", INTEGER, primary_key=True, autoincrement=False),
    Column("statement", INTEGER, primary_key=True, autoincrement=False),
    sqlite_with_rowid=False,
)

# An article as one printing of a report: wire copy has many.  ``report`` is the key of the
# first printing of the same report.
printings = Table(
    "printings",
    metadata,
    Column("key", INTEGER, primary_key=True),
    _article(),
    Column("report", INTEGER, nullable=False),
    Index("printings_once", "article_id", unique=True),
    Index("printings_by_report", "report"),
)

# What printings are found by: a few numbers of each that are the same in texts much alike.
bands = Table(
    "bands",
    metadata,
    Column("band", INTEGER, primary_key=True, autoincrement=False),
    Column("printing", INTEGER, primary_key=True, autoincrement=False),
    sqlite_with_rowid=False,
)

# Ids that statements had before they were found in other spans, or not at all any more
# (``statement`` null): a link to one leads to the statement it has become, or to its words.
former_ids = Table(
    "former_ids",
    metadata,
    Column("id", TEXT, primary_key=True),
    _article(),
    _statement("statement"),
    Column("content", _json, nullable=False),
    Index("former_ids_by_article", "article_id"),
    Index("former_ids_by_statement", "statement"),
)

corrections = Table(
    "corrections",
    metadata,
    Column("id", INTEGER, primary_key=True),
    _article(),
    _statement("statement"),  # null while no statement of the article is the one corrected
    Column("content", _json, nullable=False),  # the content spans it was made on
    Column("field", TEXT, nullable=False),
    Column("value", JSON, nullable=False),  # null here is a value: "this is not known"
    Column("author", TEXT, nullable=False),
    Column("made_at", TEXT, nullable=False),
    Column("withdrawn_at", TEXT),
    Column("kept", _json),  # the row of the statement that it took out of the record
    Index("corrections_by_article", "article_id"),
    Index("corrections_by_statement", "statement"),
)

# A name as the whole record knows it: of two people with the same name, each has a row.
# The names of one party share ``party``, the key of the first of them; it follows from
# the standing judgements and is kept in step with them.
names = Table(
    "names",
    metadata,
    Column("key", INTEGER, primary_key=True),
    Column("name", TEXT, nullable=False),
    Column("name_key", TEXT, nullable=False, server_default=""),  # of the name as it is written
    Column("plain", TEXT, nullable=False),  # without titles and empty words
    Column("family", TEXT, nullable=False),
    Column("type", TEXT, nullable=False),
    Column("country", TEXT),
    Column("party", INTEGER, nullable=False),
    Column("namesake", INTEGER, nullable=False, server_default="1"),  # which one so called
    Index("names_once", "plain", "family", "namesake", unique=True),
    Index("names_by_key", "name_key"),
    Index("names_by_party", "party"),
    Index("names_by_country", "country"),
)

# One row: what tells this record from all others.
identity = Table("identity", metadata, Column("uid", TEXT, primary_key=True))

# What a name is looked up under when another one comes that may be the same party's.
name_keys = Table(
    "name_keys",
    metadata,
    Column("key", TEXT, primary_key=True),
    Column("name", INTEGER, ForeignKey("names.key"), primary_key=True, autoincrement=False),
    sqlite_with_rowid=False,
)

judgements = _judgements("judgements", "names.key")

# Searches with a name, to be told what is new.
saved_searches = Table(
    "saved_searches",
    metadata,
    Column("id", INTEGER, primary_key=True),
    Column("name", TEXT, nullable=False),
    Column("query", _json, nullable=False),  # the fields of ``search.Wanted`` that say something
    Column("author", TEXT, nullable=False),
    Column("made_at", TEXT, nullable=False),
    Column("looked_at", TEXT, nullable=False),
)

# What a search found at one moment; nothing in it changes with the record.
snapshots = Table(
    "snapshots",
    metadata,
    Column("id", TEXT, primary_key=True),
    Column("name", TEXT, nullable=False),
    Column("query", _json, nullable=False),
    Column("total", INTEGER, nullable=False),
    Column("hits", _json, nullable=False),
    Column("author", TEXT, nullable=False),
    Column("made_at", TEXT, nullable=False),
)

# The statements that may bear on a promise or a refusal.  ``place`` is where each stands in time;
# ``entry`` the first statement of the entry that it bears on, null where it bears on none, and
# then ``event`` what it does to it.
bearings = Table(
    "bearings",
    metadata,
    Column(
        "statement",
        INTEGER,
        ForeignKey("statements.key", ondelete="CASCADE"),
        primary_key=True,
        autoincrement=False,
    ),
    Column("place", BigInteger, nullable=False),
    Column("told", TEXT),  # ``ledger.Told`` as JSON, null where it bears on none
    Column("mark", BigInteger, nullable=False),  # another one where that is
    Column("sought", LargeBinary, nullable=False),  # of ``bearing_keys``, each in four bytes
    Column("promises", Boolean, nullable=False),
    Column("entry", INTEGER),
    Column("event", TEXT),
    Column("partial", Boolean),
    Column("conditional", Boolean),
    Column("republication", Boolean),
    Column("by_another", Boolean),
    Index("bearings_by_entry", "entry", "place", **_where("entry IS NOT NULL")),
    Index("bearings_in_order", "place"),
)

# What a statement is looked up under when another one comes that may bear on the same thing: its
# place under some keys, made anew from ``bearings`` where it is wanted.  In SQLite it is an index
# of words (FTS5) with keys for words, in half the room: ``dialects`` alone knows of that.
bearing_keys = Table(
    "bearing_keys",
    metadata,
    Column("key", INTEGER, primary_key=True, autoincrement=False),
    Column("rowid", BigInteger, primary_key=True, autoincrement=False),
)

# Those of the statements in entries: under another key nothing need be looked for in all others.
entry_keys = Table(
    "entry_keys",
    metadata,
    Column("key", INTEGER, primary_key=True, autoincrement=False),
    Column("statement", INTEGER, primary_key=True, autoincrement=False),
    sqlite_with_rowid=False,
)

# One thing that one party will do or will not, by the statement with which it begins, as its
# statements tell of it in all; it follows from ``bearings`` and is kept in step with them.
entries = Table(
    "entries",
    metadata,
    Column(
        "statement",
        INTEGER,
        ForeignKey("statements.key", ondelete="CASCADE"),
        primary_key=True,
        autoincrement=False,
    ),
    Column("place", BigInteger, nullable=False),
    Column("by_key", TEXT),
    Column("to_key", TEXT),
    Column("kind", TEXT, nullable=False),
    Column("category", TEXT),
    Column("settled", TEXT),  # the state that its events have settled, null where they have not
    Column("unbound", Boolean, nullable=False),
    Column("last_day", TEXT),  # that its deadline leaves
    Column("first", TEXT, nullable=False),  # the days of its first and its latest event
    Column("latest", TEXT, nullable=False),
    Index("entries_in_order", "place", "statement"),
)

# Whether two statements bear on one thing: as this version finds, or as a person says.
entry_judgements = _judgements("entry_judgements", "statements.key", ondelete="CASCADE")

# What the comparer found of two statements; ``mark`` is a number that tells of which words, and by
# which version, so that what has changed since is compared anew.
comparisons = Table(
    "comparisons",
    metadata,
    _compared("later"),
    _compared("earlier"),
    Column("mark", BigInteger, nullable=False),
    Column("relation", TEXT, nullable=False),
    Column("confidence", Float, nullable=False),
    Column("same_issue", Float, nullable=False),
    Column("pivot", TEXT),
    Column("stance", TEXT, nullable=False),
    Column("stance_confidence", Float, nullable=False),
    Index("comparisons_by_earlier", "earlier"),
    sqlite_with_rowid=False,
)

# How much speaks for two statements bearing on one promise, as the comparer found in their context.
readings = Table(
    "readings",
    metadata,
    _compared("later"),
    _compared("earlier"),
    Column("mark", BigInteger, nullable=False),
    Column("score", Float, nullable=False),
    Index("readings_by_earlier", "earlier"),
    sqlite_with_rowid=False,
)

# What was handed over to be read, until it has been; the content goes when it has.
deliveries = Table(
    "deliveries",
    metadata,
    Column("id", INTEGER, primary_key=True),
    Column("batch", TEXT, nullable=False),
    Column("origin", TEXT, nullable=False),
    Column("content", LargeBinary),
    Column("is_text", Boolean, nullable=False),  # pasted, no file
    Column("outlet", TEXT),
    Column("published", TEXT),
    Column("author", TEXT, nullable=False),
    Column("received_at", TEXT, nullable=False),
    Column("done_at", TEXT),
    Column("tries", INTEGER, nullable=False, server_default="0"),
    Index("deliveries_by_batch", "batch"),
    Index("deliveries_waiting", "done_at", "id"),
)

# What became of each report in a delivery.
delivered = Table(
    "delivered",
    metadata,
    Column("key", INTEGER, primary_key=True),
    Column("delivery", INTEGER, ForeignKey("deliveries.id"), nullable=False),
    Column("origin", TEXT, nullable=False),
    Column("outcome", TEXT, nullable=False),
    Column("article", TEXT),
    Column("statements", INTEGER),
    Column("reason", TEXT),
    Index("delivered_by_delivery", "delivery"),
)

# The feeds that are followed, and the reports that they list.
feeds = Table(
    "feeds",
    metadata,
    Column("key", INTEGER, primary_key=True),
    Column("url", TEXT, nullable=False),
    Column("title", TEXT),
    Column("outlet", TEXT),  # as a person gave it
    Column("followed_at", TEXT, nullable=False),
    Column("looked_at", TEXT),
    Index("feeds_once", "url", unique=True),
)

feed_items = Table(
    "feed_items",
    metadata,
    Column("key", INTEGER, primary_key=True),
    Column("feed", INTEGER, ForeignKey("feeds.key", ondelete="CASCADE"), nullable=False),
    Column("url", TEXT, nullable=False),
    Column("published", TEXT),
    Column("changed", TEXT),  # when it was changed, as the feed says it
    Column("tries", INTEGER, nullable=False),  # that failed, since it is to be fetched
    Column("due", Boolean, nullable=False),  # whether it is to be fetched
    Index("feed_items_once", "feed", "url", unique=True),
    Index("feed_items_due", "due", "key"),
)

# What a cluster has read and what waits to be taken in: an article once for each place of it, as
# JSON that zlib has made smaller.
held = Table(
    "held",
    metadata,
    Column("key", INTEGER, primary_key=True),
    Column("article_id", TEXT, nullable=False),
    Column("origin", TEXT, nullable=False),
    Column("given", _json),
    Column("article", LargeBinary, nullable=False),
    Index("held_once", "article_id", "origin", unique=True),
)

# What a cluster could not read, until it can.
failures = Table(
    "failures",
    metadata,
    Column("origin", TEXT, primary_key=True),
    Column("reason", TEXT, nullable=False),
    Column("failed_at", TEXT, nullable=False),
)
