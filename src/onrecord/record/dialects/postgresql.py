"""Records in PostgreSQL: a schema of a database on a server, with a ``tsvector`` for its words.

A transaction that writes has its turn by itself (an advisory lock, as SQLite has one writer); one
that reads sees the record as it was when it began.  What is written is on the server's disk when
the transaction ends, as long as the server has ``synchronous_commit`` on, as it has by default.

Longer than other modules: it has one function for each that ``Dialect`` asks for.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Engine,
    Select,
    Table,
    TableClause,
    bindparam,
    case,
    column,
    create_engine,
    delete,
    event,
    func,
    inspect,
    literal,
    select,
    table,
    text,
)
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.dialects.sqlite import Insert
from sqlalchemy.engine import URL, make_url

from onrecord.record.dialects.fts5 import forms, match_of
from onrecord.record.dialects.matching import Matching
from onrecord.record.dialects.sqlite import AS_TYPED, TEXT_WEIGHTS, WEIGHTS
from onrecord.record.dialects.tokens import marked, tokens
from onrecord.record.dialects.tsearch import (
    folded,
    found,
    found_in_column,
    lexemes,
    phrases_of,
    rank,
    terms_in,
)
from onrecord.record.errors import DAMAGED, RecordError
from onrecord.record.query import Query, Term
from onrecord.record.schema import articles, bearing_keys, metadata, statements

ERRORS: tuple[type[Exception], ...] = ()  # SQLAlchemy wraps all that the driver raises
MANY = 15  # connections at once beside the pool's five; a server has a hundred for everybody
CONNECT_WAIT = 10  # seconds for the server to answer
WAIT = 30_000  # milliseconds for another program's transaction to end
LOCK = int.from_bytes(b"onrc", "big")  # with the schema's name: whose turn it is to write
OURS = {"alembic_version", "identity", "statements"}  # tables that every record has

# What the classes of PostgreSQL's errors mean to the person in front of the screen, and what some
# of them mean more exactly.
ADVICE = {
    "08": "the connection to the server was lost; run it again",
    "28": "the server does not let this user in; check the name and the password",
    "3D": "the server has no such database; make it first (createdb)",
    "40": "another program was writing to it at the same time; run it again",
    "53": "the server has no room for it (disk, memory or connections); free some",
    "54": "a text or a name is too long to be stored; leave that report out",
    "57": "the server ended what was going on; run it again",
    "XX": DAMAGED.replace("the file", "the database"),
    "22003": "a number is too large to be in the record",
    "22021": "the text has a character that PostgreSQL cannot store (NUL); leave that report out, "
    "or keep the record in a file",
    "25006": "it cannot be written to; the server, or this user, may only read",
    "42501": "this user may not do that on the server; ask whoever runs it for the rights",
    "55P03": "another program is writing to it; wait for that to end and run it again",
}

# The index of the words of statements, and that of whole articles.  A row without ``lexemes``
# waits for its words (see ``index_words``).
INDEXED, TEXTS_INDEXED = tuple(WEIGHTS), tuple(TEXT_WEIGHTS)
INDEX_COLUMNS = ("rowid", "folded", "size", "lexemes")
words = table("words", *map(column, INDEX_COLUMNS))
texts = table("texts", *map(column, INDEX_COLUMNS))
vocabulary = table("vocabulary", column("term"))
text_vocabulary = table("text_vocabulary", column("term"))
# What is looked for in one column has words of its own in the index, but for what is long.
LONG, LABEL = ("content", "cue", "headline"), "="
LABELS = ["" if name in LONG else f"{LABEL}{number}" for number, name in enumerate(INDEXED)]


def named(location: str | Path) -> str:
    """What messages call a record: its address without the password."""
    url = url_of(location)
    plain = URL.create("postgresql", url.username, None, url.host, url.port, url.database)
    return plain.render_as_string()


def beside(location: str | Path) -> Path:
    """The file beside which is kept what a record itself does not hold: in the folder one is in,
    by the database's name.
    """
    return Path(Path(url_of(location).database or "").name)


def url_of(location: str | Path) -> URL:
    """The address of a record, with the driver that we use."""
    url = make_url(str(location))
    if not url.database:
        raise RecordError(f"{url.render_as_string()}: name the database: postgresql://HOST/NAME")
    return url.set(drivername="postgresql+psycopg")


def connect(location: str | Path, *, create: bool) -> Engine:
    """Connections to a record, which need not have its tables yet."""
    try:
        engine = create_engine(
            url_of(location),
            max_overflow=MANY,
            pool_pre_ping=True,
            connect_args={"connect_timeout": CONNECT_WAIT},
        )
    except ModuleNotFoundError as error:
        raise RecordError(
            "records in PostgreSQL need its driver: python3 -m pip install 'onrecord[postgres]'"
        ) from error
    event.listen(engine, "connect", settle)
    event.listen(engine, "begin", begin)
    event.listen(engine, "commit", index_words)
    with engine.connect() as connection:
        check(connection, named(location), create=create)
    return engine


def check(connection: Connection, name: str, *, create: bool) -> None:
    """``RecordError`` where there is no record and none is to be made, or can be."""
    known = set(inspect(connection).get_table_names())
    if known >= OURS:
        return
    if known:
        raise RecordError(
            f"{name}: this database has tables of another program; make one for the record "
            "(createdb), or give it a schema of its own (?options=-csearch_path=NAME)"
        )
    if not create:
        raise RecordError(
            f"{name}: there is no record here; make one with `onrecord add`, "
            "or name another with --record"
        )
    if connection.scalar(text("SHOW server_encoding")) != "UTF8":
        raise RecordError(f"{name}: this database is not in UTF-8; make one that is (createdb -E)")


def settle(connection: Any, _: object) -> None:
    """What holds for each connection: no wait is for ever, and a lost one is noticed."""
    with connection.cursor() as cursor:
        cursor.execute(f"SET lock_timeout = {WAIT}")
        cursor.execute("SET tcp_keepalives_idle = 60")
    connection.commit()


def begin(connection: Connection) -> None:
    """Begins a transaction; one that writes takes its turn at once, not halfway through."""
    if connection.get_execution_options().get("writes"):
        connection.exec_driver_sql(
            f"SELECT pg_advisory_xact_lock({LOCK}, hashtext(current_schema()))"
        )
    else:
        connection.exec_driver_sql("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")


def is_read_only(engine: Engine) -> bool:
    """Whether nothing can be written through these connections."""
    with engine.connect() as connection:
        may = text(
            "SELECT NOT pg_is_in_recovery() AND has_schema_privilege(current_schema(), 'CREATE') "
            "AND current_setting('default_transaction_read_only') = 'off'"
        )
        return not connection.scalar(may)


def owns(location: str | Path, path: Path) -> bool:
    """Whether a path is a file of the record itself: a server keeps them elsewhere."""
    return False


def state(location: str | Path) -> None:
    """Nothing that is cheap to ask tells whether something was written."""


def advice(error: BaseException | None) -> str:
    """The line for an error of PostgreSQL; its own words where we have none."""
    code = code_of(error)
    return ADVICE.get(code) or ADVICE.get(code[:2]) or f"the server says: {first_line(error)}"


def is_unstorable(error: BaseException | None) -> bool:
    """Whether an error is of what was to be written, not of the record."""
    code = code_of(error)
    return code in ("22003", "22021") or code.startswith("54")


def code_of(error: BaseException | None) -> str:
    """PostgreSQL's code for an error, "" where it has none."""
    if "NUL (0x00)" in str(error):  # which the driver finds by itself
        return "22021"
    code: str | None = getattr(error, "sqlstate", None)
    return code or ""


