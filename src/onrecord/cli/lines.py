"""Positions, comparisons, answers and news as people see them."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby
from typing import TYPE_CHECKING

from rich import box
from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from onrecord.cli.terminal import FOUND, SHORT_ID, WHO, dotted, in_line

if TYPE_CHECKING:
    from onrecord.positions import Compared
    from onrecord.record import Change, Denied, Exchange, Position, Replies, Told

STYLES = {"reverses": "bold red", "hardens": "magenta", "softens": "yellow", "adds": "blue"}
TITLES = {
    "promise": "New promises",
    "refusal": "New refusals",
    "delayed": "Delayed",
    "delivered": "Delivered",
    "withdrawn": "Withdrawn",
    "contradicted": "Contradicted",
    "overdue": "Overdue",
    "reversal": "Reversals",
    "accusation": "Accusations",
    "denial": "Denials",
}
DAY = 10  # columns of a day


def print_positions(out: Console, positions: Iterable[Position]) -> None:
    """Each statement in a row: when, how it stands to the one before, who, and the words."""
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, leading=1, header_style="dim")
    table.add_column("When", min_width=DAY)
    table.add_column("Stands", min_width=len("reverses"))
    table.add_column("Words", ratio=1)
    for position in positions:
        when = position.said_on or position.published or "not known"
        whence = dotted(
            (position.speaker, position.outlet, position.statement[:SHORT_ID], again(position))
        )
        words = Text.assemble(marked(position.words, position.pivot), "\n", (whence, "dim"))
        stands = Text(position.relation, style=STYLES.get(position.relation, ""))
        table.add_row(in_line(when), stands, words)
    if table.row_count:
        out.print(table)


def again(position: Position) -> str | None:
    """How often the same was told again."""
    times = len(position.also)
    return f"told again {times} times" if times > 1 else "told again once" if times else None


def marked(words: str, pivot: str | None) -> Text:
    """A statement's words with those marked that decide how it stands."""
    text = Text(in_line(words))
    if pivot and (start := text.plain.find(in_line(pivot))) >= 0:
        text.stylize(FOUND, start, start + len(in_line(pivot)))
    return text


def print_compared(out: Console, how: Compared) -> None:
    """How a statement stands to an earlier one, how surely, and by which words."""
    sure = dotted((f"{how.confidence:.0%} sure", f"same issue {how.same_issue:.0%}"))
    out.print(Text.assemble((how.relation, STYLES.get(how.relation, WHO)), f" · {sure}"))
    if how.pivot:
        out.print(Text.assemble(("by the words: ", "dim"), in_line(how.pivot)))


def print_exchanges(out: Console, found: Iterable[Exchange]) -> None:
    """Each accusation, and under it what answers it."""
    for one in found:
        print_beside(out, one.accusation, one.denials or (), "nobody answered")


def print_denials(out: Console, found: Iterable[Denied]) -> None:
    """Each denial, and under it what it denies."""
    for one in found:
        print_beside(out, one.denial, one.answers or (), "denies nothing that the record has")


def print_beside(out: Console, told: Told, others: Iterable[Told], none: str) -> None:
    """A statement, and under it those on the other side, or that there are none."""
    beneath = [voiced(other) for other in others] or [Text(none, style="dim")]
    out.print(voiced(told))
    for other in beneath:
        out.print(Padding(other, (0, 0, 0, 4)))
    out.print()


def print_replies(out: Console, found: Replies) -> None:
    """What a statement answers, and what answers it."""
    for heading, some in (("answers", found.answers), ("is answered by", found.answered_by)):
        if some:
            out.print(Text(heading, style="bold underline"))
        for one in some:
            out.print(voiced(one))


def voiced(told: Told) -> Text:
    """Who, at whom, when and where, and under it the words."""
    return Text("\n").join([title(told), Text(in_line(told.words))])


def title(told: Told | Change) -> Text:
    """Who, at whom, when and where."""
    target = f" → {in_line(told.target)}" if told.target else ""
    when = told.said_on or told.published
    beside = dotted((when, told.outlet, told.statement[:SHORT_ID]))
    return Text.assemble(
        (in_line(told.speaker or "not named"), WHO), target, (f" · {beside}", "dim")
    )


def print_news(out: Console, changes: Iterable[Change]) -> None:
    """What is new, each kind under its title; of a reversal also what was said before."""
    for kind, some in groupby(
        sorted(changes, key=lambda c: list(TITLES).index(c.kind)), key=lambda c: c.kind
    ):
        out.print(Text(TITLES[kind], style="bold underline"))
        for change in some:
            out.print(title(change))
            out.print(Padding(marked(change.words, change.pivot), (0, 0, 0, 2)))
            if change.before is not None:
                before = dotted((change.to and change.to[:SHORT_ID], change.before))
                out.print(Padding(Text(f"before: {before}", style="dim"), (0, 0, 0, 2)))
        out.print()
