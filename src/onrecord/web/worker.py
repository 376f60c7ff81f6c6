"""Reading what was handed over, in a process beside the server, which goes on answering.

The process has its models loaded once and waits to be woken.  It ends with the server, however
that ends: then the pipe between them does.  What it had not read to its end waits in the record.
"""

from __future__ import annotations

import logging
import multiprocessing
import os
import signal
import threading
from contextlib import suppress
from multiprocessing.connection import Connection
from multiprocessing.context import SpawnProcess
from pathlib import Path

from onrecord.record import Record

log = logging.getLogger(__name__)
ENDED = 5.0  # seconds that a process may take to end before it is killed


class Worker:
    """The process that reads for one record; begun when there is first something to read."""

    def __init__(self, location: str | Path) -> None:
        self.location = location
        self.process: SpawnProcess | None = None
        self.pipe: Connection | None = None
        self.turn = threading.Lock()

    def wake(self) -> None:
        """Has it read what waits; begins it where it does not run (any more)."""
        with self.turn:
            if self.process is None or not self.process.is_alive():
                self.begin()
            try:
                if self.pipe is not None:
                    while self.pipe.poll():
                        self.pipe.recv()  # that it has read all: nobody needs to know here
                    self.pipe.send("read")
            except (
                OSError,
                EOFError,
            ):  # it ended just now; what waits is read when it is woken next
                log.warning("the process that reads reports has ended")

    def begin(self) -> None:
        """Begins the process."""
        context = multiprocessing.get_context("spawn")
        ours, theirs = context.Pipe()
        if self.pipe is not None:
            self.pipe.close()
        self.process = context.Process(target=read_when_woken, args=(self.location, theirs))
        self.process.start()
        theirs.close()
        self.pipe = ours

    def begin_if_waiting(self, record: Record) -> None:
        """Goes on with what an earlier server left."""
        if any(batch.done < batch.files for batch in record.batches()):
            self.wake()

    def end(self) -> None:
        """Ends the process; what it was reading goes on waiting."""
        with self.turn:
            if self.pipe is not None:
                self.pipe.close()
            if self.process is not None:
                self.process.terminate()
                self.process.join(ENDED)
                if self.process.is_alive():
                    self.process.kill()


def read_when_woken(location: str | Path, pipe: Connection) -> None:
    """What the process does: reads what waits whenever it is told to, until nobody is there."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the server's
    threading.Thread(target=end_with, args=(pipe,), daemon=True).start()
    with Record(location, create=False) as record:
        while woken.wait():
            woken.clear()
            for _ in record.read_waiting():
                pass
            with suppress(OSError):
                pipe.send("read")


woken = threading.Event()


def end_with(pipe: Connection) -> None:
    """Wakes the reading, and ends this process when the server has gone."""
    while True:
        try:
            pipe.recv()
        except (EOFError, OSError):
            # Whatever is being read: it waits in the record, and each article is one transaction.
            os._exit(0)
        woken.set()
