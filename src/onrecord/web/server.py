"""Serving it: one process, which says where it is once it answers."""

from __future__ import annotations

import ctypes
import socket
import sys
import threading
import webbrowser
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace

import uvicorn

from onrecord.model import SetupError
from onrecord.record import Record
from onrecord.spare import give_back
from onrecord.web.app import create_app
from onrecord.web.settings import Settings, bracketed

FAMILIES = {True: socket.AF_INET6, False: socket.AF_INET}
# Seconds for which a connection is kept that asks nothing: longer than browsers and programs
# keep it by habit, or one asks just when it is closed, and is answered nothing.
STILL = 75
# What glibc calls M_ARENA_MAX, M_MMAP_THRESHOLD and M_TRIM_THRESHOLD, and the bytes of the latter.
MOST_HEAPS, LARGE, LEFT_FREE = -8, -3, -1
LARGE_PIECE, FREE_AT_END = 256 * 1024, 4 * 1024 * 1024
TRIMMED = 100  # tenths of a second between two times that free memory is given back


def serve(
    record: Record, settings: Settings, *, browser: bool, ready: Callable[[str], None]
) -> None:
    """Serves a record until it is interrupted.

    ``ready`` is given the address once it answers; ``browser`` opens it.  Raises ``SetupError``
    where it may not or cannot listen there.
    """
    settings.check()
    listening = listen(settings)
    settings = replace(settings, port=listening.getsockname()[1])
    settle_memory()

    def answering() -> None:
        ready(settings.address)
        if browser:
            webbrowser.open(settings.address)

    config = uvicorn.Config(
        create_app(record, settings),
        log_level="warning",
        access_log=False,
        server_header=False,
        proxy_headers=False,
        timeout_graceful_shutdown=3,
        timeout_keep_alive=STILL,
    )
    Server(config, answering).run(sockets=[listening])


@contextmanager
def serving(record: Record, settings: Settings | None = None) -> Iterator[str]:
    """The application over a record, beside what else runs here and until that is done; its
    address.  It listens on a port of its own.
    """
    settings = replace(settings or Settings(), port=0)
    listening = listen(settings)
    settings = replace(settings, port=listening.getsockname()[1])
    server = uvicorn.Server(uvicorn.Config(create_app(record, settings), log_level="error"))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]})
    thread.start()
    try:
        yield settings.address.rstrip("/")
    finally:
        server.should_exit = True
        thread.join()


class Server(uvicorn.Server):
    """Tells when it answers, and gives back now and then what memory it needs no more."""

    def __init__(self, config: uvicorn.Config, answering: Callable[[], None]) -> None:
        super().__init__(config)
        self.answering = answering

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        self.answering()

    async def on_tick(self, counter: int) -> bool:
        if counter % TRIMMED == 0:
            give_back()
        return await super().on_tick(counter)


def settle_memory() -> None:
    """Has all threads take memory from one heap, where the C library has several, and large pieces
    from none.

    Pages are made by any thread, and what each leaves free in a heap of its own no other uses: a
    server takes up three times as much after some minutes, and more each time.  A large piece goes
    back to the system when it is let go of; in the heap it would leave a hole, in which small ones
    then lie for good, and by itself the C library takes each for as large as the largest yet.
    """
    if sys.platform == "linux":
        with suppress(AttributeError):  # a C library that has one in any case
            library = ctypes.CDLL(None)
            library.mallopt(MOST_HEAPS, 1)
            library.mallopt(LARGE, LARGE_PIECE)
            library.mallopt(LEFT_FREE, FREE_AT_END)


def listen(settings: Settings) -> socket.socket:
    """The socket on which it listens."""
    address = (settings.host, settings.port)
    try:
        return socket.create_server(address, family=FAMILIES[":" in settings.host], backlog=256)
    except (OSError, OverflowError) as error:
        why = getattr(error, "strerror", None) or str(error)
        raise SetupError(
            f"{bracketed(settings.host)}:{settings.port}: {why.lower()}; choose another --port "
            "(0 takes any that is free)"
        ) from error
