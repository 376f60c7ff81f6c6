"""How long one article may take, and what is told of one that takes longer or breaks something."""

from __future__ import annotations

import ctypes
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

from onrecord.model import Failure, ReadError, SetupError

MEMORY = "1 GB"
SECONDS = 300.0  # of work; the longest report that is accepted takes a minute or two


class TookTooLong(BaseException):
    """An article has used up its time."""


@contextmanager
def within(seconds: float) -> Iterator[None]:
    """Ends what is done inside by ``TookTooLong`` once it has worked for so many seconds.

    Counted is the time of this thread on a processor, so that a busy machine ends nothing
    early.  A call into a library is ended as it returns.
    """
    thread = threading.get_ident()
    begun = worked(thread)
    over = threading.Event()
    turn = threading.Lock()

    def watch() -> None:
        left = seconds
        while left > 0 and not over.wait(left):
            left = seconds - (worked(thread) - begun)
        with turn:
            if not over.is_set():
                raised = ctypes.py_object(TookTooLong)
                ctypes.pythonapi.PyThreadState_SetAsyncExc(ctypes.c_ulong(thread), raised)

    threading.Thread(target=watch, daemon=True).start()
    try:
        yield
    finally:
        with turn:
            over.set()


def worked(thread: int) -> float:
    """The seconds that a thread has worked; those that have passed where that is not counted."""
    if hasattr(time, "pthread_getcpuclockid"):
        return time.clock_gettime(time.pthread_getcpuclockid(thread))
    return time.monotonic()


def failure(origin: str, error: BaseException) -> Failure:
    """The failure of a report on which a room breaks: told by itself, or a defect of ours."""
    if isinstance(error, ReadError | SetupError):
        return Failure(origin, str(error))
    if isinstance(error, TookTooLong):
        reason = f"it takes more than {SECONDS:,.0f} seconds; split it into smaller files"
    elif isinstance(error, MemoryError):
        reason = f"there is too little memory for it; onrecord needs up to {MEMORY}"
    else:
        reason = f"onrecord breaks on it ({error!r}); please report this defect"
    return Failure(origin, reason, error)
