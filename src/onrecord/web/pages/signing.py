"""Signing in and out, where people have to say who they are."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Form, Request, Response

from onrecord.web.guard import same
from onrecord.web.settings import Settings
from onrecord.web.users import Person, signed_in
from onrecord.web.visit import Visit

router = APIRouter()
NOBODY = Person("", "read")


@router.get("/signin")
def form(request: Request, next: str = "/") -> Response:
    """The form."""
    return visit_of(request).page("signin.html", next=next, failed=False)


@router.post("/signin")
def sign_in(
    request: Request,
    name: Annotated[str, Form()] = "",
    password: Annotated[str, Form()] = "",
    next: Annotated[str, Form()] = "/",
) -> Response:
    """Lets somebody in who gives the right password, or the token."""
    visit = visit_of(request)
    settings = visit.settings
    person = signed_in(settings.users, name, password)
    if person is None and settings.token and same(password, settings.token):
        person = Person("token", "admin")
    if person is None:
        return visit.page("signin.html", status=401, next=next, failed=True)
    request.session.clear()  # what was known of a stranger is not taken over
    request.session["person"] = person.name
    return visit.go(next if next.startswith("/") and next[1:2] not in ("/", "\\") else "/")


@router.post("/signout")
def sign_out(request: Request) -> Response:
    """Forgets who it was."""
    request.session.clear()
    return visit_of(request).go("/")


def visit_of(request: Request) -> Visit:
    """A request of anybody."""
    settings: Settings = request.app.state.settings
    return Visit(request, request.app.state.record, settings, request.state.person or NOBODY)
