"""onrecord: reads news reports and keeps a verifiable record of who said what.

>>> import onrecord
>>> article = onrecord.read("story.txt")  # doctest: +SKIP
>>> record = onrecord.Record("record.db")  # doctest: +SKIP
>>> record.add(article)  # doctest: +SKIP
>>> record.search("no shift", speaker="Smith")  # doctest: +SKIP
"""

from onrecord.model import (
    Article,
    Block,
    Commitment,
    Failure,
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
    "ReadError",
    "Record",
    "RecordError",
    "Span",
    "Speaker",
    "Statement",
    "read",
    "read_many",
]
