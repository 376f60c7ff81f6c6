"""The application over a small record of invented articles, with and without a browser."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator

import pytest
from fastapi.testclient import TestClient
from playwright.sync_api import Browser, Page, expect, sync_playwright
from web_articles import HARBOUR, TOLLS, article_of

from onrecord.record import Record
from onrecord.web import Settings, create_app, serving

HERE = "http://127.0.0.1:8765"
CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser"))), None)
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
PATIENCE = 20_000  # milliseconds for what comes by itself: other tests run beside these


@pytest.fixture
def empty(new_place: str) -> Iterator[Record]:
    with Record(new_place) as opened:
        yield opened


@pytest.fixture
def record(empty: Record) -> Record:
    """Two articles, of two outlets and days."""
    empty.add(article_of(HARBOUR, "harbour.txt"))
    empty.add(article_of(TOLLS, "tolls.txt", outlet="Évening News", published="2024-04-02"))
    return empty


Open = Callable[..., TestClient]


@pytest.fixture
def open_app(record: Record) -> Open:
    """Gives a client of the application with some settings."""

    def opened(over: Record | None = None, **settings: object) -> TestClient:
        app = create_app(over or record, Settings(**settings))  # type: ignore[arg-type]
        return TestClient(app, base_url=HERE, raise_server_exceptions=False)

    return opened


@pytest.fixture
def client(open_app: Open) -> TestClient:
    """A client of the application as it is on one's own machine."""
    return open_app()


@pytest.fixture
def served(record: Record) -> Iterator[str]:
    """The address of the application, served for a browser."""
    with serving(record) as address:
        yield address


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """A real browser; it reaches nothing but this machine."""
    if CHROMIUM is None:
        pytest.skip("needs chromium, which is not installed here")
    expect.set_options(timeout=PATIENCE)
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield opened
        opened.close()


Visit = Callable[..., Page]


@pytest.fixture
def visit(browser: Browser, served: str) -> Iterator[Visit]:
    """Opens an address of the application in a window; what goes wrong in it fails the test: an
    error, an alert, a request to anywhere else.
    """
    wrong: list[str] = []
    contexts = []

    def visit(address: str = "/", **window: object) -> Page:
        context = browser.new_context(base_url=served, **window)  # type: ignore[arg-type]
        contexts.append(context)
        context.set_default_timeout(PATIENCE)
        page = context.new_page()
        page.on("dialog", lambda dialog: wrong.append(f"an alert: {dialog.message}"))
        page.on("pageerror", lambda error: wrong.append(f"an error: {error}"))
        page.on("console", lambda told: wrong.append(told.text) if told.type == "error" else None)
        page.on("request", lambda asked: elsewhere(asked.url))
        page.goto(address)
        return page

    def elsewhere(address: str) -> None:
        if not address.startswith((served, "data:", "blob:")):
            wrong.append(f"a request to {address}")

    yield visit
    for context in contexts:
        context.close()
    assert not wrong
