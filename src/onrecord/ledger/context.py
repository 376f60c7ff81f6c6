"""Context: a statement as the joiner reads it, with who speaks and the words around it."""

from __future__ import annotations

from typing import NamedTuple

from onrecord.ledger.told import Told

# Characters that are read: of what was said, before and after it, of the line before a short one.
SAID, BEFORE, AFTER, ABOVE = 420, 220, 140, 140


class Context(NamedTuple):
    """A text in which what was said stands from ``start`` to ``end``."""

    text: str
    start: int
    end: int


def in_context(told: Told, text: str, start: int, end: int, title: str | None) -> Context:
    """A statement of a report, in whose ``text`` its words are between two offsets."""
    line = text.rfind("\n", 0, start) + 1
    before = text[max(line, start - BEFORE) : start]
    if len(before) < BEFORE:
        above = text[:line].rstrip("\n").rsplit("\n", 1)[-1]
        before = f"{above[-ABOVE:]} {before}"
    said = text[start : min(end, start + SAID)]
    after = text[end : end + AFTER].split("\n", 1)[0]
    head = f"{told.speaker or 'Somebody'} {promised(told)}: {title or ''} | "
    first = len(head) + len(before)
    return Context(f"{head}{before}{said}{after}".replace("\n", " "), first, first + len(said))


def promised(told: Told) -> str:
    """What a statement does, and of a promise or refusal by whom, for whom and by when."""
    if not told.promises:
        return f"({told.act or 'say'})"
    will = "will not" if told.act == "refuse" else "will"
    by = f"{told.by} " if told.by and told.by != told.speaker else ""
    whom = f" for {told.to}" if told.to else ""
    due = f" by {told.due or told.due_words}" if told.due or told.due_words else ""
    return f"({by}{will}{whom}{due})"
