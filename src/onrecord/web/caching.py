"""Answers that need not be sent twice, and what need not be counted twice."""

from __future__ import annotations

import gzip
import hashlib
import tempfile
from collections.abc import Callable, Hashable, Iterator, Mapping
from threading import Lock
from typing import IO, Any, BinaryIO, TypeVar, cast

from fastapi import Request, Response
from fastapi.responses import StreamingResponse

from onrecord.record import Record

T = TypeVar("T")
KEPT = 300  # answers
IN_MEMORY = 4 * 1024 * 1024  # bytes of a file before it goes to the disk
PIECE = 64 * 1024


def fresh(request: Request, response: Response) -> Response:
    """A whole answer with its mark (an ETag), or 304 where who asks has it already."""
    headers = marked(hashlib.sha256(response.body))
    if is_known(request, headers):
        return Response(status_code=304, headers=headers)
    response.headers.update(headers)
    return response


def file(
    request: Request, write: Callable[[BinaryIO], object], kind: str, name: str | None = None
) -> Response:
    """What is written, as a file of some kind with its mark, or 304; a large one lies on the disk
    until it has been sent.
    """
    kept = tempfile.SpooledTemporaryFile(IN_MEMORY)  # noqa: SIM115  closed behind its last piece
    write(cast(BinaryIO, kept))
    kept.seek(0)
    digest = hashlib.sha256()
    while piece := kept.read(PIECE):
        digest.update(piece)
    headers = marked(digest)
    if is_known(request, headers):
        kept.close()
        return Response(status_code=304, headers=headers)
    if name is not None:
        headers["Content-Disposition"] = f'attachment; filename="{name}"'
    kept.seek(0)
    return StreamingResponse(pieces(kept), headers=headers, media_type=kind)


def pieces(file: IO[bytes]) -> Iterator[bytes]:
    """A file in pieces; it is gone behind the last."""
    with file:
        while piece := file.read(PIECE):
            yield piece


def marked(digest: hashlib._Hash) -> dict[str, str]:
    """The headers that tell an answer from others."""
    mark = f'"{digest.hexdigest()[:32]}"'
    return {"ETag": mark, "Cache-Control": "private, no-cache", "Vary": "Accept, HX-Request"}


def is_known(request: Request, headers: Mapping[str, str]) -> bool:
    """Whether who asks has this answer already."""
    known = request.headers.get("If-None-Match", "")
    return headers["ETag"] in (one.strip().removeprefix("W/") for one in known.split(","))


def packed(request: Request, response: Response) -> Response:
    """An answer made smaller, where who asks can unpack it.  Not for pages with words of a session,
    which their length might give away.
    """
    if "gzip" not in request.headers.get("Accept-Encoding", "") or response.status_code != 200:
        return response
    response.body = gzip.compress(bytes(response.body), mtime=0)
    response.headers["Content-Encoding"] = "gzip"
    response.headers["Content-Length"] = str(len(response.body))
    response.headers["Vary"] = "Accept-Encoding"
    return response


class Kept:
    """What was asked of a record, kept until something is written to it."""

    def __init__(self, record: Record) -> None:
        self.record = record
        self.lock = Lock()
        self.state: object = None
        self.answers: dict[Hashable, Any] = {}
        self.turns: dict[Hashable, Lock] = {}

    def get(self, key: Hashable, ask: Callable[[], T]) -> T:
        """The answer to a question that has a key; it is asked where it is not known, by one for
        all who want to know it at that moment.
        """
        state = self.record.state()
        if state is None:
            return ask()
        with self.lock:
            if state != self.state:
                self.state = state
                self.answers.clear()
                self.turns.clear()
            turn = self.turns.setdefault(key, Lock())
        with turn:
            with self.lock:
                if state == self.state and key in self.answers:
                    found: T = self.answers[key]
                    return found
            answer = ask()
            with self.lock:
                if state == self.state:
                    while len(self.answers) >= KEPT:
                        self.answers.pop(next(iter(self.answers)))
                    self.answers[key] = answer
                self.turns.pop(key, None)  # who waits for it has it in hand
        return answer