def first_line(error: BaseException | None) -> str:
    """What the server says in its first line that is no heading."""
    lines = [line.strip() for line in str(error).splitlines() if line.strip()]
    return lines[0] if lines else "nothing"


def unsound(connection: Connection) -> Iterator[str]:
    """What is wrong with the index of words; its links the database holds by itself."""
    for index, known, whole in (
        (words, vocabulary, select(statements.c.key)),
        (texts, text_vocabulary, select(articles.c.number)),
    ):
        missing = whole.except_(select(index.c.rowid).where(index.c.lexemes.is_not(None)))
        for (key,) in connection.execute(missing):
            yield f"the index of {index.name}: no. {key} is not in it"
        unknown = text(
            f"SELECT word FROM ts_stat('SELECT lexemes FROM {index.name}') "  # noqa: S608
            f"WHERE word !~ '^{LABEL}' EXCEPT SELECT term FROM {known.name}"
        )
        for (word,) in connection.execute(unknown):
            yield f"the index of {index.name}: {word} is not in its vocabulary"


def insert_new(table: Table) -> Insert:
    """An insert that passes over the rows that are there already."""
    made: Insert = insert(table).on_conflict_do_nothing()  # type: ignore[assignment]
    return made


def put_under_keys(connection: Connection, places: Mapping[int, Collection[int]]) -> None:
    """Has places found under some keys each."""
    new = [{"key": key, "rowid": place} for place, keys in places.items() for key in keys]
    if new:
        connection.execute(insert_new(bearing_keys), new)


