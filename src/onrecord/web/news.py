"""What is new since a day: the editor's morning page, and the same as a feed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from fastapi import Response

from onrecord.record import Change, Record, SavedSearch, UncomparedError
from onrecord.web.caching import fresh
from onrecord.web.formats import TYPES
from onrecord.web.recent import a_week_back
from onrecord.web.templating import templates
from onrecord.web.visit import Visit

IN_BEAT = 1_000  # statements of a beat that are looked through


@dataclass(frozen=True, slots=True)
class News:
    """What is new since a day, in one saved search or in everything; ``left`` is how many pairs of
    statements are yet to be compared, so that reversals may be missing.
    """

    since: str
    beat: SavedSearch | None
    changes: tuple[Change, ...]
    left: int


def news(visit: Visit, since: str | None, beat: int | None = None) -> News:
    """What the reports since a day brought, by default those of the last week before the newest."""
    record, day = visit.record, since or a_week_back(visit.record)
    saved = record.saved_search(beat) if beat is not None else None
    left = 0
    try:
        found: Sequence[Change] = visit.kept(
            "changes", day, date.today(), ask=lambda: record.changes(day, wait=False)
        )
    except UncomparedError as error:
        found, left = error.known, error.left
        visit.ask_behind(lambda: record.changes(day))
    if saved is not None:
        mine = in_beat(record, saved, day)
        found = [one for one in found if one.statement in mine]
    return News(day, saved, tuple(found), left)


def in_beat(record: Record, saved: SavedSearch, since: str) -> set[str]:
    """The ids of the statements of a saved search since a day."""
    recent = replace(saved.wanted, since=since, sort="-date")
    return {hit.statement.id for hit in record.find(recent, limit=IN_BEAT)}


def as_feed(visit: Visit, found: News) -> Response:
    """What is new as an Atom feed (RFC 4287)."""
    base = visit.settings.address.rstrip("/")
    made = templates.get_template("news.xml").render(base=base, news=found)
    return fresh(visit.request, Response(made, media_type=TYPES["atom"]))
