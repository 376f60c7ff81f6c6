"""Finding statements: by their words, who spoke, what they did, when and where.

Words match in all their forms and without regard to case and accents.  All of them must
occur, or all of one side of an ``OR``; words in quotation marks stand next to each other.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from sqlalchemy import (
    ColumnElement,
    Connection,
    Select,
    func,
    literal,
    literal_column,
    select,
)

from onrecord.model import Act, Manner, Span, Statement
from onrecord.record.days import first_day, last_day
from onrecord.record.errors import RecordError
from onrecord.record.rows import GAP, Line, key_of, speakers_from, statement_from
from onrecord.record.schema import articles, origins, speakers, statements, words

INDEX: ColumnElement[str] = literal_column("words")  # the index as its functions want it

# How much a hit weighs in the content, the source, the speaker's name and the speaker's roles.
WEIGHTS = (10.0, 2.0, 4.0, 2.0)
AROUND = 320  # characters of a snippet, at most
BEFORE = 100  # of these before the first word found, where the statement is longer than that
OPEN, CLOSE = "\ufdd0", "\ufdd1"  # noncharacters: mark what was found, while it is handed over

# A phrase in quotation marks (an unclosed one runs to the end), or a word.
TERM = re.compile(r'["“”„«»]([^"“”„«»]*)["“”„«»]?|([^\s"“”„«»]+)')


@dataclass(frozen=True, slots=True)
class Hit:
    """A statement found.

    ``date`` is when it was said, or else when its article was published; ``dated`` tells
    which.  ``snippet`` is the stretch of the article around the words found, ``matches``
    are those words; both are spans of the article's text.
    """

    statement: Statement
    article: str
    origin: str
    title: str | None
    outlet: str | None
    speaker: str | None
    date: str | None
    dated: Literal["said", "published"] | None
    snippet: Span
    matches: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is searched for; ``None`` and ``""`` leave a field open."""

    words: str = ""
    speaker: str | None = None
    act: Act | None = None
    manner: Manner | None = None
    since: str | None = None
    until: str | None = None
    outlet: str | None = None


def search(connection: Connection, wanted: Wanted, limit: int) -> list[Hit]:
    """The statements wanted, best first; without words, the newest first."""
    match = match_of(wanted.words)
    if wanted.words.strip() and not match:
        return []
    ranked = by_rank(match) if match else by_date()
    keys = list(connection.scalars(ranked.where(*filters(wanted)).limit(limit)))
    found = marked(connection, match, keys) if match else {}
    rows = {row.key: row for row in connection.execute(with_article(keys))}
    return [hit_of(connection, rows[key], found.get(key)) for key in keys]


def match_of(typed: str) -> str:
    """What a person typed, as an FTS5 query: every word and phrase quoted, so none is syntax."""
    typed = typed.replace("\0", " ").encode("utf-8", "replace").decode()
    sides: list[list[str]] = [[]]
    for phrase, word in TERM.findall(typed):
        if word == "OR":
            sides.append([])
        elif any(map(str.isalnum, phrase or word)):
            sides[-1].append(f'"{phrase or word}"')
    return " OR ".join(f"({' '.join(side)})" for side in sides if side)


def by_rank(match: str) -> Select[int]:
    """The keys of the statements that ``match``, best first."""
    return (
        select(statements.c.key)
        .select_from(statements.join(words, words.c.rowid == statements.c.key).join(articles))
        .where(INDEX.op("MATCH")(match))
        .order_by(func.bm25(INDEX, *WEIGHTS), statements.c.key)
    )


def by_date() -> Select[int]:
    """The keys of all statements, newest first, the undated last."""
    return (
        select(statements.c.key)
        .select_from(statements.join(articles))
        .order_by(statements.c.last_day.desc().nulls_last(), statements.c.key.desc())
    )


def filters(wanted: Wanted) -> Iterator[ColumnElement[bool]]:
    """The conditions on what is wanted besides words.

    A date known only to the month or year is in the range where any of its days is.
    """
    if wanted.speaker:
        yield contains(statements.c.speaker_key, key_of(wanted.speaker))
    if wanted.outlet:
        yield contains(func.lower(articles.c.outlet), wanted.outlet.lower())
    if wanted.act:
        yield statements.c.act == wanted.act
    if wanted.manner:
        yield statements.c.manner == wanted.manner
    if wanted.since:
        yield statements.c.last_day >= dated(first_day(wanted.since), wanted.since)
    if wanted.until:
        yield statements.c.first_day <= dated(last_day(wanted.until), wanted.until)


