"""Quotations held against the record, as ``onrecord check`` does."""

from __future__ import annotations

from collections.abc import Collection
from typing import Annotated, Any

from fastapi import APIRouter, Body, Response
from pydantic import BaseModel, ConfigDict, Field

from onrecord.record import Check
from onrecord.web.api.answers import json
from onrecord.web.examples import CHECKED, shown
from onrecord.web.visit import Reader, Visit

router = APIRouter(tags=["check"])
LONGEST_DRAFT = 200_000
MOST = 500  # quotations of one request


class Quotation(BaseModel):
    """The words of a quotation, and who is said to have said them."""

    model_config = ConfigDict(extra="forbid")

    words: str = Field(min_length=1, max_length=50_000, examples=["The harbour will open in May"])
    by: str | None = Field(None, max_length=500, examples=["Ida Holm"])


class Draft(BaseModel):
    """A draft, each quotation of which is checked."""

    model_config = ConfigDict(extra="forbid")

    text: str = Field(
        min_length=1,
        max_length=LONGEST_DRAFT,
        examples=["“The harbour will open in May,” said Mayor Ida Holm."],
    )


class Change(BaseModel):
    """Words of a quotation, and what stands in their place on record; either may be empty."""

    theirs: str
    ours: str


class Answer(BaseModel):
    """What the record has of a quotation (``docs/json.md``)."""

    words: str
    by: str | None
    verdict: str
    holds: bool
    statement: str | None
    article: str | None
    speaker: str | None
    date: str | None
    outlet: str | None
    differences: list[Change]
    statements: list[str]
    taken_out: bool


class Answers(BaseModel):
    """The answers in the order of the quotations."""

    items: list[Answer]
    total: int
    next: None = None


Asked = Quotation | Draft | Annotated[list[Quotation], Field(max_length=MOST)]


@router.post("/check", response_model=Answer | Answers, responses=shown(CHECKED))
def check(visit: Reader, asked: Annotated[Asked, Body()]) -> Response:
    """Is this what they said?  Of one quotation its verdict; of several, or of a draft, a list."""
    if isinstance(asked, Quotation):
        return json(visit, checked(visit, asked).to_json())
    itself = visit.record.itself(asked.text) if isinstance(asked, Draft) else ()
    quoted = asked if isinstance(asked, list) else quotations_in(visit, asked)
    items: list[Any] = [checked(visit, one, itself).to_json() for one in quoted]
    return json(visit, {"items": items, "total": len(items), "next": None})


def checked(visit: Visit, quotation: Quotation, itself: Collection[str] = ()) -> Check:
    """One quotation held against the record; a draft in it, ``itself``, proves nothing."""
    return visit.record.check(quotation.words, by=quotation.by, besides=itself)


def quotations_in(visit: Visit, draft: Draft) -> list[Quotation]:
    """The quotations of a draft."""
    found = visit.request.app.state.worker.quotations(draft.text)
    return [Quotation(words=words, by=by) for words, by in found]
