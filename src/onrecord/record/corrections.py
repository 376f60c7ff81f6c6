"""What a person corrected: kept with author and time, taken back rather than overwritten.

A correction belongs to a statement, and to those that repeat it in later versions of the
article; one of its spans (``spans.py``) wherever the same words still stand.  While a newer
extraction finds no such statement, it waits unattached.  So does that a statement is none
(``rejecting.py``).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, get_args

from sqlalchemy import ColumnElement, Connection, Select, insert, select, update

from onrecord.model import GAP, Act, Manner
from onrecord.record import lookup, rejecting, spans
from onrecord.record.clock import now
from onrecord.record.days import check_edtf
from onrecord.record.errors import RecordError, check_line
from onrecord.record.ledger.keeping import renew
from onrecord.record.parties.link import name_id_of
from onrecord.record.quotations import groups
from onrecord.record.rejecting import REJECTED
from onrecord.record.rows import Line, Values, date_values, roles_by_name, spoken
from onrecord.record.schema import PARTS, articles, corrections, speakers, statements
from onrecord.record.succession import SAME, overlap

FIELDS = ("speaker", "manner", "act", "target", "audience", "place", "said_on")
SHOWN = ("speaker", "act", "target", "content")  # what holds when a statement is called right
CHOICES = {"manner": get_args(Manner), "act": (*get_args(Act), None)}


@dataclass(frozen=True, slots=True)
class Correction:
    """One correction.  ``statement`` is the id of the statement it holds for, ``None`` where
    the article as extracted now has no such statement, ``content`` the offsets of the words that
    it was made on, ``words`` those that a correction of spans gives.  ``placed`` tells whether its
    statement is there and, of spans, has these words in this version; ``withdrawn_at`` is when it
    was taken back.  Times are ISO 8601 in UTC.
    """

    id: int
    article: str
    statement: str | None
    field: str
    value: str | None
    author: str
    made_at: str
    withdrawn_at: str | None
    content: tuple[tuple[int, int], ...]
    words: str | None
    placed: bool


def correct(
    connection: Connection, statement_id: str, fields: Mapping[str, str | None], by: str
) -> list[int]:
    """Corrects fields of a statement, at one time; the ids of the new corrections."""
    check_line("by", by)
    row = lookup.statement(connection, statement_id)
    at = now()
    made = [put(connection, row, field, value, by, at) for field, value in fields.items()]
    apply_from(connection, row.key)
    return made


def accept(connection: Connection, statement_id: str, by: str) -> list[int]:
    """Says that a statement is right: what it has now stands, whatever newer readings find."""
    row = lookup.statement(connection, statement_id)
    shown = {field: getattr(row, field) for field in SHOWN}
    return correct(connection, statement_id, shown | {"content": places(row)}, by)


def places(row: Line) -> str:
    """Where the content of a statement stands, as a person would give it."""
    return ",".join(f"{start}-{end}" for start, end in row.spans["content"])


def reject(connection: Connection, statement_id: str, by: str) -> list[int]:
    """Says that a statement is none, nor are those that it repeats; the corrections' ids."""
    check_line("by", by)
    row = lookup.statement(connection, statement_id)
    at, made = now(), []
    keys = lineage(connection, row.key)
    query = select(statements).where(statements.c.key.in_(keys)).order_by(statements.c.key)
    for one in connection.execute(query).all():
        made.append(put(connection, one, REJECTED, None, by, at))
        rejecting.reject(connection, one, made[-1])
    return made


def put(connection: Connection, row: Line, field: str, value: str | None, by: str, at: str) -> int:
    """Keeps one correction; its id."""
    if field in PARTS:
        value = spans.given(connection, row, field, value)
    elif field != REJECTED:
        check(field, value)
    made = insert(corrections).values(
        article_id=row.article_id,
        statement=row.key,
        content=row.spans["content"],
        field=field,
        value=value,
        author=by,
        made_at=at,
    )
    correction_id: int = connection.execute(made.returning(corrections.c.id)).scalar_one()
    return correction_id


