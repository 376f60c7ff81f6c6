"""A person or a body across articles, and all of them in a list."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from typing import Annotated, Literal

from fastapi import APIRouter, Form, Query, Response

from onrecord.record import Dealing, Dealings, Hit, Record, Verdict
from onrecord.web.caching import fresh, packed
from onrecord.web.charts import Size, Theme, over_time, periods, svg
from onrecord.web.visit import Reader, Reviewer, Visit

router = APIRouter()
IN_LIST = 100
LAST = 10  # statements of a party
ACTS = {  # what is told of in which words, towards somebody and by somebody
    "accuse": ("Accuses", "Accused by"),
    "deny": ("Answers with a denial", "Answered with a denial by"),
    "endorse": ("Supports", "Supported by"),
    "demand": ("Demands of", "Demanded of them by"),
    "warn": ("Warns", "Warned by"),
    "ask": ("Asks", "Asked by"),
    "refuse": ("Refuses", "Refused by"),
    "commit": ("Promises", "Promised to by"),
}


@router.get("/parties")
def parties(
    visit: Reader, name: Annotated[str, Query(max_length=500)] = "", limit: int = IN_LIST
) -> Response:
    """Who speaks, the most frequent first."""
    most = min(max(limit, 1), 1000)
    found = visit.kept(
        "speakers", name, most, ask=lambda: visit.record.speakers(name or None, limit=most + 1)
    )
    return visit.page(
        "parties.html", found=found[:most], more=len(found) > most, name=name, limit=most
    )


@router.get("/parties/{id}")
def party(visit: Reader, id: int) -> Response:
    """One of them: names, roles, what it does with words and at whom."""
    found = visit.record.party(id)
    if found.id != id:
        return visit.go(f"/parties/{found.id}")
    dealings = dealings_of(visit, id)
    return visit.page(
        "party.html",
        party=found,
        said=said_last(visit.record, id),
        periods=periods(dealings.activity),
        towards=by_act(dealings.dealings, "to"),
        by=by_act(dealings.dealings, "by"),
        speak_for=dealings.speak_for,
        questions=visit.record.queue(10, party=id),
    )


def said_last(record: Record, party: int) -> list[Hit]:
    """What a party said last, each quotation once, however often it was printed."""
    said: dict[object, Hit] = {}
    for hit in record.said(party, limit=2 * LAST):
        said.setdefault(hit.quotation or hit.statement.id, hit)
    return list(said.values())[:LAST]


@router.get("/parties/{id}/acts.svg")
def acts(visit: Reader, id: int, theme: Theme = "light", size: Size = "wide") -> Response:
    """Its statements by act over time, as a picture."""
    name = visit.record.party(id).name
    search = visit.settings.address.rstrip("/") + "/"
    drawn = svg(over_time(dealings_of(visit, id).activity, name, search, theme, size))
    picture = fresh(visit.request, Response(drawn, media_type="image/svg+xml"))
    return packed(visit.request, picture)


@router.post("/parties/{id}/same")
def judge(
    visit: Reviewer,
    id: int,
    left: Annotated[int, Form()],
    right: Annotated[int, Form()],
    verdict: Annotated[Verdict, Form()],
) -> Response:
    """Answers whether two names are one party's."""
    visit.record.judge((left, right), verdict, by=visit.name, why="judged on its page")
    return visit.go(f"/parties/{visit.record.party(id).id}")


def dealings_of(visit: Visit, party: int) -> Dealings:
    """What a party does with words."""
    return visit.kept("dealings", party, ask=lambda: visit.record.dealings(party))


def by_act(
    dealings: Sequence[Dealing], direction: Literal["to", "by"]
) -> list[tuple[str, list[Dealing]]]:
    """Dealings in one direction, grouped by act, each under its heading."""
    place = list(ACTS)
    some = [one for one in dealings if one.direction == direction and one.act in ACTS]
    some.sort(key=lambda one: place.index(one.act))
    heading = 0 if direction == "to" else 1
    return [(ACTS[act][heading], list(group)) for act, group in groupby(some, lambda one: one.act)]
