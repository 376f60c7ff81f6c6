"""Whose names are whose across articles: how alike two names are, and what speaks for and
against their being one party.

Nothing here knows of a record; ``record/parties/`` keeps what is judged.
"""

from onrecord.speakers.parties.countries import country_of
from onrecord.speakers.parties.evidence import Known, Reason, circumstances, score
from onrecord.speakers.parties.likeness import likeness
from onrecord.speakers.parties.names import Name, name_of

VERSION = "2"

__all__ = [
    "VERSION",
    "Known",
    "Name",
    "Reason",
    "circumstances",
    "country_of",
    "likeness",
    "name_of",
    "score",
]
