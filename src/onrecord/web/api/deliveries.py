"""Reports handed over to be read, and what became of them, as the page "Add" shows it."""

from __future__ import annotations

import hashlib
from typing import Annotated

import msgspec
from fastapi import APIRouter, Body, Path, Response
from pydantic import AfterValidator, BaseModel, ConfigDict, Field, WithJsonSchema

from onrecord.record import Became, Parcel
from onrecord.web.api.answers import json
from onrecord.web.asked import a_day
from onrecord.web.examples import RECEIVED, WENT, shown
from onrecord.web.visit import Admin, Reader

router = APIRouter(tags=["articles"])
MOST = 500  # reports of one request
LONGEST = 5_000_000  # characters of one


class Report(BaseModel):
    """A report to be read: its text, and what is known of it."""

    model_config = ConfigDict(extra="forbid")

    text: str = Field(
        min_length=1,
        max_length=LONGEST,
        examples=["“The harbour will open in May,” Mayor Ida Holm told reporters on Monday."],
    )
    title: str | None = Field(None, max_length=2000, examples=["Harbour to open"])
    outlet: str | None = Field(None, max_length=200, examples=["Harbour Post"])
    published: (
        Annotated[str, AfterValidator(a_day), WithJsonSchema({"type": "string", "format": "date"})]
        | None
    ) = Field(None, examples=["2024-03-05"])
    url: str | None = Field(None, max_length=2000, examples=["https://harbour.example/opens"])
    author: str | None = Field(None, max_length=500, examples=["Jo Berg"])


class Received(BaseModel):
    """Safe in the record: ``batch`` is asked for to learn what became of it."""

    batch: str
    reports: int


class Went(BaseModel):
    """How far the reading of a batch is: ``done`` when nothing of it waits."""

    batch: str
    done: bool
    reports: list[Became]


Handed = Report | Annotated[list[Report], Field(min_length=1, max_length=MOST)]


@router.post(
    "/articles", status_code=202, response_model=Received, responses={202: shown(RECEIVED)[200]}
)
def receive(visit: Admin, handed: Annotated[Handed, Body()]) -> Response:
    """Takes a report, or a list of them, to be read beside the server.

    They are safe when this is answered, and read soon; ``/api/batches/ID`` tells how far that is.
    """
    reports = handed if isinstance(handed, list) else [handed]
    rows = b"\n".join(msgspec.json.encode(one.model_dump(exclude_none=True)) for one in reports)
    name = f"sent-{hashlib.sha256(rows).hexdigest()[:12]}.jsonl"
    batch = visit.record.receive([Parcel(name, rows)], by=visit.name)
    visit.request.app.state.worker.wake()
    kept = {"batch": batch, "reports": len(reports)}
    return Response(
        msgspec.json.encode(kept),
        status_code=202,
        media_type="application/json",
        headers={"Location": f"/api/batches/{batch}"},
    )


@router.get("/batches/{id}", response_model=Went, responses=shown(WENT))
def batch(visit: Reader, id: Annotated[str, Path(max_length=64)]) -> Response:
    """What became of each report of a batch so far."""
    files = visit.record.batch(id)
    reports = [one for file in files for one in file.reports]
    went = {"batch": id, "done": all(file.done for file in files), "reports": reports}
    return json(visit, went)
