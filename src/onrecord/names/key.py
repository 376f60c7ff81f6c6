"""The key of a name: the same for every way of writing it.

Whatever finds, compares or keeps names goes by it: the cast of an article, the parties of a
record, what a person types after ``--speaker``.
"""

from __future__ import annotations

import re
from functools import lru_cache

from anyascii import anyascii

POSSESSIVES = re.compile(r"['`](s\b)?")
WORD = re.compile(r"[a-z0-9]+")
INITIALS = re.compile(r"\b([a-z]) (?=[a-z]\b)")


@lru_cache(maxsize=20_000)
def name_key(written: str) -> str:
    """A name in small Latin letters, without accents, marks and possessives: "Łukasz O’Hare-Żak"
    is "lukasz ohare zak", and "J.D. Holm" and "J. D. Holm" are "jd holm".  What has neither letters
    nor numbers is its own key.
    """
    return simplified(written)


def simplified(written: str) -> str:
    """The same of any text, of which nothing is remembered."""
    plain = POSSESSIVES.sub("", anyascii(written).casefold())
    return INITIALS.sub(r"\1", " ".join(WORD.findall(plain))) or written.strip().casefold()


def name_words(written: str) -> list[str]:
    """The keys of a name's words; one with a hyphen is one word."""
    return [name_key(word) for word in written.split()]
