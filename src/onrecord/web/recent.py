"""What counts as new where nobody said since when."""

from __future__ import annotations

from datetime import date, timedelta

from onrecord.record import Record

WEEK = timedelta(days=7)


def a_week_back(record: Record) -> str:
    """The day a week before the newest report of the record, or before today."""
    newest = record.search(sort="-date", limit=1)
    day = newest[0].published if newest else None
    try:
        last = date.fromisoformat(day or "")
    except ValueError:
        last = date.today()
    return (min(last, date.today()) - WEEK).isoformat()
