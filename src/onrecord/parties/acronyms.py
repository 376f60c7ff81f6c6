"""Short forms made of first letters, and where an article says what they stand for."""

from __future__ import annotations

import re
from functools import lru_cache

from anyascii import anyascii

from onrecord.names import Name, capital, meaning

LONGEST = 8  # letters


def initials(name: Name) -> str | None:
    """The first letters of a body's name; None where a word is written small, and where it has too
    few words for a short form.
    """
    letters = "".join(word[0] for word in name.words)
    whole = all(map(capital, meaning(name.written)))
    return letters if whole and 2 <= len(name.words) <= LONGEST else None


def is_acronym(name: Name) -> bool:
    """Whether a name is written in capitals without a space: NATO, U.N., F.B.I."""
    bare = name.written.replace(".", "").removeprefix("the ").removeprefix("The ")
    return bare.isalpha() and bare.isupper() and 2 <= len(bare) <= LONGEST


@lru_cache(maxsize=16)
def pointless(text: str) -> str:
    """A text or name as it would be without points and accents: F.B.I. is the FBI."""
    return anyascii(text).replace(".", "")


def spells_out(short: str, long: str, text: str) -> bool:
    """Whether a text says what a short form stands for: "Harbour Workers' Union (HWU)"."""
    bare = re.sub(r"^(the|The) ", "", long)
    return f"{bare} ({short})" in text or f"{short} ({bare})" in text


def gives(name: str, text: str) -> bool:
    """Whether a text has a name, as whole words."""
    return re.search(rf"\b{re.escape(name)}\b", text) is not None


def gives_both(short: str, long: str, text: str) -> bool:
    """Whether a text has a long name, and the short one by itself as well."""
    return gives(long, text) and gives(short, text.replace(long, ""))
