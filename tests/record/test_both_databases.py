"""The same reports in a file and in PostgreSQL: the same rows, the same answers to everything."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path
from shlex import split
from types import SimpleNamespace

import pytest
from sqlalchemy import select, update

from onrecord import cli
from onrecord.model import Article
from onrecord.pipeline import read_many
from onrecord.record import Record, clock, copying
from onrecord.record.schema import entry_judgements, identity
from postgres_server import Server

EXAMPLES = Path(__file__).parents[2] / "examples"
COMMANDS = """
search ships --format jsonl
search ships harbour --format jsonl --limit 3
search '"would not"' --exact --format jsonl
search '"four ships" OR plan -islands' --format jsonl
search the --format jsonl --sort date --limit 40
search say* --format jsonl --each
search --speaker lindqvist --format jsonl
search icebreakers --speaker lindqvist --format jsonl
search the --speaker lindqvist --format jsonl --sort -date
search --act refuse --from 2023 --format jsonl
search --body harbour --type organization --format jsonl
search icebreaker --in articles
search '"four ships"' --in articles --sort -date
speakers --format jsonl
speakers lindqvist
parties --format jsonl
articles --format jsonl
commitments --format jsonl
commitments icebreakers --format jsonl
positions lindqvist --on icebreakers --format jsonl
answers --format jsonl
changes --since 2020 --format jsonl
show refusal.html
check 'no plan, no budget and no crew'
export --format jsonl
export --format csv
export --format ftm
verify
""".strip().splitlines()


class Ticking:
    """A clock that goes on by a second each time somebody looks."""

    def __init__(self) -> None:
        self.seconds = count()

    def __call__(self, _: object) -> datetime:
        return datetime(2024, 5, 1, tzinfo=UTC) + timedelta(seconds=next(self.seconds))


@pytest.fixture(scope="module")
def examples() -> list[Article]:
    """The example reports, read."""
    return [one for one in read_many([EXAMPLES]) if isinstance(one, Article)]


@pytest.fixture(scope="module")
def places(
    examples: list[Article], postgres: Server, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[str, str]]:
    """The addresses of two records of the example reports, added at the same times by the clock."""
    locations = str(tmp_path_factory.mktemp("both") / "record.db"), postgres.database()
    for location in locations:
        with pytest.MonkeyPatch.context() as patch, Record(location) as record:
            patch.setattr(clock, "datetime", SimpleNamespace(now=Ticking()))
            for article in examples:
                record.add(article)
            with record._writing() as connection:
                connection.execute(update(identity).values(uid="both"))
            party = record.parties()[0].id
            record.correct(record.search("ships")[0].statement.id, "act", "warn", by="ida")
            record.judge_entries(entry_pair(record), "different", by="ida")
            assert record.party(party).statements
    yield locations


def entry_pair(record: Record) -> tuple[str, str]:
    """Two statements that bear on one thing."""
    entry = next(one for one in record.commitments() if len(one.history) > 1)
    return entry.history[0].statement, entry.history[1].statement


def rows_of(location: str) -> dict[str, tuple[int, str]]:
    """How many rows each table of a record has, and their hash.

    The number of a judgement tells no more than when it came: SQLite gives that of one taken back
    again to the next, PostgreSQL does not.
    """
    numberless = [one for one in entry_judgements.columns if one.name != "id"]
    judged = select(*numberless).order_by(*numberless)
    with Record(location) as record, record._reading() as connection:
        others = [one for one in copying.TABLES if one is not entry_judgements]
        held = [copying.held(connection, table) for table in others]
        rows = [tuple(row) for row in connection.execute(judged)]
    found = {one.table: (one.rows, one.digest) for one in held}
    return found | {entry_judgements.name: (len(rows), str(rows))}


def test_both_have_the_same_rows(places: tuple[str, str]) -> None:
    in_file, on_server = map(rows_of, places)
    assert on_server == in_file
    assert in_file["statements"][0] > 50


@pytest.mark.parametrize("command", COMMANDS)
def test_both_give_the_same_answer(
    places: tuple[str, str], command: str, capsys: pytest.CaptureFixture[str], monkeypatch
) -> None:
    answers = []
    for location in places:
        monkeypatch.setattr(sys, "argv", ["onrecord", *split(command), "--record", location])
        with pytest.raises(SystemExit) as end:
            cli.main()
        answers.append((end.value.code, *capsys.readouterr()))
    in_file, on_server = answers
    assert on_server == in_file
    assert in_file[1]
