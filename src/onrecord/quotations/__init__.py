"""Quotations: the same words again, what differs between two wordings, and whether one holds."""

from onrecord.quotations.alignment import Difference, aligned, differences, occurrences
from onrecord.quotations.copies import bands, is_copy
from onrecord.quotations.drafts import Quoted, quoted_by
from onrecord.quotations.marks import Quotation, as_read, quoted_in, quoted_stretches
from onrecord.quotations.same import RUN, same_quotation
from onrecord.quotations.shingles import landmarks, rows_of, shingles, windows
from onrecord.quotations.verdicts import Candidate, Finding, Verdict, judged
from onrecord.quotations.weight import is_telling
from onrecord.quotations.words import Wording, wording

__all__ = [
    "RUN",
    "Candidate",
    "Difference",
    "Finding",
    "Quotation",
    "Quoted",
    "Verdict",
    "Wording",
    "aligned",
    "as_read",
    "bands",
    "differences",
    "is_copy",
    "is_telling",
    "judged",
    "landmarks",
    "occurrences",
    "quoted_by",
    "quoted_in",
    "quoted_stretches",
    "rows_of",
    "same_quotation",
    "shingles",
    "windows",
    "wording",
]
