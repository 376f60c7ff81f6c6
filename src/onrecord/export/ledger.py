"""The ledger in rows, one for each event, with the entry that it belongs to."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, BinaryIO, Literal, NamedTuple

from onrecord.export.csv import write_table
from onrecord.export.jsonl import write_jsonl
from onrecord.model import SetupError

if TYPE_CHECKING:
    from onrecord.record import Entry


class EventRow(NamedTuple):
    """The columns, in order: what the entry is, how it stands, and one event of it."""

    entry: str
    by: str | None
    to: str | None
    what: str
    kind: str
    category: str | None
    amount: float | None
    currency: str | None
    quantity: str | None
    condition: str | None
    due: str | None
    due_words: str | None
    state: str
    delivered: float | None
    delivered_of: float | None
    event: str
    statement: str
    article: str
    published: str | None
    said_on: str | None
    speaker: str | None
    outlet: str | None
    words: str
    partial: bool
    conditional: bool
    republication: bool
    by_another: bool


def write_ledger(
    entries: Iterable[Entry], format: Literal["jsonl", "csv", "parquet"], stream: BinaryIO
) -> None:
    """Entries in a format: one a line (jsonl), or one event a row (csv, parquet)."""
    rows = (row for entry in entries for row in event_rows(entry))
    if format == "jsonl":
        write_jsonl(entries, stream)
    elif format == "csv":
        write_table(EventRow._fields, rows, stream)
    else:
        try:
            from onrecord.export.parquet import write_parquet_rows  # pyarrow takes long to import
        except ModuleNotFoundError as error:
            raise SetupError(
                "parquet needs the package pyarrow; install it: python -m pip install pyarrow"
            ) from error
        write_parquet_rows(rows, stream, EventRow)


def event_rows(entry: Entry) -> Iterator[EventRow]:
    """One row for each event of an entry."""
    for event in entry.history:
        yield EventRow(
            entry=entry.id,
            by=entry.by,
            to=entry.to,
            what=entry.what,
            kind=entry.kind,
            category=entry.category,
            amount=entry.amount.value if entry.amount else None,
            currency=entry.amount.currency if entry.amount else None,
            quantity=entry.quantity,
            condition=entry.condition,
            due=entry.due,
            due_words=entry.due_words,
            state=entry.state,
            delivered=entry.delivered.value if entry.delivered else None,
            delivered_of=entry.delivered.of if entry.delivered else None,
            event=event.event,
            statement=event.statement,
            article=event.article,
            published=event.published,
            said_on=event.said_on,
            speaker=event.speaker,
            outlet=event.outlet,
            words=event.words,
            partial=event.partial,
            conditional=event.conditional,
            republication=event.republication,
            by_another=event.by_another,
        )
