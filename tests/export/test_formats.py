"""The same statements in each format, exact where the format promises it."""

import csv
import io
import json
import os
import sys
from dataclasses import replace
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from onrecord import model
from onrecord.export import Format, export, write_json
from onrecord.export.file import replacing
from onrecord.flat import Row
from onrecord.model import Article, Block, Mentioned, SetupError, Span, Speaker, Statement

TEXT = '=Holm\n“Build,” Ida Holm said,\n"the \u202ebridge."\n'


def span(part: str) -> Span:
    return Span.of(TEXT, TEXT.index(part), TEXT.index(part) + len(part))


ARTICLE = Article(
    id=model.text_id(TEXT),
    origin="a,b.txt",
    outlet=None,
    title="=Holm",
    byline=("@bo",),
    credits=(),
    published="2024-03-05",
    language="en",
    text=TEXT,
    blocks=(Block(0, 5, "heading"), Block(6, len(TEXT), "body")),
    speakers=(Speaker("s1", "Ida Holm", "person", ("mayor", "engineer"), (span("Ida Holm"),)),),
    statements=(
        Statement(
            id="abc",
            source=(span("Ida Holm"),),
            cue=(span("said"),),
            content=(span("“Build,”"), span('"the \u202ebridge."')),
            manner="direct",
            speaker="s1",
            target=Mentioned("-2 men"),
            about=(Mentioned("Ida Holm", "s1", (span("Ida Holm"),)), Mentioned("Bo")),
            confidence=0.5,
        ),
        Statement(id="def", source=(), cue=(), content=(span("the"),), manner="indirect"),
    ),
    stages={"attribution": "1"},
)
UNREAD = replace(ARTICLE, id="0", statements=(), speakers=(), unread="Greek")


def exported(format: Format, *articles: Article) -> bytes:
    stream = io.BytesIO()
    export(articles, format, stream)
    return stream.getvalue()


def test_jsonl_is_the_article_itself() -> None:
    lines = exported("jsonl", ARTICLE, UNREAD).splitlines()
    assert [Article.from_json(json.loads(line)) for line in lines] == [ARTICLE, UNREAD]


@pytest.mark.parametrize("articles", [[], [ARTICLE], [ARTICLE, UNREAD]])
def test_json_is_one_array(articles: list[Article]) -> None:
    stream = io.BytesIO()
    write_json(articles, stream)
    assert [Article.from_json(data) for data in json.loads(stream.getvalue())] == articles


def test_csv_runs_nothing_in_a_spreadsheet() -> None:
    table = list(csv.DictReader(io.StringIO(exported("csv", ARTICLE, UNREAD).decode())))
    assert [row["statement_id"] for row in table] == ["abc", "def"]
    assert (table[0]["title"], table[0]["target"]) == ("'=Holm", "'-2 men")
    assert table[0]["about"] == "Ida Holm; Bo"
    assert table[0]["origin"] == "a,b.txt"
    assert table[0]["content"] == '“Build,” … "the \u202ebridge."'
    assert table[1]["speaker"] == table[1]["source"] == table[1]["confidence"] == ""
    assert not any(cell[:1] in tuple("=+-@\t\r") and cell for row in table for cell in row.values())


@pytest.mark.parametrize("mark", [";", "; ", "\t", "\n", ';"', ";\r\n"])
def test_csv_runs_nothing_wherever_a_spreadsheet_splits_it(mark: str) -> None:
    table = exported("csv", replace(ARTICLE, title=f"x{mark}=cmd|1")).decode()
    for delimiter in ",;\t":
        for row in csv.reader(io.StringIO(table, newline=""), delimiter=delimiter):
            assert not any(cell.strip(' "')[:1] in tuple("=+@") and cell.strip() for cell in row)


def test_parquet_without_its_package_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    monkeypatch.delitem(sys.modules, "onrecord.export.parquet", raising=False)
    with pytest.raises(SetupError, match="pip install pyarrow"):
        exported("parquet", ARTICLE)


def test_parquet_is_exact_and_typed() -> None:
    table = pq.read_table(io.BytesIO(exported("parquet", ARTICLE, UNREAD)))
    assert table.column_names == list(Row._fields)
    first, second = table.to_pylist()
    assert (first["title"], first["target"], first["confidence"]) == ("=Holm", "-2 men", 0.5)
    assert (first["speaker"], first["speaker_type"]) == ("Ida Holm", "person")
    assert first["roles"] == "mayor; engineer"
    assert TEXT[first["content_start"] : first["content_end"]].endswith('bridge."')
    assert second["speaker"] is second["cue"] is second["act"] is None


def test_a_record_of_nothing_has_columns_all_the_same() -> None:
    assert exported("csv").decode().strip().split(",") == list(Row._fields)
    assert pq.read_table(io.BytesIO(exported("parquet"))).column_names == list(Row._fields)
    assert exported("jsonl") == b""


def test_a_file_is_replaced_whole_or_not_at_all(tmp_path: Path) -> None:
    path, link = tmp_path / "out.csv", tmp_path / "link.csv"
    path.write_bytes(b"before")
    path.chmod(0o640)
    link.symlink_to(path)
    with pytest.raises(ZeroDivisionError), replacing(path) as file:
        file.write(b"half")
        raise ZeroDivisionError
    assert path.read_bytes() == b"before"
    with replacing(link) as file:
        file.write(b"whole")
    assert (path.read_bytes(), path.stat().st_mode & 0o777) == (b"whole", 0o640)
    assert link.is_symlink()
    assert sorted(tmp_path.iterdir()) == [link, path]
    with replacing(Path(os.devnull)) as file:
        file.write(b"gone")
    assert not Path(os.devnull).is_file()
