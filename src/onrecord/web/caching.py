"""Answers that need not be sent twice."""

from __future__ import annotations

import hashlib

from fastapi import Request, Response


def fresh(request: Request, response: Response) -> Response:
    """A whole answer with its mark (an ETag), or 304 where who asks has it already."""
    mark = f'"{hashlib.sha256(response.body).hexdigest()[:32]}"'
    headers = {"ETag": mark, "Cache-Control": "private, no-cache", "Vary": "Accept, HX-Request"}
    known = request.headers.get("If-None-Match", "")
    if mark in (one.strip().removeprefix("W/") for one in known.split(",")):
        return Response(status_code=304, headers=headers)
    response.headers.update(headers)
    return response
