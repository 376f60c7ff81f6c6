"""Other spans that a person gives a statement: its source, its cue, its content.

A person gives words as they stand in the article, or offsets into its text as ``12-30,40-52``,
which is how they are kept.  In another version of the article they are where the same words stand
near the statement that repeats theirs, between the same letters as far as can be.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from rapidfuzz.distance import Postfix, Prefix
from sqlalchemy import Connection, delete, select

from onrecord.model import GAP, Statement, statement_id
from onrecord.quotations import quoted_in
from onrecord.record.dialects import dialect_of
from onrecord.record.errors import RecordError
from onrecord.record.rows import Line, Values, load, spans_of, word_values
from onrecord.record.schema import PARTS, articles, former_ids, statements

AROUND = 500  # characters before and behind a statement in which the same words are looked for
BESIDE = 40  # characters before and behind words that tell which of several they are
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
    if is_double(connection, row, row.spans | {part: pairs}):
        raise RecordError(f"{part}: with these words it would be a statement that is there already")
    return ",".join(f"{start}-{end}" for start, end in pairs)


def pairs_of(value: str | None) -> Pairs:
    """The offsets in a value that is kept."""
    stretches = value.split(",") if value else ()
    return [[int(offset) for offset in stretch.split("-")] for stretch in stretches]


def carried(
    connection: Connection, value: str | None, made_in: str, row: Line, spans: Values
) -> Pairs | None:
    """Where the words that a person gave for a part of a statement, in the version of an article
    of this id, stand in that of a row, which has these spans; None where they do not.
    """
    pairs = pairs_of(value)
    if made_in == row.article_id:
        return pairs
    ends = [offset for part in PARTS for pair in spans[part] for offset in pair]
    window = max(0, min(ends) - AROUND), max(ends) + AROUND
    return same_words(
        text_of(connection, made_in), pairs, text_of(connection, row.article_id), window
    )


def same_words(old: str, pairs: Pairs, new: str, window: tuple[int, int]) -> Pairs | None:
    """Where the words of some stretches of a text stand in a part of another, one behind the other;
    None where they do not.
    """
    found: Pairs = []
    since, until = window
    for start, end in pairs:
        pattern = r"\s+".join(map(re.escape, old[start:end].split()))
        places = [
            place.span()
            for place in re.finditer(pattern, new[since:until])
            if is_whole(new, place.start() + since, place.end() + since)
            or not is_whole(old, start, end)
        ]
        if not places:
            return None
        first, last = max(
            places,
            key=lambda place: beside(old, start, end, new, place[0] + since, place[1] + since),
        )
        found.append([first + since, last + since])
        since += last
    return found


def is_whole(text: str, start: int, end: int) -> bool:
    """Whether a stretch of a text cuts no word at its ends."""
    return not any(
        0 < edge < len(text) and text[edge - 1].isalnum() and text[edge].isalnum()
        for edge in (start, end)
    )


def beside(old: str, start: int, end: int, new: str, first: int, last: int) -> int:
    """How many characters before and behind a stretch are those beside another one."""
    before = Postfix.similarity(
        old[max(0, start - BESIDE) : start], new[max(0, first - BESIDE) : first]
    )
    return before + Prefix.similarity(old[end : end + BESIDE], new[last : last + BESIDE])


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


def is_double(connection: Connection, row: Line, spans: Values) -> bool:
    """Whether with these spans a statement would be another one of its article."""
    text = text_of(connection, row.article_id)
    others = statements.c.key != row.key
    query = select(statements.c.key).where(
        statements.c.id == id_of(row.article_id, text, spans), others
    )
    return connection.scalar(query) is not None


def in_columns(connection: Connection, row: Line, extracted: Values, corrected: Values) -> Values:
    """The columns of a statement whose spans are those extracted but for those corrected."""
    spans = extracted | corrected
    if spans == row.spans:
        return {}
    this = select(articles).where(articles.c.id == row.article_id)
    [article] = load(connection, connection.execute(this).all())
    new = id_of(row.article_id, article.text, spans)
    rename(connection, row, new)
    source, cue, content = (spans_of(article.text, spans[part]) for part in PARTS)
    one = Statement(new, source, cue, content, row.manner)
    return {"id": new, "spans": spans} | word_values(article.text, one, quoted_in(article))


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
