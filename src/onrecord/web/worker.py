"""Reading beside the server, which goes on answering: what was handed over, and drafts.

A process of its own has its models loaded once and waits for errands.  It ends with the server,
however that ends: then the pipe between them does.  What it had not read to its end waits in the
record.
"""

from __future__ import annotations

import logging
import multiprocessing
import os
import signal
import threading
from collections import deque
from concurrent.futures import Future
from contextlib import suppress
from itertools import count
from multiprocessing.connection import Connection
from multiprocessing.context import SpawnProcess
from pathlib import Path

from onrecord.document import Document
from onrecord.model import Failure, ReadError
from onrecord.record import Record
from onrecord.web.recent import a_week_back

log = logging.getLogger(__name__)
ENDED = 5.0  # seconds that a process may take to end before it is killed
PATIENCE = 120.0  # seconds for a draft
Quotations = list[tuple[str, str | None]]  # the words of each, and who is said to have said them
READ = "read"  # the errand to read what waits; any other is a draft, with its number


class Worker:
    """The process that reads for one record; begun when there is first something to read."""

    def __init__(self, location: str | Path) -> None:
        self.location = location
        self.process: SpawnProcess | None = None
        self.pipe: Connection | None = None
        self.turn = threading.Lock()
        self.numbers = count()
        self.asked: dict[int, Future[Quotations]] = {}
        self.all_read = threading.Event()

    def wake(self) -> None:
        """Has it read what waits."""
        self.all_read.clear()
        self.send(READ)

    def begin_if_waiting(self, record: Record) -> None:
        """Goes on with what an earlier server left."""
        if any(batch.done < batch.files for batch in record.batches()):
            self.wake()

    def quotations(self, draft: str) -> Quotations:
        """The quotations of a draft; ``ReadError`` where it cannot be read."""
        number, answer = next(self.numbers), Future[Quotations]()
        self.asked[number] = answer
        self.send((number, draft))
        try:
            return answer.result(PATIENCE)
        except TimeoutError as error:
            raise ReadError("reports are being read just now; try again in a minute") from error
        finally:
            self.asked.pop(number, None)

    def send(self, errand: object) -> None:
        """Gives it an errand; begins it where it does not run (any more)."""
        with self.turn:
            if self.process is None or not self.process.is_alive():
                self.begin()
            with suppress(OSError):  # it ended just now: what waits is read when it is woken next
                if self.pipe is not None:
                    self.pipe.send(errand)

    def begin(self) -> None:
        """Begins the process, and hears what it answers."""
        context = multiprocessing.get_context("spawn")
        ours, theirs = context.Pipe()
        self.process = context.Process(target=run, args=(self.location, theirs), daemon=True)
        self.process.start()
        theirs.close()
        self.pipe = ours
        threading.Thread(target=self.hear, args=(ours,), daemon=True).start()

    def hear(self, pipe: Connection) -> None:
        """Takes its answers until it ends."""
        with suppress(EOFError, OSError):
            while True:
                number, answer = pipe.recv()
                if number is None:
                    self.all_read.set()
                elif (asked := self.asked.get(number)) is not None:
                    if isinstance(answer, Exception):
                        asked.set_exception(answer)
                    else:
                        asked.set_result(answer)
        for asked in list(self.asked.values()):
            if not asked.done():
                asked.set_exception(ReadError("reading it broke off; try a shorter draft"))

    def end(self) -> None:
        """Ends the process; what it was reading goes on waiting."""
        with self.turn:
            if self.process is not None:
                self.process.terminate()
                self.process.join(ENDED)
                if self.process.is_alive():
                    self.process.kill()
            if self.pipe is not None:
                self.pipe.close()


class Errands:
    """What the process is to do: drafts first, for which somebody waits."""

    def __init__(self, pipe: Connection) -> None:
        self.pipe = pipe
        self.drafts: deque[tuple[int, str]] = deque()
        self.reads = False
        self.something = threading.Event()
        threading.Thread(target=self.hear, daemon=True).start()

    def hear(self) -> None:
        """Takes errands; ends this process when the server has gone."""
        with suppress(EOFError, OSError):
            while True:
                errand = self.pipe.recv()
                if errand == READ:
                    self.reads = True
                else:
                    self.drafts.append(errand)
                self.something.set()
        # Whatever is being read waits in the record, and each article is one transaction.
        os._exit(0)

    def come_first(self) -> None:
        """Answers the drafts that came; ``InterruptedError`` where reports came to be read."""
        self.answer_drafts()
        if self.reads:
            raise InterruptedError

    def answer_drafts(self) -> None:
        """Answers the drafts that came."""
        while self.drafts:
            number, draft = self.drafts.popleft()
            try:
                self.pipe.send((number, quotations_in(draft)))
            except ReadError as error:
                self.pipe.send((number, error))


def run(location: str | Path, pipe: Connection) -> None:
    """What the process does, until the server has gone."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the server's
    errands = Errands(pipe)
    with Record(location, create=False) as record:
        while errands.something.wait():
            errands.something.clear()
            errands.answer_drafts()
            if errands.reads:
                errands.reads = False
                for _ in record.read_waiting():
                    errands.answer_drafts()
                pipe.send((None, None))
                with suppress(InterruptedError):
                    record.compare_ahead(a_week_back(record), errands.come_first)


def quotations_in(draft: str) -> Quotations:
    """The quotations of a draft, each with whom it names."""
    from onrecord.pipeline import read_many  # the rooms behind it take long to load
    from onrecord.quotations import quoted_by

    for read in read_many([Document(draft, "draft", kind="text")]):
        if isinstance(read, Failure):
            raise ReadError(read.reason)
        return [(quoted.span.text, quoted.by) for quoted in quoted_by(read)]
    return []
