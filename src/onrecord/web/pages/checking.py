"""Checking: every quotation of a draft held against the record; printed, the fact-check sheet."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from fastapi import APIRouter, Form, Request, Response

from onrecord.record import Check
from onrecord.web.visit import Reader, Visit

router = APIRouter()
LONGEST = 200_000  # characters of a draft


@router.get("/check")
def form(visit: Reader) -> Response:
    """Where a draft is pasted."""
    return visit.page("check.html", draft="", checks=None)


@router.post("/check")
def check(
    visit: Reader, request: Request, text: Annotated[str, Form(max_length=LONGEST)] = ""
) -> Response:
    """The verdict on each quotation of a draft."""
    draft = text.replace("\r\n", "\n")
    checks = checks_of(visit, draft) if draft.strip() else []
    return visit.page("check.html", draft=draft, checks=checks, today=date.today().isoformat())


def checks_of(visit: Visit, draft: str) -> list[Check]:
    """Each quotation of a draft held against the record."""
    quoted = visit.request.app.state.worker.quotations(draft)
    itself = visit.record.itself(draft)
    return [visit.record.check(words, by=by, besides=itself) for words, by in quoted]
