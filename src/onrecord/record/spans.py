"""Other spans that a person gives a statement: its source, its cue, its content.

A person gives words as they stand in the article, or offsets into its text as ``12-30,40-52``,
which is how they are kept.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from sqlalchemy import Connection, delete, select

from onrecord.model import GAP, Statement, statement_id
from onrecord.quotations import quoted_in
from onrecord.record.dialects import dialect_of
from onrecord.record.errors import RecordError
from onrecord.record.rows import PARTS, Line, Values, load, spans_of, word_values
from onrecord.record.schema import articles, former_ids, statements

OFFSETS = re.compile(r"\d{1,9}-\d{1,9}(?:,\d{1,9}-\d{1,9})*")
Pairs = list[list[int]]


def given(connection: Connection, row: Line, part: str, value: str | None) -> str | None:
    """What a person gave for a part of a statement, as it is kept; ``RecordError`` where the
    article has no such words, or where the statement would be another one's double.
    """
    if value is None:
        if part == "content":
            raise RecordError("content: a statement has words; to say that it is none, reject it")
        return None
    text = text_of(connection, row.article_id)
    pairs = pairs_of(value) if OFFSETS.fullmatch(value) else found(text, value, near(row))
    check(text, pairs)
    others = select(statements.c.id).where(
        statements.c.id == id_of(row.article_id, text, row.spans | {part: pairs}),
        statements.c.key != row.key,
    )
    if connection.scalar(others):
        raise RecordError(f"{part}: with these words it would be a statement that is there already")
    return ",".join(f"{start}-{end}" for start, end in pairs)


def pairs_of(value: str | None) -> Pairs:
    """The offsets in a value that is kept."""
    stretches = value.split(",") if value else ()
    return [[int(offset) for offset in stretch.split("-")] for stretch in stretches]


def near(row: Line) -> int:
    """Where in its article a statement begins."""
    first: int = min(start for part in PARTS for start, _ in row.spans[part])
    return first


def found(text: str, words: str, near: int) -> Pairs:
    """Where words stand in a text, the nearest to an offset; parts that "…" separates one after
    another.
    """
    pairs: Pairs = []
    for part in words.split(GAP):
        since = pairs[-1][1] if pairs else 0
        pattern = r"\s+".join(map(re.escape, part.split()))
        places = [match.span() for match in re.finditer(pattern, text[since:])] if pattern else []
        if not places:
            raise RecordError(f"“{part.strip()}”: the article does not have these words there")
        start, end = min(places, key=lambda place: abs(place[0] + since - near))
        pairs.append([start + since, end + since])
    return pairs


def check(text: str, pairs: Sequence[Sequence[int]]) -> None:
    """``RecordError`` where these are not stretches of a text, one behind the other."""
    end = 0
    for start, stop in pairs:
        if not end <= start < stop <= len(text):
            raise RecordError(f"{start}-{stop}: not a stretch of the text behind the one before")
        end = stop


def in_columns(connection: Connection, row: Line, extracted: Values, corrected: Values) -> Values:
    """The columns of a statement whose spans are those extracted but for those corrected."""
    spans = extracted | {part: pairs_of(value) for part, value in corrected.items()}
    if spans == row.spans:
        return {}
    this = select(articles).where(articles.c.id == row.article_id)
    [article] = load(connection, connection.execute(this).all())
    new = id_of(row.article_id, article.text, spans)
    rename(connection, row, new)
    source, cue, content = (spans_of(article.text, spans[part]) for part in PARTS)
    one = Statement(new, source, cue, content, row.manner)
    return {"id": new, "spans": spans} | word_values(one, quoted_in(article))


def rename(connection: Connection, row: Line, new: str) -> None:
    """Keeps the id that a statement had for the links to it."""
    if row.id == new:
        return
    values = {"id": row.id, "article_id": row.article_id, "statement": row.key}
    connection.execute(delete(former_ids).where(former_ids.c.id == new))
    former = dialect_of(connection).insert_new(former_ids)
    connection.execute(former, [values | {"content": row.spans["content"]}])


def id_of(article_id: str, text: str, spans: Values) -> str:
    """The id of a statement with these spans."""
    return statement_id(article_id, *(spans_of(text, spans[part]) for part in PARTS))


def text_of(connection: Connection, article_id: str) -> str:
    """An article's text."""
    query = select(articles.c.text).where(articles.c.id == article_id)
    text: str = connection.execute(query).scalar_one()
    return text
