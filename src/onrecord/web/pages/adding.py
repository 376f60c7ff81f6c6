"""Adding reports: handed over by pasting, dropping or choosing; read beside the server."""

from __future__ import annotations

import asyncio
import hashlib
from collections.abc import AsyncIterator, Iterator, Sequence
from pathlib import Path
from typing import Annotated

import msgspec
from fastapi import APIRouter, Form, HTTPException, Request, Response, UploadFile
from fastapi.responses import StreamingResponse
from starlette.concurrency import run_in_threadpool

from onrecord.record import Parcel, Record
from onrecord.web.asked import Blank, written
from onrecord.web.visit import Admin, Reader

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
DAY = r"^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])\Z"
Outlet = Annotated[str | None, Form(max_length=200), Blank]
Day = Annotated[Annotated[str, written(DAY, "2024-03-05")] | None, Form(), Blank]


@router.get("/add")
def form(visit: Reader) -> Response:
    """Where reports are handed over, and what was handed over last."""
    return visit.page("add.html", batches=visit.record.batches())


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
    if not parcels:
        raise HTTPException(422, "there is nothing to read; paste a report, or choose files")

    def keep() -> str:
        kept = visit.record.receive(parcels, by=visit.name, batch=batch or None)
        visit.request.app.state.worker.wake()
        return kept

    kept = await run_in_threadpool(keep)
    if "application/json" in request.headers.get("accept", ""):
        return Response(msgspec.json.encode({"batch": kept}), media_type="application/json")
    return visit.go(f"/add/{kept}")


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
