"""The stem that a word's forms have in common, as Porter's second algorithm cuts it."""

from __future__ import annotations

from functools import cache, lru_cache
from threading import Lock
from typing import Any

from onrecord.names import simplified

# Words that are nearly everywhere: they have no other forms that anybody looks for.
EVERYWHERE = frozenset(
    "a an and are as at be been but by for from had has have he her his i if in is it its not of "
    "on or our she so than that the their them then there these they this to was we were what "
    "when which who will with would you your".split()
)

ONE_AT_A_TIME = Lock()  # the stemmer keeps the word that it is at


def is_everywhere(word: str) -> bool:
    """Whether a word is nearly everywhere."""
    return word in EVERYWHERE


@lru_cache(maxsize=50_000)
def stem_of(word: str) -> str:
    """The stem of a word in small letters: "generat" of generators, "general" of generally."""
    with ONE_AT_A_TIME:
        stem: str = english().stemWord(word)
    return stem


def stems_of(text: str) -> set[str]:
    """The stems of a text's words, without those that are everywhere."""
    return {stem_of(word) for word in simplified(text).split() if not is_everywhere(word)}


@cache
def english() -> Any:
    """The stemmer, made once."""
    from snowballstemmer import stemmer  # those of all languages, which takes a while

    return stemmer("english")
