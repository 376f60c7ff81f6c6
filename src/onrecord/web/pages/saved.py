"""Saved searches, which tell what is new, and snapshots, which stay as they are."""

from __future__ import annotations

from dataclasses import replace
from typing import Annotated

from fastapi import APIRouter, Form, Query, Response

from onrecord.record import Hit, Page, SavedSearch
from onrecord.web.asked import Asked
from onrecord.web.formats import atom
from onrecord.web.pages.search import ON_A_PAGE
from onrecord.web.visit import Reader, Reviewer, Visit

router = APIRouter()
LATEST = 5  # that are shown where nothing is new
Name = Annotated[str, Form(max_length=200)]
Kept = Annotated[str, Form(alias="query", max_length=8000)]


@router.get("/alerts")
def alerts(visit: Reader) -> Response:
    """The saved searches, and how much of each is new."""
    saved = [
        (one, Asked.of(one.wanted), new_in(visit, one, limit=1).total)
        for one in visit.record.saved_searches()
    ]
    return visit.page("alerts.html", saved=saved, snapshots=visit.record.snapshots())


@router.post("/alerts")
def save(visit: Reviewer, query: Kept = "", name: Name = "") -> Response:
    """Saves a search."""
    asked = Asked.from_query(query)
    made = visit.record.save_search(asked.wanted(), name.strip() or asked.title(), by=visit.name)
    return visit.go(f"/alerts/{made}")


@router.get("/alerts/{id}.atom")
def alert_feed(visit: Reader, id: int) -> Response:
    """The newest of a saved search, for a feed reader."""
    one = visit.record.saved_search(id)
    return atom(visit, Asked.of(one.wanted), f"/alerts/{id}", one.name)


@router.get("/alerts/{id}")
def alert(
    visit: Reader, id: int, cursor: Annotated[str | None, Query(max_length=200)] = None
) -> Response:
    """What came since whoever saved it looked."""
    one = visit.record.saved_search(id)
    found = new_in(visit, one, ON_A_PAGE, cursor or None)
    newest = replace(one.wanted, sort="-date")
    latest = () if found.total else tuple(visit.record.find(newest, limit=LATEST))
    return visit.page(
        "alert.html", alert=one, asked=Asked.of(one.wanted), found=found, latest=latest
    )


@router.post("/alerts/{id}/looked")
def looked(visit: Reviewer, id: int) -> Response:
    """Nothing of it is new any more."""
    visit.record.look(id)
    return visit.go(f"/alerts/{id}")


@router.post("/alerts/{id}/forget")
def forget(visit: Reviewer, id: int) -> Response:
    """Takes it out."""
    visit.record.forget_search(id)
    return visit.go("/alerts")


@router.post("/snapshots")
def freeze(visit: Reviewer, query: Kept = "", name: Name = "") -> Response:
    """Keeps what a search finds now."""
    asked = Asked.from_query(query)
    made = visit.record.freeze(asked.wanted(), name.strip() or asked.title(), by=visit.name)
    return visit.go(f"/snapshots/{made}")


@router.get("/snapshots/{id}")
def snapshot(visit: Reader, id: str) -> Response:
    """What a search found when it was frozen."""
    kept = visit.record.snapshot(id)
    return visit.page("snapshot.html", snapshot=kept, asked=Asked.of(kept.wanted))


def new_in(visit: Visit, saved: SavedSearch, limit: int, cursor: str | None = None) -> Page[Hit]:
    """What came into the record since whoever saved a search looked."""
    new = replace(saved.wanted, added_since=saved.looked_at, sort="-date")
    return visit.record.find(new, limit=limit, cursor=cursor)
