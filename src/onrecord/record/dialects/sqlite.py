"""Records in SQLite: one file, with FTS5 for its words.

A record is in WAL mode, so that it is read while it is written.  ``synchronous=FULL``
has every commit reach the disk: what was reported as added survives a killed process
and a power cut alike (``NORMAL`` would lose the last articles to the latter).  The
wait is short beside the time that extracting an article takes.
"""

from __future__ import annotations

import json
import os
import random
import sqlite3
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from time import sleep
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Engine,
    FromClause,
    Select,
    Table,
    case,
    column,
    create_engine,
    event,
    func,
    literal,
    literal_column,
    select,
    table,
)
from sqlalchemy.dialects.sqlite import Insert, insert
from sqlalchemy.dialects.sqlite.base import SQLiteCompiler
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import DatabaseError

from onrecord.record.dialects.fts5 import forms, match_of, quoted
from onrecord.record.dialects.matching import CLOSE, OPEN, Matching
from onrecord.record.errors import DAMAGED, RecordError
from onrecord.record.query import Query

ERRORS: tuple[type[Exception], ...] = (sqlite3.Error,)
KEPT = 8  # connections that stay open, as many as a server makes pages at once
MANY = 64  # connections at once: more than a server has threads, so that no reader waits for one
WAIT = 30_000  # milliseconds for another program's transaction to end
# KiB of the file that a connection remembers, until another program writes.  The system remembers
# more for all; and memory that comes and goes, four times as much, falls into pieces: searches
# would be faster by a twentieth at most.
CACHE = 2_000
# An article of a large record touches some hundred pages all over the file: those that the next
# ones touch too are kept in memory (KiB), and are written to the file once for many (pages).
WRITERS_CACHE, LOG = 32_000, 8_000
PAUSE = 1, 5  # milliseconds between two tries to begin one that writes

# Stands in the header of every record, so that no other program's database is taken for one.
APPLICATION_ID = int.from_bytes(b"onrc", "big")
HEADER_LENGTH = 100
MAGIC = b"SQLite format 3\x00"

# SQLite's primary result codes, and what they mean to the person in front of the screen.
ADVICE = {
    sqlite3.SQLITE_FULL: "the disk is full; free some space and run it again",
    sqlite3.SQLITE_READONLY: "it cannot be written to; check who may write the file and its folder",
    sqlite3.SQLITE_PERM: "it cannot be written to; check who may write the file and its folder",
    sqlite3.SQLITE_BUSY: "another program is writing to it; wait for that to end and run it again",
    sqlite3.SQLITE_LOCKED: "another program is writing to it; wait for that to end",
    sqlite3.SQLITE_CORRUPT: DAMAGED,
    sqlite3.SQLITE_NOTADB: "the file is damaged or not a record; restore it from a backup",
    sqlite3.SQLITE_CANTOPEN: "it cannot be opened; check that the folder exists and is writable",
    sqlite3.SQLITE_IOERR: "the disk failed to read or write it; check the disk",
    sqlite3.SQLITE_TOOBIG: "a text is too long to be stored; leave that report out",
}

# The full-text index of columns of ``statements``; triggers keep it in step.
# How much a word weighs in each of them.
WEIGHTS = {
    "content": 10.0,
    "source": 2.0,
    "cue": 2.0,
    "speaker_key": 4.0,
    "roles": 2.0,
    "target": 1.0,
    "audience": 1.0,
    "place": 1.0,
    "about": 1.0,
    "headline": 0.5,
}
INDEXED = tuple(WEIGHTS)
AS_TYPED = 1_000.0  # puts what has the very words above all that has other forms of them
words = table("words", column("rowid"), *map(column, INDEXED))
vocabulary = table("vocabulary", column("term"))  # every word of the index, once
INDEX: ColumnElement[str] = literal_column("words")  # the index as its functions want it
# The same of whole articles.
TEXT_WEIGHTS = {"title": 4.0, "text": 1.0, "legible": 1.0}
texts = table("texts", column("rowid"), *map(column, TEXT_WEIGHTS))
text_vocabulary = table("text_vocabulary", column("term"))
TEXTS: ColumnElement[str] = literal_column("texts")


