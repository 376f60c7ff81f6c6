"""Dates as exact as they are known, and the days that they may mean.

``2022-06`` may be any day of June 2022.  Days are compared as text, so the last
day of every month may be written 31.
"""

from __future__ import annotations

import re

KNOWN_TO = re.compile(r"(?<!\d)\d{4}(-\d\d(-\d\d)?)?(?!\d)")


def first_day(date: str | None) -> str | None:
    """The earliest day that ``date`` may mean, ``YYYY-MM-DD``; None where it names no year."""
    return _whole(date, 0, "-01-01")


def last_day(date: str | None) -> str | None:
    """The latest day that ``date`` may mean, to be compared as text."""
    return _whole(date, -1, "-12-31")


def _whole(date: str | None, which: int, rest: str) -> str | None:
    """One of the dates in ``date`` (the ends of an EDTF interval), with what it lacks filled in."""
    known = [match.group() for match in KNOWN_TO.finditer(date or "")]
    if not known:
        return None
    day = known[which]
    return day + rest[len(day) - 4 :]
