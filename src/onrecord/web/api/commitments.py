"""The ledger, as ``onrecord commitments`` tells it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Any, BinaryIO, Literal

from fastapi import APIRouter, Query, Request, Response

from onrecord.export.ledger import write_ledger
from onrecord.record import Entry, Record
from onrecord.web.api.answers import Items, json
from onrecord.web.caching import file
from onrecord.web.examples import ENTRY, shown, shown_list, written
from onrecord.web.formats import TYPES, form_accepted
from onrecord.web.promised import AskedLedger, AskedOfLedger
from onrecord.web.visit import Reader, Visit

router = APIRouter(tags=["commitments"])
AT_ONCE = 200
Table = Literal["jsonl", "csv", "parquet"]
TABLES: dict[str, Any] = {
    "text/csv": written(lambda stream: write_ledger([ENTRY], "csv", stream)),
    TYPES["jsonl"]: written(lambda stream: write_ledger([ENTRY], "jsonl", stream)),
    TYPES["parquet"]: {},
}
FILES = shown_list(ENTRY)
FILES[200]["content"] |= TABLES


class AskedInParts(AskedOfLedger):
    """A question to the ledger, and which part of the answer."""

    limit: int = Query(50, ge=1, le=1000, description="At most so many.")
    cursor: str | None = Query(None, max_length=200, description="`next` of the part before.")


@router.get("/commitments", response_model=Items[Entry], responses=FILES)
def commitments(
    visit: Reader, request: Request, asked: Annotated[AskedInParts, Query()]
) -> Response:
    """What was promised or refused, in order of the first events.

    Accept `text/csv`, `application/vnd.apache.parquet` or `application/jsonl` for a file of all,
    with an event a row.
    """
    form = form_accepted(request)
    if form in ("jsonl", "csv", "parquet"):
        return table(visit, asked, form)
    return json(visit, asked.find(visit.record, asked.limit, asked.cursor or None))


@router.get("/commitments.{form}", responses={200: {"content": TABLES}}, response_class=Response)
def commitments_file(visit: Reader, form: Table, asked: AskedLedger) -> Response:
    """All of it as a file: `commitments.csv` and `commitments.parquet` have an event a row,
    `commitments.jsonl` an entry a line.
    """
    return table(visit, asked, form)


@router.get("/commitments/{id}", response_model=Entry, responses=shown(ENTRY))
def commitment(visit: Reader, id: str) -> Response:
    """The entry of this id, or on which the statement of this id bears."""
    return json(visit, visit.record.commitment(id))


def table(visit: Visit, asked: AskedOfLedger, form: Table) -> Response:
    """All of it as a file."""

    def write(stream: BinaryIO) -> None:
        write_ledger(every(visit.record, asked), form, stream)

    return file(visit.request, write, TYPES[form], f"commitments.{form}")


def every(record: Record, asked: AskedOfLedger) -> Iterator[Entry]:
    """All that the ledger has of it."""
    page = asked.find(record, AT_ONCE)
    yield from page
    while page.next is not None:
        page = asked.find(record, AT_ONCE, page.next)
        yield from page
