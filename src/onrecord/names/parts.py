"""A name in its parts, without what is only a manner of writing it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from onrecord.names.key import name_key
from onrecord.names.kinds import BODIES, GROUPS, dictionary
from onrecord.names.word_lists import word_lists

Family = Literal["person", "body"]

_LISTS = word_lists("parts")
BEFORE_NAMES, AFTER_NAMES = _LISTS["before_names"], _LISTS["after_names"]
EMPTY_WORDS, COUNTS, COMMON_NAMES = (
    _LISTS[name] for name in ("empty_words", "counts", "common_names")
)
GENERATION_OF = {"jr": "jr", "junior": "jr", "sr": "sr", "senior": "sr", "ii": "2", "iii": "3"}
MISTERS = frozenset({"mr", "mrs", "ms"})
LONGEST = 8  # words that mean something in the name of a body; more are a description
HOST = re.compile(r"^.*['’]s (?=\S+ \S)")  # whose somebody is: "the Wire's Ida Holm"
# What a campaign is called beside the name of whose it is.
CANDIDACY = BEFORE_NAMES | frozenset("candidate nominee presidential rival".split())


@dataclass(frozen=True, slots=True)
class Name:
    """A name: as it was ``written``, and ``plain`` (its key without titles and empty words).

    ``words`` are those of ``plain``; of a person the first names, the last name last.
    ``generation`` is what tells a father from his son: "jr", "sr", "2", "3".
    """

    written: str
    family: Family
    plain: str
    words: tuple[str, ...]
    generation: str | None = None

    @property
    def last(self) -> str:
        """The last name of a person; the last word of a body's name."""
        return self.words[-1]

    @property
    def first(self) -> str | None:
        """The first name of a person or its initial; None where only the last is given."""
        return self.words[0] if len(self.words) > 1 else None

    @property
    def middle(self) -> tuple[str, ...]:
        """What stands between first and last name."""
        return self.words[1:-1]


@lru_cache(maxsize=20_000)
def name_of(written: str, kind: str) -> Name | None:
    """The name of a speaker of this type, or None where it is no name: a description in small
    letters ("a senior official", "voters") says nothing beyond its article.
    """
    if kind == "person":
        return name_of_person(written)
    if kind == "organization" or (kind == "group" and is_named(written)):
        return name_of_body(written)
    return None


def name_of_person(written: str) -> Name | None:
    """A person's name; for whom somebody works is no part of it ("the Wire's Ida Holm")."""
    if not capital(written):
        return None
    words = name_key(HOST.sub("", written)).split()
    generation = None
    while len(words) > 1 and (words[-1] in GENERATION_OF or words[-1] in AFTER_NAMES):
        generation = GENERATION_OF.get(words.pop(), generation)
    while len(words) > 1 and words[0] in BEFORE_NAMES:
        words = words[1:]
    if not words or len(words[-1]) < 2:
        return None
    plain = " ".join([*words, generation] if generation else words)
    return Name(written, "person", plain, tuple(words), generation)


def name_of_body(written: str) -> Name | None:
    """The name of a body or group, which begins with a capital: "U.S.", "Holm campaign"; a number
    may come before it.
    """
    called = without_host(written)
    said = meaning(called)
    named = [word for word in said if not word.isdecimal()]
    if not any(map(capital, named[:1])) or len(said) > LONGEST or is_description(written):
        return None
    words = [word for word in name_key(called).split() if word not in EMPTY_WORDS | MISTERS]
    if words[-1:] == ["campaign"]:
        words = [word for word in words if word not in CANDIDACY]
    return Name(written, "body", " ".join(words), tuple(words)) if words else None


def without_host(written: str) -> str:
    """A body's name without whose guest it is: "Ice Research Center at Tarn College".  Only a
    university is told from others by where it is at.
    """
    name, _, _ = written.partition(" at ")
    return name if " " in name and "University" not in name else written


def is_description(written: str) -> bool:
    """Whether these are several, told in small letters: "Holm and her allies"."""
    return " and " in written and not all(map(capital, meaning(written)))


def is_common(name: Name) -> bool:
    """Whether a name is a word for any body or people of a kind: "Police", "Critics"; or the Q of
    an interview.  It may have its capital only because a sentence begins.
    """
    word = name.plain
    one = re.sub(r"men$", "man", re.sub(r"s$", "", re.sub(r"ies$", "y", word)))
    known = word in GROUPS or one in BODIES or (one != word and one in dictionary())
    return name.family == "body" and (known or word == "q") and word not in COMMON_NAMES


def meaning(written: str) -> list[str]:
    """The words of a name that mean something by themselves."""
    return [word for word in written.split() if word.lower() not in EMPTY_WORDS]


def capital(word: str) -> bool:
    """Whether there is a capital in a word."""
    return any(character.isupper() for character in word)


def is_named(written: str) -> bool:
    """Whether a group has a name: each word has a capital, and it is neither two nor counted:
    "House Republicans", not "Many Republicans".
    """
    counted = COUNTS.intersection(name_key(written).split()[:1])
    return all(map(capital, meaning(written))) and " and " not in written and not counted


def sound_of(word: str) -> str:
    """A word as it sounds alike in several transliterations: Zelensky, Zelenskyy, Zelenskiy."""
    for letters, sound in (("kh", "h"), ("ck", "k"), ("ph", "f"), ("tz", "ts"), ("zh", "j")):
        word = word.replace(letters, sound)
    word = word.translate(str.maketrans("ywq", "ivk"))
    return re.sub(r"(.)\1+", r"\1", word)
