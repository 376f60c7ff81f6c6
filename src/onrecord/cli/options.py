"""What the commands share: options, the record they work on, the voice they complain in."""

from __future__ import annotations

import getpass
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import date, datetime
from typing import TYPE_CHECKING, Annotated

import typer

from onrecord.cli import terminal
from onrecord.cli.progress import announced

if TYPE_CHECKING:
    from onrecord.record import Record


def within(least: float, most: float) -> Callable[[float | None], float | None]:
    """Refuses a number that is out of a range."""

    def checked(number: float | None) -> float | None:
        if number is not None and not least <= number <= most:
            raise typer.BadParameter(f"give a number from {least:,} to {most:,}")
        return number

    return checked


RecordFile = Annotated[
    str,
    typer.Option(
        "--record",
        metavar="FILE|URL",
        envvar="ONRECORD_RECORD",
        show_envvar=False,
        help="The record: a file, or a postgresql:// URL.  Also set by ONRECORD_RECORD.",
    ),
]
Country = Annotated[
    str | None,
    typer.Option(
        metavar="CODE",
        help="Speaking for this state: its government, ministries, capital (ISO 3166: NO).",
    ),
]
Author = Annotated[
    str | None,
    typer.Option(
        metavar="NAME",
        help="Who judges so; by default the name of your account.",
        show_default=False,
    ),
]
Limit = Annotated[
    int,
    typer.Option(
        metavar="NUMBER", callback=within(1, 10_000), help="How many to show, up to 10,000."
    ),
]


def examples(*lines: str) -> str:
    """The end of a command's help: calls to be copied."""
    return "\n".join(["[bold]Examples[/bold]", *(f"[dim]$[/dim] {line}" for line in lines)])


def day(text: str) -> str:
    """A date as YYYY-MM-DD."""
    return typed_date(text, "%Y-%m-%d")


def day_month_or_year(text: str) -> str:
    """A date as YYYY-MM-DD, YYYY-MM or YYYY."""
    return typed_date(text, "%Y-%m-%d", "%Y-%m", "%Y")


def typed_date(text: str, *forms: str) -> str:
    """What a person typed, in the first of these forms that it has."""
    for form in forms:
        with suppress(ValueError):
            # Each form is the start of an ISO date, two characters longer than it is written here.
            return datetime.strptime(text, form).date().isoformat()[: len(form) + 2]
    example = " or ".join(date(2024, 3, 5).strftime(form) for form in forms)
    raise typer.BadParameter(f"{text} is not a date; write it as {example}")


@contextmanager
def opened(location: str, *, create: bool = False) -> Iterator[Record]:
    """The record that a command works on."""
    from onrecord.record import Record

    with Record(location, create=create, watch=announced) as record:
        yield record


def author(by: str | None) -> str:
    """Who judges: as given, else the name of the account."""
    try:
        return by or getpass.getuser()
    except (KeyError, OSError) as error:  # an account without a name, as in some containers
        raise typer.BadParameter("this account has no name; say who judges with --by") from error


def complain(message: str) -> None:
    """One line on standard error."""
    if sys.stderr is not None:  # it may be closed, and then ``print`` would take standard output
        print(f"onrecord: {terminal.in_line(message)}", file=sys.stderr)
