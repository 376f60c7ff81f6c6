"""The file of a record: made, upgraded, shared, refused."""

import os
import random
import sqlite3
import subprocess
import sys
import threading
from contextlib import closing
from dataclasses import replace
from itertools import accumulate
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import event

from onrecord.model import Commitment
from onrecord.record import Record, RecordError, migrations, schema
from onrecord.record.dialects import sqlite as dialect

APART = (
    "words",
    "texts",
    "alembic_version",
)  # tables that SQLite and Alembic look after themselves


def test_the_migrations_make_the_schema(record: Record) -> None:
    assert max(migrations.steps()) == schema.VERSION
    with record._engine.connect() as connection:
        context = MigrationContext.configure(
            connection,
            opts={
                # which is an index of words in SQLite, and a table of its own elsewhere
                "include_object": lambda _, name, *__: name != "bearing_keys",
                "include_name": lambda name, kind, _: (
                    not (kind == "table" and name.startswith((*APART, "bearing_keys")))
                ),
            },
        )
        differences = compare_metadata(context, schema.metadata)
        # SQLAlchemy does not see what follows "REFERENCES" of a column that was added later.
        assert [one for one in differences if one[0] not in ("remove_fk", "add_fk")] == []
        for table in schema.metadata.tables.values():
            rows = connection.exec_driver_sql(f"PRAGMA foreign_key_list({table.name})").all()
            assert {(row[2], row[3], row[4], row[6]) for row in rows} == {
                (
                    key.column.table.name,
                    key.parent.name,
                    key.column.name,
                    key.ondelete or "NO ACTION",
                )
                for key in table.foreign_keys
            }


def test_a_record_is_for_other_programs_too(record: Record, make) -> None:
    record.add(make("Ida Holm | said | the bridge is safe"))
    with sqlite3.connect(record.path) as connection:
        rows = connection.execute("SELECT speaker, words FROM statements_view").fetchall()
        assert rows == [("Ida Holm", "the bridge is safe")]
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        connection.execute("INSERT INTO words(words, rank) VALUES ('integrity-check', 1)")


def test_what_the_text_has_is_not_kept_twice(record: Record, make) -> None:
    plain, hidden = (
        make(f"Ida Holm | said | the {word} is safe") for word in ("pier", "fer\u00adry")
    )
    for story in (plain, hidden):
        record.add(story)
    with sqlite3.connect(record.path) as connection:
        kept = connection.execute("SELECT content FROM statements ORDER BY key").fetchall()
        assert kept == [(None,), ("the ferry is safe",)]
        read = connection.execute("SELECT content FROM words_read ORDER BY key").fetchall()
        assert read == [("the pier is safe",), ("the ferry is safe",)]
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute("DELETE FROM articles WHERE id = ?", (plain.id,))
        connection.execute("INSERT INTO words(words, rank) VALUES ('integrity-check', 1)")
    assert [hit.article for hit in record.search("safe")] == [hidden.id]
    assert record.verify().faults == ()


# How Datasette and sqlite-utils find out which index is a table's or a view's.
DETECT = """
SELECT name FROM sqlite_master WHERE rootpage = 0 AND
    sql LIKE '%VIRTUAL TABLE%USING FTS%content="' || ? || '"%'
"""
INDEXES = {"statements": "words", "statements_view": "words", "articles_view": "texts"}


def test_other_programs_find_the_index_and_views_for_people(record: Record, make) -> None:
    story = make("Ida Holm | said | the bridge is safe", outlet="Post", published="2024-03-05")
    record.add(story)
    with sqlite3.connect(record.path) as connection:
        for found_in, index in INDEXES.items():
            assert connection.execute(DETECT, (found_in,)).fetchall() == [(index,)]
            mine = f"SELECT rowid FROM {index}(?)"  # noqa: S608
            search = f"SELECT count(*) FROM {found_in} WHERE rowid IN ({mine})"  # noqa: S608
            for word, number in (("bridge", 1), ("ferry", 0)):
                assert connection.execute(search, (word,)).fetchone() == (number,)
        quotes = "SELECT speaker, words, date, outlet, title FROM statements_view"
        assert connection.execute(quotes).fetchall() == [
            ("Ida Holm", "the bridge is safe", "2024-03-05", "Post", "Holm speaks")
        ]
        parties = "SELECT name, statements, articles, first, last FROM speakers_view"
        assert connection.execute(parties).fetchall() == [
            ("Ida Holm", 1, 1, "2024-03-05", "2024-03-05")
        ]
        reports = "SELECT title, outlet, statements, origin FROM articles_view"
        assert connection.execute(reports).fetchall() == [("Holm speaks", "Post", 1, story.origin)]


