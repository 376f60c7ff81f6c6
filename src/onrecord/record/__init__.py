"""The record: every article, statement and correction, in one SQLite file."""

from onrecord.record.adding import Outcome
from onrecord.record.corrections import Correction
from onrecord.record.errors import RecordError
from onrecord.record.search import Hit
from onrecord.record.speakers import SpeakerSummary
from onrecord.record.store import Record

__all__ = ["Correction", "Hit", "Outcome", "Record", "RecordError", "SpeakerSummary"]