class Compiler(SQLiteCompiler):
    """Lets a query say by which index a table is read (``Select.with_hint``)."""

    def get_from_hint_text(self, table: FromClause, text: str | None) -> str | None:
        return text


def named(location: str | Path) -> str:
    """What messages call a record: its file."""
    return str(path_of(location))


def beside(location: str | Path) -> Path:
    """The file beside which is kept what a record itself does not hold."""
    return path_of(location)


def path_of(location: str | Path) -> Path:
    """The file of a record given as a path or as an ``sqlite:///`` URL."""
    if isinstance(location, Path) or "://" not in location:
        return Path(location)
    url = make_url(location)
    if url.host or url.query or url.username or url.drivername != "sqlite":
        raise RecordError(f"{location}: not a record's address; write it as sqlite:///FILE")
    if not url.database or url.database == ":memory:":
        raise RecordError(f"{location}: a record is kept in a file; give its name")
    return Path(url.database)


def connect(location: str | Path, *, create: bool) -> Engine:
    """Connections to a record, which need not have its tables yet."""
    path = path_of(location)
    exists = holds_record(path)
    if not exists and not create:
        raise RecordError(
            f"{path}: there is no record here; make one with `onrecord add`, "
            "or name another with --record"
        )
    writable = not exists or os.access(path.resolve().parent, os.W_OK)
    engine = create_engine(
        URL.create("sqlite", database=str(path)) if writable else read_only(path),
        pool_size=KEPT,
        pool_use_lifo=True,
        max_overflow=MANY,
        json_serializer=compact,
    )
    engine.dialect.statement_compiler = Compiler
    event.listen(engine, "connect", settle)
    if not exists:
        sign(engine)
    event.listen(engine, "begin", begin)
    return engine


def compact(value: Any) -> str:
    """JSON without a space that says nothing."""
    return json.dumps(value, separators=(",", ":"))


def is_read_only(engine: Engine) -> bool:
    """Whether nothing can be written through these connections."""
    return engine.url.query.get("mode") == "ro"


def owns(location: str | Path, path: Path) -> bool:
    """Whether a path is a record's file, or one that SQLite keeps beside it."""
    record, path = Path(os.path.realpath(path_of(location))), Path(os.path.realpath(path))
    own = [record.with_name(record.name + end) for end in ("", "-wal", "-shm", "-journal")]
    return path in own or any(
        path.samefile(file) for file in own if path.exists() and file.exists()
    )


def state(location: str | Path) -> tuple[tuple[int, int], ...]:
    """The sizes and times of a record's file and its log: each commit writes to the log."""
    record = path_of(location)
    files = [record, record.with_name(f"{record.name}-wal")]
    seen = [file.stat() for file in files if file.exists()]
    return tuple((one.st_size, one.st_mtime_ns) for one in seen)


def holds_record(path: Path) -> bool:
    """Whether a record is at ``path``: False where nothing is yet, ``RecordError`` for anything
    else.  Looks at the file's first bytes alone, so a file of another program is left untouched.
    """
    try:
        with path.open("rb") as file:
            header = file.read(HEADER_LENGTH)
    except FileNotFoundError:
        return False
    except OSError as error:
        why = (error.strerror or "cannot be opened").lower()
        raise RecordError(f"{path}: {why}; choose another file for the record") from error
    if not header:
        return False
    if not header.startswith(MAGIC):
        raise RecordError(f"{path}: this is not a record; choose another file")
    if int.from_bytes(header[68:72], "big") != APPLICATION_ID:
        raise RecordError(
            f"{path}: this is a database of another program, not a record; choose another file"
        )
    return True


def read_only(path: Path) -> URL:
    """A record in a folder in which SQLite cannot keep its two files beside it.

    It does without them where the file is said not to change ("immutable"); but not where
    some of the record still waits in one of them.
    """
    path = path.resolve()
    log = path.with_name(f"{path.name}-wal")
    whole = not log.exists() or log.stat().st_size == 0
    query = {"uri": "true", "mode": "ro"} | ({"immutable": "1"} if whole else {})
    return URL.create("sqlite", database=path.as_uri(), query=query)


