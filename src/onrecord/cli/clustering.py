"""``onrecord cluster``: very many reports, on the machines of a Ray cluster."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from onrecord.cli import terminal
from onrecord.cli.options import RecordFile, complain, examples, opened
from onrecord.cli.progress import watched
from onrecord.cli.tables import AuthorColumn, TextColumn, TitleColumn, UrlColumn, given_for
from onrecord.export import write_jsonl, write_things
from onrecord.model import Failure
from onrecord.sources import Columns

if TYPE_CHECKING:
    from onrecord.cluster import Done, Keeping
    from onrecord.record import Record

FAILED = 1
NAMED = 10  # failures told one by one
cluster = typer.Typer(
    no_args_is_help=True,
    rich_markup_mode="rich",
    help="Read very many reports, on the machines of a Ray cluster.",
    epilog=examples(
        "onrecord cluster add stories/ --record postgresql://db/stories --address auto",
        "onrecord cluster link --record postgresql://db/stories",
        "onrecord cluster failures --record postgresql://db/stories",
    ),
)


@cluster.command(
    epilog=examples(
        "onrecord cluster add articles.parquet --record postgresql://db/stories",
        "onrecord cluster add /shared/warc/*.warc.gz --record postgresql://db/news --address auto",
        "onrecord cluster add stories/ --parquet found/",
    )
)
def add(
    sources: Annotated[
        list[str],
        typer.Argument(
            metavar="SOURCE", help="Files, folders, tables, archives: there for every machine."
        ),
    ],
    record: RecordFile = "record.db",
    parquet: Annotated[
        Path | None,
        typer.Option(
            metavar="FOLDER",
            file_okay=False,
            help="Keep what is found there as Parquet, and no record.",
            show_default=False,
        ),
    ] = None,
    address: Annotated[
        str | None,
        typer.Option(
            metavar="ADDRESS",
            help="The Ray cluster: HOST:PORT, or auto; by default this machine alone.",
            show_default=False,
        ),
    ] = None,
    readers: Annotated[
        int | None,
        typer.Option(
            min=1,
            metavar="NUMBER",
            help="How many read at once; by default one a core.",
            show_default=False,
        ),
    ] = None,
    published: Annotated[
        str | None, typer.Option(metavar="DATE|COLUMN", help="The day of all, or the column.")
    ] = None,
    outlet: Annotated[
        str | None, typer.Option(metavar="NAME|COLUMN", help="Who published all, or the column.")
    ] = None,
    text: TextColumn = None,
    title: TitleColumn = None,
    url: UrlColumn = None,
    author: AuthorColumn = None,
) -> None:
    """Read reports on a cluster, each once, and keep them in a record.

    Many machines read, and what they read is safe at once; then one adds it
    to the record, which links names, quotations and promises.  Stopped or
    killed at any moment, nothing is lost: run it again to do the rest.
    """
    from onrecord.cluster import InParquet, InRecord, articles_at, connected, keep

    given = given_for(sources, Columns(text, title, url=url, author=author), published, outlet)
    in_record = InRecord(record, given["outlet"], given["published"])
    keeping: Keeping = InParquet(parquet) if parquet else in_record
    if not parquet:
        with opened(record, create=True) as kept:
            if kept.held():  # by a run that was stopped
                take_in(kept)
    with connected(address):
        found = articles_at(sources, **given, readers=readers, keeping=keeping)
        told = tally(keep(found, keeping), "Reading")
    if not parquet:
        with opened(record) as kept:
            failed = take_in(kept)
            told["failed"] += failed
    if told["failed"]:
        raise typer.Exit(FAILED)


@cluster.command(
    epilog=examples(
        "onrecord cluster link", "onrecord cluster link --record postgresql://db/stories"
    )
)
def link(record: RecordFile = "record.db") -> None:
    """Add what a cluster has read to the record, where that was stopped.

    It is what the end of cluster add does, and may be run at any time.
    """
    with opened(record) as kept:
        if take_in(kept):
            raise typer.Exit(FAILED)


@cluster.command(
    epilog=examples("onrecord cluster failures", "onrecord cluster failures --format csv > f.csv")
)
def failures(
    format: Annotated[
        Literal["table", "jsonl", "csv"], typer.Option(help="How to print them.")
    ] = "table",
    record: RecordFile = "record.db",
) -> None:
    """Show what a cluster could not read, and why.

    A report that is read later is among them no more.
    """
    with opened(record) as kept:
        failed = kept.failures()
    if format == "jsonl":
        write_jsonl(failed, terminal.data())
    elif format == "csv":
        write_things(failed, terminal.data())
    else:
        for one in failed:
            print(terminal.in_line(f"{one.origin}: {one.reason}"))


def tally(done: Iterator[Done], label: str) -> Counter[str]:
    """How many reports became what, told at the end; the first failures one by one."""
    counted: Counter[str] = Counter({"read": 0, "known": 0, "failed": 0})
    try:
        with watched(label, done, lambda: None) as each:
            for one in each:
                counted[one.outcome] += 1
                if one.outcome == "failed" and counted["failed"] <= NAMED:
                    complain(f"{one.origin}: {one.reason}")
    except KeyboardInterrupt:
        complain("stopped; run the same command again to do the rest")
        raise
    finally:
        print(", ".join(f"{what} {number:,}" for what, number in counted.items()))
    return counted


def take_in(kept: Record) -> int:
    """Adds what is held to the record; how many articles it could not store."""
    counted: Counter[str] = Counter({"added": 0, "unchanged": 0})
    with watched("Linking", kept.take_in(), kept.held) as each:
        for one in each:
            if isinstance(one, Failure):
                complain(f"{one.origin}: {one.reason}")
            counted["failed" if isinstance(one, Failure) else one.outcome] += 1
    print(", ".join(f"{what} {number:,}" for what, number in counted.items()))
    return counted["failed"]
