"""Queries for many keys: a few of them, whatever the number of keys."""

from __future__ import annotations

from collections.abc import Callable

from onrecord.model import Article
from onrecord.quotations import landmarks, wording
from onrecord.record import Record
from onrecord.record.padding import NONE, padded
from onrecord.record.quotations.index import looked_up, sharing

WORDS = "the harbour of Skarn will be dredged before the ferries come back from Vorst in autumn"


def test_keys_are_a_power_of_two_with_those_that_find_nothing() -> None:
    assert padded([3, 5, 8]) == [3, 5, 8, NONE]
    assert [len(padded(range(number))) for number in (1, 2, 3, 4, 5, 33)] == [1, 2, 4, 4, 8, 64]


def test_as_much_is_found_by_few_queries(record: Record, make: Callable[..., Article]) -> None:
    record.add(make(f"Ida Holm | said | {WORDS}"))
    pairs = landmarks(wording(WORDS))
    looked_up.cache_clear()
    with record._reading() as connection:
        found = [sharing(connection, pairs[:number], 9) for number in range(1, 6)]
    assert all(len(keys) == 1 and not rare - set(pairs) for keys, rare in found)
    assert [len(rare) for _, rare in found] == [1, 2, 3, 4, 5]
    assert looked_up.cache_info().currsize == 4  # for one, two, four and eight
