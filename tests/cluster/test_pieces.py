"""The pieces of a run, each by itself, without Ray."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

pa = pytest.importorskip("pyarrow")

import pyarrow.parquet as pq  # noqa: E402

from onrecord.cluster import InParquet, InRecord  # noqa: E402
from onrecord.cluster import reader as reading  # noqa: E402
from onrecord.cluster.documents import WAY, Opening, Rows, document_of, found_line  # noqa: E402
from onrecord.cluster.keeping import Keeping  # noqa: E402
from onrecord.cluster.run import Writer  # noqa: E402
from onrecord.document import Document  # noqa: E402
from onrecord.model import Article, Part, Provenance, ReadError  # noqa: E402
from onrecord.record import Record  # noqa: E402
from onrecord.sources import Columns, find  # noqa: E402


class Alone(reading.Reader):
    """A reader that counts its attempts itself."""

    def __init__(self, keeping: Keeping | None = None) -> None:
        self.counts = Counter[str]()
        super().__init__(keeping, None, None, None)

    def begin(self, what: str) -> int:
        self.counts[what] += 1
        return self.counts[what]

    def end(self, what: str) -> None:
        del self.counts[what]


def documents(*places: Path) -> Any:
    rows = [found_line(one) for one in find(places)]
    return pa.concat_tables(Opening(None)(pa.Table.from_pylist(rows)))


def outcomes(table: Any) -> Counter[str]:
    return Counter(table["outcome"].to_pylist())


def test_files_and_tables_become_documents_and_what_is_none_says_why(reports: Path) -> None:
    table = documents(reports, reports.parent / "table.csv")
    assert table.schema == WAY
    assert outcomes(table) == {None: 14, "passed over": 1}
    [row] = [row for row in table.to_pylist() if row["origin"].endswith("table.csv#row=1")]
    assert document_of(row["document"]).outlet == "Harbour Post"


def test_a_document_travels_whole() -> None:
    part, came = Part(0, 3, "page 1"), Provenance(fetched_at="2024-03-05T10:00:00")
    for content in ("The text.", b"\xffbytes"):
        document = Document(content, "a.pdf", byline=("Bo Lind",), parts=(part,), provenance=came)
        line = found_line(document)
        assert document_of(line["document"]) == document


def test_what_one_machine_alone_can_open_is_refused() -> None:
    for place, why in (("https://paper.example/1", "onrecord add"), ("-", "standard input")):
        with pytest.raises(ReadError, match=why):
            [found_line(one) for one in find([place])]


def test_rows_of_any_dataset_become_documents() -> None:
    rows = pa.table({"body": ["The toll ends."], "pub_date": ["2024-03-05"], "url": [None]})
    [row] = Rows(Columns())(rows).to_pylist()
    document = document_of(row["document"])
    assert (document.content, document.published) == ("The toll ends.", "2024-03-05")
    assert document.origin.startswith("row:")  # no place, which would make it a version of others


def test_into_a_record_and_again(reports: Path, tmp_path: Path) -> None:
    location = str(tmp_path / "r.db")
    keeping = InRecord(location)
    keeping.begin()
    table = documents(reports, reports.parent / "table.csv")
    read = Alone(keeping)(table)
    assert outcomes(read) == {"read": 13, "failed": 1, "passed over": 1}
    assert Writer(keeping)(read).num_rows == 15
    keeping.begin()
    with Record(location) as record:
        assert (record.count(), record.held()) == (12, 0)
        assert [Path(one.origin).name for one in record.failures()] == ["empty.txt"]
    again = Alone(keeping)(table)
    assert outcomes(again) == {"known": 13, "failed": 1, "passed over": 1}
    Writer(keeping)(again)
    with Record(location) as record:
        assert {one.outcome for one in record.take_in()} == {"unchanged"}
        assert record.count() == 12


def test_into_parquet_and_again(reports: Path, tmp_path: Path) -> None:
    folder = tmp_path / "found"
    keeping = InParquet(folder)
    keeping.begin()
    table = documents(reports)
    Writer(keeping)(Alone(keeping)(table))
    keeping.end()
    ids = pq.read_table(folder / "articles")["article_id"].to_pylist()
    assert len(ids) == len(set(ids)) == 8
    assert set(pq.read_table(folder / "statements")["article_id"].to_pylist()) == set(ids)
    assert pq.read_table(folder / "failures").num_rows == 1
    keeping = InParquet(folder)
    assert outcomes(Alone(keeping)(table))["known"] == 9


def test_parquet_of_writers_that_were_killed_has_each_article_once(
    reports: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "found"
    read = Alone()(documents(reports))
    for some in (read, read.slice(0, 5), read.slice(3, 4)):  # three that knew nothing of each other
        keeping = InParquet(folder)
        (folder / "articles").mkdir(parents=True, exist_ok=True)
        keeping.ids = set()
        for name in ("statements", "failures"):
            (folder / name).mkdir(exist_ok=True)
        Writer(keeping)(some)
    half = next((folder / "articles").glob("*.parquet"))
    half.unlink()  # killed between the two files
    InParquet(folder).begin()
    ids = pq.read_table(folder / "articles")["article_id"].to_pylist()
    told = pq.read_table(folder / "statements")
    assert len(ids) == len(set(ids))
    assert set(told["article_id"].to_pylist()) == set(ids)
    assert len(set(told["statement_id"].to_pylist())) == told.num_rows


def test_a_report_that_kills_its_reader_is_given_up_and_the_others_are_read(
    reports: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    table = documents(reports)
    reader = Alone()
    read_many = reading.pipeline.read_many

    def deadly(found: Any, **details: Any) -> Any:
        documents = list(found)
        if any(document.origin.endswith("3.txt") for document in documents):
            raise SystemExit  # as a process that is gone
        return read_many(documents, **details)

    monkeypatch.setattr(reading.pipeline, "read_many", deadly)
    for _ in range(1 + reading.TRIES):  # Ray begins it again
        with pytest.raises(SystemExit):
            reader(table)
    read = reader(table)
    [reason] = [r["reason"] for r in read.to_pylist() if r["origin"].endswith("3.txt")]
    assert "broke off" in reason
    assert outcomes(read)["read"] == 8


def test_the_json_of_an_article_is_that_of_the_command(reports: Path) -> None:
    [row] = Alone()(documents(reports / "1.txt")).to_pylist()
    article = Article.from_json(json.loads(row["article"]))
    assert article.statements and article.id == row["id"]
    assert all(s.text == article.text[s.start : s.end] for s in article.statements[0].content)
