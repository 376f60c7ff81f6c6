"""Accusations with the denials that answer them, and denials with what they deny."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from fastapi import APIRouter, Query, Response

from onrecord.record import Denied, Exchange, Page, UncomparedError
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
    names: dict[str, Any] = {"by": by, "at": at, "since": since}
    asked = names | {"unanswered": unanswered, "view": view}

    def ask(*, wait: bool) -> Page[Any]:
        part: dict[str, Any] = {"limit": ON_A_PAGE, "cursor": cursor or None, "wait": wait}
        if view == "denials":
            return visit.record.denials(**names, **part)
        return visit.record.answers(**names, **part, unanswered=unanswered)

    def at_once() -> Page[Any]:
        found = ask(wait=False)
        if any(map(is_open, found)):
            raise UncomparedError(found)
        return found

    waits = False
    try:
        found = visit.kept("answers", *asked.values(), cursor, ask=at_once)
    except UncomparedError as error:
        found, waits = error.known, True
        visit.ask_behind(lambda: ask(wait=True))
    more = query(asked | {"cursor": found.next})
    return visit.page("answers.html", waits=waits, asked=asked, found=found, more=more)


def is_open(one: Exchange | Denied) -> bool:
    """Whether what stands on the other side is yet to be found."""
    return (one.denials if isinstance(one, Exchange) else one.answers) is None
