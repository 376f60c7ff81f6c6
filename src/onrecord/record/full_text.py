"""Finding articles by their whole text: also what no statement says."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, and_, func, or_, select

from onrecord.legible import Legible, legible
from onrecord.model import Span
from onrecord.record.contents import first_origin, statements_in
from onrecord.record.days import first_day, last_day
from onrecord.record.dialects import CLOSE, OPEN, Matching, dialect_of
from onrecord.record.errors import RecordError
from onrecord.record.page import Page, behind, cursor_at
from onrecord.record.parties.browse import has_words
from onrecord.record.query import query_of
from onrecord.record.rows import Line, check_text
from onrecord.record.schema import articles
from onrecord.record.search import AROUND, BEFORE, MANY, Wanted, meant, word_end, word_start

OF_ARTICLES = ("words", "outlet", "since", "until", "exact", "sort")


@dataclass(frozen=True, slots=True)
class ArticleHit:
    """An article found; ``snippet`` is the stretch of its text around the words found first,
    ``matches`` are all of them there, ``statements`` how many it has.
    """

    article: str
    origin: str
    url: str | None
    title: str | None
    outlet: str | None
    published: str | None
    statements: int
    snippet: Span
    matches: tuple[Span, ...]


def search_articles(
    connection: Connection, wanted: Wanted, limit: int, cursor: str | None = None
) -> Page[ArticleHit]:
    """The articles with all these words in title or text, best first."""
    for field in fields(Wanted):
        if field.name not in OF_ARTICLES and getattr(wanted, field.name) != field.default:
            raise RecordError(
                f"{field.name}: belongs to statements; articles are found by words, outlet and date"
            )
    query = query_of(wanted.words, exact=wanted.exact)
    if query is None:
        raise RecordError("give words to look for in articles; `onrecord articles` lists them all")
    matching = dialect_of(connection).texts_matching(connection, query)
    with_words = articles.join(matching.index, matching.key == articles.c.number)
    found = select(articles.c.number).select_from(with_words)
    found = found.where(matching.condition, *conditions(wanted))
    total = connection.execute(found.with_only_columns(func.count())).scalar_one()
    if wanted.sort != "best":
        ordered = by_date(found, cursor, newest=wanted.sort == "-date")
    else:
        # Words that are nearly everywhere rank nothing: those added last come first.
        rank = -articles.c.number if total > MANY else matching.rank
        ordered = by_rank(found, rank, cursor)
    rows = connection.execute(ordered.limit(limit + 1)).all()
    more = cursor_at(rows[limit - 1].place, rows[limit - 1].number) if len(rows) > limit else None
    shown = hits(connection, [row.number for row in rows[:limit]], matching)
    return Page(tuple(shown), total, more)


def conditions(wanted: Wanted) -> Iterator[ColumnElement[bool]]:
    """What is wanted besides words; of an edited article the newest version alone."""
    yield articles.c.replaced_by.is_(None)
    if wanted.outlet:
        yield has_words(articles.c.outlet_key, wanted.outlet)
    if wanted.since:
        yield articles.c.published >= meant(first_day(wanted.since), wanted.since)
    if wanted.until:
        yield articles.c.published <= meant(last_day(wanted.until), wanted.until)


def by_rank(found: Select[int], rank: ColumnElement[Any], cursor: str | None) -> Select[Any]:
    """What was found, best first, from a cursor on."""
    number = articles.c.number
    if cursor is not None:
        before, last = behind(cursor, float, int)
        found = found.where(or_(rank > before, and_(rank == before, number > last)))
    place = rank.label("place")
    return found.add_columns(place).order_by(place, number)


def by_date(found: Select[int], cursor: str | None, *, newest: bool) -> Select[Any]:
    """What was found, the newest or the oldest first and the undated last, from a cursor on."""
    day, number = func.coalesce(articles.c.published, "" if newest else "~"), articles.c.number
    order = (day.desc(), number.desc()) if newest else (day, number)
    if cursor is not None:
        place, last = behind(cursor, str, int)
        other = day < place if newest else day > place
        later = number < last if newest else number > last
        found = found.where(or_(other, and_(day == place, later)))
    return found.add_columns(day.label("place")).order_by(*order)


def hits(
    connection: Connection, numbers: Sequence[int], matching: Matching
) -> Iterator[ArticleHit]:
    """The articles of these numbers as hits, in this order."""
    found = dialect_of(connection).texts_highlighted(connection, matching, numbers)
    query = select(articles, first_origin(), statements_in()).where(articles.c.number.in_(numbers))
    rows = {row.number: row for row in connection.execute(query)}
    for number in numbers:
        yield hit_of(rows[number], found.get(number, ""))


def hit_of(row: Line, highlighted: str) -> ArticleHit:
    """One hit, with the words found as spans of the text."""
    check_text(row)
    matches = list(spans_found(row.text, highlighted))
    around = snippet(row.text, matches[0].start if matches else 0)
    near = (m for m in matches if around.start <= m.start and m.end <= around.end)
    return ArticleHit(
        article=row.id,
        origin=row.origin,
        url=row.url,
        title=row.title,
        outlet=row.outlet,
        published=row.published,
        statements=row.statements,
        snippet=around,
        matches=tuple(near),
    )


def spans_found(text: str, highlighted: str) -> Iterator[Span]:
    """What stands between ``OPEN`` and ``CLOSE``, as spans of the text; ``highlighted`` may be the
    text as it is read.
    """
    pieces = re.split(f"[{OPEN}{CLOSE}]", highlighted)
    found = "".join(pieces)
    view = Legible(text) if found == text else legible(text)
    if found != view.text:
        return  # the report itself has these noncharacters: no words can be told from them
    position = 0
    for number, piece in enumerate(pieces):
        end = position + len(piece)
        if number % 2 and piece:
            yield Span.of(text, view.start(position), view.end(end))
        position = end


def snippet(text: str, focus: int) -> Span:
    """The words around an offset, from the start of its paragraph where that is near."""
    first = max(text.rfind("\n\n", 0, focus) + 2, 0) if "\n\n" in text[:focus] else 0
    start = word_start(text, max(first, focus - BEFORE), focus)
    last = text.find("\n\n", focus)
    end = min(len(text) if last < 0 else last, start + AROUND)
    return Span.of(text, start, max(word_end(text, end, start), start + 1))
