"""What all answers to programs have in common."""

from __future__ import annotations

from typing import Any, Generic, TypeVar

import msgspec
from fastapi import Response
from pydantic import BaseModel

from onrecord.web.caching import fresh
from onrecord.web.visit import Visit

T = TypeVar("T")


class Items(BaseModel, Generic[T]):
    """A part of a list: how many there are in all, and the cursor of the next part, null where
    there is no more.
    """

    items: list[T]
    total: int
    next: str | None


def json(visit: Visit, answer: Any) -> Response:
    """An answer as JSON."""
    return fresh(
        visit.request, Response(msgspec.json.encode(answer), media_type="application/json")
    )
