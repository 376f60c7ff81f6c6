"""The ledger: which statements bear on one promise or refusal, what each does to it, how it stands.

Pure functions over statements (``Told``).  ``likely`` tells how likely one bears on others,
``history`` what each does, ``promise_of`` and ``state`` what it comes to; the record keeps it all
(``record/ledger``).
"""

from onrecord.ledger.context import Context, in_context
from onrecord.ledger.delivered import Delivered, delivered
from onrecord.ledger.due import last_day
from onrecord.ledger.entry import (
    SOON,
    STATES,
    EntryKind,
    Promise,
    State,
    decided,
    is_unbound,
    promise_of,
    settled_by,
    state,
)
from onrecord.ledger.events import BEFORE, KINDS, Event, Kind, event_of, history
from onrecord.ledger.keys import keys
from onrecord.ledger.likeness import SAME, SURE, UNSURE, VERSION, Bears, likely, why
from onrecord.ledger.told import PROMISED, Told, place_in, told, told_in

__all__ = [
    "BEFORE",
    "KINDS",
    "PROMISED",
    "SAME",
    "SOON",
    "STATES",
    "SURE",
    "UNSURE",
    "VERSION",
    "Bears",
    "Context",
    "Delivered",
    "EntryKind",
    "Event",
    "Kind",
    "Promise",
    "State",
    "Told",
    "decided",
    "delivered",
    "event_of",
    "history",
    "in_context",
    "is_unbound",
    "keys",
    "last_day",
    "likely",
    "place_in",
    "promise_of",
    "settled_by",
    "state",
    "told",
    "told_in",
    "why",
]
