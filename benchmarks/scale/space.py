"""What the file of a record consists of."""

from __future__ import annotations

import random
import sqlite3
import tempfile
from collections.abc import Iterator
from pathlib import Path

from benchmarks.parties.growth import fill, invented
from benchmarks.record.__main__ import PEOPLE, articles, words
from onrecord import Record

SHOWN = 16


def shares(size: int, there: Path | None) -> Iterator[str]:
    """The tables and indexes that take most, each as a multiple of the texts."""
    if there is not None:
        yield from shares_of(there)
        return
    chance = random.Random(1)  # noqa: S311
    people, vocabulary = [invented(chance) for _ in range(PEOPLE)], words(chance)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "record.db")
        with Record(path) as record:
            fill(record, articles(chance, people, vocabulary, size))
        yield from shares_of(path)


def shares_of(path: Path) -> Iterator[str]:
    """The shares in one record."""
    with sqlite3.connect(path) as connection:
        query = "SELECT count(*), sum(length(CAST(text AS BLOB))) FROM articles"
        number, text = connection.execute(query).fetchone()
        by_name = "SELECT name, sum(pgsize) FROM dbstat GROUP BY name ORDER BY 2 DESC"
        sizes = connection.execute(by_name).fetchall()
    total = sum(size for _, size in sizes)
    yield f"{number:,} reports, {text / 1e6:.1f} MB of text"
    yield f"{'the record':36} {total / 1e6:8.1f} MB {total / text:6.2f}"
    for name, size in sizes[:SHOWN]:
        yield f"{name:36} {size / 1e6:8.1f} MB {size / text:6.2f}"
