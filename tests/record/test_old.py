"""A record that the version before made: opened, brought up to date, and whole.

``old/0004.db.gz`` is a record of four of our example reports with corrections and
judgements, ``old/0004.json.gz`` what that version read in it.
"""

import gzip
import json
import multiprocessing
import os
import signal
import sqlite3
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import msgspec
import pytest

from onrecord.record import Record
from onrecord.record.schema import VERSION

OLD = Path(__file__).parent / "old"


@pytest.fixture(scope="module")
def read_before() -> dict[str, Any]:
    """What the version before read in its record."""
    return json.loads(gzip.decompress((OLD / "0004.json.gz").read_bytes()))


@pytest.fixture
def upgraded(tmp_path: Path) -> Iterator[Record]:
    path = tmp_path / "record.db"
    path.write_bytes(gzip.decompress((OLD / "0004.db.gz").read_bytes()))
    with Record(path, create=False) as record:
        yield record


def plain(things: object) -> Any:
    """Objects of ours as JSON has them."""
    return json.loads(msgspec.json.encode(things))


def covers(now: Any, before: Any) -> bool:
    """Whether everything of ``before`` is in ``now``; there may be more fields, and what was a
    name alone may have become a party or a place with its name.
    """
    if isinstance(before, str) and isinstance(now, dict):
        return bool(now["name"] == before)
    if isinstance(before, dict):
        return all(key in now and covers(now[key], value) for key, value in before.items())
    if isinstance(before, list):
        return len(now) == len(before) and all(map(covers, now, before))
    return bool(now == before)


def test_nothing_is_lost(upgraded: Record, read_before: dict[str, Any]) -> None:
    articles = list(upgraded.articles())
    assert covers(plain(articles), read_before["articles"])
    corrections = [made for article in articles for made in upgraded.corrections(article.id)]
    assert covers(plain(corrections), read_before["corrections"])
    parties = upgraded.parties()
    assert covers(plain(parties), read_before["parties"])
    judged = [made for party in parties for made in upgraded.judgements(party.id)]
    assert covers(plain(judged), read_before["judgements"])
    speaking = {article.id: upgraded.speaking(article.id) for article in articles}
    assert covers(speaking, read_before["speaking"])
    assert covers(plain(upgraded.speakers()), read_before["speakers"])


def test_it_is_searched_and_added_to(upgraded: Record, read_before: dict[str, Any], make) -> None:
    found = [hit.statement.id for hit in upgraded.search("icebreakers", limit=100)]
    before = read_before["icebreakers"]
    assert sorted(found[: len(before)]) == sorted(before)  # behind: those of such a headline
    first = read_before["corrections"][0]
    upgraded.withdraw(first["id"])
    assert upgraded.corrections(first["article"])[0].withdrawn_at is not None
    assert upgraded.add(make("Ida Holm | said | the bridge is safe")) == "added"


def test_it_is_of_the_newest_version_and_sound(upgraded: Record) -> None:
    with sqlite3.connect(upgraded.path) as connection:
        [(version,)] = connection.execute("SELECT version_num FROM alembic_version")
        assert version == VERSION
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
        connection.execute("INSERT INTO words(words, rank) VALUES ('integrity-check', 1)")


def test_its_names_are_found_by_the_keys_of_this_version(tmp_path: Path) -> None:
    path = tmp_path / "record.db"
    path.write_bytes(gzip.decompress((OLD / "0004.db.gz").read_bytes()))
    with sqlite3.connect(path) as connection:
        [(name,)] = connection.execute("SELECT name FROM names WHERE family = 'person' LIMIT 1")
        for table, column in (("names", "name"), ("statements", "speaker")):
            connection.execute(
                f"UPDATE {table} SET {column} = 'Łukasz Østby' WHERE {column} = ?",  # noqa: S608
                [name],
            )
    with Record(path) as record:
        assert {hit.speaker for hit in record.search(speaker="lukasz ostby")} == {"Łukasz Østby"}
        assert {party.name for party in record.parties("ØSTBY")} == {"Łukasz Østby"}


def test_a_ledger_of_many_words_becomes_the_same_smaller_one(tmp_path: Path) -> None:
    path = tmp_path / "record.db"
    path.write_bytes(gzip.decompress((OLD / "0026.db.gz").read_bytes()))
    labels = []

    def watch(label: str, batches: Iterable[Any], number: int) -> Iterator[Any]:
        some = list(batches)
        assert len(some) == number
        labels.append(label)
        return iter(some)

    with Record(path, watch=watch) as record:
        assert labels == [
            "Making the ledger smaller",
            "Making the ledger's keys smaller",
            "Making the index of quotations smaller",
        ]
        assert record.commitments(as_of="2025-01-01").total == 2
        _, keys, *_ = whole_ledger(path)
        record.rebuild_ledger()  # by weights that have learned more since
        made = whole_ledger(path)
        assert made[1] == keys
        record.rebuild_ledger()
        assert whole_ledger(path) == made
        assert not record.verify().faults


def test_an_upgrade_that_is_killed_has_changed_nothing(tmp_path: Path) -> None:
    path = tmp_path / "record.db"
    path.write_bytes(gzip.decompress((OLD / "0026.db.gz").read_bytes()))
    labels = "Making the ledger smaller", "Making the ledger's keys smaller"
    for label in labels:
        process = multiprocessing.get_context("fork").Process(target=killed_at, args=(path, label))
        process.start()
        process.join()
        assert process.exitcode == -signal.SIGKILL
        with sqlite3.connect(path) as connection:
            assert connection.execute("SELECT version_num FROM alembic_version").fetchone() == (
                "0026",
            )
            assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    with Record(path) as record:
        assert record.commitments(as_of="2025-01-01").total == 2
        assert not record.verify().faults


def killed_at(path: Path, label: str) -> None:
    """Opens an old record, and is killed where a step begins."""

    def watch(begun: str, batches: Iterable[Any], number: int) -> Iterable[Any]:
        if begun == label:
            os.kill(os.getpid(), signal.SIGKILL)
        return batches

    Record(path, watch=watch)


def whole_ledger(path: Path) -> list[object]:
    """All rows of the ledger that do not tell when they were made."""
    tables = {
        "bearings": "*",
        "temp.listed": "*",
        "entry_keys": "*",
        "entries": "*",
        "entry_judgements": '"left", "right", verdict, score',
    }
    with sqlite3.connect(path) as connection:
        keys = "USING fts5vocab(main, bearing_keys, instance)"
        connection.execute(f"CREATE VIRTUAL TABLE temp.listed {keys}")
        return [
            sorted(map(repr, connection.execute(f"SELECT {columns} FROM {table}")))  # noqa: S608
            for table, columns in tables.items()
        ]
