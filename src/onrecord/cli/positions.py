"""Words over time: ``onrecord positions``, ``compare``, ``answers`` and ``changes``."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal

import msgspec
import typer

from onrecord.cli import lines, terminal
from onrecord.cli.options import Limit, RecordFile, complain, day_month_or_year, examples, opened
from onrecord.export import write_jsonl, write_table
from onrecord.export.chart import draw, picture_of, positions_chart
from onrecord.export.file import replacing

if TYPE_CHECKING:
    from onrecord.positions import Compared
    from onrecord.record import Page

FAILED = 1  # the exit status where a line could not be read
LONGEST_LINE = 1_000_000  # bytes of a line of two statements
ID = re.compile(r"[0-9a-f]{4,20}")  # of a statement, or the start of one
COLUMNS = (
    "statement", "article", "said_on", "published", "outlet", "speaker", "words", "relation",
    "to", "pivot", "confidence", "also",
)  # fmt: skip

over_time = typer.Typer()

Since = Annotated[
    str | None,
    typer.Option(metavar="DATE", parser=day_month_or_year, help="On this day or later."),
]
Format = Annotated[Literal["table", "jsonl"], typer.Option(help="How to print them.")]


class Question(msgspec.Struct, frozen=True):
    """Two statements to be compared, as a line of JSON; who made them is for the reader's eyes."""

    earlier: str
    later: str
    speaker: str | None = None


@over_time.command(
    epilog=examples(
        'onrecord positions "Ines Morrow" --on tolls',
        'onrecord positions "Harbour Council" --body --on "night ferry"',
        "onrecord positions Morrow --on tolls --chart tolls.svg",
    )
)
def positions(
    name: Annotated[
        str, typer.Argument(metavar="NAME", help="Whose: words of a name, or a party's number.")
    ],
    on: Annotated[
        str,
        typer.Option(
            "--on", metavar="TOPIC", help="On what: words, a party, or an entry of the ledger."
        ),
    ],
    body: Annotated[
        bool, typer.Option("--body", help="Also what those said who speak for it.")
    ] = False,
    since: Since = None,
    chart: Annotated[
        Path | None,
        typer.Option(metavar="FILE", dir_okay=False, help="Draw it too: a name in .svg or .png."),
    ] = None,
    format: Annotated[
        Literal["table", "jsonl", "csv"], typer.Option(help="How to print them.")
    ] = "table",
    record: RecordFile = "record.db",
) -> None:
    """Show what somebody said on a topic over time, and where that changed.

    Each statement is set against the one before on the same issue: it
    repeats it, adds to it, softens, hardens or reverses it; unclear where
    that cannot be told.  What was told again within days is folded into one.
    """
    if chart is not None:
        try:
            picture = picture_of(chart)
        except ValueError as error:
            raise typer.BadParameter(str(error)) from error
    with opened(record) as kept:
        if chart is not None and kept.owns(chart):
            raise typer.BadParameter(f"{chart} is the record itself; name another file")
        found = kept.positions(name, on, body=body, since=since)
    if format == "jsonl":
        write_jsonl(found, terminal.data())
    elif format == "csv":
        rows = ([getattr(one, c) for c in COLUMNS[:-1]] + [" ".join(one.also)] for one in found)
        write_table(COLUMNS, rows, terminal.data())
    else:
        lines.print_positions(terminal.console(), found)
    if not found:
        complain("no statement on this was found; try fewer words")
    elif chart is not None:
        drawn = draw(positions_chart(found, f"{name}: {on}"), picture)
        with replacing(chart) as file:
            file.write(drawn)


@over_time.command(
    epilog=examples(
        'onrecord compare "We promise 400 flats." "We may build 400 flats."',
        "onrecord compare 17c9851e66c2 5d30fa21b09e",
        "onrecord compare --format jsonl < pairs.jsonl",
    )
)
def compare(
    earlier: Annotated[
        str, typer.Argument(metavar="EARLIER", help="A statement's id, or a text.")
    ] = "-",
    later: Annotated[
        str | None, typer.Argument(metavar="LATER", help="Another one, made later.")
    ] = None,
    format: Format = "table",
    record: RecordFile = "record.db",
) -> None:
    """Say what became of one statement in another.

    The later repeats the earlier, adds to it, softens, hardens or reverses
    it, or is unrelated: on another issue.  Without statements, or with -,
    pairs are read from standard input, one JSON object a line with earlier
    and later, and answered a line each.
    """
    if earlier == "-" and later is None:
        if format != "jsonl":
            raise typer.BadParameter("give two statements, or pairs of them with --format jsonl")
        failed: list[int] = []
        write_jsonl(compared_lines(sys.stdin.buffer, failed), terminal.data())
        if failed:
            raise typer.Exit(FAILED)
        return
    if later is None:
        raise typer.BadParameter("give the LATER statement too")
    how = compared(earlier, later, record)
    if format == "jsonl":
        write_jsonl([how], terminal.data())
    else:
        lines.print_compared(terminal.console(), how)


