"""Statements, found as ``onrecord search`` finds them."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Response

from onrecord.record import Hit
from onrecord.web.api.answers import Items, json
from onrecord.web.asked import Asked
from onrecord.web.visit import Reader

router = APIRouter(tags=["statements"])


class AskedOf(Asked):
    """A search, and which part of what it finds."""

    limit: int = Query(20, ge=1, le=1000, description="At most so many.")
    cursor: str | None = Query(None, max_length=200, description="`next` of the part before.")


@router.get("/statements", response_model=Items[Hit])
def statements(visit: Reader, asked: Annotated[AskedOf, Query()]) -> Response:
    """Statements with all these words, best first; without words, the newest first."""
    return json(visit, asked.find(visit.record, asked.limit, asked.cursor))
