"""Answers that need not be sent twice, and what need not be counted twice."""

from __future__ import annotations

import gzip
import hashlib
from collections.abc import Callable, Hashable
from threading import Lock
from typing import Any, TypeVar

from fastapi import Request, Response

from onrecord.record import Record

T = TypeVar("T")
KEPT = 300  # answers


def fresh(request: Request, response: Response) -> Response:
    """A whole answer with its mark (an ETag), or 304 where who asks has it already."""
    mark = f'"{hashlib.sha256(response.body).hexdigest()[:32]}"'
    headers = {"ETag": mark, "Cache-Control": "private, no-cache", "Vary": "Accept, HX-Request"}
    known = request.headers.get("If-None-Match", "")
    if mark in (one.strip().removeprefix("W/") for one in known.split(",")):
        return Response(status_code=304, headers=headers)
    response.headers.update(headers)
    return response


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
