"""Questions that take long, asked behind the pages that show their answers when they are there."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable

log = logging.getLogger(__name__)
AT_ONCE = 2  # a short one need not wait for a long one
MOST = 50  # that wait; who asks for more of them comes again


class Behind:
    """What is being asked, by the address of the page that asked for it.

    The answers are not handed on: what takes long in them, comparing statements, is kept by the
    record, and the page asks again.
    """

    def __init__(self) -> None:
        self.turn = threading.Lock()
        self.waiting: dict[str, Callable[[], object]] = {}
        self.asked: set[str] = set()

    def ask(self, address: str, question: Callable[[], object]) -> None:
        """Asks a question, unless it is being asked, or waits for that."""
        with self.turn:
            if address in self.asked or len(self.waiting) >= MOST:
                return
            self.waiting.setdefault(address, question)
            if len(self.asked) < AT_ONCE:
                threading.Thread(target=self.run, args=(self.next(),), daemon=True).start()

    def is_asking(self, address: str) -> bool:
        """Whether a question is being asked, or waits for that."""
        with self.turn:
            return address in self.asked or address in self.waiting

    def next(self) -> tuple[str, Callable[[], object]]:
        """Takes the one that waits longest."""
        address = next(iter(self.waiting))
        self.asked.add(address)
        return address, self.waiting.pop(address)

    def run(self, first: tuple[str, Callable[[], object]]) -> None:
        """Asks one after the other, as long as some wait."""
        address, question = first
        while True:
            try:
                question()
            except Exception:  # nobody is there to be told; the page asks again
                log.exception("what was asked behind %s could not be answered", address)
            with self.turn:
                self.asked.discard(address)
                if not self.waiting:
                    return
                address, question = self.next()
