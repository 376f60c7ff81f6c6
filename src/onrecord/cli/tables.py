"""Options for tables: which column says what, and telling it before anything is read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Annotated, TypedDict

import typer

from onrecord.cli.options import complain, day
from onrecord.model import ReadError
from onrecord.sources import Columns, File, is_table, names_in, told

PANEL = "For tables (.csv, .tsv, .jsonl, .parquet)"
USUAL = "without it, the one that is called so or as usual."

TextColumn = Annotated[
    str | None,
    typer.Option(
        metavar="COLUMN",
        help=f"The column with the reports' text; {USUAL}",
        rich_help_panel=PANEL,
    ),
]
TitleColumn = Annotated[
    str | None,
    typer.Option(metavar="COLUMN", help="The one with their titles.", rich_help_panel=PANEL),
]
UrlColumn = Annotated[
    str | None,
    typer.Option(metavar="COLUMN", help="The one with their addresses.", rich_help_panel=PANEL),
]
AuthorColumn = Annotated[
    str | None,
    typer.Option(metavar="COLUMN", help="The one with their authors.", rich_help_panel=PANEL),
]


class Given(TypedDict):
    """What a person gives for all reports, and which columns of tables say what."""

    published: str | None
    outlet: str | None
    columns: Columns


def given_for(
    paths: Sequence[str], columns: Columns, published: str | None, outlet: str | None
) -> Given:
    """What was given, told apart: a date or the column with it, a name or the column with it.

    Of each table it tells which columns are taken.
    """
    tables = [File.at(path) for path in paths if is_table(path)]
    names = {table: names_of(table) for table in tables}
    known = {name for some in names.values() for name in some}
    if published is not None and published in known:
        columns, published = replace(columns, published=published), None
    if outlet is not None and outlet in known:
        columns, outlet = replace(columns, outlet=outlet), None
    for table in tables:
        if names[table]:
            tell(table, columns, names[table])
    return Given(
        published=day(published) if published is not None else None, outlet=outlet, columns=columns
    )


def names_of(table: File) -> list[str]:
    """The columns of a table; none where it cannot be read, which is told when it is."""
    try:
        return names_in(table)
    except ReadError:
        return []


def tell(table: File, columns: Columns, names: Sequence[str]) -> None:
    """Says which columns of a table are taken; what is wrong with them is told when it is read."""
    try:
        complain(f"{table.origin}: {told(columns.among(names))}")
    except ReadError:
        return
