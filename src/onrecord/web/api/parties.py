"""People and bodies across articles, as ``onrecord parties --format jsonl`` has them."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Path, Query, Response

from onrecord.record import Party
from onrecord.web.api.answers import Items, json
from onrecord.web.examples import PARTY, shown, shown_list
from onrecord.web.visit import Reader

router = APIRouter(tags=["parties"])
LARGEST = 2**63 - 1  # that the database counts to


@router.get("/parties/{id}", response_model=Party, responses=shown(PARTY))
def party(visit: Reader, id: Annotated[int, Path(ge=1, le=LARGEST)]) -> Response:
    """One person or body under all its names."""
    return json(visit, visit.record.party(id))


@router.get("/parties", response_model=Items[Party], responses=shown_list(PARTY))
def parties(
    visit: Reader,
    name: Annotated[str | None, Query(max_length=500)] = None,
    country: Annotated[str | None, Query(pattern="^[A-Za-z]{2}$")] = None,
    limit: Annotated[int, Query(ge=1, le=1000)] = 50,
    cursor: Annotated[str | None, Query(max_length=200)] = None,
) -> Response:
    """Those with something said, or with this name, or of this country; who speaks most first."""
    found = visit.kept(
        *("parties", name, country, limit, cursor),
        ask=lambda: visit.record.parties_paged(
            name or None, country=country, limit=limit, cursor=cursor or None
        ),
    )
    return json(visit, found)
