"""``onrecord parties``: who is who across articles, and who judged so."""

from __future__ import annotations

from typing import Annotated, Literal

import typer

from onrecord.cli import cards, reviewing, terminal
from onrecord.cli.options import (
    Author,
    Country,
    Limit,
    RecordFile,
    author,
    complain,
    examples,
    opened,
)
from onrecord.export import write_jsonl

parties = typer.Typer(rich_markup_mode="rich")

Why = Annotated[str, typer.Option(metavar="TEXT", help="Why, for those who look later.")]
PARTY = "Its number, or one of its names in full."


@parties.callback(
    invoke_without_command=True,
    epilog=examples(
        "onrecord parties",
        "onrecord parties --name Morrow",
        "onrecord parties --country NO --format jsonl",
    ),
)
def listed(
    context: typer.Context,
    name: Annotated[
        str | None, typer.Option(metavar="NAME", help="Only these: a name or a part of one.")
    ] = None,
    country: Country = None,
    limit: Limit = 50,
    format: Annotated[Literal["table", "jsonl"], typer.Option(help="How to print them.")] = "table",
    record: RecordFile = "record.db",
) -> None:
    """Show who is who across the articles of a record, and judge it.

    A party is one person or body under all its names.  What onrecord is
    sure of is one party at once; what it is not sure of waits for you in
    onrecord parties review.
    """
    if context.invoked_subcommand is not None:
        source = context.get_parameter_source("record")
        if source is not None and source.name == "COMMANDLINE":
            command = context.invoked_subcommand
            raise typer.BadParameter(f"put it behind the command: parties {command} --record ...")
        return
    with opened(record) as kept:
        found = kept.parties(name, country=country, limit=limit + 1)
    if format == "jsonl":
        write_jsonl(found[:limit], terminal.data())
    elif found:
        cards.print_parties(terminal.console(), found[:limit])
    if not found:
        complain("no party was found; try a part of the name")
    elif len(found) > limit:
        complain(f"there are more than these {limit:,}; see them with a higher --limit")


@parties.command(epilog=examples("onrecord parties review", "yes u | onrecord parties review"))
def review(by: Author = None, record: RecordFile = "record.db") -> None:
    """Judge pairs of names that may be one party, one key each.

    s same, d different, u unsure, z undo, q quit.  Each answer is kept at
    once.  From a pipe, one letter a line.
    """
    with opened(record) as kept:
        out = terminal.console()
        asking = reviewing.Asking(
            next=lambda: next(iter(kept.queue(limit=1)), None),
            show=lambda question: cards.print_question(out, kept, question),
            judge=lambda question, verdict: kept.judge(
                question.pair, verdict, by=author(by), why="reviewed"
            ),
            undo=lambda made: kept.undo(*made),
        )
        given = reviewing.review(asking, out, reviewing.from_keyboard)
        left = kept.queue(limit=1)
    said = ", ".join(f"{verdict} {given[verdict]}" for verdict in reviewing.VERDICTS.values())
    out.print(f"{said}; " + ("there is more to review" if left else "nothing is left to review"))


@parties.command(
    epilog=examples(
        'onrecord parties merge "Ines Morrow" "I. Morrow"',
        'onrecord parties merge 12 57 --why "same office"',
    )
)
def merge(
    one: Annotated[str, typer.Argument(metavar="A", help=PARTY)],
    other: Annotated[str, typer.Argument(metavar="B", help=PARTY)],
    why: Why = "",
    by: Author = None,
    record: RecordFile = "record.db",
) -> None:
    """Make two parties one."""
    with opened(record) as kept:
        made = kept.merge(one, other, by=author(by), why=why)
        told(cards.head(kept.party(one)).plain, made)


@parties.command(
    epilog=examples(
        'onrecord parties split 12 "I. Morrow"',
        'onrecord parties split "Ines Morrow" --article stories/regatta.txt',
    )
)
def split(
    party: Annotated[str, typer.Argument(metavar="A", help=PARTY)],
    name: Annotated[
        str | None, typer.Argument(metavar="NAME", help="The name that is somebody else's.")
    ] = None,
    article: Annotated[
        str | None,
        typer.Option(
            metavar="ARTICLE",
            help="Instead of a name: the article whose speaker is somebody else of the same name.",
        ),
    ] = None,
    why: Why = "",
    by: Author = None,
    record: RecordFile = "record.db",
) -> None:
    """Take a name out of a party."""
    if (name is None) == (article is None):
        raise typer.BadParameter("give either a NAME or an --article to be split off")
    with opened(record) as kept:
        made = kept.split(party, name, article=article, by=author(by), why=why)
        told(f"{name or f'the speaker in {article}'} is no longer party {party}", made)


@parties.command(epilog=examples("onrecord parties undo 14", "onrecord parties undo 14 15"))
def undo(
    judgements: Annotated[
        list[int], typer.Argument(metavar="NUMBER", help="The numbers that merge or split gave.")
    ],
    record: RecordFile = "record.db",
) -> None:
    """Take judgements back; they stay in the history."""
    with opened(record) as kept:
        kept.undo(*judgements)


@parties.command(epilog=examples('onrecord parties history "Ines Morrow"'))
def history(
    party: Annotated[str, typer.Argument(metavar="A", help=PARTY)], record: RecordFile = "record.db"
) -> None:
    """Show what was ever judged on a party's names, by whom, when and why."""
    with opened(record) as kept:
        cards.print_history(terminal.console(), kept.judgements(party))


def told(what: str, judgements: list[int]) -> None:
    """What was done, on standard output, and how to take it back, on standard error."""
    print(terminal.in_line(what))
    numbers = " ".join(map(str, judgements))
    complain(f"to take it back: onrecord parties undo {numbers}")
