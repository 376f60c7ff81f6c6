"""The command line: parses, calls, prints.  What takes long to import is imported when used."""

from __future__ import annotations

import codecs
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from datetime import date, datetime
from io import TextIOWrapper
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from onrecord import __version__, terminal
from onrecord.export import Format, export, write_csv, write_json, write_jsonl
from onrecord.model import Act, Article, Failure, Manner, ReadError
from onrecord.progress import watched

if TYPE_CHECKING:
    from onrecord.record import Record

FAILED, INTERRUPTED = 1, 130  # exit statuses; 2 is a command that cannot be understood
STDOUT = Path("-")

app = typer.Typer(
    add_completion=False,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode="rich",
    context_settings={"help_option_names": ["-h", "--help"]},
)


def examples(*lines: str) -> str:
    """The end of a command's help: calls to be copied."""
    return "\n".join(["[bold]Examples[/bold]", *(f"[dim]$[/dim] {line}" for line in lines)])


def day(text: str) -> str:
    """A date as YYYY-MM-DD."""
    return dated(text, "%Y-%m-%d")


def day_month_or_year(text: str) -> str:
    """A date as YYYY-MM-DD, YYYY-MM or YYYY."""
    return dated(text, "%Y-%m-%d", "%Y-%m", "%Y")


def dated(text: str, *forms: str) -> str:
    """What a person typed, in the first of these forms that it has."""
    for form in forms:
        with suppress(ValueError):
            return datetime.strptime(text, form).strftime(form)
    example = " or ".join(date(2024, 3, 5).strftime(form) for form in forms)
    raise typer.BadParameter(f"{text} is not a date; write it as {example}")


def shown_version(wanted: bool) -> None:
    """Prints the version and ends."""
    if wanted:
        print(f"onrecord {__version__}")
        raise typer.Exit


Paths = Annotated[
    list[str],
    typer.Argument(
        metavar="PATH", help="Files (text or saved web pages), folders of files, or - for stdin."
    ),
]
Published = Annotated[
    str | None,
    typer.Option(metavar="DATE", parser=day, help="The day on which they were published."),
]
Outlet = Annotated[str | None, typer.Option(metavar="NAME", help="Who published them.")]
RecordFile = Annotated[
    str,
    typer.Option(
        "--record",
        metavar="FILE|URL",
        envvar="ONRECORD_RECORD",
        show_envvar=False,
        help="The record: a file, or an sqlite:/// URL.  Also set by ONRECORD_RECORD.",
    ),
]


@app.callback()
def onrecord(
    version: Annotated[
        bool,
        typer.Option("--version", callback=shown_version, is_eager=True, help="Show the version."),
    ] = False,
    debug: Annotated[
        bool, typer.Option("--debug", help="Show where in the program an error comes from.")
    ] = False,
) -> None:
    """Reads news reports and keeps a verifiable record of who said what."""


@app.command(
    epilog=examples(
        "onrecord read story.txt page.html",
        "onrecord read stories/ --format jsonl > stories.jsonl",
        'onrecord read - --outlet "Harbour Post" --published 2024-03-05 < story.txt',
    )
)
def read(
    paths: Paths,
    format: Annotated[
        Literal["table", "json", "jsonl", "csv"], typer.Option(help="How to print what was found.")
    ] = "table",
    published: Published = None,
    outlet: Outlet = None,
) -> None:
    """Show who said what in reports."""
    from onrecord.pipeline import read_many

    failed: list[Failure] = []
    articles = complaining(read_many(paths, published=published, outlet=outlet), failed)
    if format == "table":
        out = terminal.console()
        for article in articles:
            terminal.print_article(out, article)
    else:
        write = {"json": write_json, "jsonl": write_jsonl, "csv": write_csv}[format]
        write(articles, sys.stdout.buffer)
    if failed:
        raise typer.Exit(FAILED)


@app.command(
    epilog=examples(
        "onrecord add stories/",
        "onrecord add stories/ --record ~/stories.db",
        'onrecord add page.html --outlet "Harbour Post" --published 2024-03-05',
    )
)
def add(
    paths: Paths,
    record: RecordFile = "record.db",
    published: Published = None,
    outlet: Outlet = None,
) -> None:
    """Read reports and keep them in a record.

    What is in the record already is passed over.  Stopped at any moment,
    the record has every report that was done; run it again to do the rest.
    """
    from onrecord import pipeline

    failed: list[Failure] = []
    outcomes: Counter[str] = Counter()
    with opened(record, create=True) as kept:
        versions = pipeline.pipeline().versions

        def known(article: Article) -> bool:
            return kept.knows(article, versions)

        reports = pipeline.read_many(paths, published=published, outlet=outlet, skip=known)
        try:
            with watched("Adding", reports, lambda: pipeline.count(paths)) as watched_reports:
                for article in complaining(watched_reports, failed):
                    outcomes[kept.add(article)] += 1
        except KeyboardInterrupt:
            complain("stopped; run the same command again to do the rest")
            raise
        finally:
            print(tally(outcomes, len(failed)))
    if failed:
        raise typer.Exit(FAILED)


