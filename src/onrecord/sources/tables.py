"""Tables with a report a row, as other tools export them: CSV, JSON lines, Parquet."""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, fields
from datetime import date, datetime
from pathlib import PurePath
from typing import Any, BinaryIO

import msgspec

from onrecord.document import Document, Found, PassedOver
from onrecord.model import Failure, ReadError
from onrecord.sources.files import MAX_BYTES, File
from onrecord.sources.libraries import library_for

MAX_CELL = 5_000_000  # characters; more than any report has, and far less than the memory
MOST_SHOWN = 30  # columns
AT_ONCE = 100  # rows of Parquet in memory together
SAMPLE = 1_000_000  # bytes that tell the encoding
SEPARATORS = ",;\t|"
# What columns are usually called, without spaces and signs; the first that is there counts.
USUAL = {
    "text": "fulltext articletext text body articlebody content maintext storytext story",
    "title": "title headline",
    "published": "published publisheddate publishdate publicationdate pubdate publishedat "
    "publishedon datepublished date",
    "outlet": "outlet medianame sourcename publication newspaper publisher source mediaoutlet "
    "domain",
    "url": "url link articleurl permalink weburl",
    "author": "author authors byline",
    "language": "language lang",
}
ISO = re.compile(r"(\d{4})-?(\d\d)-?(\d\d)(?!\d)")
SLASHED = re.compile(r"(\d{1,2})[./-](\d{1,2})[./-](\d{4})(?!\d)")
CODE = re.compile(r"([a-z]{2})(?:[-_]\w+)?", re.IGNORECASE)
OTHER_DAY = (datetime(2000, 1, 1), datetime(2004, 2, 2))
Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Columns:
    """Which column of a table says what.  Where it is None, what it is usually called decides."""

    text: str | None = None
    title: str | None = None
    published: str | None = None
    outlet: str | None = None
    url: str | None = None
    author: str | None = None
    language: str | None = None

    def among(self, names: Sequence[str]) -> Columns:
        """The columns of a table that has these; ReadError where one that is asked for, or any
        for the text, is not there.
        """
        plain = {re.sub(r"[\W_]", "", name).casefold(): name for name in reversed(names)}
        found = {}
        for field in fields(self):
            asked = getattr(self, field.name)
            if asked is not None and asked not in names:
                raise ReadError(f"it has no column “{asked}”; it has {shown(names)}")
            usual = (plain[name] for name in USUAL[field.name].split() if name in plain)
            found[field.name] = asked or next(usual, None)
        if found["text"] is None:
            raise ReadError(
                "none of its columns is called as if it held the reports' text; say which one "
                f"does with --text: {shown(names)}"
            )
        return Columns(**found)


def shown(names: Sequence[str]) -> str:
    """The names of columns in one line, the first of very many."""
    some = ("".join(filter(str.isprintable, name))[:60] for name in names[:MOST_SHOWN])
    return ", ".join(some) + (" …" if len(names) > MOST_SHOWN else "")


def rows(file: File, wanted: Columns) -> Iterator[Found]:
    """Each row of a table as a document; its ``origin`` ends in the number of the row."""
    columns = wanted.among(names_in(file))
    with file.opened() as stream:
        for number, row in enumerate(read(stream, file.origin, columns), start=1):
            yield document(row, columns, f"{file.origin}#row={number}")


def names_in(file: File) -> list[str]:
    """The names of a table's columns."""
    with file.opened() as stream:
        return names_of(stream, file.origin)


def document(row: Row | ReadError, columns: Columns, origin: str) -> Found:
    """One row's document."""
    if isinstance(row, ReadError):
        return Failure(origin, str(row))
    said = {field.name: words(row.get(getattr(columns, field.name))) for field in fields(columns)}
    if said["text"] is None:
        return PassedOver(origin, "the row has no text")
    code = CODE.fullmatch(said["language"] or "")
    return Document(
        str(row[columns.text or ""]),
        origin,
        title=said["title"],
        published=day_of(row.get(columns.published or "")),
        outlet=said["outlet"],
        url=said["url"],
        byline=tuple(filter(None, re.split(r"\s*[;|]\s*", said["author"] or ""))),
        language=code[1].lower() if code else None,
    )


def words(cell: object) -> str | None:
    """The words of a cell in one line; None where it has none."""
    if isinstance(cell, list):
        cell = "; ".join(str(one) for one in cell)
    return " ".join(str(cell).split()) or None if cell is not None else None