def settle(connection: sqlite3.Connection, _: object) -> None:
    """What holds for each connection.  Transactions begin where ``begin`` says, never unasked."""
    connection.isolation_level = None
    connection.execute(f"PRAGMA busy_timeout = {WAIT}")
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute(f"PRAGMA wal_autocheckpoint = {LOG}")
    for name, index in (("vocabulary", "words"), ("text_vocabulary", "texts")):
        connection.execute(f"CREATE VIRTUAL TABLE temp.{name} USING fts5vocab(main, {index}, row)")


def begin(connection: Connection) -> None:
    """Begins a transaction; one that writes takes its turn at once, not halfway through, and what
    it remembers of the file is let go of when its connection reads again.
    """
    driver: Any = connection.connection.driver_connection
    writes = connection.get_execution_options().get("writes")
    driver.execute(f"PRAGMA cache_size = -{WRITERS_CACHE if writes else CACHE}")
    if writes:
        take_turn(driver)
    else:
        driver.execute("BEGIN")


def take_turn(connection: Any) -> None:
    """Begins a transaction that writes as soon as no other program has one.

    SQLite by itself looks ten times a second, always after the same time: beside a program that
    writes one article after another it may never look between two of them.  Looking often and at
    random moments, a writer finds the gap (ALOHA's way with one channel for all).
    """
    connection.execute("PRAGMA busy_timeout = 0")
    try:
        for pause in pauses():
            try:
                connection.execute("BEGIN IMMEDIATE")
                return
            except sqlite3.OperationalError as error:
                if code_of(error) != sqlite3.SQLITE_BUSY:
                    raise
            sleep(pause / 1000)
        connection.execute("BEGIN IMMEDIATE")
    finally:
        connection.execute(f"PRAGMA busy_timeout = {WAIT}")


def pauses() -> Iterator[float]:
    """Milliseconds between two tries, as long as a writer waits."""
    waited = 0.0
    while waited < WAIT:
        pause = random.uniform(*PAUSE)  # noqa: S311  no secret
        waited += pause
        yield pause


def sign(engine: Engine) -> None:
    """Makes the file a record's, before anything else is in it."""
    with engine.connect() as connection:
        connection.exec_driver_sql(f"PRAGMA application_id = {APPLICATION_ID}")
        connection.exec_driver_sql("PRAGMA journal_mode = WAL")


def advice(error: BaseException | None) -> str:
    """The line for an error of SQLite; its own words where we have none."""
    return ADVICE.get(code_of(error), f"the database says: {error}")


def is_unstorable(error: BaseException | None) -> bool:
    """Whether an error is of what was to be written, not of the record."""
    return code_of(error) == sqlite3.SQLITE_TOOBIG


def code_of(error: BaseException | None) -> int:
    """SQLite's primary result code of an error, 0 where it has none."""
    code: int = getattr(error, "sqlite_errorcode", 0)
    return code & 0xFF  # extended codes keep the primary below


def unsound(connection: Connection) -> Iterator[str]:
    """What the database itself finds wrong: with its pages, its links, its index of words."""
    for (line,) in connection.exec_driver_sql("PRAGMA integrity_check"):
        if line != "ok":
            yield f"the file: {line}"
    for row in connection.exec_driver_sql("PRAGMA foreign_key_check"):
        yield f"a row of {row[0]} leads to one of {row[2]} that is not there"
    for index in ("words", "texts", "bearing_keys"):
        check = f"INSERT INTO {index}({index}, rank) VALUES ('integrity-check', 1)"  # noqa: S608
        try:
            connection.exec_driver_sql(check)
        except DatabaseError as error:
            if code_of(error.orig) != sqlite3.SQLITE_READONLY:  # asking it is a write, to SQLite
                yield f"the index of {index}: {error.orig}"


def insert_new(table: Table) -> Insert:
    """An insert that passes over the rows that are there already."""
    return insert(table).on_conflict_do_nothing()


def put_under_keys(connection: Connection, places: Mapping[int, Collection[int]]) -> None:
    """Has places found under some keys each.

    An index of words takes rows in their order at once, and others one by one.
    """
    new = [(place, as_words(keys)) for place, keys in sorted(places.items()) if keys]
    if new:
        connection.exec_driver_sql("INSERT INTO bearing_keys (rowid, keys) VALUES (?, ?)", new)