def check(field: str, value: str | None) -> None:
    """``RecordError`` where a statement cannot have this value."""
    if field not in FIELDS:
        known = ", ".join((*FIELDS, *PARTS))
        raise RecordError(f"{field}: cannot be corrected; choose one of {known}")
    if field in CHOICES and value not in CHOICES[field]:
        choices = ", ".join(str(choice) for choice in CHOICES[field] if choice)
        raise RecordError(f"{value}: not a value of {field}; choose one of {choices}")
    if value is not None:
        check_line(field, value)
    if field == "said_on" and value is not None:
        check_edtf(value)


def withdraw(connection: Connection, correction_id: int) -> None:
    """Takes a correction back: what held before it holds again."""
    row = connection.execute(select(corrections).where(corrections.c.id == correction_id)).first()
    if row is None:
        raise RecordError(f"{correction_id}: no such correction in this record")
    if row.withdrawn_at is None:
        this = corrections.c.id == correction_id
        connection.execute(update(corrections).where(this).values(withdrawn_at=now()))
        if row.field == REJECTED:
            rejecting.restore(connection, row)
            reattach(connection, row.article_id)
    apply_from(connection, row.statement)


def listed(connection: Connection, article_id: str) -> list[Correction]:
    """All corrections of an article in the order in which they were made."""
    rows = connection.execute(in_order(corrections.c.article_id == article_id)).all()
    return [shown(connection, row, placed=row.statement_id is not None) for row in rows]


def of_statement(connection: Connection, row: Line) -> list[Correction]:
    """The corrections of a statement, and of those that it repeats from earlier versions, in the
    order in which they were made.
    """
    mine = corrections.c.statement.in_(lineage(connection, row.key))
    rows = connection.execute(in_order(mine)).all()
    return [shown(connection, line, placed=is_placed(connection, line, row)) for line in rows]


def in_order(which: ColumnElement[bool]) -> Select[Any]:
    """Corrections with the ids of their statements, in the order in which they were made."""
    query = select(corrections, statements.c.id.label("statement_id"))
    query = query.outerjoin(statements, statements.c.key == corrections.c.statement)
    return query.where(which).order_by(corrections.c.id)


def shown(connection: Connection, row: Line, *, placed: bool) -> Correction:
    """A correction from its row."""
    text = spans.text_of(connection, row.article_id) if row.field in PARTS else ""
    stretches = spans.pairs_of(row.value) if row.field in PARTS else []
    return Correction(
        id=row.id,
        article=row.article_id,
        statement=row.statement_id,
        field=row.field,
        value=row.value,
        author=row.author,
        made_at=row.made_at,
        withdrawn_at=row.withdrawn_at,
        content=tuple((start, end) for start, end in row.content),
        words=GAP.join(text[start:end] for start, end in stretches) or None,
        placed=placed,
    )


def is_placed(connection: Connection, correction: Line, row: Line) -> bool:
    """Whether a correction has a place in a statement: of spans, whether its words stand there."""
    if correction.field not in PARTS:
        return True
    found = spans.carried(connection, correction.value, correction.article_id, row, row.spans)
    return found is not None


def apply_from(connection: Connection, key: int | None) -> None:
    """Applies the corrections of a statement, and of those that repeat it in later versions."""
    while key is not None:
        row = connection.execute(select(statements).where(statements.c.key == key)).one()
        apply(connection, row)
        renew(connection, [row.article_id])
        key = row.successor


