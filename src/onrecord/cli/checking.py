"""Quotations held against a record: ``onrecord check`` and ``onrecord cite``."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal

import msgspec
import typer

from onrecord.cli import terminal, verdicts
from onrecord.cli.options import RecordFile, complain, examples, opened
from onrecord.export import cited, write_jsonl
from onrecord.model import Failure, ReadError
from onrecord.quotations import quoted_by

if TYPE_CHECKING:
    from onrecord.record import Check, Record

FAILED = 1  # the exit status where a quotation does not hold
STDIN = "-"
A_FILE = re.compile(r"[^\s/]*+/\S*|\S+\.(?:txt|md|html?|docx?|odt|rtf|pdf|eml)", re.IGNORECASE)
checking = typer.Typer()


class Asked(msgspec.Struct):
    """A line of JSON that asks for a check."""

    words: str
    by: str | None = None


@checking.command(
    epilog=examples(
        'onrecord check "The bridge will hold" --by "Ida Holm"',
        "onrecord check draft.txt",
        "onrecord check - < draft.txt",
        "onrecord check - --format jsonl < quotations.jsonl",
    )
)
def check(
    words: Annotated[
        list[str],
        typer.Argument(
            metavar="WORDS|DRAFT",
            help="The words of a quotation, or a draft: a file, or - for standard input.  "
            "With --format jsonl, - has lines of JSON with words and by.",
        ),
    ],
    by: Annotated[
        str | None, typer.Option(metavar="NAME", help="Who is said to have said so.")
    ] = None,
    format: Annotated[
        Literal["table", "jsonl"], typer.Option(help="How to print what was found.")
    ] = "table",
    record: RecordFile = "record.db",
) -> None:
    """Is this what they said?  Hold quotations against a record, word for word.

    exact: the words are on record so, marks and white space aside.  altered:
    with the differences.  joined: from several places.  another speaker.
    paraphrase: the words were the reporter's.  not in the record.  Of a draft,
    every quotation is checked with its speaker.  Exit status 1 if one does not
    hold.
    """
    with opened(record) as kept:
        if words == [STDIN] and format == "jsonl":
            write_jsonl(answers(kept, sys.stdin.buffer), terminal.data())
            return
        checks = list(checked(kept, words, by))
    if format == "jsonl":
        write_jsonl((one.to_json() for one in checks), terminal.data())
    else:
        verdicts.print_checks(terminal.console(), checks)
    if not all(one.holds for one in checks):
        raise typer.Exit(FAILED)
    if not checks:
        complain("the draft has no quotation")


def checked(kept: Record, words: list[str], by: str | None) -> Iterator[Check]:
    """The words, or each quotation of the draft that they name, held against the record.

    A draft that was added with the reports around it does not prove itself.
    """
    [first, *more] = words
    if not more and not is_file(first) and A_FILE.fullmatch(first):
        raise ReadError(f"{first}: there is no such file; give a draft, or words with spaces")
    if more or not (first == STDIN or is_file(first)):
        yield kept.check(" ".join(words), by=by)
        return
    from onrecord.pipeline import read_many  # the rooms behind it take long to load

    for draft in read_many([first]):
        if isinstance(draft, Failure):
            raise ReadError(f"{draft.origin}: {draft.reason}")
        itself = kept.itself(draft.text, draft.origin)
        for quoted in quoted_by(draft):
            yield kept.check(quoted.span.text, by=quoted.by or by, besides=itself)


def is_file(name: str) -> bool:
    """Whether there is a file of this name; what cannot be a name is none."""
    try:
        return Path(name).is_file()
    except (OSError, ValueError):
        return False


def answers(kept: Record, lines: Iterable[bytes]) -> Iterator[dict[str, Any]]:
    """The answer to each line of JSON."""
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            asked = msgspec.json.decode(line, type=Asked)
        except msgspec.MsgspecError as error:
            raise typer.BadParameter(f"line {number}: {error}") from error
        yield kept.check(asked.words, by=asked.by).to_json()


@checking.command(
    epilog=examples(
        "onrecord cite 17c9851e66c2",
        "onrecord cite 17c9851e66c2 --format bibtex > sources.bib",
    )
)
def cite(
    statement: Annotated[
        str, typer.Argument(metavar="STATEMENT", help="Its id, or the first characters of it.")
    ],
    format: Annotated[
        Literal["text", "markdown", "bibtex", "csl-json"], typer.Option(help="In which form.")
    ] = "text",
    record: RecordFile = "record.db",
) -> None:
    """Cite a statement: who, what, when, where, and a link that proves itself.

    The link has the hash of the report's text, the place of the words in it
    and the words.  onrecord verify LINK tells whether they still stand there.
    """
    with opened(record) as kept:
        terminal.data().write(f"{cited(kept.cite(statement), format)}\n".encode("utf-8", "replace"))
