"""The ledger: which statements bear on one promise or refusal, what each does to it, how it stands.

Pure functions over statements (``Told``).  ``bears_on`` tells how likely one bears on another,
``history`` what each does, ``promise_of`` and ``state`` what it comes to; the record keeps it all
(``record/ledger``).
"""

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
    state,
)
from onrecord.ledger.events import KINDS, Event, Kind, event_of, history
from onrecord.ledger.keys import keys
from onrecord.ledger.likeness import SAME, UNSURE, VERSION, bears_on, why
from onrecord.ledger.told import PROMISED, Told, told, told_in

__all__ = [
    "KINDS",
    "PROMISED",
    "SAME",
    "SOON",
    "STATES",
    "UNSURE",
    "VERSION",
    "EntryKind",
    "Event",
    "Kind",
    "Promise",
    "State",
    "Told",
    "bears_on",
    "decided",
    "event_of",
    "history",
    "is_unbound",
    "keys",
    "last_day",
    "promise_of",
    "state",
    "told",
    "told_in",
    "why",
]
