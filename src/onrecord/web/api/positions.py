"""Words over time, as ``onrecord positions``, ``answers`` and ``changes`` tell them."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Query, Request, Response

from onrecord.record import Change, Denied, Exchange, Position
from onrecord.web.api.answers import Items, json
from onrecord.web.asked import DATE, Date, Name, written
from onrecord.web.examples import CHANGE, DENIED, EXCHANGE, POSITION, shown_list, shown_whole
from onrecord.web.formats import TYPES, form_accepted
from onrecord.web.news import as_feed, news
from onrecord.web.visit import Reader

router = APIRouter(tags=["positions"])
Said = Annotated[str, Query(min_length=1, max_length=500)]
Limit = Annotated[int, Query(ge=1, le=1000, description="At most so many.")]
Cursor = Annotated[str | None, Query(max_length=200, description="`next` of the part before.")]
FEED: dict[str, Any] = {TYPES["atom"]: {}}
NEWS = shown_whole(CHANGE)
NEWS[200]["content"] |= FEED
Since = Annotated[str, written(DATE, "2024, 2024-03 or 2024-03-05"), Query(examples=["2024-03-05"])]


@router.get("/positions", response_model=Items[Position], responses=shown_whole(POSITION))
def positions(
    visit: Reader, name: Said, on: Said, since: Date = None, body: bool = False
) -> Response:
    """What somebody said on a topic in order of time, each set against what came before."""
    found = visit.record.positions(name, on, body=body, since=since)
    return json(visit, {"items": found, "total": len(found), "next": None})


@router.get("/answers", response_model=Items[Exchange], responses=shown_list(EXCHANGE))
def answers(
    visit: Reader,
    by: Name = None,
    at: Name = None,
    since: Date = None,
    unanswered: bool = False,
    limit: Limit = 50,
    cursor: Cursor = None,
) -> Response:
    """Accusations, the newest first, each with the denials that answer it.

    `unanswered` leaves out those that somebody answered: `total` counts them all the same, and a
    part may have fewer than asked for and yet a `next`.
    """
    asked: dict[str, Any] = {"by": by, "at": at, "since": since, "unanswered": unanswered}
    part: dict[str, Any] = {"limit": limit, "cursor": cursor or None}
    found = visit.kept(
        "all answers",
        *asked.values(),
        *part.values(),
        ask=lambda: visit.record.answers(**asked, **part),
    )
    return json(visit, found)


@router.get("/denials", response_model=Items[Denied], responses=shown_list(DENIED))
def denials(
    visit: Reader,
    by: Name = None,
    at: Name = None,
    since: Date = None,
    limit: Limit = 50,
    cursor: Cursor = None,
) -> Response:
    """Denials, the newest first, each with the accusations, or else the claims, that it answers."""
    asked: dict[str, Any] = {"by": by, "at": at, "since": since}
    part: dict[str, Any] = {"limit": limit, "cursor": cursor or None}
    found = visit.kept(
        "all denials",
        *asked.values(),
        *part.values(),
        ask=lambda: visit.record.denials(**asked, **part),
    )
    return json(visit, found)


@router.get("/changes", response_model=Items[Change], responses=NEWS)
def changes(visit: Reader, request: Request, since: Since) -> Response:
    """What the reports published on a day or later brought; accept `application/atom+xml` for a
    feed.
    """
    if form_accepted(request) == "atom":
        return as_feed(visit, news(visit, since))
    found = visit.record.changes(since)
    return json(visit, {"items": found, "total": len(found), "next": None})


@router.get("/changes.atom", responses={200: {"content": FEED}}, response_class=Response)
def changes_feed(visit: Reader, since: Since) -> Response:
    """The same as a feed."""
    return as_feed(visit, news(visit, since))
