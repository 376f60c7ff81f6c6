"""Parties as people see them: the list, one party in full, and two that may be one."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from rich import box
from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from onrecord.cli.terminal import (
    ROOMY,
    SHORT_ID,
    WHO,
    around,
    counted,
    dotted,
    in_line,
    who,
    words_of,
)

if TYPE_CHECKING:
    from onrecord.model import Article, Statement
    from onrecord.record import (
        ArticleSummary,
        Comparison,
        Correction,
        Hit,
        Holding,
        Judgement,
        Party,
        Question,
        Record,
        RoleSeen,
    )

ROLES = 8  # roles that a question shows of each side


def print_parties(out: Console, parties: Iterable[Party]) -> None:
    """Each party in one row, by the number that commands take; folded up where there is no room."""
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, header_style="dim")
    table.add_column("No.", justify="right", no_wrap=True)
    table.add_column("Party", overflow="fold")
    if roomy := out.width >= ROOMY:
        table.add_column("Also")
        table.add_column("Type")
    table.add_column("Articles", justify="right")
    table.add_column("Said", justify="right")
    table.add_column("First", no_wrap=True)
    table.add_column("Last", no_wrap=True)
    for party in parties:
        name, also = Text(in_line(party.name), style=WHO), in_line(", ".join(party.names[1:]))
        kind = dotted((party.type, party.country))
        folded = Text("\n").join([name, *map(Text, filter(None, (also, kind)))])
        table.add_row(
            str(party.id),
            *((name, also, kind) if roomy else (folded,)),
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


def print_articles(out: Console, articles: Iterable[ArticleSummary]) -> None:
    """Each article in one row, by the id that commands take; folded up where there is no room."""
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, header_style="dim")
    table.add_column("Id", no_wrap=True)
    if roomy := out.width >= ROOMY:
        table.add_column("Published", no_wrap=True)
        table.add_column("Outlet")
    table.add_column("Title" if roomy else "Article")
    table.add_column("Said", justify="right")
    table.add_column("Versions", justify="right")
    if roomy:
        table.add_column("From", overflow="fold")
    for article in articles:
        outlet, title = in_line(article.outlet or ""), in_line(article.title or article.begins)
        counts = (f"{article.statements:,}", f"{article.versions:,}")
        whence = in_line(article.origin)
        if roomy:
            told = (article.published, outlet, Text(title, style=WHO), *counts, whence)
            table.add_row(article.id[:SHORT_ID], *told)
        else:
            beside = dotted((outlet, article.published))
            lines = [Text(title, style=WHO), *map(Text, filter(None, (beside, whence)))]
            table.add_row(article.id[:SHORT_ID], Text("\n").join(lines), *counts)
    out.print(table)


def print_corrections(out: Console, corrections: Iterable[Correction]) -> None:
    """Each correction in one row, by the number that takes it back."""
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, header_style="dim")
    table.add_column("No.", justify="right")
    for title in ("Statement", "Field", "Is", "By", "When"):
        table.add_column(title)
    for made in corrections:
        back = "taken back" if made.withdrawn_at else None
        table.add_row(
            str(made.id),
            made.statement and made.statement[:SHORT_ID],
            made.field,
            dotted((made.value or "not known", back)),
            in_line(made.author),
            made.made_at[: len("2024-03-05")],
        )
    out.print(table)


def held(holding: Holding) -> str:
    """An article and what hangs on it, in one line."""
    corrections = counted(holding.corrections, "correction") if holding.corrections else None
    versions = counted(holding.versions, "version") if holding.versions > 1 else None
    statements = counted(holding.statements, "statement")
    whence = ", ".join(holding.origins)
    return dotted((holding.title or holding.begins, whence, versions, statements, corrections))


def print_changes(out: Console, compared: Comparison) -> None:
    """What became of the statements of an article in its next version."""
    older, newer = compared.older, compared.newer
    out.print(Text(in_line(newer.title or "Untitled"), style="bold"))
    between = f"{older.id[:SHORT_ID]} → {newer.id[:SHORT_ID]}"
    out.print(Text(dotted((newer.origin, between, changes(compared))), style="dim"))
    out.print()
    for before, after in compared.changed():
        for sign, article, statement in (("-", older, before), ("+", newer, after)):
            if statement is not None:
                out.print(changed_line(sign, article, statement))
        out.print()


def changed_line(sign: str, article: Article, statement: Statement) -> Text:
    """A statement that is there no longer, or new."""
    speakers = {speaker.id: speaker for speaker in article.speakers}
    speaker = who(speakers.get(statement.speaker or ""), statement)
    style = "red" if sign == "-" else "green"
    return Text.assemble((f"{sign} ", style), speaker, ": ", (words_of(statement.content), style))


def changes(compared: Comparison) -> str:
    """How many statements changed, were taken out and put in."""
    pairs = compared.changed()
    counts = {
        "changed": sum(None not in pair for pair in pairs),
        "taken out": sum(after is None for _, after in pairs),
        "put in": sum(before is None for before, _ in pairs),
    }
    told = [f"{number:,} {what}" for what, number in counts.items() if number]
    return "statements: " + (", ".join(told) or "none changed")


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
