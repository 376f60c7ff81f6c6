"""Answering a record's open questions, one key each."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Generic, TypeVar

import typer
from rich.console import Console
from rich.text import Text

if TYPE_CHECKING:
    from onrecord.record import Verdict

Question = TypeVar("Question")
VERDICTS: dict[str, Verdict] = {"s": "same", "d": "different", "u": "unsure"}
KEYS = "s same · d different · u unsure · z undo · q quit"


@dataclass(frozen=True)
class Asking(Generic[Question]):
    """What is asked: the likeliest open question, how it is shown, judged and taken back."""

    next: Callable[[], Question | None]
    show: Callable[[Question], None]
    judge: Callable[[Question, Verdict], list[int]]
    undo: Callable[[list[int]], None]


def review(asking: Asking[Question], out: Console, answer: Callable[[], str]) -> Counter[str]:
    """Shows the likeliest open question until there is none or ``answer`` gives "q".

    An answer is one of the letters in ``KEYS``; anything else is asked again.  Each is kept at
    once.  Gives how many of each verdict were given and not undone.
    """
    given: list[tuple[str, list[int]]] = []
    while (question := asking.next()) is not None:
        asking.show(question)
        key = asked(out, answer, can_undo=bool(given))
        if key == "q":
            break
        if key == "z":
            asking.undo(given.pop()[1])
        else:
            verdict = VERDICTS[key]
            given.append((verdict, asking.judge(question, verdict)))
        out.print()
    return Counter(verdict for verdict, _ in given)


def asked(out: Console, answer: Callable[[], str], *, can_undo: bool) -> str:
    """The first answer that is one of the keys."""
    while True:
        out.print(Text(KEYS, style="dim"))
        key = answer()
        if key in (*VERDICTS, "q") or (key == "z" and can_undo):
            return key
        out.print(Text("nothing to undo" if key == "z" else "press one of these letters"))


def from_keyboard() -> str:
    """One key on a terminal, one line from a pipe; "q" at its end and for Ctrl-C and Ctrl-D."""
    if not sys.stdin.isatty():
        line = sys.stdin.readline()
        return line.strip().lower()[:1] if line else "q"
    try:
        return typer.getchar().lower()
    except (EOFError, KeyboardInterrupt):
        return "q"
