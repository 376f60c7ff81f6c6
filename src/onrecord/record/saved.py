"""Searches that were saved, to be told what is new; and frozen, to stay as they were."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import Any

import msgspec
from sqlalchemy import Connection, Select, delete, func, insert, select, update

from onrecord.record.clock import now
from onrecord.record.errors import NotInRecordError, check_line
from onrecord.record.rows import Line
from onrecord.record.schema import saved_searches, snapshots
from onrecord.record.search import Hit, Wanted, search

FROZEN = 1_000  # statements of a snapshot
ID = 20  # characters of a snapshot's id


@dataclass(frozen=True, slots=True)
class SavedSearch:
    """A search with a name; what came after ``looked_at`` is new to whoever saved it."""

    id: int
    name: str
    wanted: Wanted
    author: str
    made_at: str
    looked_at: str


@dataclass(frozen=True, slots=True)
class Snapshot:
    """What a search found at one moment: ``total`` statements, of which ``hits`` are kept, word
    for word, whatever becomes of the record.
    """

    id: str
    name: str
    wanted: Wanted
    total: int
    hits: tuple[Hit, ...]
    author: str
    made_at: str


@dataclass(frozen=True, slots=True)
class SnapshotSummary:
    """A snapshot in a list."""

    id: str
    name: str
    total: int
    author: str
    made_at: str


def save(connection: Connection, wanted: Wanted, name: str, by: str) -> int:
    """Saves a search; its id."""
    check_line("name", name)
    moment = now()
    values = {
        "name": name,
        "query": said_of(wanted),
        "author": by,
        "made_at": moment,
        "looked_at": moment,
    }
    made = insert(saved_searches).values(values).returning(saved_searches.c.id)
    return int(connection.execute(made).scalar_one())


def listed(connection: Connection) -> list[SavedSearch]:
    """The saved searches by name."""
    query = select(saved_searches).order_by(func.lower(saved_searches.c.name), saved_searches.c.id)
    return [saved_from(row) for row in connection.execute(query)]


def saved(connection: Connection, id: int) -> SavedSearch:
    """One of them."""
    return saved_from(one(connection, select(saved_searches).where(saved_searches.c.id == id), id))


def look(connection: Connection, id: int) -> None:
    """Keeps that somebody looked: nothing is new any more."""
    saved(connection, id)
    this = update(saved_searches).where(saved_searches.c.id == id)
    connection.execute(this.values(looked_at=now()))


def forget(connection: Connection, id: int) -> None:
    """Takes a saved search out."""
    saved(connection, id)
    connection.execute(delete(saved_searches).where(saved_searches.c.id == id))


def freeze(connection: Connection, wanted: Wanted, name: str, by: str) -> str:
    """Keeps what a search finds now; the snapshot's id."""
    check_line("name", name)
    found = search(connection, wanted, FROZEN)
    values: dict[str, Any] = {
        "name": name,
        "query": said_of(wanted),
        "total": found.total,
        "hits": msgspec.to_builtins(found.items),
        "author": by,
        "made_at": now(),
    }
    id = hashlib.sha256(msgspec.json.encode(values)).hexdigest()[:ID]
    connection.execute(insert(snapshots).values(values | {"id": id}))
    return id


def frozen(connection: Connection, id: str) -> Snapshot:
    """One snapshot."""
    row = one(connection, select(snapshots).where(snapshots.c.id == id), id)
    return Snapshot(
        id=row.id,
        name=row.name,
        wanted=msgspec.convert(row.query, Wanted),
        total=row.total,
        hits=msgspec.convert(row.hits, tuple[Hit, ...]),
        author=row.author,
        made_at=row.made_at,
    )


def snapshots_listed(connection: Connection) -> list[SnapshotSummary]:
    """The snapshots, the newest first."""
    columns = (getattr(snapshots.c, name) for name in SnapshotSummary.__slots__)
    rows = connection.execute(select(*columns).order_by(snapshots.c.made_at.desc()))
    return [SnapshotSummary(*row) for row in rows]


def one(connection: Connection, query: Select[Any], id: int | str) -> Line:
    """The row asked for; ``NotInRecordError`` where there is none."""
    row = connection.execute(query).first()
    if row is None:
        raise NotInRecordError(f"{id}: nothing of this number is kept in this record")
    return row


def saved_from(row: Line) -> SavedSearch:
    """A saved search from its row."""
    wanted = msgspec.convert(row.query, Wanted)
    return SavedSearch(row.id, row.name, wanted, row.author, row.made_at, row.looked_at)


def said_of(wanted: Wanted) -> dict[str, Any]:
    """The fields of a search that say something."""
    plain, fields = msgspec.to_builtins(Wanted()), msgspec.to_builtins(wanted)
    return {name: value for name, value in fields.items() if value != plain[name]}