def apply(connection: Connection, row: Line) -> None:
    """Writes into a statement's row what its standing corrections say, and those of the
    statements that it repeats; the latest of a field.
    """
    keys = lineage(connection, row.key)
    standing = connection.execute(
        select(corrections.c.field, corrections.c.value, corrections.c.article_id)
        .where(corrections.c.statement.in_(keys), corrections.c.withdrawn_at.is_(None))
        .order_by(corrections.c.id)
    ).all()
    corrected = {line.field: line.value for line in standing if line.field in FIELDS}
    extracted = row.extracted or {field: getattr(row, field) for field in FIELDS}
    extracted = {"id": row.id, "spans": row.spans, "content": row.content} | extracted
    other_spans = standing_spans(connection, row, extracted["spans"], standing)
    found = {field: extracted[field] for field in FIELDS}
    values = in_columns(connection, row.article_id, found | corrected)
    values |= spans.in_columns(connection, row, extracted["spans"], other_spans)
    values["extracted"] = extracted if corrected or other_spans else None
    reworded = any(values.get(c, getattr(row, c)) != getattr(row, c) for c in groups.WORDING)
    if reworded:
        groups.leave(connection, [row])
    connection.execute(update(statements).where(statements.c.key == row.key).values(values))
    if reworded:
        groups.link_again(connection, row.key)


def standing_spans(
    connection: Connection, row: Line, extracted: Values, standing: Iterable[Line]
) -> Values:
    """The spans that standing corrections give a statement, those of an earlier version where the
    same words still stand, unless the statement would be another one's double.
    """
    found: Values = {}
    for line in standing:
        if line.field in PARTS:
            pairs = spans.carried(connection, line.value, line.article_id, row, extracted)
            found |= {} if pairs is None else {line.field: pairs}
    older = any(line.article_id != row.article_id for line in standing if line.field in PARTS)
    return {} if older and spans.is_double(connection, row, extracted | found) else found


def in_columns(connection: Connection, article_id: str, fields: Values) -> Values:
    """The correctable fields with the columns that follow from them."""
    published = connection.scalar(select(articles.c.published).where(articles.c.id == article_id))
    people = connection.execute(
        select(speakers.c.name, speakers.c.roles).where(speakers.c.article_id == article_id)
    )
    roles = roles_by_name((line.name, line.roles) for line in people)
    return (
        fields
        | spoken(fields["speaker"], roles)
        | date_values(fields["said_on"], published)
        | {"name_id": name_id_of(connection, article_id, fields["speaker"])}
    )


def lineage(connection: Connection, key: int) -> list[int]:
    """A statement and those that it repeats from earlier versions of its article."""
    keys, found = [], [key]
    while found:
        keys += found
        query = select(statements.c.key).where(statements.c.successor.in_(found))
        found = [other for other in connection.scalars(query) if other not in keys]
    return keys


def reattach(connection: Connection, article_id: str) -> None:
    """After an article was extracted anew: gives corrections that no statement has to the one
    found now in most of the same words, rejects what was rejected, and applies all of them.
    """
    query = select(statements).where(statements.c.article_id == article_id)
    found = list(connection.execute(query))
    waiting = select(corrections).where(
        corrections.c.article_id == article_id, corrections.c.statement.is_(None)
    )
    for correction in connection.execute(waiting).all():
        if correction.field == REJECTED:
            rejecting.reject_again(connection, correction, found)
            continue
        shares = [(likeness(correction, row), row.key) for row in found]
        share, closest = max(shares, default=(0.0, None))
        if share >= SAME:
            this = corrections.c.id == correction.id
            connection.execute(update(corrections).where(this).values(statement=closest))
    for key in connection.scalars(corrected_in(article_id)).all():
        apply_from(connection, key)


def likeness(correction: Line, row: Line) -> float:
    """How much of a statement's words is what a correction was made on, or gave it."""
    ours = [correction.content]
    if correction.field == "content":
        ours.append(spans.pairs_of(correction.value))
    return max(overlap(one, row.spans["content"]) for one in ours)


def corrected_in(article_id: str) -> Select[int]:
    """The keys of the statements of an article that corrections hold for."""
    query = select(corrections.c.statement).where(corrections.c.article_id == article_id)
    return query.where(corrections.c.statement.is_not(None)).distinct()
