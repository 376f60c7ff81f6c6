"""CSV that is safe to open in a spreadsheet program.

A spreadsheet takes a cell that starts with ``=``, ``+``, ``-`` or ``@`` for a formula and
runs it, and whoever writes a report could put one there.  Such a cell gets an apostrophe
in front, which makes it text; so does what would be a cell of its own where the program
splits at semicolons, tabs or line ends.  Every other character is exact.  Programs that
need all of them as they are read JSONL or Parquet.
"""

from __future__ import annotations

import codecs
import csv
import re
from collections.abc import Iterable, Iterator, Sequence
from typing import BinaryIO

from onrecord.flat import KnownOf, Row, nothing, rows
from onrecord.model import Article

Cell = str | float | None

# The signs that start a formula, also in the wide form of East Asian keyboards.
FORMULA = re.compile(
    "(?:^(?=[\t\r])|(?:^|(?<=[;\t\r\n]))(?![\t\r\n])(?=(?:[^\\S\t\r\n]|[\"'])*+[=+@＝＋－＠-]))"
)


def write_csv(articles: Iterable[Article], stream: BinaryIO, known: KnownOf = nothing) -> None:
    """One row for each statement, in UTF-8, under a row of column names."""

    def each() -> Iterator[Row]:
        for article in articles:
            yield from rows(article, known(article))
            stream.flush()  # each article is there as soon as it is read

    write_csv_rows(each(), stream)


def write_csv_rows(some: Iterable[Row], stream: BinaryIO) -> None:
    """Rows in UTF-8, under a row of column names."""
    writer = csv.writer(codecs.getwriter("utf-8")(stream), lineterminator="\n")
    writer.writerow(Row._fields)
    for row in some:
        writer.writerow(safe(cell) for cell in row)
    stream.flush()


def write_table(columns: Sequence[str], lines: Iterable[Sequence[Cell]], stream: BinaryIO) -> None:
    """Rows of any kind, in UTF-8, under a row of column names."""
    writer = csv.writer(codecs.getwriter("utf-8")(stream), lineterminator="\n")
    writer.writerow(columns)
    writer.writerows((safe(cell) for cell in line) for line in lines)
    stream.flush()


def safe(cell: Cell) -> Cell:
    """A cell in which no spreadsheet program finds a formula, wherever it splits it."""
    return FORMULA.sub("'", cell) if isinstance(cell, str) else cell