def dated(day: str | None, typed: str) -> str:
    """The day that was meant; ``RecordError`` where what was typed is no date."""
    if day is None:
        raise RecordError(f"{typed}: not a date; write it as 2024, 2024-03 or 2024-03-05")
    return day


def contains(where: ColumnElement[Any], part: str) -> ColumnElement[bool]:
    """Whether a column contains ``part``, letter for letter."""
    return func.instr(where, literal(part)) > 0


def marked(connection: Connection, match: str, keys: Sequence[int]) -> dict[int, Line]:
    """Content and source of each statement with the words found between ``OPEN`` and ``CLOSE``."""
    query = select(
        words.c.rowid.label("key"),
        func.highlight(INDEX, 0, OPEN, CLOSE).label("content"),
        func.highlight(INDEX, 1, OPEN, CLOSE).label("source"),
    ).where(INDEX.op("MATCH")(match), words.c.rowid.in_(keys))
    return {row.key: row for row in connection.execute(query)}


def with_article(keys: Sequence[int]) -> Select[Any]:
    """The statements of these keys, each with what a hit tells of its article."""
    origin = (
        select(origins.c.origin)
        .where(origins.c.article_id == articles.c.id)
        .order_by(origins.c.key)
        .limit(1)
        .scalar_subquery()
    )
    return (
        select(
            statements,
            articles.c.title,
            articles.c.outlet,
            articles.c.published,
            articles.c.text,
            origin.label("origin"),
        )
        .select_from(statements.join(articles))
        .where(statements.c.key.in_(keys))
    )


def hit_of(connection: Connection, row: Line, found: Line | None) -> Hit:
    """One hit, with the words found as spans of the article's text."""
    people = connection.execute(
        select(speakers).where(speakers.c.article_id == row.article_id).order_by(speakers.c.key)
    )
    statement = statement_from(row.text, row, list(speakers_from(row.text, people)))
    matches: list[Span] = []
    if found is not None:
        matches += spans_found(row.text, statement.source, found.source)
        matches += spans_found(row.text, statement.content, found.content)
    matches.sort(key=lambda span: span.start)
    return Hit(
        statement=statement,
        article=row.article_id,
        origin=row.origin,
        title=row.title,
        outlet=row.outlet,
        speaker=row.speaker,
        date=row.said_on or row.published,
        dated="said" if row.said_on else "published" if row.published else None,
        snippet=snippet(row.text, statement, matches),
        matches=tuple(matches),
    )


def spans_found(text: str, parts: Sequence[Span], highlighted: str) -> Iterator[Span]:
    """What stands between ``OPEN`` and ``CLOSE``, as spans of the article's text.

    ``highlighted`` is the parts joined by ``GAP``; a phrase found across a gap is cut there.
    """
    pieces = re.split(f"[{OPEN}{CLOSE}]", highlighted)
    if "".join(pieces) != GAP.join(part.text for part in parts):
        return  # the report itself has these noncharacters: no words can be told from them
    starts, position = [], 0
    for part in parts:
        starts.append(position)
        position += len(part.text) + len(GAP)
    position = 0
    for number, piece in enumerate(pieces):
        if number % 2:
            for start, part in zip(starts, parts, strict=True):
                first = max(position, start) - start + part.start
                last = min(position + len(piece), start + len(part.text)) - start + part.start
                if first < last:
                    yield Span.of(text, first, last)
        position += len(piece)


def snippet(text: str, statement: Statement, matches: Sequence[Span]) -> Span:
    """The statement as it stands in the text, cut to the words around what was found in it."""
    parts = (*statement.source, *statement.cue, *statement.content)
    start, end = min(part.start for part in parts), max(part.end for part in parts)
    focus = matches[0].start if matches else statement.content[0].start
    if end - start > AROUND:
        start = word_start(text, max(start, focus - BEFORE), focus)
        end = word_end(text, min(end, start + AROUND), start)
    return Span.of(text, start, end)


def word_start(text: str, offset: int, until: int) -> int:
    """The next offset at which a word starts, where there is one before ``until``."""
    if offset == 0 or text[offset - 1].isspace():
        return offset
    gap = re.compile(r"\s+").search(text, offset, until)
    return gap.end() if gap else offset


def word_end(text: str, offset: int, since: int) -> int:
    """The last offset at which a word ends, where there is one after ``since``."""
    if offset == len(text) or text[offset].isspace():
        return offset
    cut = len(text[since:offset].rsplit(None, 1)[0])
    return since + cut if cut else offset
