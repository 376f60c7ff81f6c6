"""One request: the record it asks, who asks, and how it is answered.

A page takes ``Reader`` and answers with ``visit.page``; one that changes the record takes
``Reviewer``, whose ``visit.name`` is kept as the author.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable, Hashable
from dataclasses import dataclass
from functools import partial
from typing import Annotated, Any, TypeVar

from fastapi import Depends, HTTPException, Request, Response
from fastapi.responses import HTMLResponse, RedirectResponse

from onrecord.record import Record, UncomparedError
from onrecord.web.behind import Behind
from onrecord.web.caching import Kept, fresh
from onrecord.web.settings import Settings
from onrecord.web.templating import templates
from onrecord.web.users import Person, Role

T = TypeVar("T")
CSRF = "csrf"  # the field of a form, and the place in the session


@dataclass(frozen=True, slots=True)
class Visit:
    """What a page needs to know of a request."""

    request: Request
    record: Record
    settings: Settings
    person: Person

    @property
    def name(self) -> str:
        """Who is to stand at what is changed."""
        return self.person.name

    def may(self, role: Role) -> bool:
        """Whether who asks may do what this role may."""
        return self.person.may(role) and not (self.settings.read_only and role != "read")

    @property
    def is_partial(self) -> bool:
        """Whether htmx asks for a part of a page."""
        return self.request.headers.get("HX-Request") == "true"

    @property
    def csrf(self) -> str:
        """The word that a form of this person has to bring back."""
        word: str = self.request.session.setdefault(CSRF, secrets.token_urlsafe(24))
        return word

    def page(self, template: str, *, status: int = 200, **known: Any) -> Response:
        """A page, or a part of one: a template with what it shows.  One that ``waits`` for
        statements to be compared asks for itself again.
        """
        shown = templates.get_template(template).render(visit=self, **known)
        response = HTMLResponse(shown, status_code=status)
        return fresh(self.request, response) if status == 200 else response

    def kept(self, *question: Hashable, ask: Callable[[], T]) -> T:
        """The answer to a question that takes long, asked once until something is written."""
        kept: Kept = self.request.app.state.kept
        return kept.get(question, ask)

    def unless_uncompared(self, ask: Callable[[bool], T]) -> T | None:
        """An answer without waiting; None where statements have to be compared for it first, which
        is done behind the page.
        """
        try:
            return ask(False)
        except UncomparedError:
            self.ask_behind(partial(ask, True))
            return None

    def ask_behind(self, question: Callable[[], object]) -> None:
        """Has something asked that takes long; this page asks for it again."""
        self.behind.ask(self.address, question)

    @property
    def is_early(self) -> bool:
        """Whether the rest of a page is asked for that is still being compared."""
        return self.is_partial and self.behind.is_asking(self.address)

    def nothing_yet(self) -> Response:
        """What is on the page stays as it is."""
        return Response(status_code=204)

    @property
    def behind(self) -> Behind:
        """What is asked behind the pages."""
        behind: Behind = self.request.app.state.behind
        return behind

    @property
    def address(self) -> str:
        """The path and the query of this page."""
        return f"{self.request.url.path}?{self.request.url.query}"

    def go(self, address: str) -> Response:
        """Leads on to a page, after a form was sent."""
        return RedirectResponse(address, status_code=303)


def reading(request: Request) -> Visit:
    """A request of somebody who may read."""
    settings: Settings = request.app.state.settings
    person: Person | None = request.state.person
    if person is None:
        raise HTTPException(401, "say who you are first")
    return Visit(request, request.app.state.record, settings, person)


def at_least(role: Role) -> Callable[[Visit], Visit]:
    """A request of somebody who may do what a role may."""

    def checked(visit: Reader) -> Visit:
        if visit.settings.read_only:
            raise HTTPException(403, "this record is published to be read; nothing can be changed")
        if not visit.may(role):
            raise HTTPException(403, f"you are not allowed to; it takes the role {role}")
        return visit

    return checked


Reader = Annotated[Visit, Depends(reading)]
Reviewer = Annotated[Visit, Depends(at_least("review"))]
Admin = Annotated[Visit, Depends(at_least("admin"))]
