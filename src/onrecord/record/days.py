"""Dates as exact as they are known, and the days that they may mean.

``2022-06`` may be any day of June 2022.  Days are compared as text.
"""

from __future__ import annotations

import datetime
import re
from calendar import monthrange

from onrecord.record.errors import RecordError

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


def check_edtf(date: str) -> None:
    """``RecordError`` where a date is not of the Extended Date/Time Format, or names no year."""
    from edtf import EDTFParseException, parse_edtf  # takes long to load

    try:
        parse_edtf(date)
        for full in re.findall(r"\d{4}-\d\d-\d\d", date):
            datetime.date.fromisoformat(full)  # there is no 29 February 2023
        known = first_day(date) is not None
    except (EDTFParseException, ValueError):
        known = False
    if not known:
        raise RecordError(
            f"{date}: not a date; write it as 2024, 2024-03 or 2024-03-05, one of several days as "
            "2024-03-05/2024-03-08, one that is unsure as 2024-03-05?"
        )
