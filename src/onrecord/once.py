"""What is heavy to make: made when it is first asked for, once for all threads."""

from __future__ import annotations

from collections.abc import Callable
from threading import Lock
from typing import Any, Generic, TypeVar

Made = TypeVar("Made")


class Once(Generic[Made]):
    """Makes something at the first call, and gives the same at every other.

    A process that is sent one makes its own: ``make`` alone is pickled.
    """

    def __init__(self, make: Callable[[], Made]) -> None:
        self.make = make
        self.lock = Lock()
        self.made: list[Made] = []

    def __call__(self) -> Made:
        with self.lock:
            if not self.made:
                self.made.append(self.make())
            return self.made[0]

    def forget(self) -> None:
        """Lets go of what was made; the next call makes another."""
        with self.lock:
            self.made.clear()

    def __reduce__(self) -> tuple[Any, ...]:
        return Once, (self.make,)
