"""Where a cluster keeps what it reads: in a record, or in a folder of Parquet files."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from functools import cached_property
from pathlib import Path
from typing import BinaryIO, Protocol

import pyarrow as pa  # type: ignore[import-untyped]
import pyarrow.compute as pc  # type: ignore[import-untyped]
import pyarrow.parquet as pq  # type: ignore[import-untyped]

from onrecord.export import export
from onrecord.export.file import replacing
from onrecord.model import Article, Failure
from onrecord.pipeline import pipeline
from onrecord.record import Record

# A row for each article: what says that its statements are there, be they none.
WORDS = ("article_id", "origin", "outlet", "title", "published", "language", "url", "unread")
KEPT = pa.schema([*((name, pa.string()) for name in WORDS), ("statements", pa.int64())])
FAILED = pa.schema([("origin", pa.string()), ("reason", pa.string())])


class Keeping(Protocol):
    """Where articles are kept; what readers and writers on any machine have a copy of."""

    writers: int  # that may write at once

    def begin(self) -> None:
        """Makes room, before anything is read."""
        ...

    def end(self) -> None:
        """Does what one program must do alone, when all is read."""
        ...

    def knows(self, article: Article) -> bool:
        """Whether an article just read is kept as these versions of the stages would make it."""
        ...

    def recall(self, article: Article) -> Article:
        """An article with what is known of it besides."""
        ...

    def keep(
        self, read: Sequence[Article], known: Sequence[Article], failed: Sequence[Failure]
    ) -> None:
        """Keeps articles, those that were known already, and failures; all or nothing, and what is
        kept already once.
        """
        ...


class InRecord:
    """A record, in which articles are held until they are taken in."""

    def __init__(
        self, location: str, outlet: str | None = None, published: str | None = None
    ) -> None:
        self.location = location
        self.outlet, self.published = outlet, published
        self.writers = 4 if location.startswith("postgres") else 1

    def __getstate__(self) -> dict[str, object]:
        """Without the connection: each process opens its own."""
        return {name: value for name, value in vars(self).items() if name != "record"}

    @cached_property
    def record(self) -> Record:
        """The record, open; there is one."""
        return Record(self.location, create=False)

    def begin(self) -> None:
        """Makes the record where there is none, and takes in what an earlier run left held, so
        that it is known.
        """
        with Record(self.location) as record:
            for _ in record.take_in():
                pass

    def end(self) -> None:
        """Nothing: the record takes in what is held when it is asked to."""

    def knows(self, article: Article) -> bool:
        """Whether the record has it."""
        versions = pipeline().versions
        return self.record.knows(article, versions, outlet=self.outlet, published=self.published)

    def recall(self, article: Article) -> Article:
        """An article with what the record knows of it."""
        return self.record.recall(article, outlet=self.outlet, published=self.published)

    def keep(
        self, read: Sequence[Article], known: Sequence[Article], failed: Sequence[Failure]
    ) -> None:
        """Holds them; those that are known too, for the place in which they were found."""
        found: list[Article | Failure] = [*read, *known, *failed]
        self.record.hold(found, outlet=self.outlet, published=self.published)


class InParquet:
    """A folder: ``statements/`` with the rows of ``onrecord export --format parquet``,
    ``articles/`` and ``failures/``; each file is there whole or not at all.

    What is in ``articles/`` is kept; statements of a file that has no file of this name there are
    not.
    """

    writers = 1

    def __init__(self, folder: Path) -> None:
        self.folder = folder.absolute()

    def __getstate__(self) -> dict[str, object]:
        """Without what was found in the folder."""
        return {"folder": self.folder}

    def begin(self) -> None:
        """Makes the folders; takes away what was half written, and failures, which come again."""
        for name in ("statements", "articles", "failures"):
            (self.folder / name).mkdir(parents=True, exist_ok=True)
        for file in (self.folder / "failures").glob("*.parquet"):
            file.unlink()
        self.end()

    @cached_property
    def ids(self) -> set[str]:
        """The articles that are kept."""
        return {one for file in self.files() for one in ids_in(file)}

    def files(self) -> list[Path]:
        """The files with articles, in an order."""
        return sorted((self.folder / "articles").glob("*.parquet"))

    def knows(self, article: Article) -> bool:
        """Whether it is kept, by whatever versions of the stages."""
        return article.id in self.ids

    def recall(self, article: Article) -> Article:
        """An article as it is."""
        return article

    def keep(
        self, read: Sequence[Article], known: Sequence[Article], failed: Sequence[Failure]
    ) -> None:
        """Writes a file of each kind, named after what is in it."""
        new = list({one.id: one for one in reversed(read) if one.id not in self.ids}.values())
        name = f"{name_of([article.id for article in new])}.parquet"
        if new:
            with replacing(self.folder / "statements" / name) as file:
                export(new, "parquet", file)
            with replacing(self.folder / "articles" / name) as file:
                write_rows(file, map(kept, new), KEPT)
            self.ids.update(article.id for article in new)
        if failed:
            name = f"{name_of([failure.origin for failure in failed])}.parquet"
            with replacing(self.folder / "failures" / name) as file:
                write_rows(file, [(one.origin, one.reason) for one in failed], FAILED)

    def end(self) -> None:
        """Leaves each article once, whole, where writers were killed; may be done at any time when
        nothing is written.
        """
        for file in (self.folder / "statements").glob("*.parquet"):
            if not (self.folder / "articles" / file.name).exists():
                file.unlink()
        seen: set[str] = set()
        for file in self.files():
            ids = ids_in(file)
            again = [one for one in ids if one in seen]
            if again:  # first the statements: what is said to be kept must be there
                drop(self.folder / "statements" / file.name, again)
                drop(file, again)
            seen.update(ids)


def kept(article: Article) -> tuple[str | int | None, ...]:
    """The row of an article."""
    fields = (getattr(article, name) for name in KEPT.names[1:-1])
    return article.id, *fields, len(article.statements)


def write_rows(stream: BinaryIO, rows: Iterable[Sequence[object]], schema: pa.Schema) -> None:
    """Writes rows, their cells in the order of a schema."""
    lines = [dict(zip(schema.names, row, strict=True)) for row in rows]
    pq.write_table(pa.Table.from_pylist(lines, schema=schema), stream)


def ids_in(file: Path) -> list[str]:
    """The articles that a file tells of."""
    ids: list[str] = pq.read_table(file, columns=["article_id"])["article_id"].to_pylist()
    return ids


def drop(file: Path, ids: Sequence[str]) -> None:
    """Writes a file anew without the rows of some articles."""
    table = pq.read_table(file)
    left = table.filter(pc.invert(pc.is_in(table["article_id"], pa.array(ids))))
    with replacing(file) as stream:
        pq.write_table(left, stream)


def name_of(parts: Iterable[str]) -> str:
    """A name for a file, the same for the same parts."""
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:32]