def take_from_keys(connection: Connection, places: Mapping[int, Collection[int]]) -> None:
    """Has places found no more under their keys."""
    this = delete(bearing_keys).where(
        bearing_keys.c.key == bindparam("sought"), bearing_keys.c.rowid == bindparam("place")
    )
    old = [{"sought": key, "place": place} for place, keys in places.items() for key in keys]
    if old:
        connection.execute(this, old)


def empty_keys(connection: Connection) -> None:
    """Has no place found any more."""
    connection.execute(delete(bearing_keys))


def under_key(key: str) -> str:
    """The condition that a place is under a key."""
    return f"bearing_keys.key = {key}"


def number_on(connection: Connection) -> None:
    """Has new rows numbered behind those that came with their numbers."""
    for numbered in metadata.sorted_tables:
        number = numbered.autoincrement_column
        if number is not None:
            last = select(func.coalesce(func.max(number), 0) + 1).scalar_subquery()
            sequence = func.pg_get_serial_sequence(numbered.name, number.name)
            connection.execute(select(func.setval(sequence, last, literal(False))))


def contains(column: ColumnElement[Any], part: str) -> ColumnElement[bool]:
    """Whether a column contains ``part``, letter for letter."""
    return func.strpos(column, literal(part)) > 0


def matching(connection: Connection, query: Query) -> Matching:
    """The statements that a query finds."""
    return matching_in(connection, query, words, vocabulary, WEIGHTS.values(), as_typed=True)


def texts_matching(connection: Connection, query: Query) -> Matching:
    """The articles, by their numbers, in whose title or text a query finds something."""
    return matching_in(connection, query, texts, text_vocabulary, TEXT_WEIGHTS.values())


def matching_in(
    connection: Connection,
    query: Query,
    index: TableClause,
    known: TableClause,
    weights: Collection[float],
    *,
    as_typed: bool = False,
) -> Matching:
    """The rows of an index that a query finds; ``as_typed`` puts those that have the very words
    above all others.
    """
    others = {term: forms_of(connection, term, known) for term in terms_in(query)}
    every = phrases_of(others)
    fits: ColumnElement[Any] = rank(index, query, every, list(weights))
    if as_typed and any(len(some) > 1 for some in every.values()):
        typed = {term: some[:1] for term, some in every.items()}
        fits = fits - case((found(index, query, typed), AS_TYPED), else_=0.0)
    return Matching(
        index=index,
        key=index.c.rowid,
        condition=found(index, query, every),
        rank=fits,
        words=match_of(query, lambda word: others[Term(word)][1:]),
    )


