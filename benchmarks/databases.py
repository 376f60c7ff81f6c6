"""A record in PostgreSQL beside one in a file: ``python -m benchmarks.databases RECORD ADDRESS``.

Adds the articles of a record to a new file and to an empty database on this machine, asks both the
same, and prints what each took, in milliseconds of the processor: of this program, and of the
server's process that works for it (as Linux counts it).
"""

from __future__ import annotations

import argparse
import os
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from sqlalchemy import text

from onrecord import Record
from onrecord.model import Article

TICKS = os.sysconf("SC_CLK_TCK")
RUNS = 20
QUESTIONS: dict[str, Callable[[Record], object]] = {
    "search: two words": lambda record: record.search("council promised"),
    "search: a common word": lambda record: record.search("said"),
    "search: a phrase": lambda record: record.search('"by the end of"'),
    "search: a speaker": lambda record: record.search(speaker=record.speakers(limit=1)[0].name),
    "search: articles": lambda record: record.search_articles("council promised"),
    "the newest": lambda record: record.search(),
    "speakers": lambda record: record.speakers(limit=50),
    "commitments": lambda record: record.commitments(),
    "check": lambda record: record.check("we will pay for the bridge by the end of the year"),
}


@dataclass(frozen=True)
class Took:
    """Seconds of the processor: of this program, and of the server."""

    here: float
    there: float

    def __str__(self) -> str:
        return f"{self.here * 1000:9.1f}" + (f" +{self.there * 1000:7.1f}" if self.there else "")


def main() -> None:
    """Prints a table."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("record", help="a record with the articles")
    arguments.add_argument("address", help="an empty database: postgresql://…")
    options = arguments.parse_args()
    with Record(options.record, create=False) as known:
        articles = list(known.articles())
    with tempfile.TemporaryDirectory() as folder:
        for location in (str(Path(folder, "record.db")), options.address):
            with Record(location) as record:
                server = backend(record) if location is options.address else None
                print(f"{record.name}: {len(articles):,} articles")
                adding = took(partial(add_all, record, articles), server, 1)
                each = Took(adding.here / len(articles), adding.there / len(articles))
                print(f"  {'adding one':24}{each}")
                for name, ask in QUESTIONS.items():
                    answer = took(partial(ask, record), server, RUNS)
                    print(f"  {name:24}{answer}")


def add_all(record: Record, articles: Sequence[Article]) -> None:
    """Adds articles one by one."""
    for article in articles:
        record.add(article)


def backend(record: Record) -> int:
    """The server's process that works for a record."""
    with record._reading() as connection:
        number: int = connection.execute(text("SELECT pg_backend_pid()")).scalar_one()
        return number


def took(work: Callable[[], object], server: int | None, times: int) -> Took:
    """What some work takes once, on average."""
    here, there = time.process_time(), seconds_of(server)
    for _ in range(times):
        work()
    return Took((time.process_time() - here) / times, (seconds_of(server) - there) / times)


def seconds_of(process: int | None) -> float:
    """How long a process has had the processor; 0 for none."""
    if process is None:
        return 0.0
    fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / TICKS


if __name__ == "__main__":
    main()
