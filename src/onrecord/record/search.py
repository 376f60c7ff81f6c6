"""Finding statements: by their words, who spoke, what they did, when and where.

What can be typed is told in ``query.py``.  Longer than other modules:
each filter is a condition of its own.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import Any, Literal

from sqlalchemy import (
    ColumnElement,
    Connection,
    FromClause,
    Select,
    and_,
    false,
    func,
    literal,
    or_,
    select,
    union_all,
)

from onrecord.flat import sentence
from onrecord.legible import legible
from onrecord.model import GAP, Act, Manner, Span, Speaker, SpeakerType, Statement
from onrecord.names import name_key, name_of
from onrecord.quotations import as_read
from onrecord.record.days import first_day, last_day
from onrecord.record.dialects import CLOSE, OPEN, Dialect, Matching, dialect_of, read_by
from onrecord.record.errors import RecordError
from onrecord.record.page import Page, behind, cursor_at
from onrecord.record.parties.browse import has_words, parties_called
from onrecord.record.query import query_of
from onrecord.record.quotations.folding import (
    Telling,
    any_told_again,
    first_ones,
    outlets_in,
    telling,
    tellings,
    times_said,
)
from onrecord.record.rows import Line, check_text, statement_from
from onrecord.record.schema import articles, names, origins, speakers, statements

# Who is at the head of a body, where the one word tells the other.
HEADS = {"ministry": "minister", "embassy": "ambassador", "presidency": "president"}
AT_ONCE = 500  # statements put together at once
MANY = 10_000  # statements with the words searched for, of which none is the best
FEW = 2_000  # statements that are kept in mind while they are counted and put in order
AROUND = 320  # characters of a snippet, at most
MOST = 1_000  # where no words were looked for, around which to cut
BEFORE = 100  # of these before the first word found, where the statement is longer than that


Sort = Literal["best", "date", "-date"]  # the best match, the oldest, the newest first


@dataclass(frozen=True, slots=True)
class Hit:
    """A statement found.

    ``party`` is the id of the speaker's party, ``type`` what the speaker is, ``roles`` what the
    article calls it, ``country`` that of a body of a state.  ``sentence`` is where it stands.
    ``date`` is when it was said, or else when its article was published; ``dated`` tells
    which.  ``snippet`` is the stretch of the article around the words found, ``matches``
    are those words; both are spans of the article's text.  ``quotation`` is the id of the first
    statement of a quotation told more than once, ``printed`` in how many articles it is,
    ``outlets`` are those of all of them.
    """

    statement: Statement
    article: str
    origin: str
    url: str | None
    title: str | None
    outlet: str | None
    speaker: str | None
    party: int | None
    type: SpeakerType | None
    roles: str | None
    published: str | None
    language: str | None
    country: str | None
    sentence: str
    date: str | None
    dated: Literal["said", "published"] | None
    snippet: Span
    matches: tuple[Span, ...]
    # What came later has a value for snapshots from before.
    quotation: str | None = None
    printed: int = 1
    outlets: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is searched for; ``None`` and ``""`` leave a field open.

    ``added_since`` is a moment in UTC, ISO 8601: only what came into the record after it.
    ``each`` finds every statement of one quotation, else the first of them stands for all.
    """

    words: str = ""
    speaker: str | None = None
    described: str | None = None
    body: str | None = None
    act: Act | None = None
    manner: Manner | None = None
    since: str | None = None
    until: str | None = None
    outlet: str | None = None
    country: str | None = None
    exact: bool = False
    target: str | None = None
    about: str | None = None
    place: str | None = None
    type: SpeakerType | None = None
    unnamed: bool = False
    min_confidence: float | None = None
    added_since: str | None = None
    each: bool = False
    sort: Sort = "best"


