"""Verdicts on quotations as people see them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from rich.console import Console
from rich.padding import Padding
from rich.text import Text

from onrecord.cli.terminal import SHORT_ID, WHO, around, dotted, in_line

if TYPE_CHECKING:
    from onrecord.quotations import Difference
    from onrecord.record import Check, Hit

HOLDS, FAILS = "green", "red"
NOTHING = "–"  # in the place of words that one side does not have


def print_checks(out: Console, checks: Iterable[Check]) -> None:
    """Each quotation with its verdict, what differs, and what is on record."""
    for one in checks:
        out.print(
            Text.assemble(
                (verdict(one), HOLDS if one.holds else FAILS),
                f"  {in_line(one.words)}",
                (f"  {in_line(one.by)}" if one.by else "", WHO),
            )
        )
        for difference in one.differences:
            out.print(Padding(told(difference), (0, 0, 0, 2)))
        for hit in one.found:
            out.print(Padding(whence(hit), (0, 0, 0, 2)))
            out.print(Padding(around(hit), (0, 0, 0, 2)))
        out.print()


def verdict(one: Check) -> str:
    """The verdict, with what the reader must know besides."""
    if one.taken_out:
        return f"{one.verdict}, but taken out of the report since"
    if one.verdict == "exact" and not one.holds:
        return "exact, but the record does not know who said it"
    return one.verdict


def told(difference: Difference) -> Text:
    """What was asked for, and what is on record in its place."""
    theirs, ours = (in_line(words) or NOTHING for words in (difference.theirs, difference.ours))
    return Text.assemble((theirs, FAILS), " → ", (ours, HOLDS))


def whence(hit: Hit) -> Text:
    """Who said it, when, and where it stands."""
    named = in_line(hit.speaker or "") or "not named"
    date = f"published {hit.date}" if hit.dated == "published" else hit.date
    which = f"statement {hit.statement.id[:SHORT_ID]}"
    return Text.assemble((named, WHO), f" · {dotted((date, hit.outlet, hit.title, which))}")
