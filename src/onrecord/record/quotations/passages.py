"""Where words stand in the whole texts of a record: also where no statement has them, as in a
quotation that nobody is found to say, or in what the reporter tells.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, select

from onrecord.legible import legible
from onrecord.model import Article, Span
from onrecord.quotations import Wording, occurrences, quoted_in, wording
from onrecord.record.dialects import dialect_of
from onrecord.record.query import Term
from onrecord.record.rows import Line, load
from onrecord.record.schema import articles, statements

LOOKED_AT = 5  # articles
LONGEST = 200_000  # characters of a text; a longer one is no report


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of an article that has some words in a row, all in quotation marks or not.

    ``statements`` are the keys of the article's statements that have some of them.
    """

    article: str
    origin: str
    title: str | None
    outlet: str | None
    published: str | None
    span: Span
    quoted: bool
    statements: tuple[int, ...]


def passages(
    connection: Connection, theirs: Wording, besides: Collection[str]
) -> Iterator[Passage]:
    """Where the words stand in the newest versions of articles but some, those added first."""
    phrase = Term(legible(theirs.text).text, exact=True)
    matching = dialect_of(connection).texts_matching(connection, phrase)
    with_words = articles.join(matching.index, matching.key == articles.c.number)
    query = select(articles).select_from(with_words).where(matching.condition)
    newest = query.where(articles.c.replaced_by.is_(None), articles.c.id.not_in(besides))
    first = newest.order_by(articles.c.number).limit(LOOKED_AT)
    rows = [row for row in connection.execute(first) if len(row.text) <= LONGEST]
    for article in load(connection, rows):
        said = select(statements).where(statements.c.article_id == article.id)
        yield from passages_in(article, connection.execute(said).all(), theirs)


def passages_in(article: Article, said: Sequence[Line], theirs: Wording) -> Iterator[Passage]:
    """Where the words stand in one article."""
    marked = [(one.start, one.end) for one in quoted_in(article)]
    words = wording(article.text, marked)
    for first in occurrences(theirs.keys, words.keys):
        last = first + len(theirs)
        start, end = words.starts[first], words.ends[last - 1]
        yield Passage(
            article=article.id,
            origin=article.origin,
            title=article.title,
            outlet=article.outlet,
            published=article.published,
            span=Span.of(article.text, start, end),
            quoted=all(words.quoted[first:last]),
            statements=tuple(row.key for row in said if has_some(row, start, end)),
        )


def has_some(row: Line, start: int, end: int) -> bool:
    """Whether a statement has some of a stretch of its article."""
    return any(first < end and start < last for first, last in row.spans["content"])