def search(
    connection: Connection, wanted: Wanted, limit: int, cursor: str | None = None
) -> Page[Hit]:
    """The statements wanted, best first; without words, the newest first."""
    query = query_of(wanted.words, exact=wanted.exact)
    if wanted.words.strip() and query is None:
        return Page((), 0, None)
    dialect = dialect_of(connection)
    matching = dialect.matching(connection, query) if query else None
    conditions = list(filters(wanted, dialect, matching))
    number = indexed(connection, matching) if matching else 0
    ranks = matching is not None and wanted.sort == "best" and number <= MANY
    found, key = among(matching).where(*conditions), matching.key if matching else statements.c.key
    # Of some speakers, of some articles and of all there are indexes in the order that is wanted.
    some = wanted.speaker or wanted.country or wanted.outlet or wanted.added_since
    if matching is not None or not (some or len(conditions) == 1):
        found = from_index(found)
    few = None if ranks or len(conditions) == 1 else keys_of_few(connection, found)
    if few is not None:
        key = statements.c.key
        found = select(key).where(key.in_(few))

    def ordered(since: str | None) -> Select[Any]:
        told = found.add_columns(statements.c.quotation)
        if matching is None or wanted.sort != "best":
            return by_date(told, since, newest=wanted.sort != "date")
        return by_rank(told, matching, since) if ranks else by_key(told, key, since)

    folded = not wanted.each and any_told_again(connection)
    rows = (
        first_ones(connection, ordered, cursor, limit + 1)
        if folded
        else connection.execute(ordered(cursor).limit(limit + 1)).all()
    )
    more = cursor_at(rows[limit - 1].place, rows[limit - 1].key) if len(rows) > limit else None
    # Without other conditions, and with no edited article, the index alone knows how many.
    alone = matching and len(conditions) == 1 and not any_repeated(connection)
    printed = total = number
    if folded or not alone:
        each = times_said() if folded else func.count()
        printed, total = connection.execute(found.with_only_columns(func.count(), each)).one()
    shown = hits(connection, [row.key for row in rows[:limit]], matching)
    return Page(tuple(shown), total, more, printed)


def indexed(connection: Connection, matching: Matching) -> int:
    """How many statements have the words, by the index alone."""
    query = select(func.count()).select_from(matching.index).where(matching.condition)
    return connection.execute(query).scalar_one()


def any_repeated(connection: Connection) -> bool:
    """Whether any statement is repeated in a later version of its article."""
    query = select(statements.c.key).where(statements.c.successor.is_not(None)).limit(1)
    return connection.execute(query).first() is not None


def said(connection: Connection, party: int, limit: int, *, newest: bool) -> list[Hit]:
    """What a party said, in order of time."""
    mine = statements.c.name_id.in_(select(names.c.key).where(names.c.party == party))
    day, key = statements.c.last_day, statements.c.key
    order = (day.desc().nulls_last(), key.desc()) if newest else (day.nulls_last(), key)
    query = select(key).where(mine, statements.c.successor.is_(None))
    keys = list(connection.scalars(query.order_by(*order).limit(limit)))
    return list(hits(connection, keys))


def among(matching: Matching | None) -> Select[int]:
    """The keys of all statements, or those with some words."""
    query = select(statements.c.key)
    if matching is None:
        return query
    with_words = statements.join(matching.index, matching.key == statements.c.key)
    return query.select_from(with_words).where(matching.condition)


def from_index(query: Select[Any], table: FromClause = statements) -> Select[Any]:
    """The query, answered from what ``statements_told`` has of each statement."""
    return read_by(query, table, "statements_told")


def keys_of_few(connection: Connection, found: Select[int]) -> list[int] | None:
    """The keys of what was found where it is little, so that what takes long is asked once; else
    None.
    """
    keys = list(connection.scalars(found.limit(FEW + 1)))
    return None if len(keys) > FEW else keys


def by_key(found: Select[int], key: ColumnElement[int], cursor: str | None) -> Select[Any]:
    """What was found, those added last first: words that are nearly everywhere rank nothing."""
    if cursor is not None:
        found = found.where(key < behind(cursor, str, int)[1])
    return found.add_columns(literal("").label("place")).order_by(key.desc())


