"""An entry of the ledger: one thing that one party will do, or will not, and how it stands."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal, get_args

from onrecord.ledger.due import last_day
from onrecord.ledger.events import Event
from onrecord.ledger.told import Told
from onrecord.model import Amount

State = Literal[
    "open",
    "due",
    "overdue",
    "delivered",
    "partly delivered",
    "withdrawn",
    "contradicted",
    "not measurable",
]
STATES = get_args(State)
EntryKind = Literal["promise", "refusal"]
SOON = timedelta(days=30)  # before its last day, from which on an entry is due
# What binds nobody to anything that could be counted or seen.
UNBOUND = re.compile(
    r"""\b(?:as\slong\sas\s(?:it\stakes|necessary|needed)
    |whatever\s(?:it\stakes|is\sneeded|(?:\w+\s){1,2}can\b)
    |as\s(?:soon|much|fast)\sas\s(?:possible|(?:we|it|he|she|they)\scan)
    |(?:our|its|their|his|her|my)\s(?:best|utmost)
    |(?:continue|committed|commitment)\sto\s(?:support|stand|work)
    |stand\s(?:\w+\s)?(?:with|by|firm)\b|in\s(?:the|our)\spower|every\seffort)""",
    re.IGNORECASE | re.VERBOSE,
)


@dataclass(frozen=True, slots=True)
class Promise:
    """What an entry is of, as it was promised last: ``what`` are the words of its first
    statement, the other parts the latest that one gives.
    """

    by: str | None
    to: str | None
    what: str
    kind: EntryKind
    category: str | None
    amount: Amount | None
    quantity: str | None
    condition: str | None
    due: str | None
    due_words: str | None


def promise_of(bearing: Sequence[Told]) -> Promise:
    """What the statements of an entry promise, in order of time; one at least must."""
    promises = [told for told in bearing if told.promises]
    first = promises[0]
    latest = [told for told in reversed(promises) if told.act == first.act]
    timed = next((told for told in latest if told.due_words), first)
    return Promise(
        by=first.by or first.speaker,
        to=next((told.to for told in promises if told.to), None),
        what=first.what or first.words,
        kind="refusal" if first.act == "refuse" else "promise",
        category=first.category,
        amount=next((told.amount for told in latest if told.amount), None),
        quantity=next((told.quantity for told in latest if told.quantity), None),
        condition=latest[0].condition,
        due=timed.due,
        due_words=timed.due_words,
    )


def decided(known: Sequence[tuple[Told, Event]]) -> State | None:
    """What has been settled by the events so far, in order of time: who promises anew after a
    denial or a withdrawal opens it again.
    """
    state: State | None = None
    for told, event in known:
        state = settled_by(state, told, event)
    return state


def settled_by(before: State | None, told: Told, event: Event) -> State | None:
    """What is settled after an event."""
    if event.event == "delivered":
        return "partly delivered" if event.partial else "delivered"
    if event.event == "withdrawn" and not (event.conditional or event.partial):
        return "withdrawn"
    if event.event == "contradicted" and before != "delivered":
        return "contradicted"
    again = told.promises and told.day and before in ("contradicted", "withdrawn")
    return None if again else before


def state(promise: Promise, settled: State | None, today: date) -> State:
    """How an entry stands on a day: as its events settled it, else as its time tells."""
    if settled is not None:
        return settled
    if promise.kind == "refusal":
        return "open"
    last = last_day(promise.due)
    if last is None:
        return "not measurable" if is_unbound(promise) else "open"
    if today > last:
        return "overdue"
    return "due" if last - today <= SOON else "open"


def is_unbound(promise: Promise) -> bool:
    """Whether nothing could ever show that it was kept."""
    said = " ".join(filter(None, (promise.what, promise.due_words)))
    return not (promise.amount or promise.quantity) and UNBOUND.search(said) is not None
