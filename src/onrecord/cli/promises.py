"""Entries of the ledger as people see them: the list, one of them told in full, two to judge."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from rich import box
from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from onrecord.cli.terminal import SHORT_ID, WHO, dotted, in_line

if TYPE_CHECKING:
    from onrecord.record import Entry, EntryEvent, EntryJudgement, EntryQuestion

STYLES = {
    "delivered": "green",
    "partly delivered": "green",
    "overdue": "yellow",
    "due": "yellow",
    "withdrawn": "red",
    "contradicted": "red",
}
# What somebody does with an event of each kind, as a sentence says it.
TOLD = {
    "announced": "promises it",
    "repeated": "says it again",
    "more-exact": "says it more exactly",
    "raised": "promises more",
    "lowered": "promises less",
    "delayed": "puts it off",
    "delivered": "says it is done",
    "withdrawn": "takes it back",
    "contradicted": "says otherwise",
}
DAY = len("2024-03-05")


def print_entries(out: Console, entries: Iterable[Entry]) -> None:
    """Each entry in one row: since when, who, what, by when and how it stands."""
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, header_style="dim", expand=True)
    table.add_column("Id", no_wrap=True)
    table.add_column("Since", no_wrap=True, min_width=DAY)
    table.add_column("Who", style=WHO, ratio=4)
    table.add_column("What", ratio=8)
    table.add_column("Now", ratio=4)
    for entry in entries:
        table.add_row(
            entry.id[:8],
            first_day(entry),
            in_line(entry.by or "Unknown"),
            in_line(f"refuses: {entry.what}" if entry.kind == "refusal" else entry.what),
            Text(standing(entry), style=STYLES.get(entry.state, "")),
        )
    out.print(table)


def standing(entry: Entry) -> str:
    """How an entry stands, and by when it is due where that is still to come or is over."""
    if entry.due is None or entry.state not in ("open", "due", "overdue", "partly delivered"):
        return entry.state
    return f"{entry.state}, by {entry.due}" if entry.state != "due" else f"due {entry.due}"


def print_card(out: Console, entry: Entry) -> None:
    """An entry as a short story: what it is, how it stands, and each event in the words for it."""
    will = "will not" if entry.kind == "refusal" else "will"
    to = f", for {entry.to}" if entry.to else ""
    head = in_line(f"{entry.by or 'Somebody'} {will}: {entry.what}{to}")
    out.print(Text(head, style="bold"))
    out.print(Text.assemble((entry.state, STYLES.get(entry.state, "")), details(entry)))
    out.print()
    for event in entry.history:
        out.print(Text(happened(event, entry), style="dim"))
        out.print(Padding(Text(in_line(event.words)), (0, 0, 0, 2)))
    out.print()


def details(entry: Entry) -> str:
    """What else is known of an entry, in one line."""
    due = entry.due_words and f"due {entry.due or 'open'} (“{entry.due_words}”)"
    amount = entry.amount and f"{entry.amount.value:,.0f} {entry.amount.currency}"
    parts = (due, amount, entry.quantity, entry.condition, entry.category, entry.id[:SHORT_ID])
    return "".join(f" · {in_line(part)}" for part in parts if part)


def happened(event: EntryEvent, entry: Entry) -> str:
    """When somebody did what with an entry, and where it was printed."""
    day = (event.said_on or event.published or "undated")[:DAY]
    what = TOLD[event.event]
    if event.event == "announced" and entry.kind == "refusal":
        what = "refuses it"
    if event.partial:
        what += " in part"
    if event.conditional:
        what += ", on a condition"
    again = "the same report" if event.republication else None
    return dotted((f"{day} {in_line(event.speaker or 'Somebody')} {what}", event.outlet, again))


def first_day(entry: Entry) -> str:
    """The day of the first event."""
    first = entry.history[0]
    return (first.published or first.said_on or "")[:DAY]


def print_question(out: Console, question: EntryQuestion) -> None:
    """Two statements that may be of one promise, and why."""
    out.print(Text.assemble(("Are these of one thing?", "bold"), f"  {question.score:.2f}  "))
    out.print(Padding(Text(in_line(question.why)), (0, 0, 1, 2)))
    for event in (question.earlier, question.later):
        day = event.published or event.said_on or "undated"
        out.print(Text(dotted((day, event.speaker or "Somebody", event.outlet)), style="dim"))
        out.print(Padding(Text(in_line(event.words)), (0, 0, 1, 2)))


def print_judgements(out: Console, judgements: Iterable[EntryJudgement]) -> None:
    """Each judgement in one row, by the number that takes it back."""
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, header_style="dim")
    table.add_column("No.", justify="right")
    for title in ("Statements", "Verdict", "By", "When", "Why"):
        table.add_column(title)
    for judgement in judgements:
        back = "taken back" if judgement.withdrawn_at else None
        table.add_row(
            str(judgement.id),
            in_line(" – ".join(judgement.words)),
            dotted((judgement.verdict, back)),
            in_line(judgement.author),
            judgement.made_at[:DAY],
            in_line(judgement.why),
        )
    out.print(table)
