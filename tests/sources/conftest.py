"""A server for the tests of what is fetched."""

from __future__ import annotations

from collections.abc import Iterator
from threading import Thread

import pytest
from hostile import Server


@pytest.fixture
def server() -> Iterator[Server]:
    """The server, running while the test does."""
    running = Server()
    Thread(target=running.serve_forever, args=(0.01,), daemon=True).start()
    yield running
    running.shutdown()
    running.server_close()
