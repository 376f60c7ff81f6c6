"""What all answers to programs have in common."""

from __future__ import annotations

from typing import Any, Generic, TypeVar

import msgspec
from fastapi import Response
from pydantic import BaseModel

from onrecord.record import Page
from onrecord.web.caching import fresh
from onrecord.web.visit import Visit

T = TypeVar("T")


class Items(BaseModel, Generic[T]):
    """A part of a list: how many there are in all, and the cursor of the next part, null where
    there is no more.  `printed` is how many statements there are if each printing of a quotation
    counts.
    """

    items: list[T]
    total: int
    next: str | None
    printed: int | None = None


def json(visit: Visit, answer: Any) -> Response:
    """An answer as JSON; a list tells of printings only where there are any."""
    if isinstance(answer, Page):
        fields = {"items": answer.items, "total": answer.total, "next": answer.next}
        answer = fields if answer.printed is None else fields | {"printed": answer.printed}
    return fresh(
        visit.request, Response(msgspec.json.encode(answer), media_type="application/json")
    )