def take_from_keys(connection: Connection, places: Mapping[int, Collection[int]]) -> None:
    """Has places found no more under their keys: all of them, or the index would count wrong."""
    old = [(place, as_words(keys)) for place, keys in sorted(places.items()) if keys]
    if old:
        remove = "INSERT INTO bearing_keys (bearing_keys, rowid, keys) VALUES ('delete', ?, ?)"
        connection.exec_driver_sql(remove, old)


def empty_keys(connection: Connection) -> None:
    """Has no place found any more."""
    connection.exec_driver_sql("INSERT INTO bearing_keys (bearing_keys) VALUES ('delete-all')")


def under_key(key: str) -> str:
    """The condition that a place is under a key."""
    return f"bearing_keys MATCH printf('%x', {key})"


def as_words(keys: Iterable[int]) -> str:
    """Keys as the words that stand for them: short ones, since the first letters of neighbours in
    the order of the alphabet take no room.
    """
    return " ".join(f"{key:x}" for key in keys)


def number_on(connection: Connection) -> None:
    """Nothing is to be done: SQLite gives a new row the number behind the highest."""


def contains(column: ColumnElement[Any], part: str) -> ColumnElement[bool]:
    """Whether a column contains ``part``, letter for letter."""
    return func.instr(column, literal(part)) > 0


def matching(connection: Connection, query: Query) -> Matching:
    """The statements that a query finds."""
    typed = match_of(query, lambda _: ())
    every = match_of(query, lambda word: forms(connection, word, vocabulary))
    rank: ColumnElement[Any] = func.bm25(INDEX, *WEIGHTS.values())
    if every != typed:
        very = select(words.c.rowid).where(INDEX.op("MATCH")(typed)).correlate(None)
        rank = rank - case((words.c.rowid.in_(very), AS_TYPED), else_=0.0)
    return Matching(
        index=words,
        key=words.c.rowid,
        condition=INDEX.op("MATCH")(every),
        rank=rank,
        words=every,
    )


def texts_matching(connection: Connection, query: Query) -> Matching:
    """The articles, by their numbers, in whose title or text a query finds something."""
    every = match_of(query, lambda word: forms(connection, word, text_vocabulary))
    return Matching(
        index=texts,
        key=texts.c.rowid,
        condition=TEXTS.op("MATCH")(every),
        rank=func.bm25(TEXTS, *TEXT_WEIGHTS.values()),
        words=every,
    )


def texts_highlighted(
    connection: Connection, matching: Matching, numbers: Collection[int]
) -> dict[int, str]:
    """The texts of the articles of these numbers, as they are or as they are read, with the words
    found between ``OPEN`` and ``CLOSE``.
    """
    shown, legible = (
        func.highlight(TEXTS, list(TEXT_WEIGHTS).index(name), OPEN, CLOSE)
        for name in ("text", "legible")
    )
    query = select(texts.c.rowid, func.coalesce(func.nullif(legible, ""), shown)).where(
        TEXTS.op("MATCH")(matching.words), texts.c.rowid.in_(numbers)
    )
    return {row[0]: row[1] for row in connection.execute(query)}


def keys_with(column: str, typed: Sequence[str]) -> Select[int]:
    """The keys of the statements that have all these words in a column of the index."""
    match = f"{{{column}}} : ({' AND '.join(map(quoted, typed))})"
    return select(words.c.rowid).where(INDEX.op("MATCH")(match))


def highlighted(
    connection: Connection, matching: Matching, keys: Collection[int]
) -> dict[int, tuple[str, str]]:
    """Content and source of statements with the words found between ``OPEN`` and ``CLOSE``."""
    query = select(
        words.c.rowid,
        func.highlight(INDEX, INDEXED.index("content"), OPEN, CLOSE),
        func.highlight(INDEX, INDEXED.index("source"), OPEN, CLOSE),
    ).where(INDEX.op("MATCH")(matching.words), words.c.rowid.in_(keys))
    return {row[0]: (row[1], row[2]) for row in connection.execute(query)}
