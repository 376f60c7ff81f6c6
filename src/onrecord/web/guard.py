"""What every request passes first: names and origins, sizes and rates, and what browsers are told.

Written for ASGI itself, so that a request that is refused costs next to nothing.
"""

from __future__ import annotations

import asyncio
import secrets
from collections.abc import Collection, Iterator
from time import monotonic
from urllib.parse import urlsplit

from fastapi import HTTPException, Request
from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from onrecord.web.problems import problem
from onrecord.web.settings import Settings, is_loopback
from onrecord.web.users import Person
from onrecord.web.visit import CSRF

SAFE = ("GET", "HEAD", "OPTIONS")
FORMS = ("application/x-www-form-urlencoded", "multipart/form-data", "text/plain", "")
READS = ("/check", "/api/check", "/signin", "/signout")  # what is sent there changes no record
LARGEST = 32 * 1024 * 1024  # bytes of one request
SLOWEST = 30.0  # seconds between two pieces of one
A_SECOND, AT_ONCE = 20.0, 200.0  # requests of one address from elsewhere
SIGN_INS = 10.0  # passwords that one address may try at once; one more every ten seconds
REMEMBERED = 10_000  # addresses
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'; manifest-src 'self'; "
    "require-trusted-types-for 'script'; trusted-types default"
)
TOLD = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",  # with none, forms would name no origin either
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}


class Rate:
    """How many requests each address may make: a bucket that fills again."""

    def __init__(self, a_second: float, at_once: float) -> None:
        self.a_second, self.at_once = a_second, at_once
        self.left: dict[str, tuple[float, float]] = {}

    def takes(self, address: str) -> bool:
        """Whether one more request of an address is taken."""
        now = monotonic()
        left, since = self.left.pop(address, (self.at_once, now))
        left = min(self.at_once, left + (now - since) * self.a_second)
        if len(self.left) >= REMEMBERED:
            self.left.pop(next(iter(self.left)))
        self.left[address] = (max(0.0, left - 1), now)
        return left >= 1


class Guard:
    """Refuses what is not for this server or is too much, and tells browsers what to refuse."""

    def __init__(self, app: ASGIApp, settings: Settings) -> None:
        self.app, self.settings = app, settings
        self.requests = Rate(A_SECOND, AT_ONCE)
        self.sign_ins = Rate(0.1, SIGN_INS)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        request = Request(scope)
        sending = telling(scope, send, secure=self.settings.is_secure)
        for status, detail in self.refusals(request):
            await problem(request, status, detail)(scope, receive, sending)
            return
        await self.app(scope, bounded(receive), sending)

    def refusals(self, request: Request) -> Iterator[tuple[int, str]]:
        """Why a request is refused, if it is."""
        host = request.headers.get("host", "")
        if name_in(host) not in self.settings.hosts:
            yield 421, f"this server is not called {host or 'nothing'}"
        changes = request.method not in SAFE
        if changes and not is_from_here(request.headers, self.settings.hosts):
            yield 403, "this was sent from another site"
        if changes and self.settings.read_only and request.url.path not in READS:
            yield 403, "this record is published to be read; nothing can be changed"
        length = request.headers.get("content-length", "0")
        if not length.isdecimal() or int(length[:20]) > LARGEST:
            yield 413, f"that is more than {LARGEST // 1024**2} MB; send less at once"
        address = request.client.host if request.client else ""
        if not is_loopback(address) and not self.requests.takes(address):
            yield 429, "too many requests; wait a little"
        if changes and request.url.path == "/signin" and not self.sign_ins.takes(address):
            yield 429, "too many tries; wait a minute"


def name_in(host: str) -> str:
    """The name in a Host header, without its port."""
    name, colon, port = host.rpartition(":")
    return (name if colon and port.isdecimal() else host).lower()


def is_from_here(headers: Headers, hosts: Collection[str]) -> bool:
    """Whether a change was sent from a page of this server, or by a program, which names no
    origin.
    """
    origin = headers.get("origin")
    if origin is None:
        return headers.get("sec-fetch-site", "none") in ("none", "same-origin")
    there = urlsplit(origin).netloc
    return name_in(there) in hosts and there == headers.get("host")


def telling(scope: Scope, send: Send, *, secure: bool) -> Send:
    """Sends an answer with what browsers have to be told."""

    async def sending(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            for name, value in TOLD.items():
                headers.setdefault(name, value)
            if secure:
                headers.setdefault("Strict-Transport-Security", "max-age=31536000")
            if scope["path"].startswith("/static/") and b"v=" in scope["query_string"]:
                headers["Cache-Control"] = "public, max-age=31536000, immutable"
            else:
                headers.setdefault("Cache-Control", "no-store")
        await send(message)

    return sending


def bounded(receive: Receive) -> Receive:
    """Receives a request that is neither too large nor too slow, whatever its head said."""
    taken = 0
    whole = False

    async def receiving() -> Message:
        nonlocal taken, whole
        if whole:  # what comes now is only that the other side has gone
            return await receive()
        try:
            message = await asyncio.wait_for(receive(), SLOWEST)
        except TimeoutError as error:
            raise HTTPException(408, "the request came too slowly") from error
        taken += len(message.get("body", b""))
        if taken > LARGEST:
            raise HTTPException(413, f"that is more than {LARGEST // 1024**2} MB")
        whole = not message.get("more_body", False)
        return message

    return receiving


async def who_asks(request: Request) -> None:
    """Finds out who asks, before any page is made: by a token, or by the session."""
    settings: Settings = request.app.state.settings
    request.state.person = await anyone(request, settings)


async def anyone(request: Request, settings: Settings) -> Person | None:
    """Who asks; None where that has to be known and is not."""
    bearer = request.headers.get("authorization", "")
    scheme, _, word = bearer.partition(" ")
    if settings.token and scheme.lower() == "bearer" and same(word.strip(), settings.token):
        return Person("token", "admin")
    await check_form(request)
    if not settings.is_closed:
        local: Person = request.app.state.local
        return local
    found = request.session.get("person")
    return request.app.state.people(found) if found else None


async def check_form(request: Request) -> None:
    """Refuses a form that was not made by a page of ours for whoever sends it.

    What is no form cannot be sent by another site's page without asking first.
    """
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if request.method in SAFE or kind not in FORMS:
        return
    word = request.headers.get("X-CSRF-Token") or await word_in(request)
    if not same(word, request.session.get(CSRF, secrets.token_hex())):
        raise HTTPException(403, "this form is too old; load its page again, then send it again")


async def word_in(request: Request) -> str:
    """The word that a form brings back."""
    given = (await request.form()).get(CSRF)
    return given if isinstance(given, str) else ""


def same(one: str, other: str) -> bool:
    """Whether two words are the same, told in the same time whatever they are."""
    return secrets.compare_digest(one.encode("utf-8", "replace"), other.encode())