def test_promises_are_a_view(record: Record, make) -> None:
    story = make("Ida Holm | said | the bridge will open in May", published="2024-03-05")
    [statement] = story.statements
    promise = Commitment("Ida Holm", statement.content[0], due="2024-05", due_words="in May")
    record.add(replace(story, statements=(replace(statement, act="commit", commitment=promise),)))
    with sqlite3.connect(record.path) as connection:
        assert connection.execute(DETECT, ("commitments_view",)).fetchall() == [("words",)]
        promises = "SELECT by_whom, words, due, events FROM commitments_view"
        assert connection.execute(promises).fetchall() == [
            ("Ida Holm", "the bridge will open in May", "2024-05", 1)
        ]


def test_urls_and_empty_files_are_records(tmp_path: Path) -> None:
    (tmp_path / "empty.db").touch()
    Record(f"sqlite:///{tmp_path}/empty.db").close()
    with Record(tmp_path / "empty.db", create=False) as record:
        assert list(record.articles()) == []


@pytest.mark.parametrize(
    ("content", "complaint"),
    [
        (b"Dear diary, this is not a database at all.", "this is not a record"),
        (b"SQLite format 3\0" + b"\0" * 84, "another program"),
    ],
)
def test_a_file_of_another_program_is_refused_untouched(
    tmp_path: Path, content: bytes, complaint: str
) -> None:
    path = tmp_path / "other"
    path.write_bytes(content)
    with pytest.raises(RecordError, match=complaint):
        Record(path)
    assert path.read_bytes() == content
    assert os.listdir(tmp_path) == ["other"]  # noqa: PTH208


@pytest.mark.parametrize(
    ("location", "complaint"),
    [
        ("mysql://ida:secret@host/db", r"mysql://ida:\*\*\*@host/db: .* SQLite and PostgreSQL"),
        ("postgresql://ida:secret@host", r"ida:\*\*\*@host: name the database"),
        ("sqlite://", "kept in a file"),
        ("://", "not a database URL"),
        ("/", "is a directory"),
        ("no/such/folder/record.db", "cannot be opened"),
    ],
)
def test_what_cannot_be_a_record_is_refused(location: str, complaint: str) -> None:
    with pytest.raises(RecordError, match=complaint):
        Record(location)


def test_nothing_is_made_unasked(tmp_path: Path) -> None:
    with pytest.raises(RecordError, match="there is no record here"):
        Record(tmp_path / "record.db", create=False)
    assert list(tmp_path.iterdir()) == []


@pytest.fixture
def locked(monkeypatch) -> None:
    """Takes every folder for one that cannot be written to."""
    monkeypatch.setattr(os, "access", lambda path, _: not Path(path).is_dir())


def test_a_record_in_a_folder_that_is_read_only(record: Record, make, locked) -> None:
    story = make("Ida Holm | said | the bridge is safe")
    record.add(story)
    record.close()
    folder = record.path.parent
    before = sorted(folder.iterdir())
    with Record(record.path) as read_only:
        assert list(read_only.articles()) == [story]
        assert read_only.search("bridge")
        assert read_only.speakers()
        assert sorted(folder.iterdir()) == before == [record.path]
        with pytest.raises(RecordError, match="cannot be written to"):
            read_only.add(make("Ida Holm | said | more"))


def test_what_waits_beside_a_read_only_record_is_read_too(record: Record, make, locked) -> None:
    story = make("Ida Holm | said | the bridge is safe")
    record.add(story)  # and not closed: it is in the log
    assert record.path.with_name("record.db-wal").stat().st_size
    with Record(record.path) as read_only:
        assert list(read_only.articles()) == [story]


def test_an_older_record_that_cannot_be_upgraded_is_told(record: Record, locked) -> None:
    record.close()
    with closing(sqlite3.connect(record.path)) as connection, connection:
        connection.execute("UPDATE alembic_version SET version_num = '0001'")
    with pytest.raises(RecordError, match="copy it to one that can"):
        Record(record.path)


def test_a_newer_record_is_refused(record: Record) -> None:
    with sqlite3.connect(record.path) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    with pytest.raises(RecordError, match=r"newer onrecord .*9999"):
        Record(record.path)


def test_a_damaged_record_is_named(record: Record, make) -> None:
    record.add(make("Ida Holm | said | the bridge is safe"))
    record.close()
    size = record.path.stat().st_size
    with record.path.open("r+b") as file:
        file.seek(4096)
        file.write(b"\xff" * (size - 4096))
    with pytest.raises(RecordError, match="damaged"), Record(record.path) as damaged:
        list(damaged.articles())


