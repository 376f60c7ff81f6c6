"""How much of what was promised has come, as statements tell it: "110,000 of 400,000"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from onrecord.ledger.entry import Promise
from onrecord.ledger.events import Event
from onrecord.ledger.figures import Figure, figures
from onrecord.ledger.told import Told

SUM = 1000  # from which on a number may be a sum of money, where it does not say what it counts


@dataclass(frozen=True, slots=True)
class Delivered:
    """How much has come (``value``) and of how much, by the statement of an id; ``currency`` is
    that of the promise (ISO 4217), None where no money counts.
    """

    value: float
    of: float
    currency: str | None
    statement: str


def delivered(promise: Promise, known: Sequence[tuple[Told, Event]]) -> Delivered | None:
    """What the latest statement says that tells of a delivery; None where nothing is counted."""
    found, of = None, None
    money = promise.amount is not None
    for told, event in known:
        if told.promises:
            of = promised(told, money=money) or of
        elif event.event == "delivered" and of is not None:
            values = [one.value for one in told.figures if same_thing(one, of, money=money)]
            done = not told.figures and (promise.amount or promise.quantity)
            value, whole = min(values, default=of.value), max([*values, of.value])
            if (values or done) and not (event.partial and value == whole):
                currency = promise.amount.currency if promise.amount else None
                found = Delivered(value, whole, currency, told.id)
    return found


def promised(told: Told, *, money: bool) -> Figure | None:
    """The figure that says how much a statement promises: the first, as in "ten, not six"."""
    if money:
        sum_of = told.amount.value if told.amount else None
        return next((one for one in told.figures if one.value == sum_of), None)
    counted = figures(told.quantity or "") or told.figures
    return next((one for one in counted if one.value != 1), None)


def same_thing(one: Figure, other: Figure, *, money: bool) -> bool:
    """Whether two figures may count the same: "15 million of the 40 million euros".  "One of them"
    counts nothing, nor does a small number among sums.
    """
    if one.value == 1 or (money and not one.units and one.value < SUM):
        return False
    alike = one.units & other.units or not (one.units and other.units)
    return bool(alike) or one.value == other.value
