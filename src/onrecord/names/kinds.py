"""What kind of speaker a noun names, by the definitions of the annotation guide's types.

The lists (``kinds.toml``, which says what each holds) stand beside a dictionary's nouns for
people; a noun in none of them leaves the type to the entity recogniser, or unknown.
"""

from __future__ import annotations

import json
from functools import cache
from importlib.resources import files

from onrecord.names.word_lists import word_lists

_LISTS = word_lists("kinds")
DOCUMENTS = _LISTS["documents"]
PIECES = _LISTS["pieces"]
WORDS = _LISTS["words"]
GROUPS = _LISTS["groups"]
PRESS = _LISTS["press"]
BODIES = _LISTS["bodies"]
PEOPLE = _LISTS["people"]
SOURCES = _LISTS["sources"]
STAFF = _LISTS["staff"]
QUANTITIES = _LISTS["quantities"]


@cache
def dictionary() -> frozenset[str]:
    """The nouns that name people in a dictionary (WordNet; see ``training/nouns.py``)."""
    kept = json.loads(files(__package__).joinpath("nouns.json").read_text(encoding="utf-8"))
    return frozenset(kept["person"].split())


def person_noun(lemma: str) -> bool:
    """Whether a noun (its lemma, lower case) names a person by office, work or part played."""
    return lemma in PEOPLE or lemma in dictionary() or lemma.endswith(("man", "woman", "person"))
