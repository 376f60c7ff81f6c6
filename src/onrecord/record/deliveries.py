"""Reports that were handed over to be read: safe in the record from then on, read one by one.

Whoever hands them over need not wait.  What is killed while it reads one leaves it waiting; one
that was begun twice and never finished is given up.
"""

from __future__ import annotations

import secrets
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Literal

from sqlalchemy import Connection, Select, delete, func, insert, select, update

from onrecord.document import Document, PassedOver
from onrecord.model import Failure
from onrecord.record.clock import now
from onrecord.record.errors import NotInRecordError
from onrecord.record.rows import Line, Values
from onrecord.record.schema import delivered, deliveries
from onrecord.sources import File, each_in, no_report

if TYPE_CHECKING:
    from onrecord.record.store import Record

TRIES = 2
RECENT = 20  # batches
Outcome = Literal["added", "unchanged", "updated", "edited", "failed", "passed over"]


@dataclass(frozen=True, slots=True)
class Parcel:
    """A file, or a text that was pasted, that is to be read; outlet and date as a person gives
    them.
    """

    origin: str
    content: bytes | str
    outlet: str | None = None
    published: str | None = None


@dataclass(frozen=True, slots=True)
class Became:
    """What became of one report: its article where there is one, else the reason."""

    origin: str
    outcome: Outcome
    article: str | None = None
    statements: int | None = None
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class Delivery:
    """A file that was handed over, and what became of the reports in it so far."""

    id: int
    origin: str
    done: bool
    reports: tuple[Became, ...]


@dataclass(frozen=True, slots=True)
class Batch:
    """What was handed over at once: how many files, and how many of them were read."""

    id: str
    author: str
    received_at: str
    files: int
    done: int


def receive(connection: Connection, parcels: Sequence[Parcel], by: str, batch: str | None) -> str:
    """Keeps what is to be read, in a batch that there is or in a new one; the batch's id."""
    if batch is None or not connection.scalar(files_of(batch)):
        batch = secrets.token_hex(8)
    at = now()
    rows = [parcel_values(parcel) | {"batch": batch} for parcel in parcels]
    same = {"author": by, "received_at": at, "tries": 0}
    connection.execute(insert(deliveries), [row | same for row in rows])
    return batch


def files_of(batch: str) -> Select[int]:
    """How many files a batch has."""
    return select(func.count()).where(deliveries.c.batch == batch)


def parcel_values(parcel: Parcel) -> Values:
    """The row of what is to be read."""
    is_text = isinstance(parcel.content, str)
    content = parcel.content.encode() if isinstance(parcel.content, str) else parcel.content
    return {
        "origin": parcel.origin,
        "content": content,
        "is_text": is_text,
        "outlet": parcel.outlet,
        "published": parcel.published,
    }


def next_one(connection: Connection) -> Line | None:
    """The next to be read, begun; None where nothing waits."""
    waiting = select(deliveries).where(deliveries.c.done_at.is_(None)).order_by(deliveries.c.id)
    row = connection.execute(waiting.limit(1)).first()
    if row is not None:
        this = deliveries.c.id == row.id
        connection.execute(update(deliveries).where(this).values(tries=row.tries + 1))
        connection.execute(delete(delivered).where(delivered.c.delivery == row.id))
    return row


def tell(connection: Connection, delivery: int, became: Became) -> None:
    """Keeps what became of a report."""
    values = {name: getattr(became, name) for name in Became.__slots__}
    connection.execute(insert(delivered).values(values | {"delivery": delivery}))


def finish(connection: Connection, delivery: int) -> None:
    """Says that a file was read; its content goes."""
    this = deliveries.c.id == delivery
    connection.execute(update(deliveries).where(this).values(done_at=now(), content=None))


def batch(connection: Connection, id: str) -> list[Delivery]:
    """The files of a batch, with what became of them; ``NotInRecordError`` where there is none."""
    query = select(deliveries.c.id, deliveries.c.origin, deliveries.c.done_at)
    rows = connection.execute(query.where(deliveries.c.batch == id).order_by(deliveries.c.id)).all()
    if not rows:
        raise NotInRecordError(f"{id}: nothing was handed over under this number")
    became: dict[int, list[Became]] = defaultdict(list)
    mine = select(delivered).join(deliveries).where(deliveries.c.batch == id)
    for row in connection.execute(mine.order_by(delivered.c.key)):
        fields = (row.origin, row.outcome, row.article, row.statements, row.reason)
        became[row.delivery].append(Became(*fields))
    return [
        Delivery(row.id, row.origin, row.done_at is not None, tuple(became[row.id])) for row in rows
    ]


def recent(connection: Connection) -> list[Batch]:
    """The latest batches."""
    query = (
        select(
            deliveries.c.batch,
            func.min(deliveries.c.author).label("author"),
            func.min(deliveries.c.received_at).label("received_at"),
            func.count().label("files"),
            func.count(deliveries.c.done_at).label("done"),
        )
        .group_by(deliveries.c.batch)
        .order_by(func.max(deliveries.c.id).desc())
    )
    rows = connection.execute(query.limit(RECENT))
    return [Batch(row.batch, row.author, row.received_at, row.files, row.done) for row in rows]


def results(record: Record, row: Line) -> Iterator[Became]:
    """Reads a file that was handed over, and tells what becomes of each report in it."""
    if row.tries >= TRIES:
        yield Became(row.origin, "failed", reason="reading it broke off twice; report this defect")
        return
    for found in reports_in(row):
        match found:
            case Failure():
                yield Became(found.origin, "failed", reason=found.reason)
            case PassedOver():
                yield Became(found.origin, "passed over", reason=found.reason)
            case Document():
                yield from added(record, found, row)


def added(record: Record, document: Document, row: Line) -> Iterator[Became]:
    """Adds one report."""
    for one in record.add_all(document, outlet=row.outlet, published=row.published):
        if isinstance(one, Failure):
            yield Became(one.origin, "failed", reason=one.reason)
        else:
            article = one.article
            number = None if article.unread else len(record.article(article.id).statements)
            yield Became(article.origin, one.outcome, article.id, number, article.unread)


def reports_in(row: Line) -> Iterator[Document | Failure | PassedOver]:
    """The reports in what was handed over; a file that cannot be read is a ``Failure``."""
    if row.is_text:
        yield Document(row.content.decode(), row.origin, kind="text")
    elif "/" in row.origin and (reason := no_report(row.origin)):
        yield PassedOver(row.origin, reason)
    else:
        with TemporaryDirectory(prefix="onrecord-") as folder:
            path = Path(folder, "file")
            path.write_bytes(row.content)
            yield from each_in(File(row.origin, str(path)))
