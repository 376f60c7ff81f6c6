"""Places: where a statement stands in time, as one number that an index can be in order of."""

from __future__ import annotations

from datetime import date

from onrecord.ledger import Told
from onrecord.record.days import last_day

UNDATED = date.max.toordinal() + 1
ARTICLES, POSITIONS = 24, 12  # bits for an article among those of its day, and a place in it


def place_of(told: Told) -> int:
    """The place of a statement: by its day, then its article, then where it stands there.  Undated
    ones come last: what they tell may long be known.
    """
    article = int(told.article[: ARTICLES // 4], 16)
    position = min(told.position, (1 << POSITIONS) - 1)
    return (ordinal(told.day) << ARTICLES | article) << POSITIONS | position


def ordinal(day: str) -> int:
    """A day as a number; of what is known to the month or year, its last."""
    try:
        return date.fromisoformat(last_day(day) or "").toordinal()
    except ValueError:
        return UNDATED
