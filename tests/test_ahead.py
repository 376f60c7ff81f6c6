"""Items made ahead, in a thread of their own."""

from __future__ import annotations

from collections.abc import Iterator
from threading import Event, get_ident

import pytest

from onrecord.ahead import ahead


def test_all_come_in_order_some_at_a_time() -> None:
    found = list(ahead(iter(range(100)), 8))
    assert [item for some in found for item in some] == list(range(100))
    assert all(1 <= len(some) <= 8 for some in found)
    assert list(ahead(iter(()), 8)) == []


def test_the_first_is_there_before_the_second_is_made() -> None:
    taken = Event()

    def items() -> Iterator[int]:
        yield 1
        assert taken.wait(30)
        yield 2

    found = ahead(items(), 8)
    assert next(found) == [1]
    taken.set()
    assert next(found) == [2]


def test_they_are_made_elsewhere_and_no_more_than_may_be() -> None:
    made: list[int] = []
    threads: set[int] = set()
    full = Event()

    def items() -> Iterator[int]:
        threads.add(get_ident())
        for number in range(1_000):
            made.append(number)
            if number == 4:  # one taken, three that wait, and one that is offered
                full.set()
            yield number

    found = ahead(items(), 3)
    next(found)
    assert full.wait(30)
    assert get_ident() not in threads
    assert len(made) <= 1 + 3 + 3 + 1  # taken at most, waiting, offered
    found.close()  # type: ignore[attr-defined]


def test_what_ends_them_is_raised_behind_the_last() -> None:
    def items() -> Iterator[int]:
        yield 1
        raise ValueError("broken")

    found = ahead(items(), 8)
    assert next(found) == [1]
    with pytest.raises(ValueError, match="broken"):
        next(found)


def test_who_wants_no_more_stops_the_making() -> None:
    closed = Event()

    def items() -> Iterator[int]:
        try:
            while True:
                yield 1
        finally:
            closed.set()

    found = ahead(items(), 2)
    next(found)
    found.close()  # type: ignore[attr-defined]
    assert closed.wait(30)
