"""Articles and their statements in the formats that other programs read.

JSONL has everything (``docs/json.md``); CSV and Parquet have one row for each statement.
FollowTheMoney, which needs the record besides, is in ``export/ftm.py``.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import BinaryIO, Literal

from onrecord.export.csv import write_csv
from onrecord.export.jsonl import write_json, write_jsonl
from onrecord.model import Article, SetupError

Format = Literal["jsonl", "csv", "parquet"]

__all__ = ["Format", "export", "file", "ftm", "write_csv", "write_json", "write_jsonl"]


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
