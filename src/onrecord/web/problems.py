"""What goes wrong, told to programs as problem+json (RFC 9457) and to people as a page."""

from __future__ import annotations

import logging
from http import HTTPStatus
from urllib.parse import quote

import msgspec
from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.responses import HTMLResponse, RedirectResponse
from pydantic import BaseModel
from starlette.exceptions import HTTPException

from onrecord.model import ReadError, SetupError
from onrecord.record import NotInRecordError, RecordError
from onrecord.web.templating import templates

log = logging.getLogger(__name__)


HEADINGS = {  # what a page says of a status, in place of its phrase
    400: "That cannot be done so",
    403: "Not allowed",
    404: "Not on record",
    405: "That cannot be done so",
    413: "Too large",
    422: "Please look again at what you gave",
    429: "Too many requests at once",
    500: "A fault of onrecord",
    501: "Something is not installed",
}


class Problem(BaseModel):
    """What went wrong (RFC 9457)."""

    type: str = "about:blank"
    title: str
    status: int
    detail: str


def install(app: FastAPI) -> None:
    """Has every error told so."""
    app.add_exception_handler(HTTPException, told)
    app.add_exception_handler(RequestValidationError, told)
    app.add_exception_handler(NotInRecordError, told)
    app.add_exception_handler(RecordError, told)
    app.add_exception_handler(ReadError, told)
    app.add_exception_handler(SetupError, told)
    app.add_exception_handler(Exception, told)


def told(request: Request, error: Exception) -> Response:
    """The answer to a request that went wrong."""
    status, detail = meaning(error)
    if status == 500:
        log.error("a fault of onrecord at %s", request.url.path, exc_info=error)
    return problem(request, status, detail)


def meaning(error: Exception) -> tuple[int, str]:
    """The status and the line for an error."""
    match error:
        case HTTPException():
            return error.status_code, str(error.detail)
        case RequestValidationError():
            return 422, "; ".join(map(complaint, error.errors()))
        case NotInRecordError():
            return 404, str(error)
        case RecordError() | ReadError():
            return 400, str(error)
        case SetupError():
            return 501, str(error)
        case _:
            return 500, "this is a fault of onrecord; please report what you did"


def complaint(error: dict[str, object]) -> str:
    """What is wrong with one field."""
    where = error.get("loc")
    names = [str(name) for name in where[1:]] if isinstance(where, tuple | list) else []
    why = str(error.get("msg")).removeprefix("Value error, ")
    return f"{'.'.join(names) or 'the request'}: {why}"


def problem(request: Request, status: int, detail: str) -> Response:
    """One problem, in the form that who asks reads."""
    title = HTTPStatus(status).phrase
    headers = {"WWW-Authenticate": "Bearer"} if status == 401 else {}
    if is_api(request):
        told = Problem(title=title, status=status, detail=detail)
        body = msgspec.json.encode(told.model_dump())
        return Response(body, status, headers, "application/problem+json")
    if status == 401 and request.method == "GET":
        path = request.url.path + (f"?{request.url.query}" if request.url.query else "")
        return RedirectResponse(f"/signin?next={quote(path, safe='')}", status_code=303)
    page = templates.get_template("problem.html")
    said = detail if detail != title else "Nothing is at this address."
    shown = page.render(title=HEADINGS.get(status, title), detail=said)
    return HTMLResponse(shown, status, headers)


def is_api(request: Request) -> bool:
    """Whether a program asks."""
    return request.url.path.startswith("/api/")