def compared(earlier: str, later: str, record: str) -> Compared:
    """Two statements compared: of the record where both are ids, else as they are typed."""
    if ID.fullmatch(earlier) and ID.fullmatch(later):
        with opened(record) as kept:
            return kept.compare_statements(earlier, later)
    from onrecord.positions import compare

    return compare(earlier, later)


def compared_lines(stream: Iterable[bytes], failed: list[int]) -> Iterator[Compared]:
    """Each pair of a stream compared; the numbers of lines that are no pair go to ``failed``."""
    from onrecord.positions import compare

    for number, line in enumerate(stream, start=1):
        if not line.strip():
            continue
        try:
            if len(line) > LONGEST_LINE:
                raise msgspec.ValidationError(f"more than {LONGEST_LINE:,} bytes")
            pair = msgspec.json.decode(line, type=Question)
        except msgspec.MsgspecError as error:
            failed.append(number)
            complain(f"line {number}: {error}; each line is an object with earlier and later")
        else:
            yield compare(pair.earlier, pair.later)


@over_time.command(
    epilog=examples(
        "onrecord answers",
        "onrecord answers 17c9851e66c2",
        'onrecord answers --at "Harbour Council" --since 2024-03',
        "onrecord answers --unanswered --format jsonl",
        "onrecord answers --denials --by Morrow",
    )
)
def answers(
    statement: Annotated[
        str | None,
        typer.Argument(
            metavar="[STATEMENT]", help="Only what this one answers, and what answers it: its id."
        ),
    ] = None,
    by: Annotated[
        str | None, typer.Option(metavar="NAME", help="Accused (or denied) by: words of a name.")
    ] = None,
    at: Annotated[
        str | None, typer.Option(metavar="NAME", help="At whom it is aimed: words of a name.")
    ] = None,
    since: Since = None,
    unanswered: Annotated[
        bool, typer.Option("--unanswered", help="Only those that nobody answered.")
    ] = False,
    denials: Annotated[
        bool, typer.Option("--denials", help="Denials, each with what it denies.")
    ] = False,
    limit: Limit = 50,
    format: Format = "table",
    record: RecordFile = "record.db",
) -> None:
    """Show accusations with the denials that answer them, the newest first.

    A denial answers where it is on the same matter and who denies is who
    was accused, or speaks for it.  With --denials each denial is shown with
    the accusations that it answers, or else the claims.
    """
    if statement is not None:
        if by or at or since or unanswered or denials:
            raise typer.BadParameter("a statement is given; leave the options out")
        print_replies(record, statement, format)
        return
    if unanswered and denials:
        raise typer.BadParameter("--unanswered is of accusations; leave --denials out")
    asked: dict[str, Any] = {"by": by, "at": at, "since": since}
    with opened(record) as kept:
        if denials:
            found: Page[Any] = kept.denials(**asked, limit=limit)
        else:
            found = kept.answers(**asked, unanswered=unanswered, limit=limit)
    if format == "jsonl":
        write_jsonl(found, terminal.data())
    elif denials:
        lines.print_denials(terminal.console(), found)
    else:
        lines.print_exchanges(terminal.console(), found)
    if found.next is not None:
        complain("there are more; see them with a higher --limit")
    elif not found:
        what = "denial" if denials else "accusation"
        complain(f"no {what} was found; try without --by, --at or --since")


def print_replies(record: str, statement: str, format: str) -> None:
    """What one statement answers, and what answers it."""
    with opened(record) as kept:
        found = kept.replies(statement)
    if format == "jsonl":
        write_jsonl([found], terminal.data())
    else:
        lines.print_replies(terminal.console(), found)
    if not (found.answers or found.answered_by):
        complain(f"{statement}: it answers nothing in the record, and nothing answers it")


@over_time.command(
    epilog=examples(
        "onrecord changes --since 2024-03-05", "onrecord changes --since 2024-03 --format jsonl"
    )
)
def changes(
    since: Annotated[
        str,
        typer.Option(
            metavar="DATE", parser=day_month_or_year, help="In reports of this day or later."
        ),
    ],
    format: Format = "table",
    record: RecordFile = "record.db",
) -> None:
    """Show what is new since a day, as an editor reads it in the morning.

    New promises and refusals, what became of others and what is overdue;
    reversals, accusations and denials.  A reversal is a statement that
    cannot stand beside an earlier one of the same party.
    """
    with opened(record) as kept:
        found = kept.changes(since)
    if format == "jsonl":
        write_jsonl(found, terminal.data())
    else:
        lines.print_news(terminal.console(), found)
    if not found:
        complain("nothing is new since then")