def by_rank(found: Select[int], matching: Matching, cursor: str | None) -> Select[Any]:
    """What was found, best first, from a cursor on."""
    rank, key = matching.rank, statements.c.key
    if cursor is not None:
        before, last = behind(cursor, float, int)
        found = found.where(or_(rank > before, and_(rank == before, key > last)))
    place = rank.label("place")
    return found.add_columns(place).order_by(place, key)


def by_date(found: Select[int], cursor: str | None, *, newest: bool) -> Select[Any]:
    """What was found, the newest or the oldest first and the undated last, from a cursor on."""
    day, key = statements.c.last_day, statements.c.key
    if cursor is not None:
        place, last = behind(cursor, str, int)
        later = key < last if newest else key > last
        other_day = day < place if newest else day > place
        dated = or_(other_day, and_(day == place, later), day.is_(None))
        found = found.where(dated if place else day.is_(None) & later)
    order = (day.desc(), key.desc()) if newest else (day, key)
    return found.add_columns(day.label("place")).order_by(order[0].nulls_last(), order[1])


def filters(
    wanted: Wanted, dialect: Dialect, matching: Matching | None
) -> Iterator[ColumnElement[bool]]:
    """The conditions on what is wanted besides words.

    A date known only to the month or year is in the range where any of its days is.  What the
    next version of an article repeats is found there alone.
    """
    yield statements.c.successor.is_(None)
    if wanted.speaker:
        so_called = keys_with(dialect, "speaker_key", called(wanted.speaker))
        yield spoken_by(so_called) if matching is None else among_theirs(matching, so_called)
    if wanted.described:
        yield statements.c.key.in_(union_all(*described_as(dialect, wanted.described)))
    if wanted.body:
        yield statements.c.key.in_(union_all(*speaking_for(dialect, wanted.body)))
    for column in ("target", "about", "place"):
        if typed := getattr(wanted, column):
            yield statements.c.key.in_(keys_with(dialect, column, name_key(typed)))
    if wanted.country:
        yield of_parties(parties_called(None, wanted.country))
    if wanted.outlet:
        yield in_articles(wanted, articles.c.outlet_key.in_(outlets_called(wanted.outlet)))
    if wanted.type:
        yield statements.c.speaker_type == wanted.type
    if wanted.unnamed:
        yield statements.c.name_id.is_(None)
    if wanted.min_confidence is not None:
        yield statements.c.confidence >= wanted.min_confidence
    if wanted.added_since:
        yield in_articles(wanted, articles.c.added_at > wanted.added_since)
    if wanted.act:
        yield statements.c.act == wanted.act
    if wanted.manner:
        yield statements.c.manner == wanted.manner
    if wanted.since:
        yield statements.c.last_day >= meant(first_day(wanted.since), wanted.since)
    if wanted.until:
        yield statements.c.first_day <= meant(last_day(wanted.until), wanted.until)


def outlets_called(name: str) -> Select[Any]:
    """The outlets with these words in their names; each is looked at once, not in each article."""
    outlet = func.max(articles.c.outlet_key)
    return select(outlet).group_by(articles.c.outlet_key).having(has_words(outlet, name))


def in_articles(wanted: Wanted, condition: ColumnElement[bool]) -> ColumnElement[bool]:
    """Whether a statement is in an article of which a condition holds.  Those with some words are
    told apart by the numbers of their articles; without words, articles lead to statements.
    """
    if wanted.words:
        return statements.c.article_number.in_(select(articles.c.number).where(condition))
    return statements.c.article_id.in_(select(articles.c.number).where(condition))


def keys_with(dialect: Dialect, column: str, key: str) -> Select[int]:
    """The keys of the statements that have all words of a name's key in a column."""
    words = [word for word in key.split() if any(map(str.isalnum, word))]
    if not words:
        return select(statements.c.key).where(false())
    return dialect.keys_with(column, words)


