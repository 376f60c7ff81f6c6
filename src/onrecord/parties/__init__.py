"""Whose names are whose across articles: how alike two names are, and what speaks for and
against their being one party.

Nothing here knows of a record; ``record/parties/`` keeps what is judged.
"""

from onrecord.parties.acronyms import explained, initials, is_acronym, pointless
from onrecord.parties.countries import country_of
from onrecord.parties.evidence import (
    SAME,
    UNSURE,
    Known,
    Reason,
    circumstances,
    score,
    shared_role,
)
from onrecord.parties.keys import shown, sought
from onrecord.parties.likeness import NEVER, likeness

VERSION = "2"

__all__ = [
    "NEVER",
    "SAME",
    "UNSURE",
    "VERSION",
    "Known",
    "Reason",
    "circumstances",
    "country_of",
    "explained",
    "initials",
    "is_acronym",
    "likeness",
    "pointless",
    "score",
    "shared_role",
    "shown",
    "sought",
]
