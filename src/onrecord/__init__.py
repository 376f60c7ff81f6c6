"""onrecord: reads news reports and keeps a verifiable record of who said what.

>>> import onrecord
>>> article = onrecord.read("story.txt")  # doctest: +SKIP
>>> record = onrecord.Record("record.db")  # doctest: +SKIP
>>> record.add(article)  # doctest: +SKIP
>>> record.search("no shift", speaker="Smith")  # doctest: +SKIP
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from onrecord.model import (
        Article,
        Block,
        Commitment,
        Failure,
        Mentioned,
        ReadError,
        Span,
        Speaker,
        Statement,
    )
    from onrecord.pipeline import read, read_many
    from onrecord.record import Record, RecordError

__version__ = "0.1.0"

__all__ = [
    "Article",
    "Block",
    "Commitment",
    "Failure",
    "Mentioned",
    "ReadError",
    "Record",
    "RecordError",
    "Span",
    "Speaker",
    "Statement",
    "read",
    "read_many",
]

ROOMS = {
    "read": "pipeline",
    "read_many": "pipeline",
    "Record": "record",
    "RecordError": "record",
}


def __getattr__(name: str) -> object:
    """A public name from the room that has it, loaded when first asked for: rooms are heavy."""
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{ROOMS.get(name, 'model')}"), name)
