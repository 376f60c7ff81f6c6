"""Queries as FTS5, SQLite's full-text index, has them; the other forms of a word."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from sqlalchemy import Connection, TableClause, select

from onrecord.names import name_key
from onrecord.record.query import All, Either, Query
from onrecord.stems import is_everywhere, stem_of

SHORT = 3  # letters of a stem below which too many words begin like it
FORMS_LOOKED_AT = 1_000


def match_of(query: Query, others: Callable[[str], Iterable[str]]) -> str:
    """A query for FTS5: every word and phrase quoted, so that none is syntax; ``others`` are the
    other forms of a word.
    """
    if isinstance(query, Either):
        return f"({' OR '.join(match_of(part, others) for part in query.parts)})"
    if isinstance(query, All):
        both = " AND ".join(match_of(part, others) for part in query.parts)
        without = "".join(f" NOT {match_of(part, others)}" for part in query.without)
        return f"(({both}){without})"
    if query.starts:
        return f"{quoted(query.words.rstrip('*'))}*"
    if query.exact:
        return quoted(query.words)
    return f"({' OR '.join(map(quoted, dict.fromkeys([query.words, *others(query.words)])))})"


def quoted(term: str) -> str:
    """A word or a phrase as it is."""
    return '"{}"'.format(term.replace('"', " "))


def forms(connection: Connection, word: str, vocabulary: TableClause) -> Iterator[str]:
    """The other forms of a word that are in an index's vocabulary: those with the same stem."""
    key = name_key(word)
    yield key  # "Łukasz" is "lukasz" where the index has the key of a name
    if " " in key or is_everywhere(key):
        return
    stem = stem_of(key)
    start = stem[:-1] if stem[-1] in "ie" and len(stem) > SHORT else stem
    term = vocabulary.c.term
    near = select(term).where(term >= start, term < f"{start}\U0010ffff").order_by(term)
    some = connection.scalars(near.limit(FORMS_LOOKED_AT))
    yield from (form for form in some if stem_of(form) == stem)
