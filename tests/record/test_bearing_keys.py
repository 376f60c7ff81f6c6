"""Places under keys, by which it is found what may bear on a promise, in both databases."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from sqlalchemy import Connection, select, text

from onrecord.model import Article
from onrecord.record import Record
from onrecord.record.dialects import dialect_of
from onrecord.record.ledger import keeping
from onrecord.record.ledger.telling import unpacked
from onrecord.record.schema import bearings

DATABASES = ("sqlite", "postgresql")
LARGEST = 0x7FFFFFFF
Make = Callable[..., Article]


def under(connection: Connection, key: int) -> list[int]:
    """The places under a key."""
    condition = dialect_of(connection).under_key(":key")
    query = text(f"SELECT rowid FROM bearing_keys WHERE {condition} ORDER BY rowid")  # noqa: S608
    return list(connection.scalars(query, {"key": key}))


def test_places_are_under_their_keys_until_they_are_taken_out(record: Record) -> None:
    with record._writing() as connection:
        dialect = dialect_of(connection)
        dialect.put_under_keys(connection, {7: [1, LARGEST], 3: [1], 9: []})
        dialect.put_under_keys(connection, {7: [1, LARGEST], 1 << 60: [LARGEST]})
    with record._writing() as connection:
        assert under(connection, 1) == [3, 7]
        assert under(connection, LARGEST) == [7, 1 << 60]
        dialect.take_from_keys(connection, {3: [1], 9: []})
        assert under(connection, 1) == [7]
        dialect.empty_keys(connection)
        assert under(connection, 1) == []


def test_statements_that_share_a_place_leave_it_one_by_one(
    record: Record, make: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(keeping, "place_of", lambda told: 1)
    kept = make("Ida Holm | said | the bridge is safe")
    gone = make("Ida Holm | said | the ferry is late")
    record.add(kept)
    record.add(gone)
    record.remove(gone.id)
    with record._reading() as connection:
        left = connection.execute(select(bearings)).one()
        assert all(under(connection, key) == [1] for key in unpacked(left.sought))
    record.remove(kept.id)
    with record._reading() as connection:
        assert not any(under(connection, key) for key in unpacked(left.sought))
    assert record.verify().faults == ()
