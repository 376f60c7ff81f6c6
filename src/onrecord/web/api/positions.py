"""Words over time, as ``onrecord positions`` and ``onrecord changes`` tell them."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Response

from onrecord.record import Change, Position
from onrecord.web.api.answers import Items, json
from onrecord.web.asked import DATE, Date, written
from onrecord.web.examples import CHANGE, POSITION, shown_whole
from onrecord.web.visit import Reader

router = APIRouter(tags=["positions"])
Said = Annotated[str, Query(min_length=1, max_length=500)]
Since = Annotated[str, written(DATE, "2024, 2024-03 or 2024-03-05"), Query(examples=["2024-03-05"])]


@router.get("/positions", response_model=Items[Position], responses=shown_whole(POSITION))
def positions(
    visit: Reader, name: Said, on: Said, since: Date = None, body: bool = False
) -> Response:
    """What somebody said on a topic in order of time, each set against what came before."""
    found = visit.record.positions(name, on, body=body, since=since)
    return json(visit, {"items": found, "total": len(found), "next": None})


@router.get("/changes", response_model=Items[Change], responses=shown_whole(CHANGE))
def changes(visit: Reader, since: Since) -> Response:
    """What the reports published on a day or later brought."""
    found = visit.record.changes(since)
    return json(visit, {"items": found, "total": len(found), "next": None})
