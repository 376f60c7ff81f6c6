"""Tables with a report a row: which columns are taken, and what each row gives."""

from __future__ import annotations

import csv
import json
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from onrecord.document import Document, Found, PassedOver
from onrecord.model import Failure, ReadError
from onrecord.sources import Columns, File, told
from onrecord.sources.formats import found_in
from onrecord.sources.tables import day_of

FILES = Path(__file__).with_name("files")
ROWS: Sequence[Mapping[str, str | None]] = (
    {
        "Headline": "Fees rise",
        "Publication": "Harbour Post",
        "Publication Date": "2024-03-05",
        "Byline": "Bo Lind; Ana Ruiz",
        "Full Text": 'The fees rise, "a little", she said;\nand soon.\n' + "And so on. " * 15_000,
    },
    {
        "Headline": None,
        "Publication": "Gazette",
        "Publication Date": "Tuesday, March 5, 2024",
        "Byline": "",
        "Full Text": "The quay\u2028will hold, he said.",
    },
)


def found(path: Path, columns: Columns | None = None) -> list[Found]:
    return list(found_in(File.at(str(path)), columns))


def write_csv(path: Path, **more: str) -> None:
    with path.open("w", newline="", encoding=more.pop("encoding", "utf-8")) as file:
        writer = csv.DictWriter(file, ROWS[0], **more)  # type: ignore[arg-type]
        writer.writeheader()
        writer.writerows(ROWS)


def write_parquet(path: Path) -> None:
    import pyarrow as pa
    import pyarrow.parquet as pq

    pq.write_table(pa.Table.from_pylist(list(ROWS)), path)


@pytest.mark.parametrize("kind", ["csv", "tsv", "utf-16.csv", "semicolon.csv", "jsonl", "parquet"])
def test_each_row_is_a_report_with_its_own_head(kind: str, tmp_path: Path) -> None:
    path = tmp_path / f"table.{kind}"
    if kind == "jsonl":
        path.write_text("".join(json.dumps(row) + "\n\n" for row in ROWS))
    elif kind == "parquet":
        write_parquet(path)
    else:
        separators = {"tsv": "\t", "semicolon.csv": ";"}
        encoding = "utf-16" if kind.startswith("utf-16") else "utf-8-sig"
        write_csv(path, delimiter=separators.get(kind, ","), encoding=encoding)
    fees, quay = found(path)
    assert fees == Document(
        ROWS[0]["Full Text"] or "",
        f"{path}#row=1",
        published="2024-03-05",
        outlet="Harbour Post",
        title="Fees rise",
        byline=("Bo Lind", "Ana Ruiz"),
    )
    assert quay == Document(
        "The quay\u2028will hold, he said.",
        f"{path}#row=2",
        published="2024-03-05",
        outlet="Gazette",
    )


def test_a_table_that_a_spreadsheet_wrote() -> None:
    fees, quay, empty = found(FILES / "table.csv")
    assert isinstance(fees, Document) and isinstance(quay, Document)
    assert fees.title == "Harbour fees, “fair” or not"
    assert (quay.outlet, quay.language) == ("Harbour Post", "en")
    # The program made "03/04/24" of the second day, which may be one in March or in April.
    assert (fees.published, quay.published) == ("2024-03-05", None)
    assert quay.url == "https://post.example/quay"
    assert empty == PassedOver(f"{FILES / 'table.csv'}#row=3", "the row has no text")


def test_columns_are_taken_as_asked_and_as_they_are_usually_called() -> None:
    names = ["ID", "Body", "source", "Media Name", "date", "Publish_Date", "lead"]
    assert told(Columns(title="lead").among(names)) == (
        "text from “Body”, title from “lead”, published from “Publish_Date”, "
        "outlet from “Media Name”"
    )
    with pytest.raises(ReadError, match="no column “story”; it has ID, Body"):
        Columns(text="story").among(names)
    with pytest.raises(ReadError, match="--text: id, title, url"):
        Columns().among(["id", "title", "url"])


@pytest.mark.parametrize(
    ("cell", "day"),
    [
        ("2024-03-05T23:59:59Z", "2024-03-05"),
        ("20240305", "2024-03-05"),
        ("5 March 2024 Tuesday", "2024-03-05"),
        ("Tue, 05 Mar 2024 09:00:00 GMT", "2024-03-05"),
        ("25/03/2024", "2024-03-25"),
        ("03/25/2024", "2024-03-25"),
        ("05/05/2024", "2024-05-05"),
        ("05/03/2024", None),
        ("March 2024", None),
        ("2024-13-05", None),
        ("soon", None),
        ("", None),
        (None, None),
        (date(2024, 3, 5), "2024-03-05"),
        (datetime(2024, 3, 5, tzinfo=UTC), "2024-03-05"),
    ],
)
def test_a_day_is_read_only_where_it_can_be_one_day_only(cell: object, day: str | None) -> None:
    assert day_of(cell) == day


def test_a_line_that_is_no_object_is_a_failure_and_the_others_go_on(tmp_path: Path) -> None:
    path = tmp_path / "lines.jsonl"
    path.write_text('{"text": "He left."}\n{"text": \n[1]\n{"text": "She stayed."}\n')
    first, broken, listed, last = found(path)
    assert isinstance(first, Document) and isinstance(last, Document)
    assert broken == Failure(f"{path}#row=2", "this line is not JSON; write one object a line")
    assert isinstance(listed, Failure)


@pytest.mark.parametrize("name", ["empty.csv", "empty.jsonl", "empty.parquet"])
def test_an_empty_table_says_so(name: str, tmp_path: Path) -> None:
    (tmp_path / name).touch()
    with pytest.raises(ReadError, match="; "):
        found(tmp_path / name)


def test_a_cell_without_end_is_refused_in_little_memory(tmp_path: Path) -> None:
    path = tmp_path / "open.csv"
    path.write_text('text\n"' + "x" * 30_000_000)
    with pytest.raises(ReadError, match="cannot be read on as CSV"):
        found(path)
