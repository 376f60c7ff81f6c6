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
    from onrecord.document import Document
    from onrecord.export import to_dataframe
    from onrecord.flat import Row
    from onrecord.model import (
        Amount,
        Article,
        Block,
        Commitment,
        Failure,
        Mentioned,
        Part,
        Provenance,
        ReadError,
        Resolution,
        SetupError,
        Span,
        Speaker,
        Statement,
    )
    from onrecord.pipeline import read, read_many, read_text
    from onrecord.positions import Compared, compare
    from onrecord.record import (
        Added,
        ArticleSummary,
        Change,
        Comparison,
        Correction,
        Denied,
        Exchange,
        Hit,
        Holding,
        Judgement,
        Page,
        Party,
        Position,
        Question,
        Record,
        RecordError,
        RoleSeen,
        SpeakerSummary,
        Told,
        Verification,
    )
    from onrecord.sources import Columns

__version__ = "0.1.0"

__all__ = [
    "Added",
    "Amount",
    "Article",
    "ArticleSummary",
    "Block",
    "Change",
    "Columns",
    "Commitment",
    "Compared",
    "Comparison",
    "Correction",
    "Denied",
    "Document",
    "Exchange",
    "Failure",
    "Hit",
    "Holding",
    "Judgement",
    "Mentioned",
    "Page",
    "Part",
    "Party",
    "Position",
    "Provenance",
    "Question",
    "ReadError",
    "Record",
    "RecordError",
    "Resolution",
    "RoleSeen",
    "Row",
    "SetupError",
    "Span",
    "Speaker",
    "SpeakerSummary",
    "Statement",
    "Told",
    "Verification",
    "compare",
    "read",
    "read_many",
    "read_text",
    "to_dataframe",
]

# Where each name is; what is not listed is in ``model``.
ROOMS = {
    "Added": "record",
    "ArticleSummary": "record",
    "Change": "record",
    "Columns": "sources",
    "Compared": "positions",
    "Comparison": "record",
    "Correction": "record",
    "Denied": "record",
    "Document": "document",
    "Exchange": "record",
    "Hit": "record",
    "Holding": "record",
    "Judgement": "record",
    "Page": "record",
    "Party": "record",
    "Position": "record",
    "Question": "record",
    "Record": "record",
    "RecordError": "record",
    "RoleSeen": "record",
    "Row": "flat",
    "SpeakerSummary": "record",
    "Told": "record",
    "Verification": "record",
    "compare": "positions",
    "read": "pipeline",
    "read_many": "pipeline",
    "read_text": "pipeline",
    "to_dataframe": "export",
}


def __getattr__(name: str) -> object:
    """A public name from the room that has it, loaded when first asked for: rooms are heavy."""
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{ROOMS.get(name, 'model')}"), name)


def __dir__() -> list[str]:
    """What there is, loaded or not."""
    return [*__all__, "__version__"]
