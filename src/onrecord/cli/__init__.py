"""The command line: parses, calls, prints.  What takes long to import is imported when used.

Longer than other modules: it has one function for each command, and nothing else.
"""

from __future__ import annotations

import os
import re
import sys
import traceback
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextvars import ContextVar
from io import TextIOWrapper
from itertools import pairwise
from pathlib import Path
from typing import Annotated, Literal, TypeVar

import typer

from onrecord import __version__
from onrecord.cli import cards, terminal, verdicts
from onrecord.cli.checking import checking
from onrecord.cli.clustering import cluster
from onrecord.cli.copying import copying
from onrecord.cli.editing import editing
from onrecord.cli.exporting import EXAMPLES as EXPORT_EXAMPLES
from onrecord.cli.exporting import export
from onrecord.cli.following import following
from onrecord.cli.ledger import commitments_app, ledger
from onrecord.cli.options import Country, Limit, RecordFile, complain, examples, opened
from onrecord.cli.parties import parties
from onrecord.cli.positions import over_time
from onrecord.cli.progress import awaited, watched
from onrecord.cli.searching import EXAMPLES as SEARCH_EXAMPLES
from onrecord.cli.searching import search
from onrecord.cli.serving import serving
from onrecord.cli.tables import AuthorColumn, TextColumn, TitleColumn, UrlColumn, given_for
from onrecord.cli.values import show_plainly
from onrecord.document import PassedOver
from onrecord.export import write_csv, write_json, write_jsonl, write_things
from onrecord.legible import is_encoded_twice
from onrecord.model import Article, Failure, ReadError, SetupError
from onrecord.sources import Columns, Web

FAILED, MISUNDERSTOOD, INTERRUPTED = 1, 2, 130  # exit statuses
FILES = ("--record", "--output")  # options that name one
PASSED_OVER_NAMED = 10
Read = TypeVar("Read")
ENCODED_TWICE = (
    "its marks were encoded twice (â€œ for “); its text is kept so: get it again as UTF-8"
)
debugging = ContextVar("debugging", default=False)  # whether tracebacks are shown

app = typer.Typer(
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode="rich",
    context_settings={"help_option_names": ["-h", "--help"]},
)
app.add_typer(parties, name="parties")
app.add_typer(copying)
app.add_typer(editing)
app.add_typer(over_time)
app.add_typer(commitments_app)
app.add_typer(ledger, name="ledger")
app.add_typer(serving)
app.add_typer(checking)
app.add_typer(following)
app.add_typer(cluster, name="cluster")


def shown_version(wanted: bool) -> None:
    """Prints the version and ends."""
    if wanted:
        print(f"onrecord {__version__}")
        raise typer.Exit


Paths = Annotated[
    list[str],
    typer.Argument(
        metavar="PATH",
        help="Files (text, web pages, mail, PDF, Word and other documents, ZIP), folders of files, "
        "addresses (https://…), or - for stdin.",
    ),
]
Published = Annotated[
    str | None,
    typer.Option(
        metavar="DATE|COLUMN",
        help="The day on which they were published; of a table, the column with it.",
    ),
]
Outlet = Annotated[
    str | None,
    typer.Option(metavar="NAME|COLUMN", help="Who published them; of a table, the column with it."),
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
    debugging.set(debug)


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
    text: TextColumn = None,
    title: TitleColumn = None,
    url: UrlColumn = None,
    author: AuthorColumn = None,
) -> None:
    """Show who said what in reports."""
    from onrecord.pipeline import read_many

    given = given_for(paths, Columns(text, title, url=url, author=author), published, outlet)

    failed: list[Failure] = []
    passed_over: list[PassedOver] = []
    tell_who_types(paths)
    reports = read_many(paths, **given, pass_over=passed_over.append)
    found = awaited("Loading", reports)
    articles = complaining(found, failed)
    if format == "table":
        out = terminal.console()
        for article in articles:
            terminal.print_article(out, article)
    else:
        write = {"json": write_json, "jsonl": write_jsonl, "csv": write_csv}[format]
        write(articles, terminal.data())
    tell_passed_over(passed_over)
    if failed:
        raise typer.Exit(FAILED)


