"""The first page: finding statements."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Response

from onrecord.web.asked import ACTS, MANNERS, TYPES, Search
from onrecord.web.visit import Reader

router = APIRouter()
ON_A_PAGE = 20


@router.get("/")
def search(
    visit: Reader, asked: Search, cursor: Annotated[str | None, Query(max_length=200)] = None
) -> Response:
    """What was found, and what else could be asked."""
    found = visit.record.find(asked.wanted(), limit=ON_A_PAGE, cursor=cursor or None)
    return visit.page(
        "search.html",
        asked=asked,
        found=found,
        near=visit.record.near(asked.speaker) if asked.speaker and not found else (),
        facets=visit.record.facets(asked.wanted()) if cursor is None else None,
        is_empty=visit.record.count() == 0,
        acts=ACTS,
        manners=MANNERS,
        types=TYPES,
    )
