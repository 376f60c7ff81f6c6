"""Articles and their statements in the formats that other programs read.

JSONL has everything (``docs/json.md``); CSV and Parquet have one row for each statement.
FollowTheMoney, which needs the record besides, is in ``export/ftm.py``.
"""

from __future__ import annotations

import warnings
from collections.abc import Iterable
from typing import TYPE_CHECKING, BinaryIO, Literal

from onrecord.export.citations import cited
from onrecord.export.csv import write_csv
from onrecord.export.jsonl import write_json, write_jsonl
from onrecord.flat import Row
from onrecord.model import Article, Failure, SetupError

if TYPE_CHECKING:
    from pandas import DataFrame

Format = Literal["jsonl", "csv", "parquet"]

__all__ = [
    "Format",
    "cited",
    "export",
    "file",
    "ftm",
    "to_dataframe",
    "write_csv",
    "write_json",
    "write_jsonl",
]


def export(articles: Iterable[Article], format: Format, stream: BinaryIO) -> None:
    """Writes articles to a binary stream, holding few of them in memory at once."""
    if format == "jsonl":
        write_jsonl(articles, stream)
    elif format == "csv":
        write_csv(articles, stream)
    else:
        try:
            from onrecord.export.parquet import write_parquet  # pyarrow takes long to import
        except ModuleNotFoundError as error:
            raise SetupError(
                "parquet needs the package pyarrow; install it: python -m pip install pyarrow"
            ) from error
        write_parquet(articles, stream)


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