@app.command(
    epilog=examples(
        "onrecord add stories/",
        "onrecord add stories/ --record ~/stories.db",
        'onrecord add page.html --outlet "Harbour Post" --published 2024-03-05',
        "onrecord add articles.csv --text body --published pub_date --outlet paper",
        "onrecord add https://paper.example/2024/fees --archive",
    )
)
def add(
    paths: Paths,
    record: RecordFile = "record.db",
    published: Published = None,
    outlet: Outlet = None,
    text: TextColumn = None,
    title: TitleColumn = None,
    url: UrlColumn = None,
    author: AuthorColumn = None,
    archive: Annotated[
        bool,
        typer.Option("--archive", help="Keep pages of the web as they came, in a WARC beside it."),
    ] = False,
) -> None:
    """Read reports and keep them in a record.

    What is in the record already is passed over.  Stopped at any moment,
    the record has every report that was done; run it again to do the rest.
    Outlet and date that you give stand, whatever a report says; add it again
    with others to put them right.  A report that was edited where it stands is
    a new version of its article: show it with --changes.
    """
    from onrecord.pipeline import count

    given = given_for(paths, Columns(text, title, url=url, author=author), published, outlet)
    tell_who_types(paths)
    failed: list[Failure] = []
    passed_over: list[PassedOver] = []
    outcomes: Counter[str] = Counter()
    with opened(record, create=True) as kept:

        def pass_over(file: PassedOver) -> None:
            if not kept.owns(Path(file.origin)):
                passed_over.append(file)

        web = Web.beside(kept.path, archive=archive)
        reports = kept.add_all(paths, **given, pass_over=pass_over, web=web)
        try:
            with watched("Adding", reports, lambda: count(paths)) as watched_reports:
                for added in complaining(watched_reports, failed):
                    outcomes[added.outcome] += 1
                    if added.outcome == "edited":
                        changed = cards.changes(kept.compare(added.article.id))
                        complain(f"{added.article.origin}: edited since; {changed}")
        except KeyboardInterrupt:
            complain("stopped; run the same command again to do the rest")
            raise
        finally:
            tell_passed_over(passed_over)
            print(tally(outcomes, len(failed), len(passed_over)))
    if failed:
        raise typer.Exit(FAILED)


app.command(epilog=SEARCH_EXAMPLES)(search)


@app.command(
    epilog=examples(
        "onrecord show stories/ferry.txt",
        "onrecord show 5f3a9c1e",
        "onrecord show ferry.txt --changes",
    )
)
def show(
    article: Annotated[
        str,
        typer.Argument(
            metavar="ARTICLE",
            help="Its id, the first characters of its id, the file it came from, or the id of one "
            "of its statements.",
        ),
    ],
    changes: Annotated[
        bool,
        typer.Option("--changes", help="Instead: what changed in it since the version before."),
    ] = False,
    record: RecordFile = "record.db",
) -> None:
    """Show an article of a record, with source, cue and content marked in its text.

    Of a statement that is told elsewhere too, all wordings are listed below it.
    """
    with opened(record) as kept:
        if changes:
            cards.print_changes(terminal.console(), kept.compare(article))
        else:
            found = kept.article(article)
            terminal.print_marked(terminal.console(), found)
            if any(statement.id.startswith(article) for statement in found.statements):
                variants = kept.variants(article)
                if len(variants) > 1:
                    print()
                    verdicts.print_variants(terminal.console(), variants)


@app.command(
    epilog=examples(
        "onrecord speakers",
        "onrecord speakers Morrow",
        "onrecord speakers --country NO --format csv > speakers.csv",
    )
)
def speakers(
    name: Annotated[
        str | None, typer.Argument(metavar="NAME", help="Only these: a name or a part of one.")
    ] = None,
    country: Country = None,
    limit: Limit = 50,
    format: Annotated[
        Literal["table", "jsonl", "csv"], typer.Option(help="How to print them.")
    ] = "table",
    record: RecordFile = "record.db",
) -> None:
    """Show who speaks in a record, how often and where, the most frequent first.

    With a NAME also all names of each, roles with the dates on which they
    were seen, and the first and the last statement.
    """
    with opened(record) as kept:
        found = kept.speakers(name, country=country, limit=limit + 1)
        out = terminal.console()
        if format == "jsonl":
            write_jsonl(found[:limit], terminal.data())
        elif format == "csv":
            write_things(found[:limit], terminal.data())
        elif found:
            terminal.print_speakers(out, found[:limit])
        if name and format == "table":
            for speaker in found[:limit]:
                if speaker.party is not None:
                    cards.print_card(out, kept, kept.party(speaker.party))
    if not found:
        complain("no speaker was found; try a part of the name")
    elif len(found) > limit:
        complain(f"there are more than these {limit:,}; see them with a higher --limit")


app.command(epilog=EXPORT_EXAMPLES)(export)


def tell_who_types(paths: Iterable[str]) -> None:
    """Says so where a command waits for somebody to type a report."""
    if "-" in paths and sys.stdin is not None and sys.stdin.isatty():
        end = "Ctrl-Z and Enter" if sys.platform == "win32" else "Ctrl-D"
        complain(f"type or paste the report, and end it with {end} on a line of its own")


