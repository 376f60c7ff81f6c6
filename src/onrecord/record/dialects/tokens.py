"""The words of a text as SQLite's full-text index tells them apart, for databases with other ideas.

SQLite itself is asked, with an index in memory: so a record has the same words wherever it is.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from typing import Any

from onrecord.record.dialects.matching import CLOSE, OPEN

TOKENIZER = 'tokenize="unicode61 remove_diacritics 2"'  # as the migrations have it


def tokens(texts: Sequence[str]) -> list[list[str]]:
    """The words of each text in order, without case and accents."""
    found: list[list[str]] = [[] for _ in texts]
    with index_of(["text"], ((number, text) for number, text in enumerate(texts))) as memory:
        memory.execute("CREATE VIRTUAL TABLE terms USING fts5vocab(words, instance)")
        for number, term in memory.execute("SELECT doc, term FROM terms ORDER BY doc, offset"):
            found[number].append(term)
    return found


def marked(
    columns: Sequence[str], rows: Iterable[Sequence[object]], match: str, wanted: Sequence[str]
) -> list[Any]:
    """The keys of the rows that a query finds, each with the columns wanted, in which the words
    found stand between ``OPEN`` and ``CLOSE``.

    A row is a key and the text of each column; ``match`` is a query for FTS5.
    """
    highlights = ", ".join(f"highlight(words, {columns.index(name)}, ?1, ?2)" for name in wanted)
    query = f"SELECT rowid, {highlights} FROM words WHERE words MATCH ?3"  # noqa: S608 (constants)
    with index_of(columns, rows) as memory:
        return memory.execute(query, (OPEN, CLOSE, match)).fetchall()


@contextmanager
def index_of(
    columns: Sequence[str], rows: Iterable[Sequence[object]]
) -> Iterator[sqlite3.Connection]:
    """An index in memory of some rows, each with its key in front."""
    names = ", ".join(columns)
    places = ", ".join("?" * (len(columns) + 1))
    with closing(sqlite3.connect(":memory:")) as memory:
        memory.execute(f"CREATE VIRTUAL TABLE words USING fts5({names}, {TOKENIZER})")
        memory.executemany(f"INSERT INTO words(rowid, {names}) VALUES ({places})", rows)  # noqa: S608
        yield memory
