"""Long answers, a page at a time."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Generic, TypeVar

from onrecord.record.errors import RecordError

T = TypeVar("T")
Place = TypeVar("Place")
Key = TypeVar("Key")


@dataclass(frozen=True, slots=True)
class Page(Generic[T]):
    """A part of a longer answer: how many there are in all, and the cursor with which the next
    part is asked for, None where there is no more.  ``printed`` is how many there were if each
    of several that are shown as one counted.
    """

    items: tuple[T, ...]
    total: int
    next: str | None
    printed: int | None = None

    def __iter__(self) -> Iterator[T]:
        return iter(self.items)

    def __len__(self) -> int:
        return len(self.items)

    def __getitem__(self, place: int) -> T:
        return self.items[place]


def cursor_at(place: str | float | None, key: int | str) -> str:
    """The cursor behind a row: its place in the order, and its key."""
    return f"{'' if place is None else place}~{key}"


def behind(
    cursor: str, place_from: Callable[[str], Place], key_from: Callable[[str], Key]
) -> tuple[Place, Key]:
    """The place and the key in a cursor; ``RecordError`` where it is none."""
    place, mark, key = cursor.rpartition("~")
    try:
        if not mark:
            raise ValueError
        return place_from(place), key_from(key)
    except ValueError as error:
        raise RecordError(
            f"{cursor}: not a cursor of this list; give the one that came with the page before"
        ) from error
