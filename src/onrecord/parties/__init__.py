"""Whose names are whose across articles: how alike two names are, and what speaks for and
against their being one party.

Nothing here knows of a record; ``record/parties/`` keeps what is judged.
"""

from onrecord.names.countries import country_of
from onrecord.parties.acronyms import (
    gives,
    gives_both,
    initials,
    is_acronym,
    pointless,
    spells_out,
)
from onrecord.parties.evidence import (
    SAME,
    UNSURE,
    Profile,
    Reason,
    circumstances,
    in_line,
    one_office,
    score,
    shared_role,
)
from onrecord.parties.keys import shown, sought
from onrecord.parties.likeness import NEVER, is_last_name_alone, likeness

VERSION = "2"

__all__ = [
    "NEVER",
    "SAME",
    "UNSURE",
    "VERSION",
    "Profile",
    "Reason",
    "circumstances",
    "country_of",
    "gives",
    "gives_both",
    "in_line",
    "initials",
    "is_acronym",
    "is_last_name_alone",
    "likeness",
    "one_office",
    "pointless",
    "score",
    "shared_role",
    "shown",
    "sought",
    "spells_out",
]
