"""Names as reports write them: bare of titles, and shorter or longer for one person."""

from __future__ import annotations

import re

from onrecord.names.first_names import is_first_name
from onrecord.names.key import name_words
from onrecord.names.kinds import person_noun
from onrecord.names.word_lists import word_lists

_LISTS = word_lists("titles")
MALE_TITLES, FEMALE_TITLES = _LISTS["male"], _LISTS["female"]
COURTESIES = _LISTS["courtesies"]
# Offices as they stand right before a name, and the noun of each that is shortened.
SHORTENED = dict(entry.split("=") for entry in sorted(_LISTS["shortened"]))
TITLES = MALE_TITLES | FEMALE_TITLES | COURTESIES | _LISTS["offices"] | SHORTENED.keys()
GENERATIONS = ("jr", "sr", "ii", "iii", "iv")
POSSESSIVE = re.compile(r"['’‘]s?$")
JUNIOR = re.compile(r"\b[JS]r\.$")
OF_PLACE = re.compile(r"(?<=\S )(\S+) of .*")


def bare_name(text: str) -> str:
    """A name without titles before it, a possessive or a place after it, or odd white space."""
    words = POSSESSIVE.sub("", " ".join(text.split())).split(" ")
    while len(words) > 1 and is_title(words[0]):
        words = words[1:]
    name = OF_PLACE.sub(r"\1", " ".join(words)).strip(" ,.;:-–—\"“”'‘’()")
    name += "." if JUNIOR.search(words[-1]) else ""
    return name if any(character.isupper() for character in name) else ""


def is_title(word: str) -> bool:
    """Whether a word before a name is no part of it: "Sen.", "Filmmaker"; but "Mason Holm"."""
    if title_word(word) in TITLES:
        return True
    return person_noun(word.lower()) and not is_first_name(word)


def title_word(word: str) -> str:
    """A word as it stands in the lists of titles: "Sen." → "sen"."""
    return word.rstrip(".").lower()


def last_word(name: str) -> str:
    """The key of a name's last name; a generation ("Jr.", "II") does not count."""
    words = [word for word in name_words(name) if word not in GENERATIONS]
    if "of" in words[1:]:  # "Adela of Vorst": Vorst alone is the place
        words = words[: words.index("of", 1)]
    return words[-1] if words else ""


def is_short_for(name: str, full: str) -> bool:
    """Whether a name can stand for a longer one: its words in order, the last or first too."""
    short, words = name_words(name), name_words(full)
    if not short or len(short) > len(words) or short == words:
        return False
    if last_word(name) != last_word(full) and not (len(short) == 1 and short[0] == words[0]):
        return False
    rest = iter(words)
    return all(any(word == other or other == word[:1] for other in rest) for word in short)
