"""Gender, as far as words tell it: a pronoun, a title, the noun of a role, a first name.

It decides only whom a pronoun or a title cannot mean.  What an article itself says of a
person, by title or pronoun, goes before what a first name suggests.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from onrecord.names.first_names import first_names
from onrecord.names.forms import FEMALE_TITLES, MALE_TITLES, title_word
from onrecord.names.key import name_key

if TYPE_CHECKING:
    from spacy.tokens import Span as Phrase

PRONOUNS = {"he": "m", "him": "m", "his": "m", "she": "f", "her": "f", "hers": "f"}
NOUNS = {"f": "woman", "m": "man"}
FEMALE_NOUNS = frozenset(
    """actress aunt daughter ex-wife girl girlfriend grandmother lady mother niece queen sister
    widow wife""".split()
)
MALE_NOUNS = frozenset(
    """actor boy boyfriend brother ex-husband father grandfather guy husband king nephew son uncle
    widower""".split()
)
KIN = FEMALE_NOUNS | MALE_NOUNS
# What stands before "man" and "woman" in a title: "Congresswoman Holm", but not "Ida Bowman".
HOLDERS = frozenset("alder assembly business chair congress council police spokes states".split())
NOT_MEN = frozenset("german human norman roman".split())


def of_first_name(name: str) -> str | None:
    """The gender that the first name of a name suggests."""
    told = first_names().get(name_key(name.partition(" ")[0]))
    return told if told in NOUNS else None


def of_role(role: str) -> str | None:
    """The gender that the noun of a role tells: "businessman", "wife"."""
    words = [word.strip(",.").lower() for word in role.split()]
    if any(word in FEMALE_NOUNS or word.endswith("woman") for word in words):
        return "f"
    words = [word for word in words if word not in NOT_MEN]
    return "m" if any(word in MALE_NOUNS or word.endswith("man") for word in words) else None


def of_title(words: Phrase) -> str | None:
    """The gender that a title among these words tells."""
    for token in words:
        title = title_word(token.text)
        if title in FEMALE_TITLES or title.removesuffix("woman") in HOLDERS:
            return "f"
        if title in MALE_TITLES or title.removesuffix("man") in HOLDERS:
            return "m"
    return None