def complaining(outcomes: Iterable[Read | Failure], failed: list[Failure]) -> Iterator[Read]:
    """What was read among the outcomes; a failure is told at once and kept in ``failed``."""
    for outcome in outcomes:
        if isinstance(outcome, Failure):
            failed.append(outcome)
            complain(f"{outcome.origin}: {outcome.reason}")
            if debugging.get() and outcome.error is not None:
                where = "".join(traceback.format_exception(outcome.error))
                print(terminal.safe(where), end="", file=sys.stderr)
        else:
            article = outcome if isinstance(outcome, Article) else getattr(outcome, "article", None)
            if isinstance(article, Article) and is_encoded_twice(article.text):
                complain(f"{article.origin}: {ENCODED_TWICE}")
            yield outcome


def tell_passed_over(files: Sequence[PassedOver]) -> None:
    """Names the files that are no reports, the first few one by one."""
    for file in files[:PASSED_OVER_NAMED]:
        complain(f"{file.origin}: passed over; {file.reason}")
    if (more := len(files) - PASSED_OVER_NAMED) > 0:
        complain(f"{more:,} more files passed over: {kinds_of(files[PASSED_OVER_NAMED:])}")


def kinds_of(files: Sequence[PassedOver]) -> str:
    """How many files there are of each kind, the most frequent first: "12 .jpg, 3 .xlsx"."""
    kinds = Counter(Path(file.origin).suffix.lower() or "without ending" for file in files)
    return ", ".join(f"{number:,} {kind}" for kind, number in kinds.most_common(PASSED_OVER_NAMED))


def tally(outcomes: Counter[str], failed: int, passed_over: int) -> str:
    """The closing line of ``add``."""
    always = [f"{outcome} {outcomes[outcome]:,}" for outcome in ("added", "unchanged")]
    some = [f"{what} {outcomes[what]:,}" for what in ("updated", "edited") if outcomes[what]]
    also = [f"passed over {passed_over:,}"] if passed_over else []
    return ", ".join([*always, *some, f"failed {failed:,}", *also])


def main() -> None:
    """Runs the command line; whatever goes wrong is told in one line."""
    if sys.stdout is None:  # closed by whoever called: there is nobody to tell
        sys.exit(FAILED)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="replace")  # a terminal that lacks a letter shows the rest
    show_plainly()
    if (odd := not_text(sys.argv[1:])) is not None:
        complain(f"{odd}: these bytes are no text in UTF-8; type it again, or set your terminal")
        sys.exit(MISUNDERSTOOD)
    try:
        app(args=debug_first(sys.argv[1:]), prog_name="onrecord")
    except Exception as error:
        if debugging.get():
            raise
        complain(explanation(error))
        sys.exit(FAILED)


def not_text(args: Sequence[str]) -> str | None:
    """An argument with bytes that are no text, unless it names a file: those may have any."""
    for before, argument in pairwise(["", *args]):
        value = argument.partition("=")[2] if argument.startswith(FILES) else argument
        is_file = before in FILES or argument.startswith(FILES) or os.path.lexists(value)
        if not is_file and argument != argument.encode("utf-8", "replace").decode():
            return argument
    return None


def debug_first(args: list[str]) -> list[str]:
    """The arguments with ``--debug`` in front, where it is known; it may be typed anywhere."""
    end = args.index("--") if "--" in args else len(args)
    first = sorted(args[:end], key=lambda arg: arg != "--debug")
    return [word for pair in pairwise(["", *first]) for word in left_out(*pair, args)] + args[end:]


def left_out(before: str, argument: str, args: Sequence[str]) -> list[str]:
    """An argument; what ``search -word`` leaves out said as NOT, since it looks like an option."""
    if args[:1] == ["search"] and before != "--sort" and re.fullmatch(r"-[^\W\d_]{2}.*", argument):
        return ["NOT", argument[1:]]
    return [argument]


def explanation(error: Exception) -> str:
    """What went wrong and what to do, in one line."""
    from onrecord.record import RecordError

    if isinstance(error, ReadError | RecordError | SetupError):
        return str(error)
    if isinstance(error, OSError) and error.filename is not None:
        return f"{error.filename}: {error.strerror}; check the path and the disk"
    if isinstance(error, OSError):
        return f"{error.strerror or error}; check the disk"
    return (
        f"{type(error).__name__}: {error}; this is a fault of onrecord: please report it with "
        "what `onrecord --debug ...` shows"
    )