def described_as(dialect: Dialect, words: str) -> Iterator[Select[int]]:
    """The keys of the statements whose source is described so, or has such a role: "a senior
    official".
    """
    key = name_key(words)
    for column in ("roles", "source"):
        yield keys_with(dialect, column, key)


def speaking_for(dialect: Dialect, body: str) -> Iterator[Select[int]]:
    """The keys of the statements of a body, and of those who speak for it: who is called so, has it
    in the role, or is its minister.
    """
    key = called(body)
    so_called = keys_with(dialect, "speaker_key", key)
    yield so_called
    yield said_by(parties_of(so_called))
    for words in dict.fromkeys((key, *heads_of(key))):
        yield from described_as(dialect, words)


def heads_of(key: str) -> Iterator[str]:
    """What whoever is at the head of a body is called: the "finance minister" of the ministry."""
    for body, head in HEADS.items():
        if body in key.split():
            yield " ".join(head if word == body else word for word in key.split())


def called(name: str) -> str:
    """The key of a name without titles."""
    person = name_of(name, "person")
    return person.plain if person else name_key(name)


def spoken_by(so_called: Select[int]) -> ColumnElement[bool]:
    """Whether a statement is by somebody called so, or by the same party under another name; a
    speaker may be no party: a description, or somebody a correction named.
    """
    nobody = statements.c.name_id.is_(None) & statements.c.key.in_(so_called)
    return or_(of_parties(parties_of(so_called)), nobody)


def among_theirs(matching: Matching, so_called: Select[int]) -> ColumnElement[bool]:
    """The same of a statement with some words: whether it is among all that they said, which is
    looked up once, so that no other statement with the words is opened to see whose it is.
    """
    everything = union_all(said_by(parties_of(so_called)), so_called)
    return (matching.key + 0).in_(everything)  # with nothing added, each of them is looked for


def parties_of(so_called: Select[int]) -> Select[Any]:
    """The parties that make some statements."""
    said = statements.alias("said")
    linked = from_index(select(said.c.name_id), said).where(said.c.key.in_(so_called))
    return select(names.c.party).where(names.c.key.in_(linked))


def of_parties(parties: Select[Any]) -> ColumnElement[bool]:
    """Whether a statement is of one of these parties."""
    return statements.c.name_id.in_(select(names.c.key).where(names.c.party.in_(parties)))


def said_by(parties: Select[Any]) -> Select[int]:
    """The keys of the statements of parties."""
    theirs = statements.alias("theirs")
    members = select(names.c.key).where(names.c.party.in_(parties))
    return select(theirs.c.key).where(theirs.c.name_id.in_(members))


def meant(day: str | None, typed: str) -> str:
    """The day that was meant; ``RecordError`` where what was typed is no date."""
    if day is None:
        raise RecordError(f"{typed}: not a date; write it as 2024, 2024-03 or 2024-03-05")
    return day


def hits(
    connection: Connection, keys: Sequence[int], matching: Matching | None = None
) -> Iterator[Hit]:
    """The statements of these keys as hits, in this order."""
    for start in range(0, len(keys), AT_ONCE):
        some = keys[start : start + AT_ONCE]
        found: dict[int, tuple[str, str]] = {}
        if matching is not None:
            found = dialect_of(connection).highlighted(connection, matching, some)
        query = select(statements, names.c.party.label("party"), names.c.country).outerjoin(names)
        query = query.where(statements.c.key.in_(some))
        rows = {row.key: row for row in connection.execute(query)}
        reports = reports_of(connection, {row.article_id for row in rows.values()})
        outlets = outlets_in(connection, reports)
        told = tellings(connection, {row.quotation for row in rows.values()} - {None})
        for row in map(rows.__getitem__, some):
            report = reports[row.article_id]
            alone = telling(None, [row.article_id], outlets)
            yield hit_of(row, report, found.get(row.key), told.get(row.quotation, alone))


