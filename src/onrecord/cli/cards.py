"""Parties as people see them: the list, one party in full, and two that may be one."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from rich import box
from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from onrecord.cli.terminal import WHO, around, counted, dotted, in_line

if TYPE_CHECKING:
    from onrecord.record import Hit, Judgement, Party, Question, Record, RoleSeen

ROLES = 8  # roles that a question shows of each side


def print_parties(out: Console, parties: Iterable[Party]) -> None:
    """Each party in one row, by the number that commands take."""
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, header_style="dim")
    table.add_column("No.", justify="right")
    table.add_column("Party", style=WHO)
    table.add_column("Also")
    table.add_column("Type")
    table.add_column("Articles", justify="right")
    table.add_column("Said", justify="right")
    table.add_column("First")
    table.add_column("Last")
    for party in parties:
        table.add_row(
            str(party.id),
            in_line(party.name),
            in_line(", ".join(party.names[1:])),
            dotted((party.type, party.country)),
            f"{party.articles:,}",
            f"{party.statements:,}",
            party.first,
            party.last,
        )
    out.print(table)


def print_card(out: Console, record: Record, party: Party) -> None:
    """All that a record knows of a party: names, roles by time, outlets, first and last words."""
    out.print(head(party))
    for line in (*map(role_line, party.roles), dotted((", ".join(party.outlets),))):
        if line:
            out.print(Padding(Text(line), (0, 0, 0, 2)))
    first = record.said(party.id, limit=1, newest=False)
    last = record.said(party.id, limit=1)
    for title, hits in (("first", first), ("last", last if last != first else [])):
        for hit in hits:
            out.print(Padding(quoted(title, hit), (0, 0, 0, 2)))
    out.print()


def print_question(out: Console, record: Record, question: Question) -> None:
    """Two names that may be one party's: what is known of each, a statement of each, and why."""
    out.print(Text.assemble(("Are these one?", "bold"), f"  {question.score:.2f}  "))
    out.print(Padding(Text(in_line(question.why)), (0, 0, 1, 2)))
    for side, name in zip((question.left, question.right), question.names, strict=True):
        out.print(head(side, name))
        for role in side.roles[:ROLES]:
            out.print(Padding(Text(role_line(role)), (0, 0, 0, 2)))
        between = " – ".join(dict.fromkeys(day for day in (side.first, side.last) if day))
        out.print(Padding(Text(dotted((", ".join(side.outlets), between)), style="dim"), (0, 2)))
        for hit in record.said(side.id, limit=1):
            out.print(Padding(quoted("said", hit), (0, 0, 0, 2)))
        out.print()


def print_history(out: Console, judgements: Iterable[Judgement]) -> None:
    """Each judgement in one row, by the number that takes it back."""
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, header_style="dim")
    table.add_column("No.", justify="right")
    for title in ("Names", "Verdict", "By", "When", "Why"):
        table.add_column(title)
    for judgement in judgements:
        back = "taken back" if judgement.withdrawn_at else None
        table.add_row(
            str(judgement.id),
            in_line(" – ".join(judgement.names)),
            dotted((judgement.verdict, back)),
            in_line(judgement.author),
            judgement.made_at[: len("2024-03-05")],
            in_line(judgement.why),
        )
    out.print(table)


def head(party: Party, name: str | None = None) -> Text:
    """A party's names, the one at hand first; number, type, country, how much is there."""
    name = name or party.name
    others = [other for other in party.names if other != name]
    also = f"also {', '.join(others)}" if others else None
    about = (
        also,
        party.type,
        party.country,
        counted(party.statements, "statement"),
        counted(party.articles, "article"),
        f"no. {party.id}",
    )
    return Text.assemble((in_line(name), WHO), f" · {dotted(about)}")


def role_line(seen: RoleSeen) -> str:
    """A role and when it was seen."""
    days = " – ".join(dict.fromkeys(day for day in (seen.first, seen.last) if day))
    return dotted((seen.role, days))


def quoted(title: str, hit: Hit) -> Text:
    """A statement with its date and outlet."""
    return Text.assemble((f"{title} {dotted((hit.date, hit.outlet))}: ", "dim"), around(hit))
