"""Short reports about invented people, as many as wanted, no two alike."""

from __future__ import annotations

import random
from collections.abc import Iterator

from benchmarks.parties.growth import invented
from onrecord.document import Document

THINGS = "bridge;ferry;harbour wall;library;night bus;school;swimming bath;tram line".split(";")
DEEDS = "open;close;be repaired;be sold;move;cost more;be finished;be torn down".split(";")
WHEN = "next spring;by the end of the year;in March;before the election;within a month".split(";")
TITLES = "Mayor;Senator;Professor;Councillor;Captain".split(";")
VERBS = "said;told reporters;announced;warned;added".split(";")


def reports(size: int, seed: int = 1) -> Iterator[Document]:
    """Reports of some ninety words with four statements each."""
    chance = random.Random(seed)  # noqa: S311
    for number in range(size):
        yield Document(text(chance, number), f"{number}.txt", published="2024-03-05", kind="text")


def text(chance: random.Random, number: int) -> str:
    """One report."""
    one, other = invented(chance), invented(chance)
    last = one.rpartition(" ")[2]
    lines = [
        f"{chance.choice(TITLES)} {one} {chance.choice(VERBS)} on Monday that {deed(chance)}.",
        f"“I know that {number + 2} people wait for it,” {last} said. “We will not let them down.”",
        f"{other}, a resident, disagreed. {other.rpartition(' ')[2]} said that {deed(chance)}.",
        f"Work on the {chance.choice(THINGS)} began {chance.randrange(2, 30)} years ago and has "
        f"cost {chance.randrange(2, 900)} million. It rained on {chance.randrange(2, 30)} days.",
        f"{last} denied that {deed(chance)}.",
    ]
    return "\n\n".join(lines) + "\n"


def deed(chance: random.Random) -> str:
    """What somebody says will happen."""
    return f"the {chance.choice(THINGS)} would {chance.choice(DEEDS)} {chance.choice(WHEN)}"
