"""The record: every article, statement and correction, in one SQLite file."""

from onrecord.record.adding import Outcome
from onrecord.record.contents import ArticleSummary, Holding
from onrecord.record.corrections import Correction
from onrecord.record.errors import RecordError
from onrecord.record.intake import Added
from onrecord.record.page import Page
from onrecord.record.parties.browse import Party, RoleSeen
from onrecord.record.parties.decide import Question
from onrecord.record.parties.judgements import Judgement, Verdict
from onrecord.record.search import Hit
from onrecord.record.store import Record
from onrecord.record.summaries import SpeakerSummary
from onrecord.record.verifying import Verification
from onrecord.record.versions import Comparison

__all__ = [
    "Added",
    "ArticleSummary",
    "Comparison",
    "Correction",
    "Hit",
    "Holding",
    "Judgement",
    "Outcome",
    "Page",
    "Party",
    "Question",
    "Record",
    "RecordError",
    "RoleSeen",
    "SpeakerSummary",
    "Verdict",
    "Verification",
]
