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
        has_facets=cursor is None and found.total > 1,
        is_empty=visit.record.count() == 0,
        acts=ACTS,
        manners=MANNERS,
        types=TYPES,
    )


@router.get("/facets")
def facets(visit: Reader, asked: Search) -> Response:
    """By what a search could be narrowed: a part of its page, or a page of its own."""
    wanted = asked.wanted()
    counted = visit.kept("facets", wanted, ask=lambda: visit.record.facets(wanted))
    template = "facets.html" if visit.is_partial else "narrow.html"
    return visit.page(template, asked=asked, facets=counted)
