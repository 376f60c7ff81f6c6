"""Feasts: "Christmas Eve", "Good Friday", "Labor Day", and on which day of a year each is.

``feasts.json`` gives a feast its ``month`` and ``day``, its distance in days from Easter, or
``which`` of a month's Mondays (0) to Sundays (6) it is, -1 the last.
"""

from __future__ import annotations

import json
import re
from datetime import date, timedelta
from pathlib import Path

from dateutil.easter import easter
from dateutil.relativedelta import relativedelta, weekday

FEASTS: dict[str, dict[str, int]] = json.loads(
    Path(__file__).with_suffix(".json").read_text(encoding="utf-8")
)
# The longest first; an apostrophe may be curly, and the year may follow.
FEAST = "|".join(
    re.escape(name).replace("'", "['’]") for name in sorted(FEASTS, key=len, reverse=True)
)


def day_in(feast: str, year: int) -> date:
    """The day of a feast, as a text writes it, in a year."""
    rule = FEASTS[" ".join(feast.split()).replace("’", "'")]
    if "easter" in rule:
        return easter(year) + timedelta(rule["easter"])
    if "day" in rule:
        return date(year, rule["month"], rule["day"])
    start = date(year, rule["month"], 31 if rule["which"] < 0 else 1)
    return start + relativedelta(weekday=weekday(rule["weekday"])(rule["which"]))
