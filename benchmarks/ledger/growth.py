"""How long adding takes in a large ledger beside an empty one, with made-up promises."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache
from importlib.resources import files
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import process_time

from onrecord.model import (
    Article,
    Block,
    Commitment,
    Span,
    Speaker,
    Statement,
    statement_id,
    text_id,
)
from onrecord.record import Record

LARGE = 10_000  # entries
TRIED = 150  # articles added to each


@cache
def words() -> list[str]:
    """Words that are not among the commonest."""
    return (
        files("onrecord.ledger").joinpath("common.txt").read_text(encoding="utf-8").split()[1000:]
    )


def growth() -> Iterator[str]:
    """The median processor time of adding an article of five promises to each, and the ratio."""
    with TemporaryDirectory() as folder:
        empty, large = Record(Path(folder) / "empty.db"), Record(Path(folder) / "large.db")
        with empty, large:
            chance = random.Random(1)  # noqa: S311 - made-up reports
            for number in range(LARGE // 5):
                large.add(article(number, chance))
            took: dict[str, list[float]] = {"empty": [], "large": []}
            for number in range(TRIED):
                one = article(LARGE + number, chance)
                both = (("empty", empty), ("large", large))
                for name, record in both[:: 1 if number % 2 else -1]:  # the first makes the stems
                    start = process_time()
                    record.add(one)
                    took[name].append(process_time() - start)
            entries = large.commitments(limit=1).total
        small, big = median(took["empty"]), median(took["large"])
        yield f"to an empty ledger {small * 1000:.1f} ms"
        yield f"to one of {entries:,} entries {big * 1000:.1f} ms"
        yield f"ratio {big / small:.2f}"


def article(number: int, chance: random.Random) -> Article:
    """A report with five promises, of things that are called by rare words."""
    lines = [
        f"The town will build {chance.randrange(13, 9_000)} {' '.join(chance.sample(words(), 5))}"
        f", Ida {chance.choice(words()).title()} said."
        for _ in range(5)
    ]
    text = "\n".join(lines)
    name = text_id(text)
    statements: list[Statement] = []
    speakers: dict[str, Speaker] = {}
    start = 0
    for line in lines:
        content, speaker = line.rsplit(", ", 1)
        who = speaker.removesuffix(" said.")
        at = start + len(content) + 2
        source, cue = (
            Span.of(text, at, at + len(who)),
            Span.of(text, at + len(who) + 1, at + len(speaker) - 1),
        )
        what = Span.of(text, start, start + len(content))
        speakers.setdefault(who, Speaker(f"s{len(speakers)}", who, "person", (), (source,)))
        statements.append(
            Statement(
                statement_id(name, (source,), (cue,), (what,)),
                (source,),
                (cue,),
                (what,),
                "indirect",
                speakers[who].id,
                "commit",
                commitment=Commitment(by=who, what=what),
            )
        )
        start += len(line) + 1
    day = (date(2000, 1, 1) + timedelta(number)).isoformat()
    return Article(
        id=name,
        origin=f"{number}.txt",
        outlet="Harbour Post",
        title=None,
        byline=(),
        credits=(),
        published=day,
        language="en",
        text=text,
        blocks=(Block(0, len(text), "body"),),
        speakers=tuple(speakers.values()),
        statements=tuple(statements),
    )
