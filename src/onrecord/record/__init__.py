"""The record: every article, statement and correction, in one SQLite file or in PostgreSQL."""

from onrecord.record.adding import Outcome
from onrecord.record.contents import ArticleSummary, Holding
from onrecord.record.copying import Copied, copy
from onrecord.record.corrections import Correction
from onrecord.record.deliveries import Batch, Became, Delivery, Parcel
from onrecord.record.errors import NotInRecordError, RecordError
from onrecord.record.facets import Count, Facets
from onrecord.record.following import Followed
from onrecord.record.full_text import ArticleHit
from onrecord.record.holding import Failed
from onrecord.record.intake import Added
from onrecord.record.judging import Verdict
from onrecord.record.ledger.browse import Entry, EntryEvent
from onrecord.record.ledger.decide import EntryJudgement, EntryQuestion
from onrecord.record.page import Page
from onrecord.record.parties.browse import Party, RoleSeen
from onrecord.record.parties.dealings import Activity, Dealing, Dealings, SpeaksFor
from onrecord.record.parties.decide import Question
from onrecord.record.parties.judgements import Judgement
from onrecord.record.positions.answers import Denied, Exchange
from onrecord.record.positions.changes import Change
from onrecord.record.positions.comparisons import UncomparedError
from onrecord.record.positions.listing import Position
from onrecord.record.positions.replies import Replies, Told
from onrecord.record.quotations.checking import Check
from onrecord.record.quotations.citing import Citation
from onrecord.record.quotations.links import Proof
from onrecord.record.quotations.passages import Passage
from onrecord.record.quotations.variants import Variant
from onrecord.record.reviewing import DOUBTS, Decision, Doubt
from onrecord.record.saved import SavedSearch, Snapshot, SnapshotSummary
from onrecord.record.search import Hit, Sort, Wanted
from onrecord.record.store import Record
from onrecord.record.summaries import SpeakerSummary
from onrecord.record.verifying import Verification
from onrecord.record.versions import Comparison

__all__ = [
    "DOUBTS",
    "Activity",
    "Added",
    "ArticleHit",
    "ArticleSummary",
    "Batch",
    "Became",
    "Change",
    "Check",
    "Citation",
    "Comparison",
    "Copied",
    "Correction",
    "Count",
    "Dealing",
    "Dealings",
    "Decision",
    "Delivery",
    "Denied",
    "Doubt",
    "Entry",
    "EntryEvent",
    "EntryJudgement",
    "EntryQuestion",
    "Exchange",
    "Facets",
    "Failed",
    "Followed",
    "Hit",
    "Holding",
    "Judgement",
    "NotInRecordError",
    "Outcome",
    "Page",
    "Parcel",
    "Party",
    "Passage",
    "Position",
    "Proof",
    "Question",
    "Record",
    "RecordError",
    "Replies",
    "RoleSeen",
    "SavedSearch",
    "Snapshot",
    "SnapshotSummary",
    "Sort",
    "SpeakerSummary",
    "SpeaksFor",
    "Told",
    "UncomparedError",
    "Variant",
    "Verdict",
    "Verification",
    "Wanted",
    "copy",
]
