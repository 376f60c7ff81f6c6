"""Looking after a record: ``onrecord articles``, ``correct``, ``remove`` and ``verify``."""

from __future__ import annotations

from typing import Annotated, Literal

import typer

from onrecord.cli import cards, terminal
from onrecord.cli.options import Author, Limit, RecordFile, author, complain, examples, opened
from onrecord.export import write_jsonl

FAILED = 1  # the exit status where something is wrong
editing = typer.Typer()


@editing.command(epilog=examples("onrecord articles", "onrecord articles --format jsonl"))
def articles(
    limit: Limit = 50,
    format: Annotated[Literal["table", "jsonl"], typer.Option(help="How to print them.")] = "table",
    record: RecordFile = "record.db",
) -> None:
    """List the articles of a record, those added last first."""
    with opened(record) as kept:
        page = kept.contents(limit=limit)
    if format == "jsonl":
        write_jsonl(page, terminal.data())
    else:
        cards.print_articles(terminal.console(), page)
    if page.next:
        complain(f"these are {len(page):,} of {page.total:,}; see more with a higher --limit")


@editing.command(
    epilog=examples(
        'onrecord correct 17c9851e66c2 speaker "Ida Holm"',
        "onrecord correct 17c9851e66c2 act deny --by ida",
        "onrecord correct 17c9851e66c2 place --unknown",
        'onrecord correct 17c9851e66c2 content "the bridge is safe"',
        "onrecord correct 17c9851e66c2 --accept",
        "onrecord correct stories/ferry.txt",
        "onrecord correct --undo 3",
    )
)
def correct(
    statement: Annotated[
        str,
        typer.Argument(
            metavar="STATEMENT",
            help="Its id, or the first characters of it.  Alone, an article instead: what was "
            "ever corrected in it.",
        ),
    ] = "",
    field: Annotated[
        str,
        typer.Argument(
            metavar="FIELD",
            help="speaker, manner, act, target, audience, place or said_on; or source, cue or "
            "content, as words of the report.",
        ),
    ] = "",
    value: Annotated[
        str | None, typer.Argument(metavar="VALUE", help="What it is in truth.")
    ] = None,
    unknown: Annotated[
        bool, typer.Option("--unknown", help="Instead of a value: the report does not say.")
    ] = False,
    accept: Annotated[
        bool, typer.Option("--accept", help="Say that the statement is right as it is.")
    ] = False,
    reject: Annotated[
        bool, typer.Option("--reject", help="Say that nobody made the statement.")
    ] = False,
    undo: Annotated[
        int | None, typer.Option(metavar="NUMBER", help="Take this correction back.")
    ] = None,
    by: Author = None,
    record: RecordFile = "record.db",
) -> None:
    """Correct what was found in a statement.

    No later reading overwrites a correction.  It is kept with your name and
    can be taken back.
    """
    with opened(record) as kept:
        if undo is not None:
            kept.withdraw(undo)
        elif statement and not field and (accept != reject):
            decide = kept.accept if accept else kept.reject
            for made in decide(statement, by=author(by)):
                complain(f"to take it back: onrecord correct --undo {made}")
        elif statement and not field:
            cards.print_corrections(terminal.console(), kept.corrections(statement))
        elif not statement or (value is None) == (not unknown):
            raise typer.BadParameter("give a STATEMENT, a FIELD and either a VALUE or --unknown")
        else:
            made = kept.correct(statement, field, value, by=author(by))
            complain(f"to take it back: onrecord correct --undo {made}")


@editing.command(
    epilog=examples("onrecord remove stories/ferry.txt", "onrecord remove 5f3a9c1e --yes")
)
def remove(
    articles: Annotated[
        list[str],
        typer.Argument(
            metavar="ARTICLE",
            help="Its id, the first characters of its id, or the file it came from.",
        ),
    ],
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask.")] = False,
    record: RecordFile = "record.db",
) -> None:
    """Take articles out of a record for good, with what hangs on them.

    All versions of each go, with their statements and corrections.
    """
    with opened(record) as kept:
        for article in articles:
            what = cards.held(kept.holding(article))
            if yes or typer.confirm(f"{what}\nRemove it?", err=True):
                kept.remove(article)
                print(f"removed {what}")


@editing.command(
    epilog=examples(
        "onrecord verify",
        "onrecord verify --record /backups/stories.db",
        "onrecord verify 'onrecord:5f3a9c1e…#at=333-392&words=…'",
    )
)
def verify(
    link: Annotated[
        str | None,
        typer.Argument(
            metavar="LINK", help="Instead of the record: a link that onrecord cite printed."
        ),
    ] = None,
    record: RecordFile = "record.db",
) -> None:
    """Check that a record, or a link, still holds what was put into it.

    Each text is held against its hash, each statement against its text, the
    index of words and the parties against what they are made from.  What is
    damaged is named, and the exit status is 1.  Of a LINK, whether the words
    still stand where it says: it holds, has changed, or nobody can tell.
    """
    with opened(record) as kept:
        if link is not None:
            proof = kept.prove(link)
            print(f"{proof.answer}: {terminal.in_line(proof.why)}")
            if proof.answer != "holds":
                raise typer.Exit(FAILED)
            return
        found = kept.verify()
    for fault in found.faults:
        print(terminal.in_line(fault))
    articles = terminal.counted(found.articles, "article")
    statements = terminal.counted(found.statements, "statement")
    whole = "all" if found.sound == found.articles else f"{found.sound:,}"
    print(f"{articles}, {statements}; {whole} articles are as they were added")
    if found.faults:
        raise typer.Exit(FAILED)
