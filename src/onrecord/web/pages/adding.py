"""Adding reports: handed over by pasting, dropping or choosing; read beside the server."""

from __future__ import annotations

import asyncio
import hashlib
from collections.abc import AsyncIterator, Iterator, Sequence
from pathlib import Path
from typing import Annotated

import msgspec
from fastapi import APIRouter, Form, Request, Response, UploadFile
from fastapi.responses import StreamingResponse
from starlette.concurrency import run_in_threadpool

from onrecord.record import Parcel, Record
from onrecord.web.asked import Blank, a_day
from onrecord.web.visit import Admin, Reader, Visit

router = APIRouter()
A_LOOK = 0.4  # seconds between two looks at how far it is
LOOKS = 9_000  # of one page: an hour
SHOWN = 300  # files of a batch
EXAMPLE = Path(__file__).parent.parent / "example"
OUTLETS = {  # of the example's reports, in the order in which they are read
    "1-promise.txt": "Osby Courier",
    "2-delay.txt": "Osby Courier",
    "3-arrival.txt": "Skarn Post",
}
Outlet = Annotated[str | None, Form(max_length=200), Blank]
Day = Annotated[str | None, Form(max_length=40), Blank]


@router.get("/add")
def form(visit: Reader) -> Response:
    """Where reports are handed over, and what was handed over last."""
    return shown(visit)


@router.post("/add")
async def receive(
    visit: Admin,
    request: Request,
    files: Annotated[Sequence[UploadFile], Form()] = (),
    text: Annotated[str, Form(max_length=5_000_000)] = "",
    outlet: Outlet = None,
    published: Day = None,
    batch: Annotated[str, Form(max_length=64)] = "",
) -> Response:
    """Keeps what was handed over, has it read, and leads to how far that is."""
    parcels = [*pasted(text, outlet, published)]
    for file in files:
        if file.filename:
            content = await file.read()
            parcels.append(Parcel(origin_of(file.filename), content, outlet, published))
    takes_json = "application/json" in request.headers.get("accept", "")
    if wrong := what_is_wrong(parcels, published):
        if takes_json:
            return Response(msgspec.json.encode({"wrong": wrong}), 422)
        return await run_in_threadpool(shown, visit, text, outlet, published, wrong)

    def keep() -> str:
        kept = visit.record.receive(parcels, by=visit.name, batch=batch or None)
        visit.request.app.state.worker.wake()
        return kept

    kept = await run_in_threadpool(keep)
    if takes_json:
        return Response(msgspec.json.encode({"batch": kept}), media_type="application/json")
    return visit.go(f"/add/{kept}")


def shown(
    visit: Visit,
    text: str = "",
    outlet: str | None = None,
    published: str | None = None,
    wrong: str = "",
) -> Response:
    """The form; where something is ``wrong``, with what was given."""
    given = {"text": text, "outlet": outlet, "published": published, "wrong": wrong}
    batches = visit.record.batches()
    return visit.page("add.html", status=422 if wrong else 200, batches=batches, **given)


def what_is_wrong(parcels: Sequence[Parcel], published: str | None) -> str:
    """Why what was handed over cannot be kept; nothing where it can."""
    if not parcels:
        return "There is nothing to read; paste a report, or choose files."
    try:
        a_day(published or "2024-03-05")
    except ValueError as error:
        return f"Published on: {error}."
    return ""


@router.post("/add/example")
def example(visit: Admin) -> Response:
    """Adds reports about an invented town, for whoever wants to see first what comes of some."""
    parcels = [
        Parcel(f"example/{name}", (EXAMPLE / name).read_text(encoding="utf-8"), outlet)
        for name, outlet in OUTLETS.items()
    ]
    kept = visit.record.receive(parcels, by=visit.name)
    visit.request.app.state.worker.wake()
    return visit.go(f"/add/{kept}")


def pasted(text: str, outlet: str | None, published: str | None) -> Iterator[Parcel]:
    """The report that was pasted, if any; what is pasted again is the same."""
    text = text.replace("\r\n", "\n")  # as forms send line ends
    if text.strip():
        mark = hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()[:12]
        yield Parcel(f"pasted-{mark}", text, outlet, published)


def origin_of(name: str) -> str:
    """What the record calls a file that was handed over: its path in the folder chosen."""
    parts = [part for part in name.replace("\\", "/").split("/") if part not in ("", ".", "..")]
    return "".join(c if c.isprintable() else "\ufffd" for c in "/".join(parts))[-500:] or "file"


@router.get("/add/{batch}")
def progress(visit: Reader, batch: str) -> Response:
    """What became of each file so far."""
    found = visit.record.batch(batch)
    return visit.page("batch.html", batch=batch, files=found, shown=SHOWN)


@router.get("/add/{batch}/progress")
async def events(visit: Reader, batch: str) -> Response:
    """How far it is, told whenever that changes (server-sent events), until all is read."""
    await run_in_threadpool(visit.record.batch, batch)
    return StreamingResponse(
        told(visit.record, batch),
        media_type="text/event-stream",
        headers={"Cache-Control": "no-store", "X-Accel-Buffering": "no"},
    )


async def told(record: Record, batch: str) -> AsyncIterator[str]:
    """An event for each change, and the last one."""
    before = None
    for _ in range(LOOKS):
        files = await run_in_threadpool(record.batch, batch)
        done = sum(file.done for file in files)
        now = (done, len(files), sum(len(file.reports) for file in files))
        if now != before:
            far = {"done": done, "files": len(files), "reports": now[2]}
            kind = "finished" if done == len(files) else "progress"
            yield f"event: {kind}\ndata: {msgspec.json.encode(far).decode()}\n\n"
        if done == len(files):
            return
        before = now
        await asyncio.sleep(A_LOOK)
