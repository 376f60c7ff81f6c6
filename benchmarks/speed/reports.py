"""The reports that everybody reads: the same words as bytes, as articles and as texts."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Self

from onrecord import reading, sources
from onrecord.model import Article


@dataclass(frozen=True)
class Reports:
    """Reports in memory, ``data`` as they were found."""

    data: list[bytes]

    @classmethod
    def at(cls, paths: list[Path]) -> Self:
        """The reports at the paths, one article of a corpus each or one file each."""
        return cls(list(found(paths)))

    @cached_property
    def articles(self) -> list[Article]:
        """The reports, read."""
        return [reading.to_article(report, "benchmark") for report in self.data]

    @cached_property
    def texts(self) -> list[str]:
        """The whole text of each."""
        return [article.text for article in self.articles]

    @cached_property
    def words(self) -> int:
        """The words of all, as white space parts them."""
        return sum(len(text.split()) for text in self.texts)


def found(paths: list[Path]) -> Iterator[bytes]:
    """The bytes of the reports at the paths."""
    for path in paths:
        if path.suffix == ".jsonl":
            with path.open(encoding="utf-8") as lines:
                rows = [json.loads(line) for line in lines]
            yield from (row["text"].encode() for row in rows if row.get("first", True))
        else:
            yield from (
                file.data() for file in sources.find([path]) if isinstance(file, sources.File)
            )