def forms_of(connection: Connection, term: Term, known: TableClause) -> list[str]:
    """A word as it was typed, and its other forms."""
    if term.starts:
        return [term.words.rstrip("*")]
    if term.exact:
        return [term.words]
    return list(dict.fromkeys([term.words, *forms(connection, term.words, known)]))


def keys_with(column: str, typed: Sequence[str]) -> Select[int]:
    """The keys of the statements that have all these words in a column of the index."""
    place = INDEXED.index(column)
    return select(words.c.rowid).where(found_in_column(words, typed, place, LABELS[place]))


def highlighted(
    connection: Connection, matching: Matching, keys: Collection[int]
) -> dict[int, tuple[str, str]]:
    """Content and source of statements with the words found between ``OPEN`` and ``CLOSE``."""
    columns = [statements.c.key, *(statements.c[name] for name in INDEXED)]
    rows = connection.execute(select(*columns).where(statements.c.key.in_(keys)))
    found = marked(INDEXED, rows, matching.words, ("content", "source"))
    return {key: (content, source) for key, content, source in found}


def texts_highlighted(
    connection: Connection, matching: Matching, numbers: Collection[int]
) -> dict[int, str]:
    """The texts of the articles of these numbers, as they are or as they are read, with the words
    found between ``OPEN`` and ``CLOSE``.
    """
    columns = [articles.c.number, *(articles.c[name] for name in TEXTS_INDEXED)]
    rows = connection.execute(select(*columns).where(articles.c.number.in_(numbers)))
    found = marked(TEXTS_INDEXED, rows, matching.words, ("text", "legible"))
    return {number: legible or text for number, text, legible in found}


def index_words(connection: Connection) -> None:
    """Before a transaction ends: gives the rows of the index that wait for them their words.

    They wait because the database was told (by triggers) that a text is another one, and cannot
    tell its words apart as SQLite does.
    """
    if not connection.get_execution_options().get("writes"):
        return
    of_statements = select(statements.c.key, *(statements.c[name] for name in INDEXED))
    of_statements = of_statements.join(words, words.c.rowid == statements.c.key)
    index_rows(connection, of_statements, words, vocabulary, LABELS)
    of_texts = select(articles.c.number, *(articles.c[name] for name in TEXTS_INDEXED))
    of_texts = of_texts.join(texts, texts.c.rowid == articles.c.number)
    index_rows(connection, of_texts, texts, text_vocabulary, [""] * len(TEXT_WEIGHTS))


def index_rows(
    connection: Connection,
    rows: Select[Any],
    index: TableClause,
    known: TableClause,
    labels: Sequence[str],
) -> None:
    """Gives the rows of an index that wait their words, and its vocabulary those that are new."""
    waiting = connection.execute(rows.where(index.c.lexemes.is_(None))).all()
    if not waiting:
        return
    width = len(labels)
    every = tokens([value or "" for _, *values in waiting for value in values])
    columns = [every[start : start + width] for start in range(0, len(every), width)]
    change = text(
        f"UPDATE {index.name} SET folded = :folded, size = :size, "  # noqa: S608 (constants)
        "lexemes = array_to_tsvector(CAST(:lexemes AS text[])) WHERE rowid = :key"
    )
    changes = [
        {
            "key": key,
            "folded": folded(mine),
            "size": sum(map(len, mine)),
            "lexemes": sorted(lexemes(mine, labels)),
        }
        for (key, *_), mine in zip(waiting, columns, strict=True)
    ]
    connection.execute(change, changes)
    new = {term for one in changes for term in one["lexemes"] if not term.startswith(LABEL)}
    add = text(
        f"INSERT INTO {known.name} SELECT unnest(CAST(:terms AS text[])) ON CONFLICT DO NOTHING"
    )
    connection.execute(add, {"terms": sorted(new)})
