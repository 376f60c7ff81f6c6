"""What is of PostgreSQL alone; that a record does there what one in a file does, others show."""

from __future__ import annotations

import dataclasses
import gzip
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from sqlalchemy import inspect, text

from onrecord.model import Article, Failure
from onrecord.record import Added, Record, RecordError
from onrecord.record.dialects import postgresql
from postgres_server import Server

Make = Callable[..., Article]
OLD = Path(__file__).parent / "old" / "0021.sql.gz"  # pg_dump of a record of two articles
APART = {"words", "texts", "vocabulary", "text_vocabulary", "bearing_keys", "alembic_version"}


def name_of(address: str) -> str:
    """The name of the database at an address."""
    return address.partition("@/")[2].partition("?")[0]


@pytest.fixture
def on_server(postgres: Server) -> Iterator[Record]:
    """An empty record in PostgreSQL."""
    with Record(postgres.record()) as opened:
        yield opened


def columns_of(record: Record) -> dict[str, list[str]]:
    """The columns of a record's tables and views, but for the index of words."""
    with record._engine.connect() as connection:
        known = inspect(connection)
        tables = {*known.get_table_names(), *known.get_view_names()} - APART
        return {
            name: sorted(column["name"] for column in known.get_columns(name))
            for name in tables
            if not name.startswith(("words_", "texts_", "bearing_keys_"))
        }


def test_both_databases_have_the_same_tables(on_server: Record, tmp_path: Path) -> None:
    with Record(tmp_path / "record.db") as in_file:
        assert columns_of(on_server) == columns_of(in_file)


def test_an_older_record_is_taken_to_the_newest_version(
    postgres: Server, on_server: Record
) -> None:
    address = postgres.database()
    postgres.run(name_of(address), gzip.decompress(OLD.read_bytes()).decode())
    with Record(address, create=False) as record:
        assert columns_of(record) == columns_of(on_server)
        assert record.search_articles("bridge").total == 2  # a soft hyphen hides it in one of them
        assert record.search("ferry")[0].statement.act == "warn"
        assert record.verify().faults == ()


def test_a_text_that_the_database_cannot_keep_is_told(on_server: Record, make: Make) -> None:
    refused, kept = (make(f"Ida Holm | said | the bridge{end}") for end in ("\0", " is safe"))
    with pytest.raises(RecordError, match="NUL"):
        on_server.add(refused)
    failure, added = on_server.add_all([refused, kept])
    assert isinstance(failure, Failure)
    assert "NUL" in failure.reason
    assert isinstance(added, Added)
    assert on_server.count() == 1


def test_a_database_of_another_program_is_left_alone(postgres: Server) -> None:
    address = postgres.database()
    postgres.run(name_of(address), "CREATE TABLE statements (id int)")
    for create in (True, False):
        with pytest.raises(RecordError, match="another program"):
            Record(address, create=create)


def test_nothing_is_made_unasked_in_a_database(postgres: Server) -> None:
    address = postgres.database()
    with pytest.raises(RecordError, match="no record here"):
        Record(address, create=False)
    with Record(address) as record:
        assert record.count() == 0


def test_a_schema_of_its_own_is_a_record(postgres: Server) -> None:
    address = postgres.database()
    postgres.run(name_of(address), "CREATE TABLE statements (id int)")
    postgres.run(name_of(address), "CREATE SCHEMA news")
    with Record(f"{address}&options=-csearch_path%3Dnews") as record:
        assert record.count() == 0


@pytest.mark.parametrize(
    ("address", "complaint"),
    [
        ("postgresql://ida:secret@/db?host=/nowhere", "postgresql://ida@/db: the server says"),
        ("postgresql+pg8000://ida:secret@/db?host=/nowhere", "postgresql://ida@/db: the server"),
    ],
)
def test_where_no_server_is_that_is_told(address: str, complaint: str) -> None:
    with pytest.raises(RecordError, match=complaint) as told:
        Record(address)
    assert "secret" not in str(told.value)


def test_who_writes_is_waited_for_but_not_for_ever(
    on_server: Record, make: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    on_server.add(make("Ida Holm | said | the bridge is safe"))
    monkeypatch.setattr(postgresql, "WAIT", 1)
    with Record(on_server.location) as other, on_server._writing():
        assert other.count() == 1  # who reads does not wait
        with pytest.raises(RecordError, match="another program is writing"):
            other.add(make("Bo Lind | said | the ferry is late"))


def test_words_that_were_lost_are_told_and_found_again(on_server: Record, make: Make) -> None:
    on_server.add(make("Ida Holm | said | the bridge is safe"))
    assert on_server.verify().faults == ()
    with on_server._engine.execution_options(writes=True).begin() as connection:
        connection.execute(text("DELETE FROM words"))
        connection.execute(text("DELETE FROM text_vocabulary WHERE term = 'safe'"))
    assert [fault.partition(":")[0] for fault in on_server.verify().faults] == [
        "the index of words",
        "the index of texts",
    ]


def test_a_phrase_is_found_wherever_it_stands(on_server: Record, make: Make) -> None:
    words = " ".join(f"word{number}" for number in range(17_000))  # a tsvector counts to 16,383
    article = make(f"Ida Holm | said | {words} is not for sale")
    on_server.add(dataclasses.replace(article, statements=()))
    assert on_server.search_articles('"not for sale"').total == 1
    assert on_server.search_articles('"for not sale"').total == 0
