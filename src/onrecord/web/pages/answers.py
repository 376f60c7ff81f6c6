"""Accusations with the denials that answer them, and denials with what they deny."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from fastapi import APIRouter, Query, Response

from onrecord.record import Denied, Exchange, Page
from onrecord.web.asked import Date, Name
from onrecord.web.templating import query
from onrecord.web.visit import Reader

router = APIRouter()
ON_A_PAGE = 20
View = Literal["accusations", "denials"]


@router.get("/answers")
def answers(
    visit: Reader,
    by: Name = None,
    at: Name = None,
    since: Date = None,
    unanswered: bool = False,
    view: View = "accusations",
    cursor: Annotated[str, Query(max_length=200)] = "",
) -> Response:
    """A page of either, without waiting for what is yet to be compared."""
    if visit.is_early:
        return visit.nothing_yet()
    asked = {"by": by, "at": at, "since": since}
    beside = asked | {"unanswered": unanswered, "view": view}

    def ask(*, wait: bool) -> Page[Any]:
        part: dict[str, Any] = {"limit": ON_A_PAGE, "cursor": cursor or None, "wait": wait}
        if view == "denials":
            return visit.record.denials(**asked, **part)
        return visit.record.answers(**asked, **part, unanswered=unanswered)

    found = ask(wait=False)
    if waits := any(is_open(one) for one in found):
        visit.ask_behind(lambda: ask(wait=True))
    more = query(beside | {"cursor": found.next})
    return visit.page("answers.html", waits=waits, asked=beside, found=found, more=more)


def is_open(one: Exchange | Denied) -> bool:
    """Whether what stands on the other side is yet to be found."""
    return (one.denials if isinstance(one, Exchange) else one.answers) is None
