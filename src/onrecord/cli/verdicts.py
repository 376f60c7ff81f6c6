"""Verdicts on quotations as people see them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from rich.console import Console
from rich.padding import Padding
from rich.text import Text

from onrecord.cli.terminal import SHORT_ID, WHO, around, counted, dotted, in_line
from onrecord.model import joined

if TYPE_CHECKING:
    from onrecord.quotations import Difference
    from onrecord.record import Check, Hit, Passage, Variant

HOLDS, FAILS = "green", "red"


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
        if one.passage is not None:
            out.print(Padding(standing(one.passage), (0, 0, 0, 2)))
        for hit in () if one.passage else one.found:
            out.print(Padding(whence(hit), (0, 0, 0, 2)))
            out.print(Padding(around(hit), (0, 0, 0, 2)))
        out.print()


def print_variants(out: Console, variants: Sequence[Variant]) -> None:
    """One quotation in many reports: each wording with its report, and what differs in it."""
    printings = {one.report for one in variants}
    reports = counted(len(printings), "report")
    out.print(Text(f"One quotation, {len(variants):,} times, in {reports}", style="bold"))
    for one in variants:
        words = dotted([joined(one.hit.statement.content)])
        out.print(Padding(whence(one.hit), (0, 0, 0, 2)))
        out.print(Padding(Text(words), (0, 0, 0, 4)))
        for difference in one.differences:
            out.print(Padding(told(difference), (0, 0, 0, 4)))


def verdict(one: Check) -> str:
    """The verdict, with what the reader must know besides."""
    if one.taken_out:
        return f"{one.verdict}, but taken out of the report since"
    if one.verdict == "exact" and not one.holds:
        return "exact, but the record does not know who said it"
    return one.verdict


def standing(passage: Passage) -> Text:
    """Where words stand that no statement has."""
    place = dotted((passage.published, passage.outlet, passage.title, passage.origin))
    return Text.assemble((place, "dim"), f"\n{in_line(passage.span.text)}")


def told(difference: Difference) -> Text:
    """What was asked for, and what is on record in its place."""
    theirs, ours = (in_line(words) for words in (difference.theirs, difference.ours))
    if not theirs:
        return Text.assemble("left out: ", (ours, HOLDS))
    if not ours:
        return Text.assemble("put in: ", (theirs, FAILS))
    return Text.assemble((theirs, FAILS), " → ", (ours, HOLDS))


def whence(hit: Hit) -> Text:
    """Who said it, when, and where it stands."""
    named = in_line(hit.speaker or "") or "not named"
    date = f"published {hit.date}" if hit.dated == "published" else hit.date
    which = f"statement {hit.statement.id[:SHORT_ID]}"
    return Text.assemble((named, WHO), f" · {dotted((date, hit.outlet, hit.title, which))}")