@app.command(
    epilog=examples(
        'onrecord search "winter harbour"',
        "onrecord search '\"no shift\"' --speaker Morrow",
        'onrecord search "ferry OR harbour" --from 2024-01 --manner direct',
        "onrecord search --speaker Morrow --to 2024-03 --format jsonl",
    )
)
def search(
    words: Annotated[
        str,
        typer.Argument(
            metavar="WORDS",
            help='What to look for: all words, "a phrase", either side of OR.  '
            "Without words: the newest statements.",
        ),
    ] = "",
    record: RecordFile = "record.db",
    speaker: Annotated[
        str | None, typer.Option(metavar="NAME", help="Said by: a name or a part of one.")
    ] = None,
    act: Annotated[Act | None, typer.Option(help="What the speaker does with the words.")] = None,
    manner: Annotated[Manner | None, typer.Option(help="How the words are given.")] = None,
    since: Annotated[
        str | None,
        typer.Option(
            "--from", metavar="DATE", parser=day_month_or_year, help="On this day or later."
        ),
    ] = None,
    until: Annotated[
        str | None,
        typer.Option(
            "--to", metavar="DATE", parser=day_month_or_year, help="On this day or earlier."
        ),
    ] = None,
    outlet: Annotated[
        str | None, typer.Option(metavar="NAME", help="Published by: a name or a part of one.")
    ] = None,
    limit: Annotated[int, typer.Option(min=1, help="How many to show.")] = 20,
    format: Annotated[Literal["table", "jsonl"], typer.Option(help="How to print them.")] = "table",
) -> None:
    """Find statements in a record, best first."""
    with opened(record) as kept:
        hits = kept.search(
            words,
            speaker=speaker,
            act=act,
            manner=manner,
            since=since,
            until=until,
            outlet=outlet,
            limit=limit,
        )
    if format == "jsonl":
        write_jsonl(hits, sys.stdout.buffer)
    else:
        terminal.print_hits(terminal.console(), hits)
    if not hits:
        complain("no statement was found; try fewer words or a wider range of dates")


@app.command(
    epilog=examples(
        "onrecord show stories/ferry.txt", "onrecord show ferry.txt", "onrecord show 5f3a9c1e"
    )
)
def show(
    article: Annotated[
        str,
        typer.Argument(
            metavar="ARTICLE",
            help="Its id, the first characters of its id, or the file it came from.",
        ),
    ],
    record: RecordFile = "record.db",
) -> None:
    """Show an article of a record, with source, cue and content marked in its text."""
    with opened(record) as kept:
        terminal.print_marked(terminal.console(), kept.article(article))


@app.command(epilog=examples("onrecord speakers", "onrecord speakers Morrow"))
def speakers(
    name: Annotated[
        str | None, typer.Argument(metavar="NAME", help="Only these: a name or a part of one.")
    ] = None,
    record: RecordFile = "record.db",
) -> None:
    """Show who speaks in a record, how often and where."""
    with opened(record) as kept:
        terminal.print_speakers(terminal.console(), kept.speakers(name))


@app.command(
    "export",
    epilog=examples(
        "onrecord export --format jsonl > articles.jsonl",
        "onrecord export --format csv --output statements.csv",
        "onrecord export --format parquet --output statements.parquet",
    ),
)
def export_(
    format: Annotated[
        Format,
        typer.Option(help="One article a line (jsonl), or one statement a row (csv, parquet)."),
    ],
    output: Annotated[
        Path, typer.Option(metavar="FILE", dir_okay=False, help="Where to; - is standard output.")
    ] = STDOUT,
    record: RecordFile = "record.db",
) -> None:
    """Write a record out for other programs.

    A file of CSV starts with the mark by which spreadsheet programs know
    UTF-8; standard output does not.  A cell that a spreadsheet would run as
    a formula gets an apostrophe in front; jsonl and parquet have every
    character as it is.
    """
    with opened(record) as kept:
        if output != STDOUT:
            everything = watched("Writing", kept.articles(), kept.count)
            with output.open("wb") as file, everything as articles:
                file.write(codecs.BOM_UTF8 if format == "csv" else b"")
                export(articles, format, file)
        elif format == "parquet" and sys.stdout.isatty():
            raise typer.BadParameter("a terminal cannot show parquet; name a file with --output")
        else:
            export(kept.articles(), format, sys.stdout.buffer)


@contextmanager
def opened(location: str, *, create: bool = False) -> Iterator[Record]:
    """The record that a command works on."""
    from onrecord.record import Record

    with Record(location, create=create) as record:
        yield record


def complaining(outcomes: Iterable[Article | Failure], failed: list[Failure]) -> Iterator[Article]:
    """The articles among the outcomes; a failure is told at once and kept in ``failed``."""
    for outcome in outcomes:
        if isinstance(outcome, Failure):
            failed.append(outcome)
            complain(f"{outcome.origin}: {outcome.reason}")
        else:
            yield outcome


def complain(message: str) -> None:
    """One line on standard error."""
    print(f"onrecord: {terminal.in_line(message)}", file=sys.stderr)


def tally(outcomes: Counter[str], failed: int) -> str:
    """The closing line of ``add``."""
    updated = [f"updated {outcomes['updated']:,}"] if outcomes["updated"] else []
    always = [f"{outcome} {outcomes[outcome]:,}" for outcome in ("added", "unchanged")]
    return ", ".join([*always, *updated, f"failed {failed:,}"])


def main() -> None:
    """Runs the command line; whatever goes wrong is told in one line."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="replace")  # a terminal that lacks a letter shows the rest
    try:
        app(prog_name="onrecord")
    except Exception as error:
        if "--debug" in sys.argv:
            raise
        complain(explanation(error))
        sys.exit(FAILED)


def explanation(error: Exception) -> str:
    """What went wrong and what to do, in one line."""
    from onrecord.record import RecordError

    if isinstance(error, ReadError | RecordError):
        return str(error)
    if isinstance(error, OSError) and error.filename is not None:
        return f"{error.filename}: {error.strerror}; check the path and the disk"
    if isinstance(error, OSError):
        return f"{error.strerror or error}; check the disk"
    return (
        f"{type(error).__name__}: {error}; this is a fault of onrecord: please report it with "
        "what `onrecord --debug ...` shows"
    )
