"""Askers: who has turns of an interview or hearing only to ask."""

from __future__ import annotations

from collections import defaultdict

from onrecord.model import Article, Statement

LABELS = ([":"], ["."])  # the cues of turns
QUESTION = "Q"
FEW = 2  # turns
MOST = 0.5  # of an asker's turns end in a question


class Askers:
    """Those of an article who mostly ask, by the names before their turns.

    Somebody with an office is none: a senator who asks at a hearing accuses and promises too.
    """

    def __init__(self, article: Article) -> None:
        in_office = {speaker.id for speaker in article.speakers if speaker.roles}
        turns: dict[str, list[Statement]] = defaultdict(list)
        for statement in filter(is_turn, article.statements):
            if statement.speaker not in in_office:
                turns[statement.source[0].text].append(statement)
        self.labels = {label for label, own in turns.items() if label == QUESTION or is_asker(own)}
        self.speakers = {turn.speaker for label in self.labels for turn in turns[label]}

    def asks(self, statement: Statement) -> bool:
        """Whether a statement is a turn of somebody who asks, whatever others do in it."""
        return is_turn(statement) and statement.source[0].text in self.labels


def is_turn(statement: Statement) -> bool:
    """Whether a label is all that says that somebody speaks."""
    cues = [cue.text for cue in statement.cue]
    return bool(statement.source) and statement.manner == "direct" and cues in LABELS


def is_asker(turns: list[Statement]) -> bool:
    """Whether most of somebody's turns end in a question."""
    asked = sum(turn.content[-1].text.rstrip("\"”’' ").endswith("?") for turn in turns)
    return len(turns) >= FEW and asked >= MOST * len(turns)
