"""By when: the last day that a deadline leaves, as exact as it is known."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date

KNOWN = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?[~?%]?$")
SPRING, WINTER = 21, 24  # the numbers that EDTF gives the seasons
LAST_MONTH = {21: 5, 22: 8, 23: 11, 24: 2}  # of each season; winter's is in the next year


def last_day(due: str | None) -> date | None:
    """The last day of a day, month, season or year in EDTF; None where it is none of them."""
    found = KNOWN.search(due or "")
    if not found:
        return None
    year, month = int(found[1]), int(found[2] or 12)
    if SPRING <= month <= WINTER:
        year += month == WINTER
        month = LAST_MONTH[month]
    try:
        return date(year, month, int(found[3] or monthrange(year, month)[1]))
    except ValueError:
        return None
