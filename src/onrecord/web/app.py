"""The application put together: pages, API, and what every request passes first."""

from __future__ import annotations

import getpass
import secrets
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from anyio.to_thread import current_default_thread_limiter
from fastapi import Depends, FastAPI
from starlette.concurrency import run_in_threadpool
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.middleware.sessions import SessionMiddleware
from starlette.staticfiles import StaticFiles

from onrecord import __version__
from onrecord.record import Record
from onrecord.web import api, pages, problems
from onrecord.web.behind import Behind
from onrecord.web.caching import Kept
from onrecord.web.guard import Guard, who_asks
from onrecord.web.settings import Settings
from onrecord.web.templating import STATIC
from onrecord.web.users import Person, users_in
from onrecord.web.worker import Worker

# Pages made at once.  Each has a connection to the record, with what that remembers of the file;
# and more of them than there are cores wait for each other in any case.
AT_ONCE = 8
FORTNIGHT = 14 * 24 * 3600  # seconds for which somebody stays signed in


def create_app(record: Record, settings: Settings | None = None) -> FastAPI:
    """The application over a record."""
    settings = settings or Settings()
    worker = Worker(record.location)
    record.keeps_comparisons = not settings.read_only

    @asynccontextmanager
    async def living(_: FastAPI) -> AsyncIterator[None]:
        current_default_thread_limiter().total_tokens = AT_ONCE
        if not settings.read_only:
            await run_in_threadpool(worker.begin_if_waiting, record)
        yield
        worker.end()

    app = FastAPI(
        title="onrecord",
        version=__version__,
        summary="Who said what, in a record of news reports",
        openapi_url="/api/openapi.json",
        docs_url=None,  # its page would load what it needs from elsewhere
        redoc_url=None,
        lifespan=living,
        dependencies=[Depends(who_asks)],
        responses=dict.fromkeys((400, 401, 404, 413, 422, 429), PROBLEM),
        middleware=[
            Middleware(Guard, settings=settings),
            Middleware(
                SessionMiddleware,
                secret_key=secrets.token_hex(),
                session_cookie="onrecord",
                max_age=FORTNIGHT,
                same_site="lax",
                https_only=settings.is_secure,
            ),
        ],
    )
    app.state.record, app.state.settings = record, settings
    app.state.worker = worker
    app.state.kept, app.state.behind = Kept(record), Behind()
    app.state.local = Person(account(), "admin")
    app.state.people = lambda name: known(settings, name)
    problems.install(app)
    app.include_router(pages.router, include_in_schema=False)
    app.include_router(api.router, prefix=api.PREFIX)
    app.mount("/static", GZipMiddleware(StaticFiles(directory=STATIC)))
    return app


PROBLEM = {
    "model": problems.Problem,
    "description": "What is wrong (RFC 9457)",
    "content": {"application/problem+json": {}},
}


def known(settings: Settings, name: str) -> Person | None:
    """Somebody who signed in, as the file of users has them now."""
    if settings.token and name == TOKEN:
        return Person(TOKEN, "admin")
    user = users_in(settings.users).get(name) if settings.users else None
    return user.person if user else None


TOKEN = "token"  # noqa: S105  the name of whoever came with the token, not the token


def account() -> str:
    """The name of whoever started the server."""
    try:
        return getpass.getuser()
    except (KeyError, OSError):  # an account without a name, as in some containers
        return "onrecord serve"
