"""Articles and their statements in the formats that other programs read.

JSONL has everything (``docs/json.md``); CSV and Parquet have one row for each statement.
FollowTheMoney, which needs the record besides, is in ``export/ftm.py``.
"""

from __future__ import annotations

import warnings
from collections.abc import Iterable
from importlib import import_module
from types import ModuleType
from typing import TYPE_CHECKING, BinaryIO, Literal

from onrecord.export.citations import Format as CitationFormat
from onrecord.export.citations import cited, write_citations
from onrecord.export.csv import write_csv, write_csv_rows, write_table
from onrecord.export.found import row_found
from onrecord.export.jsonl import write_json, write_jsonl
from onrecord.export.table import write_things
from onrecord.flat import KnownOf, Row, nothing
from onrecord.model import Article, Failure, SetupError

if TYPE_CHECKING:
    from pandas import DataFrame

    from onrecord.record import Hit

Format = Literal["jsonl", "csv", "parquet"]

__all__ = [
    "CitationFormat",
    "Format",
    "annotations",
    "chart",
    "cited",
    "export",
    "export_found",
    "file",
    "ftm",
    "ledger",
    "to_dataframe",
    "write_citations",
    "write_csv",
    "write_json",
    "write_jsonl",
    "write_table",
    "write_things",
]


def export(
    articles: Iterable[Article], format: Format, stream: BinaryIO, known: KnownOf = nothing
) -> None:
    """Writes articles to a binary stream, holding few of them in memory at once; ``known``
    tells of an article what a record alone knows of its statements.
    """
    if format == "jsonl":
        write_jsonl(articles, stream)
    elif format == "csv":
        write_csv(articles, stream, known)
    else:
        writer_of_parquet().write_parquet(articles, stream, known)


def export_found(hits: Iterable[Hit], format: Format, stream: BinaryIO) -> None:
    """Writes statements that were searched for to a binary stream."""
    if format == "jsonl":
        write_jsonl(hits, stream)
    elif format == "csv":
        write_csv_rows(map(row_found, hits), stream)
    else:
        writer_of_parquet().write_parquet_rows(map(row_found, hits), stream)


def writer_of_parquet() -> ModuleType:
    """What writes Parquet, which takes long to import; ``SetupError`` where it is not installed."""
    try:
        return import_module("onrecord.export.parquet")
    except ModuleNotFoundError as error:
        raise SetupError(
            "parquet needs the package pyarrow; install it: python -m pip install pyarrow"
        ) from error


def to_dataframe(articles: Iterable[Article | Failure]) -> DataFrame:
    """A pandas DataFrame with a row for each statement, in the columns of CSV and Parquet.

    A report that could not be read is told by a warning; SetupError where pandas is missing.
    """
    try:
        import pandas
    except ModuleNotFoundError as error:
        raise SetupError(
            "to_dataframe needs the package pandas; install it: python -m pip install pandas"
        ) from error
    rows: list[Row] = []
    for article in articles:
        if isinstance(article, Failure):
            warnings.warn(f"{article.origin}: {article.reason}", stacklevel=2)
        else:
            rows.extend(article.rows())
    return pandas.DataFrame.from_records(rows, columns=Row._fields)
