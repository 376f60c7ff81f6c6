"""Dates as exact as they are known, and the days that they may mean.

``2022-06`` may be any day of June 2022.  Days are compared as text.
"""

from __future__ import annotations

import re
from calendar import monthrange

KNOWN_TO = re.compile(r"(?<!\d)(\d{4})(?:-(\d\d)(?:-(\d\d))?)?(?!\d)")


def first_day(date: str | None) -> str | None:
    """The earliest day that ``date`` may mean, ``YYYY-MM-DD``; None where it names no year."""
    known = KNOWN_TO.search(date or "")
    return known and "-".join((known[1], known[2] or "01", known[3] or "01"))


def last_day(date: str | None) -> str | None:
    """The latest day that ``date`` may mean: of an interval, what its end may mean."""
    known = list(KNOWN_TO.finditer(date or ""))
    if not known:
        return None
    year, month, day = known[-1].groups()
    month = month or "12"
    if day is None and "01" <= month <= "12":
        day = str(monthrange(int(year) or 4, int(month))[1])
    return f"{year}-{month}-{day or '31'}"
