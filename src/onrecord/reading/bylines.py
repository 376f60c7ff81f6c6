"""Bylines: who wrote a report, as it says itself."""

from __future__ import annotations

import re

from onrecord.reading.boilerplate import AGENCIES, AUTHOR, BYLINE, OCCUPATION, OUTLET

NAME_WORD = re.compile(r"[^\W\d_a-zß-ÿ][\w'’.-]*")
PARTICLES = frozenset(
    ("al", "bin", "da", "de", "del", "della", "den", "der", "di", "dos", "du", "el", "la", "le",
     "van", "von", "y")
)  # fmt: skip
JOINERS = frozenset(("and", "&", "for", "of", "the", "in", "at", "special", "to", "with"))
MOST_WORDS_OF_NAME = 4
SEPARATORS = re.compile(r"(?<!\s)\s*+(?:[,;|•·&]|\band\b|(?<=\s)[–—-](?=\s))\s*+")
DASHES = " \t-–—"
# "Ida Holm is a lecturer in law.", "Ida Holm, a sailor, writes on harbours."
INTRODUCED = re.compile(
    r"(?:^|(?<=[.!?]\s))(?P<name>[^\W\d_a-z][\w.'’-]*(?:\s[^\W\d_a-z][\w.'’-]*){1,3})"
    r"(?:,\s[^.]{3,150},)?\s"
    r"(?:is\s(?:an?|the|(?!not\b|\w+ing\b)[\w\s-]{3,60}\s(?:of|at|for|in))\s|teaches\s|writes\s)"
)


def is_name(words: str) -> bool:
    """Whether this could be a person's name: two to four capitalised words."""
    parts = words.split()
    if not 2 <= len(parts) <= MOST_WORDS_OF_NAME or words in AGENCIES or OUTLET.fullmatch(words):
        return False
    # "Washington D.C." is a place: a family name has no full stop.
    return "." not in parts[-1] and all(
        NAME_WORD.fullmatch(part) or part in PARTICLES for part in parts
    )


def is_capitalised(words: str) -> bool:
    """Whether all words but the small ones are capitalised, as in names of papers and places."""
    parts = re.findall(r"[^\s,;|•·–—-]+", words)
    return all(
        NAME_WORD.fullmatch(part) or part.lower() in PARTICLES | JOINERS for part in parts
    ) and bool(parts)


def signed(line: str) -> str | None:
    """What follows "By" or "Author:" in a line that is a byline; None if it is not one."""
    found = BYLINE.fullmatch(line) or AUTHOR.fullmatch(line)
    if found is None:
        return None
    names = found["names"].strip()
    plausible = is_capitalised(names) or all(
        is_name(part) or OCCUPATION.fullmatch(part) or is_capitalised(part)
        for part in SEPARATORS.split(names)
        if part
    )
    return names if plausible and len(names.split()) <= 14 else None


def bare_name(line: str) -> str | None:
    """The name in a line that is a name and perhaps a paper; None if the line is not that."""
    name, *rest = re.split(r"\s*,\s+|\s[|•·–—-]\s", line.strip(DASHES), maxsplit=1)
    if not rest:
        name = name.rstrip(".")
    elif not is_paper(rest[0]):
        return None
    return name if is_name(name) else None


def introduced(line: str) -> tuple[str, ...]:
    """The people of whom a line that begins with a name says what they are, in order."""
    names = [found["name"] for found in INTRODUCED.finditer(line) if is_name(found["name"])]
    return tuple(names) if line.startswith(tuple(names)) else ()


def is_paper(words: str) -> bool:
    """Whether this could be what a writer writes for, or from where: "Daily Planet"."""
    few = len(words.split()) <= MOST_WORDS_OF_NAME
    return few and "," not in words and not words.endswith(".") and is_capitalised(words)


def names_in(signature: str) -> tuple[str, ...]:
    """The people in what a byline says: without their papers, places and occupations."""
    parts = [part for part in SEPARATORS.split(signature) if part]
    people = [part.rstrip(".") if part.count(".") == 1 else part for part in parts if is_name(part)]
    several = re.search(r"\band\b|&", signature)
    return tuple(people if several else people[:1])
