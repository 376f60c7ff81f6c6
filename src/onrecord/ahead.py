"""Items that are made in a thread of their own, ahead of whoever takes them."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from queue import Empty, Full, Queue
from threading import Event, Thread
from typing import Generic, TypeVar

Item = TypeVar("Item")
PATIENCE = 0.1  # seconds after which a maker looks whether anybody still waits


class End:
    """Comes behind the last item, with what went wrong, where that ended them."""

    def __init__(self, error: BaseException | None = None) -> None:
        self.error = error


def ahead(items: Iterator[Item], most: int) -> Iterator[list[Item]]:
    """The items in lists: as many as are there when one is asked for, at least one and at most
    ``most``, of which as many again may be made ahead.

    So the first is there at once, and what is slow to come is not waited for.
    """
    maker = Maker(items, most)
    Thread(target=maker.run, daemon=True).start()
    try:
        while some := maker.some(most):
            yield some
    finally:
        maker.stopped.set()


class Maker(Generic[Item]):
    """Makes items until they end, or until nobody wants any more."""

    def __init__(self, items: Iterator[Item], most: int) -> None:
        self.items = items
        self.made: Queue[Item | End] = Queue(most)
        self.stopped = Event()
        self.end: End | None = None

    def run(self) -> None:
        """Makes them, in a thread."""
        end = End()
        try:
            for item in self.items:
                if not self.put(item):
                    return
        except BaseException as error:  # it is raised where the items are taken
            end = End(error)
        finally:
            if close := getattr(self.items, "close", None):
                close()
        self.put(end)

    def put(self, item: Item | End) -> bool:
        """Hands over an item as soon as there is room; False if nobody wants it any more."""
        while not self.stopped.is_set():
            with suppress(Full):
                self.made.put(item, timeout=PATIENCE)
                return True
        return False

    def some(self, most: int) -> list[Item]:
        """The next items; none at the end.  Raises what ended them, behind the last of them."""
        some: list[Item] = []
        while self.end is None and len(some) < most:
            try:
                item = self.made.get(block=not some)
            except Empty:
                break
            if isinstance(item, End):
                self.end = item
            else:
                some.append(item)
        if not some and self.end is not None and self.end.error is not None:
            raise self.end.error
        return some