def day_of(cell: object) -> str | None:
    """The day (YYYY-MM-DD) that a cell names; None where it names none, or one of two."""
    if isinstance(cell, date):
        return cell.isoformat()[:10]
    said = words(cell) or ""
    with suppress(ValueError, OverflowError):
        if iso := ISO.match(said):
            return date(*map(int, iso.groups())).isoformat()
        if slashed := SLASHED.match(said):
            first, second, year = map(int, slashed.groups())
            if first > 12 or second in (first, *range(13, 32)):
                return date(year, *sorted((first, second))).isoformat()
            return None
        if re.search(r"[^\W\d]{3}", said):
            from dateutil.parser import parse

            one, other = (parse(said[:60], default=default).date() for default in OTHER_DAY)
            return one.isoformat() if one == other else None
    return None


def names_of(stream: BinaryIO, name: str) -> list[str]:
    """The names of a table's columns; of JSON lines, those of the first one."""
    kind = PurePath(name).suffix.lower()
    if kind == ".parquet":
        with library_for("Parquet"):
            import pyarrow.parquet as pq  # type: ignore[import-untyped]

            return list(pq.ParquetFile(stream).schema_arrow.names)
    if kind in (".jsonl", ".ndjson"):
        first = next(json_lines(stream), None)
        if isinstance(first, Mapping):
            return list(first)
        raise first or ReadError("there is no line in it; give a table with a report a row")
    names = list(comma_reader(stream, kind).fieldnames or ())
    if not names:
        raise ReadError("there is no row in it; give a table with names of columns above")
    return names


def read(stream: BinaryIO, name: str, columns: Columns) -> Iterator[Row | ReadError]:
    """The rows of a table, few in memory at once; one that cannot be read is an error."""
    kind = PurePath(name).suffix.lower()
    if kind == ".parquet":
        return parquet(stream, columns)
    if kind in (".jsonl", ".ndjson"):
        return json_lines(stream)
    return comma_separated(stream, kind)


def parquet(stream: BinaryIO, columns: Columns) -> Iterator[Row]:
    """The rows of a Parquet file, with the columns wanted alone."""
    wanted = [getattr(columns, field.name) for field in fields(columns)]
    with library_for("Parquet"):
        import pyarrow.parquet as pq

        file = pq.ParquetFile(stream)
        for batch in file.iter_batches(AT_ONCE, columns=[name for name in wanted if name]):
            yield from batch.to_pylist()


def json_lines(stream: BinaryIO) -> Iterator[Row | ReadError]:
    """The objects of JSON lines."""
    while line := stream.readline(MAX_BYTES):
        if not line.strip():
            continue
        try:
            row = msgspec.json.decode(line)
        except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
            yield ReadError("this line is not JSON; write one object a line")
            continue
        yield row if isinstance(row, dict) else ReadError("this line is no JSON object; write one")


def comma_separated(stream: BinaryIO, kind: str) -> Iterator[Row]:
    """The rows of CSV."""
    try:
        yield from comma_reader(stream, kind)
    except csv.Error as error:
        raise ReadError(f"it cannot be read on as CSV ({error}); save it again") from None


def comma_reader(stream: BinaryIO, kind: str) -> csv.DictReader[str]:
    """A reader of CSV in the encoding and with the separator that it shows at its beginning."""
    csv.field_size_limit(MAX_CELL)  # 131,072 otherwise, which reports exceed
    sample = stream.read(SAMPLE)
    stream.seek(0)
    encoding = encoding_of(sample)
    first = sample.decode(encoding, "replace").split("\n", 1)[0]
    separator = "\t" if kind == ".tsv" else max(SEPARATORS, key=first.count)
    lines = io.TextIOWrapper(stream, encoding, "replace", newline="")
    return csv.DictReader(bounded_lines(lines), delimiter=separator)


def bounded_lines(lines: io.TextIOWrapper) -> Iterator[str]:
    """The lines of a text, each as far as a cell may be long."""
    while line := lines.readline(MAX_CELL):
        yield line


def encoding_of(sample: bytes) -> str:
    """The encoding of CSV by its first bytes: Unicode as marked or valid, else Windows-1252."""
    if sample.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    try:
        codecs.getincrementaldecoder("utf-8")().decode(sample)
    except UnicodeDecodeError:
        return "cp1252"
    return "utf-8-sig"


def told(columns: Columns) -> str:
    """Which column is taken for what, in one line."""
    taken = ((field.name, getattr(columns, field.name)) for field in fields(columns))
    return ", ".join(f"{what} from “{shown([name])}”" for what, name in taken if name)
