"""Header lines: the outlet, who wrote it and the day above a story, on one line in any order."""

from __future__ import annotations

import re
from typing import NamedTuple

from onrecord.reading.boilerplate import (
    CHROME,
    MONTH,
    OCCUPATION,
    OUTLET,
    SECTION,
    STAMP,
    TIME,
    YEAR,
)
from onrecord.reading.bylines import is_paper, signed

LONGEST = 160
# "Published 8 July | Updated 9 July 2024": the year is told once.
WITHOUT_YEAR = re.compile(
    rf"\b(?P<day>{MONTH}\s+\d\d?|\d\d?\s+{MONTH})(?!\w|,?\s+\d{{4}})(?=.*\b(?P<year>{YEAR})\b)",
    re.IGNORECASE,
)
BETWEEN = re.compile(r"[|•·;()]|(?<=\s)[/–—-](?=\s)")
AROUND = " \t,.:–—-"
GOES_ON = ("—", "–", "-", "/", ":")  # the story's first words stand behind such a dateline
CLOCK = re.compile(rf"(?:(?:updated|published|posted|at)\W++)*+{TIME}", re.IGNORECASE)


class Header(NamedTuple):
    """What a header line says: when the report was ``published``, as it writes the day (None
    where it gives only that of an update), whether it says that word, and who and where.
    """

    published: str | None
    announced: bool
    parts: tuple[str, ...]

    @property
    def signed(self) -> bool:
        """Whether it says who wrote the report."""
        return any(signed(part) for part in self.parts)

    @property
    def outlet(self) -> str | None:
        """The paper that it names, where the name is plainly one."""
        pieces = (piece for part in self.parts for piece in part.split(", "))
        return next((piece for piece in pieces if is_outlet(piece)), None)


def header(line: str) -> Header | None:
    """What a line that has a day, and otherwise nothing but names, says; None for another one."""
    if len(line) > LONGEST or line.rstrip().endswith(GOES_ON):
        return None
    whole = WITHOUT_YEAR.sub(r"\g<day> \g<year>", line)
    stamps = list(STAMP.finditer(whole))
    rest = (part.strip(AROUND) for part in BETWEEN.split(STAMP.sub(" | ", whole)))
    parts = tuple(filter(None, rest))
    if not stamps or not all(map(is_label, parts)):
        return None
    first = [stamp for stamp in stamps if not stamp["again"]]
    best = next((stamp for stamp in first if stamp["word"]), next(iter(first), None))
    return Header(best and best["date"], best is not None and bool(best["word"]), parts)


def is_outlet(piece: str) -> bool:
    """Whether a name is plainly that of a paper: neither a signature nor what its bearer does."""
    return bool(OUTLET.fullmatch(piece)) and not (signed(piece) or OCCUPATION.fullmatch(piece))


def is_label(part: str) -> bool:
    """Whether a part of a line is a name, a desk, a time of day: no part of a sentence."""
    if signed(part):
        return True
    return all(
        is_paper(piece)
        or any(form.fullmatch(piece) for form in (OUTLET, OCCUPATION, SECTION, CHROME, CLOCK))
        for piece in part.split(", ")
    )
