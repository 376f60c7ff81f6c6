"""Parquet: the rows of CSV with their types, every character exact."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import chain, islice
from typing import Any, BinaryIO, NamedTuple, get_type_hints

import pyarrow as pa  # type: ignore[import-untyped]
import pyarrow.parquet as pq  # type: ignore[import-untyped]

from onrecord.flat import KnownOf, Row, nothing, rows
from onrecord.model import Article

AT_ONCE = 10_000  # rows in memory together, and in one row group of the file
TYPES = {
    str: pa.string(),
    str | None: pa.string(),
    int: pa.int64(),
    int | None: pa.int64(),
    float | None: pa.float64(),
    bool: pa.bool_(),
}


def write_parquet(articles: Iterable[Article], stream: BinaryIO, known: KnownOf = nothing) -> None:
    """One row for each statement."""
    each = (rows(article, known(article)) for article in articles)
    write_parquet_rows(chain.from_iterable(each), stream)


def write_parquet_rows(some: Iterable[Any], stream: BinaryIO, row: type[NamedTuple] = Row) -> None:
    """Rows of a kind as a table, a group of them in memory at a time."""
    schema = pa.schema([(name, TYPES[type_]) for name, type_ in get_type_hints(row).items()])
    remaining = iter(some)
    with pq.ParquetWriter(stream, schema) as writer:
        while group := list(islice(remaining, AT_ONCE)):
            columns = dict(zip(row._fields, zip(*group, strict=True), strict=True))
            writer.write_table(pa.table(columns, schema=schema))
