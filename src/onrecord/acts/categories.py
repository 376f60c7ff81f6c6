"""Categories: what kind of thing is promised or refused, by the words that name it."""

from __future__ import annotations

import json
import re
from functools import cache
from importlib.resources import files

OTHER = "other"


@cache
def patterns() -> dict[str, re.Pattern[str]]:
    """The words of each category, of which the first wins a draw.

    The file lists them with commas between; a star stands for any ending.
    """
    kept = json.loads(files(__package__).joinpath("categories.json").read_text(encoding="utf-8"))
    return {name: any_of(words.split(", ")) for name, words in kept.items()}


def any_of(words: list[str]) -> re.Pattern[str]:
    """A pattern for any of these words, in the singular or the plural."""
    forms = (word.replace("*", r"\w*") if "*" in word else f"{word}s?" for word in words)
    return re.compile(rf"\b(?:{'|'.join(forms)})\b", re.IGNORECASE)


def category(text: str) -> str:
    """The category of which a text has most words."""
    found = {name: len(words.findall(text)) for name, words in patterns().items()}
    best = max(found, key=lambda name: found[name])
    return best if found[best] else OTHER