def test_a_full_disk_is_told_and_nothing_is_lost(record: Record, make) -> None:
    story = make("Ida Holm | said | the bridge is safe")
    record.add(story)
    record.close()  # the next connection is a new one, with no room left
    limit = lambda connection, _: connection.execute("PRAGMA max_page_count = 1")  # noqa: E731
    event.listen(record._engine, "connect", limit)
    with pytest.raises(RecordError, match="the disk is full; free some space"):
        for number in range(100):
            record.add(make(f"Ida Holm | said | {'much ' * 500} {number}"))
    assert record.article(story.id) == story


def test_a_record_in_use_is_told(record: Record, make, monkeypatch) -> None:
    monkeypatch.setattr(dialect, "WAIT", 10)
    record.close()
    with closing(sqlite3.connect(record.path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(RecordError, match="another program is writing"):
            record.add(make("Ida Holm | said | the bridge is safe"))
        assert list(record.articles()) == []  # reading goes on
    assert record.add(make("Ida Holm | said | the bridge is safe")) == "added"


def test_a_writer_looks_often_and_at_random_moments(record: Record, make, monkeypatch) -> None:
    record.count()
    slept: list[float] = []
    with closing(sqlite3.connect(record.path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")

        def sleep(seconds: float) -> None:
            slept.append(seconds)
            if len(slept) == 50:  # between two articles of the other program
                other.execute("COMMIT")

        monkeypatch.setattr(dialect, "sleep", sleep)
        assert record.add(make("Ida Holm | said | the bridge is safe")) == "added"
    assert len(slept) == 50
    assert len(set(slept)) > 40
    assert max(slept) <= 0.005


def test_no_writer_waits_for_ever_beside_one_that_hardly_rests() -> None:
    for cycle in (7, 10, 20, 25, 50, 100):  # milliseconds of an article, the last half one is free
        random.seed(cycle)
        moments = accumulate(dialect.pauses())
        assert any(moment % cycle > cycle - 0.5 for moment in moments)


def test_what_wrote_remembers_no_more_than_others_when_it_reads(record: Record, make) -> None:
    record.add(make("Ida Holm | said | the bridge is safe"))
    with record._reading() as connection:  # the one that is there
        [size] = connection.exec_driver_sql("PRAGMA cache_size").one()
    assert size == -dialect.CACHE


def test_several_writers_take_turns(tmp_path: Path, make) -> None:
    path = tmp_path / "record.db"

    def add(first: int) -> None:
        with Record(path) as record:
            for number in range(first, first + 10):
                record.add(make(f"Ida Holm | said | it is {number}", origin=str(number)))

    threads = [threading.Thread(target=add, args=(first,)) for first in (0, 5, 10)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with Record(path) as record:
        assert len(list(record.articles())) == 20


def test_articles_stream_as_they_were_at_the_first(record: Record, make) -> None:
    stories = [make(f"Ida Holm | said | it is {number}") for number in range(250)]
    for story in stories[:230]:
        record.add(story)
    reading = record.articles()
    first = next(reading)
    for story in stories[230:]:
        record.add(story)
    assert [first, *reading] == stories[:230]


# Adds articles until it is killed, and tells of each one that is safe.
ADDER = """
import sys
from conftest import article
from onrecord.record import Record
with Record(sys.argv[1]) as record:
    for number in range(10_000):
        story = article(*(f"Ida Holm | said | it is {number} and {line}" for line in range(5)))
        record.add(story)
        print(story.id, flush=True)
"""


def test_what_was_told_to_be_added_survives_a_kill(tmp_path: Path) -> None:
    path = tmp_path / "record.db"
    told: set[str] = set()
    for wanted in (0, 1, 20, 45, 90):
        adder = subprocess.Popen(
            [sys.executable, "-c", ADDER, str(path)],
            cwd=Path(__file__).parent,
            stdout=subprocess.PIPE,
            text=True,
        )
        assert adder.stdout is not None
        for _ in range(wanted):
            told.add(adder.stdout.readline().strip())
        adder.kill()
        told |= {line.strip() for line in adder.stdout if line.endswith("\n")}
        adder.wait()
        adder.stdout.close()
        if not told:
            continue
        with Record(path) as record:
            kept = {article.id: article for article in record.articles()}
        assert told <= kept.keys()
        assert all(len(article.statements) == 5 for article in kept.values())
        with sqlite3.connect(path) as connection:
            assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
            connection.execute("INSERT INTO words(words, rank) VALUES ('integrity-check', 1)")