@dataclass(frozen=True, slots=True)
class Report:
    """What hits tell of their article: its row, and its speakers by id, name and type."""

    row: Line
    people: list[Speaker]


def reports_of(connection: Connection, ids: Collection[str]) -> dict[str, Report]:
    """The articles of these ids, by id."""
    origin = (
        select(origins.c.origin)
        .where(origins.c.article_id == articles.c.number)
        .order_by(origins.c.key)
        .limit(1)
        .scalar_subquery()
    )
    columns = (
        getattr(articles.c, name)
        for name in ("id", "url", "title", "outlet", "published", "language", "text")
    )
    query = select(*columns, origin.label("origin")).where(articles.c.id.in_(ids))
    reports = {row.id: Report(row, []) for row in connection.execute(query)}
    people = select(speakers.c.article_id, speakers.c.id, speakers.c.name, speakers.c.type)
    people = people.where(speakers.c.article_id.in_(ids)).order_by(speakers.c.key)
    for row in connection.execute(people):
        reports[row.article_id].people.append(Speaker(row.id, row.name, row.type))
    return reports


def hit_of(row: Line, report: Report, found: tuple[str, str] | None, told: Telling) -> Hit:
    """One hit, with the words found in content and source as spans of the article's text."""
    text = report.row.text
    check_text(report.row)
    people = [*report.people]
    statement = statement_from(text, row, people)
    matches: list[Span] = []
    if found is not None:
        content, source = found
        matches += spans_found(text, statement.source, source)
        matches += spans_found(text, statement.content, content)
    matches.sort(key=lambda span: span.start)
    return Hit(
        statement=statement,
        article=row.article_id,
        origin=report.row.origin,
        url=report.row.url,
        title=report.row.title,
        outlet=report.row.outlet,
        speaker=row.speaker,
        party=row.party,
        type=next((one.type for one in people if one.id == statement.speaker), None),
        roles=row.roles or None,
        published=report.row.published,
        language=report.row.language,
        country=row.country,
        sentence=sentence(text, statement),
        date=row.said_on or report.row.published,
        dated="said" if row.said_on else "published" if report.row.published else None,
        snippet=snippet(text, statement, matches),
        matches=tuple(matches),
        quotation=told.first,
        printed=told.printed,
        outlets=told.outlets,
    )


def spans_found(text: str, parts: Sequence[Span], highlighted: str) -> Iterator[Span]:
    """What stands between ``OPEN`` and ``CLOSE``, as spans of the article's text.

    ``highlighted`` is the parts as they are read, joined by ``GAP``; a phrase found across a gap
    is cut there.
    """
    pieces = re.split(f"[{OPEN}{CLOSE}]", highlighted)
    if "".join(pieces) != as_read(parts):
        return  # the report itself has these noncharacters: no words can be told from them
    views = [legible(part.text) for part in parts]
    starts = list(accumulate((len(view.text) + len(GAP) for view in views), initial=0))
    position = 0
    for number, piece in enumerate(pieces):
        if number % 2:
            for start, part, view in zip(starts, parts, views, strict=False):
                first = max(position - start, 0)
                last = min(position + len(piece) - start, len(view.text))
                if first < last:
                    yield Span.of(text, view.start(first) + part.start, view.end(last) + part.start)
        position += len(piece)


def snippet(text: str, statement: Statement, matches: Sequence[Span]) -> Span:
    """The statement as it stands in the text, cut to the words around what was found in it."""
    parts = (*statement.source, *statement.cue, *statement.content)
    start, end = min(part.start for part in parts), max(part.end for part in parts)
    focus = matches[0].start if matches else statement.content[0].start
    most = AROUND if matches else MOST
    if end - start > most:
        start = word_start(text, max(start, focus - BEFORE), focus)
        end = word_end(text, min(end, start + most), start)
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
