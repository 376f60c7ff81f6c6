"""Short reports about invented people, as many as wanted, no two alike."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import date, timedelta

from benchmarks.parties.growth import SYLLABLES, invented
from onrecord.document import Document

FIRST_DAY, A_DAY = date(2004, 3, 5), 8
THINGS = "bridge;ferry;harbour wall;library;night bus;school;swimming bath;tram line".split(";")
DEEDS = "open;close;be repaired;be sold;move;cost more;be finished;be torn down".split(";")
WHEN = "next spring;by the end of the year;in March;before the election;within a month".split(";")
TITLES = "Mayor;Senator;Professor;Councillor;Captain".split(";")
VERBS = "said;told reporters;announced;warned;added".split(";")


def reports(size: int, seed: int = 1) -> Iterator[Document]:
    """Reports of some ninety words with four statements each, as they come: day by day, about
    things of many places.
    """
    chance = random.Random(seed)  # noqa: S311
    for number in range(size):
        day = FIRST_DAY + timedelta(number // A_DAY)
        published = day.isoformat()
        yield Document(text(chance, number), f"{number}.txt", published=published, kind="text")


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
    place = "".join(chance.choices(SYLLABLES, k=3)).title()
    what = f"the {place} {chance.choice(THINGS)}"
    return f"{what} would {chance.choice(DEEDS)} {chance.choice(WHEN)}"
