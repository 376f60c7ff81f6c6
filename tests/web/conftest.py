"""The application over a small record of invented articles, with and without a browser."""

from __future__ import annotations

import socket
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import uvicorn
from fastapi.testclient import TestClient
from web_articles import HARBOUR, TOLLS, article_of

from onrecord.record import Record
from onrecord.web import Settings, create_app

HERE = "http://127.0.0.1:8765"
CHROMIUM = Path("/usr/bin/chromium")
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]


@pytest.fixture
def empty(tmp_path: Path) -> Iterator[Record]:
    with Record(tmp_path / "record.db") as opened:
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
    listening = socket.create_server(("127.0.0.1", 0))
    address = f"http://127.0.0.1:{listening.getsockname()[1]}"
    server = uvicorn.Server(uvicorn.Config(create_app(record), log_level="error"))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]})
    thread.start()
    yield address
    server.should_exit = True
    thread.join()
