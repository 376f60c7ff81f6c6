"""``onrecord commitments`` and ``onrecord ledger``: what was promised or refused, and what became
of it; and who judged what bears on one thing.
"""

from __future__ import annotations

import re
import sys
from typing import Annotated, Literal

import typer

from onrecord.cli import promises, reviewing, terminal
from onrecord.cli.options import Author, Limit, RecordFile, author, complain, examples, opened
from onrecord.cli.progress import announced
from onrecord.export import ledger as export
from onrecord.ledger import STATES

commitments_app = typer.Typer(rich_markup_mode="rich")
ledger = typer.Typer(rich_markup_mode="rich", no_args_is_help=True)

ID = re.compile(r"(?=.*\d)[0-9a-f]{8,20}")  # a number of 8 digits is hardly ever a word
Why = Annotated[str, typer.Option(metavar="TEXT", help="Why, for those who look later.")]
Format = Literal["table", "jsonl", "csv", "parquet"]


@commitments_app.command(
    epilog=examples(
        "onrecord commitments",
        "onrecord commitments ferry --by Lindqvist --state overdue",
        "onrecord commitments --refusals --since 2024-01-01",
        "onrecord commitments --as-of 2024-06-30 --format jsonl",
        "onrecord commitments 71122091",
    )
)
def commitments(
    words: Annotated[
        str,
        typer.Argument(
            metavar="[WORDS|ID]",
            help="Words of any of its statements; or the id of one, to see it all.",
            show_default=False,
        ),
    ] = "",
    by: Annotated[
        str | None, typer.Option(metavar="NAME", help="Who will act, by a name or a part of one.")
    ] = None,
    to: Annotated[str | None, typer.Option(metavar="NAME", help="To whom.")] = None,
    category: Annotated[
        str | None, typer.Option(metavar="KIND", help="What kind of thing: money, troops, law …")
    ] = None,
    state: Annotated[
        str | None, typer.Option(metavar="STATE", help=f"How it stands: {', '.join(STATES)}.")
    ] = None,
    as_of: Annotated[
        str | None, typer.Option(metavar="DATE", help="How it stood on a day; today by default.")
    ] = None,
    refusals: Annotated[
        bool, typer.Option("--refusals", help="Only what somebody refuses to do.")
    ] = False,
    since: Annotated[
        str | None, typer.Option(metavar="DATE", help="Only what has an event since a day.")
    ] = None,
    limit: Limit = 50,
    format: Annotated[Format, typer.Option(help="How to print them.")] = "table",
    record: RecordFile = "record.db",
) -> None:
    """Show what was promised or refused, and what became of it.

    Each entry is one thing that one party will do, or will not, told by
    however many statements.  An id shows its whole history.
    """
    if format == "parquet" and sys.stdout.isatty():
        raise typer.BadParameter(
            "a terminal cannot show parquet; send it to a file: > ledger.parquet"
        )
    with opened(record) as kept:
        if ID.fullmatch(words):
            entries = [kept.commitment(words, as_of=as_of)]
            if format == "table":
                promises.print_card(terminal.console(), entries[0])
                return
            found, more = entries, 0
        else:
            page = kept.commitments(
                words,
                by=by,
                to=to,
                category=category,
                state=state,  # type: ignore[arg-type]  # the record says what states there are
                as_of=as_of,
                kind="refusal" if refusals else None,
                since=since,
                limit=limit,
            )
            found, more = list(page), page.total - len(page)
    if format == "table":
        if found:
            promises.print_entries(terminal.console(), found)
    else:
        export.write_ledger(found, format, terminal.data())
    if not found:
        complain("nothing was found; try fewer words, or a part of the name")
    elif more:
        complain(f"there are {more:,} more; see them with a higher --limit")


@ledger.callback(
    epilog=examples("onrecord ledger review", "onrecord ledger rebuild --record stories.db")
)
def judging() -> None:
    """Judge what bears on one promise, or make the ledger anew."""


@ledger.command(epilog=examples("onrecord ledger rebuild"))
def rebuild(record: RecordFile = "record.db") -> None:
    """Make the ledger anew from all articles of a record.

    It comes out the same in whatever order they were added.  What people
    judged stays.
    """
    with opened(record) as kept:
        entries = kept.rebuild_ledger(watch=announced)
    print(f"{entries:,} entries")


@ledger.command(epilog=examples("onrecord ledger review", "yes u | onrecord ledger review"))
def review(by: Author = None, record: RecordFile = "record.db") -> None:
    """Judge pairs of statements that may be of one promise, one key each.

    s same, d different, u unsure, z undo, q quit.  Each answer is kept at
    once.  From a pipe, one letter a line.
    """
    with opened(record) as kept:
        out = terminal.console()
        asking = reviewing.Asking(
            next=lambda: next(iter(kept.entry_queue(limit=1)), None),
            show=lambda question: promises.print_question(out, question),
            judge=lambda question, verdict: kept.judge_entries(
                question.pair, verdict, by=author(by), why="reviewed"
            ),
            undo=lambda made: kept.undo_entries(*made),
        )
        given = reviewing.review(asking, out, reviewing.from_keyboard)
        left = kept.entry_queue(limit=1)
    said = ", ".join(f"{verdict} {given[verdict]}" for verdict in reviewing.VERDICTS.values())
    out.print(f"{said}; " + ("there is more to review" if left else "nothing is left to review"))


@ledger.command(epilog=examples("onrecord ledger join 71122091 ba1ce02a --why 'the same ships'"))
def join(
    one: Annotated[str, typer.Argument(metavar="ID", help="A statement of one entry.")],
    other: Annotated[str, typer.Argument(metavar="ID", help="A statement of the other.")],
    why: Why = "",
    by: Author = None,
    record: RecordFile = "record.db",
) -> None:
    """Make two entries one."""
    with opened(record) as kept:
        made = kept.judge_entries((one, other), "same", by=author(by), why=why)
        told(f"one entry: {kept.commitment(one).what}", made)


@ledger.command(epilog=examples("onrecord ledger part ba1ce02a --why 'other ships'"))
def part(
    statement: Annotated[str, typer.Argument(metavar="ID", help="The statement to take out.")],
    why: Why = "",
    by: Author = None,
    record: RecordFile = "record.db",
) -> None:
    """Take a statement out of an entry."""
    with opened(record) as kept:
        made = kept.part(statement, by=author(by), why=why)
        told(f"{statement} is no longer of that entry", made)


@ledger.command(epilog=examples("onrecord ledger undo 14", "onrecord ledger undo 14 15"))
def undo(
    judgements: Annotated[
        list[int], typer.Argument(metavar="NUMBER", help="The numbers that join or part gave.")
    ],
    record: RecordFile = "record.db",
) -> None:
    """Take judgements back; they stay in the history."""
    with opened(record) as kept:
        kept.undo_entries(*judgements)


@ledger.command(epilog=examples("onrecord ledger history 71122091"))
def history(
    entry: Annotated[str, typer.Argument(metavar="ID", help="A statement of the entry.")],
    record: RecordFile = "record.db",
) -> None:
    """Show what was ever judged on an entry's statements, by whom, when and why."""
    with opened(record) as kept:
        promises.print_judgements(terminal.console(), kept.entry_judgements(entry))


def told(what: str, judgements: list[int]) -> None:
    """What was done, on standard output, and how to take it back, on standard error."""
    print(terminal.in_line(what))
    complain(f"to take it back: onrecord ledger undo {' '.join(map(str, judgements))}")
