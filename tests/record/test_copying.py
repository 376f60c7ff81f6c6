"""A record copied from a file to PostgreSQL and back, also where it is stopped again and again."""

from __future__ import annotations

import multiprocessing
from collections.abc import Callable
from multiprocessing.connection import Connection
from pathlib import Path

import pytest

from onrecord.model import Article
from onrecord.record import Record, RecordError, copy, copying

DATABASES = ("sqlite", "postgresql")
Make = Callable[..., Article]


@pytest.fixture
def filled(record: Record, make: Make) -> Record:
    """A record with an edited report, corrections, a rejected statement and gaps in its keys."""
    record.add(make("Bo Lind | said | it is going to be taken out"))
    for number in range(12):
        record.add(
            make(f"Ida Holm | said | bridge number {number} is safe", f"Bo Lind | said | {number}")
        )
    record.remove(next(record.articles()).id)
    lines = ["Ida Holm | said | the old ferry is late", "Bo Lind | said | the quay holds the ferry"]
    record.add(make(*lines, origin="ferry.txt"))
    record.add(make(*lines, "Eva Quill | said | yes", origin="ferry.txt"))
    record.correct(record.search("ferry")[0].statement.id, "act", "warn", by="ida")
    record.correct(record.search("quay")[0].statement.id, "speaker", None, by="ida")
    record.reject(record.search("bridge")[0].statement.id, by="ida")
    return record


@pytest.fixture
def place(filled: Record, tmp_path: Path, request: pytest.FixtureRequest) -> str:
    """A place in the other database, with nothing in it."""
    if filled.name.startswith("postgresql:"):
        return str(tmp_path / "copy.db")
    address: str = request.getfixturevalue("postgres").database()
    return address


def rows_in(record: Record) -> list[copying.Copied]:
    """What a record has, table by table."""
    with record._reading() as connection:
        return [copying.held(connection, table) for table in copying.TABLES]


def test_a_copy_is_the_same_record(filled: Record, place: str, make: Make) -> None:
    assert list(copy(filled.location, place)) == rows_in(filled)
    assert list(copy(filled.location, place)) == rows_in(filled)  # once more is not twice
    with Record(place) as there:
        assert there.uid == filled.uid
        assert there.search("ferry").items == filled.search("ferry").items
        assert there.search_articles("bridge").items == filled.search_articles("bridge").items
        assert there.verify().faults == ()
        assert list(there.articles()) == list(filled.articles())
        assert there.add(make("Ida Holm | said | it goes on")) == "added"
        assert there.correct(there.search("late")[0].statement.id, "act", "deny", by="bo") > 0


def copy_in_pieces(source: str, target: str, pipe: Connection) -> None:
    """Copies one row at a time, and waits at each step to be let on."""
    copying.AT_ONCE, copying.LARGE = 1, {}

    def step(rows: int) -> None:
        pipe.send(rows)
        pipe.recv()

    copy(source, target, step)


def test_a_copy_that_is_killed_loses_nothing_and_has_nothing_twice(
    filled: Record, place: str
) -> None:
    for steps in (1, 3, 9, 2, 12, 1, 14, 5, 8, 4):
        here, there = multiprocessing.Pipe()
        arguments = (str(filled.location), place, there)
        process = multiprocessing.get_context("fork").Process(target=copy_in_pieces, args=arguments)
        process.start()
        there.close()
        for _ in range(steps):
            here.recv()
            here.send("go on")
        process.kill()  # in the middle of the next row
        process.join()
        here.close()
        with pytest.raises(RecordError, match="being copied to this place"):
            Record(place)
    assert list(copy(filled.location, place)) == rows_in(filled)


def test_another_record_is_not_written_over(filled: Record, place: str, make: Make) -> None:
    with Record(place) as other:
        other.add(make("Eva Quill | said | this is mine"))
        with pytest.raises(RecordError, match="another record is there"):
            copy(filled.location, place)
        assert other.count() == 1


def test_a_copy_of_another_moment_is_told(filled: Record, place: str, make: Make) -> None:
    copy(filled.location, place)
    filled.add(make("Eva Quill | said | this is new"))
    with pytest.raises(RecordError, match="its articles are not those"):
        copy(filled.location, place)


def test_what_the_other_place_cannot_keep_is_named(filled: Record, place: str, make: Make) -> None:
    if place.endswith("copy.db"):
        pytest.skip("a file keeps everything")
    article = make("Eva Quill | said | this is\0 new")
    filled.add(article)
    with pytest.raises(RecordError, match=f"NUL.*articles: {article.id}"):
        copy(filled.location, place)
    filled.remove(article.id)
    assert list(copy(filled.location, place)) == rows_in(filled)
