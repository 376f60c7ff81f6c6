"""The ledger: what was promised or refused, as a board and a table; and each entry's history."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Form, Query, Response

from onrecord.ledger import STATES, State
from onrecord.record import Entry, Record, RecordError
from onrecord.web.promised import AskedLedger, AskedOfLedger, Sum, amounts, by_due
from onrecord.web.visit import Reader, Reviewer, Visit

router = APIRouter()
ON_BOARD = 8  # entries of a state
COUNTED = 200  # entries of a state that are put in order and summed up
ON_A_PAGE = 50
QUESTIONS = 5  # beneath an entry: statements that may bear on it too
# The columns of the board; what needs somebody's eye first.
COLUMNS: dict[str, tuple[State, ...]] = {
    "Overdue": ("overdue",),
    "Due soon": ("due",),
    "Open": ("open",),
    "Delivered": ("delivered", "partly delivered"),
    "Given up": ("withdrawn", "contradicted"),
    "Cannot be measured": ("not measurable",),
}


@dataclass(frozen=True, slots=True)
class Column:
    """The entries of a state or two: how many there are, the first by due day, and how much all
    of them come to, by currency (None: they are too many to say).
    """

    name: str
    states: tuple[State, ...]
    total: int
    entries: tuple[Entry, ...]
    sums: dict[str, Sum] | None


@router.get("/commitments")
def commitments(
    visit: Reader,
    asked: AskedLedger,
    view: Literal["board", "table"] = "board",
    cursor: Annotated[str, Query(max_length=200)] = "",
) -> Response:
    """The ledger as a board, or in order of time as a table."""
    shown: dict[str, Any] = {"asked": asked, "view": view, "states": STATES}
    if view == "board" and asked.state is None:
        today = date.today()  # by which things become overdue
        columns = visit.kept("board", today, asked.query(), ask=lambda: board(visit.record, asked))
        return visit.page("commitments.html", **shown, columns=columns, found=None)
    found = asked.find(visit.record, ON_A_PAGE, cursor or None)
    return visit.page("commitments.html", **shown, columns=(), found=found)


def board(record: Record, asked: AskedOfLedger) -> list[Column]:
    """The entries by state."""
    return [column(record, asked, name, states) for name, states in COLUMNS.items()]


def column(record: Record, asked: AskedOfLedger, name: str, states: tuple[State, ...]) -> Column:
    """One column."""
    pages = [asked.model_copy(update={"state": one}).find(record, COUNTED) for one in states]
    entries = [entry for page in pages for entry in page]
    total = sum(page.total for page in pages)
    sums = amounts(entries) if total == len(entries) else None
    return Column(name, states, total, tuple(by_due(entries)[:ON_BOARD]), sums)


@router.get("/commitments/{id}")
def commitment(visit: Reader, id: str) -> Response:
    """One entry with its history and its evidence."""
    entry = visit.record.commitment(id)
    if entry.id != id:
        return visit.go(f"/commitments/{entry.id}")
    return page(visit, entry)


def page(visit: Visit, entry: Entry, wrong: str = "") -> Response:
    """An entry; ``wrong`` is why what was asked for could not be done."""
    return visit.page(
        "commitment.html",
        status=400 if wrong else 200,
        entry=entry,
        mine={event.statement for event in entry.history},
        questions=visit.record.entry_queue(QUESTIONS, entry=entry.id),
        judgements=visit.record.entry_judgements(entry.id),
        wrong=wrong,
    )


@router.post("/commitments/{id}/join")
def join(visit: Reviewer, id: str, other: Annotated[str, Form(max_length=300)]) -> Response:
    """Makes one entry of this one and another, given by its address or a statement's id."""
    other = other.strip().rstrip("/").rpartition("/")[2]
    try:
        visit.record.judge_entries((id, other), "same", by=visit.name)
    except RecordError as error:
        return page(visit, visit.record.commitment(id), str(error))
    return visit.go(f"/commitments/{visit.record.commitment(id).id}")


@router.post("/commitments/{id}/apart")
def apart(visit: Reviewer, id: str, other: Annotated[str, Form(max_length=64)]) -> Response:
    """Says that a statement bears on another thing than one of this entry."""
    visit.record.judge_entries((id, other), "different", by=visit.name)
    return visit.go(f"/commitments/{visit.record.commitment(id).id}")


@router.post("/commitments/{id}/part")
def part(visit: Reviewer, id: str, statement: Annotated[str, Form(max_length=64)]) -> Response:
    """Takes a statement out of an entry."""
    visit.record.part(statement, by=visit.name)
    return visit.go(f"/commitments/{visit.record.commitment(id).id}")


@router.post("/commitments/{id}/undo")
def undo(visit: Reviewer, id: str, judgement: Annotated[int, Form()]) -> Response:
    """Takes a person's judgement back."""
    visit.record.undo_entries(judgement)
    return visit.go(f"/commitments/{visit.record.commitment(id).id}")
