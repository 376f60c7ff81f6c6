"""``onrecord copy``: a record to another place."""

from __future__ import annotations

from typing import Annotated

import typer
from rich.console import Console

from onrecord.cli.options import examples

copying = typer.Typer(rich_markup_mode="rich")
DIGITS = 16  # of a hash, as it is printed


@copying.command(
    epilog=examples(
        "onrecord copy record.db postgresql://ida@server/news",
        "onrecord copy postgresql://ida@server/news monday.db",
    )
)
def copy(
    source: Annotated[str, typer.Argument(metavar="FROM", help="A record: a file, or a URL.")],
    target: Annotated[
        str, typer.Argument(metavar="TO", help="A file or a database with nothing in it.")
    ],
) -> None:
    """Copy a record to another place: from a file to PostgreSQL, or back.

    All of it is copied, with its history; in the end both are compared, and
    printed is how many rows each table has, with a hash of them.  Stopped at
    any moment, run it again to do the rest.
    """
    from onrecord.record import copy

    console = Console(stderr=True)
    with console.status("Copying", spinner="line") as status:
        tables = copy(source, target, lambda rows: status.update(f"Copying: {rows:,} rows"))
    for one in tables:
        print(f"{one.table:18}{one.rows:>12,}  {one.digest[:DIGITS]}")
    print("the same in both")
