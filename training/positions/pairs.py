"""Pairs of statements to learn from: those of the benchmark, of the worlds, and our own sets."""

from __future__ import annotations

import json
import random
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from onrecord.model import GAP
from onrecord.positions import RELATIONS, Relation

HERE = Path(__file__).parent
BENCHMARKS = HERE.parents[1] / "benchmarks"
PAIRS = BENCHMARKS / "positions" / "pairs.jsonl"
WORLDS = (BENCHMARKS / "worlds" / "alliance", BENCHMARKS / "worlds" / "works")
SETS = ("theses", "reports", "turns", "affairs")  # files of statements with later ones beside

# What a pair is the other way round; what only adds says less then, which no label says.
TURNED: Mapping[Relation, Relation] = {
    "repeats": "repeats",
    "reverses": "reverses",
    "unrelated": "unrelated",
    "softens": "hardens",
    "hardens": "softens",
}
# What two of a set's later statements are to each other, where it follows from what both are to
# the first.
BETWEEN: Mapping[tuple[Relation, Relation], Relation] = {
    **{("repeats", relation): relation for relation in RELATIONS},
    ("softens", "repeats"): "hardens",
    ("hardens", "repeats"): "softens",
    ("hardens", "softens"): "softens",
    ("softens", "hardens"): "hardens",
    ("adds", "softens"): "softens",
    ("adds", "unrelated"): "unrelated",
    ("adds", "reverses"): "reverses",
    ("hardens", "reverses"): "reverses",
    ("reverses", "repeats"): "reverses",
    ("reverses", "adds"): "reverses",
    ("reverses", "hardens"): "reverses",
    ("reverses", "unrelated"): "unrelated",
    ("unrelated", "repeats"): "unrelated",
    ("unrelated", "softens"): "unrelated",
    ("unrelated", "reverses"): "unrelated",
}
DRAWN = 0.2  # of pairs between a set's later statements, for each that it has


@dataclass(frozen=True, slots=True)
class Words:
    """A statement: the words that introduce it, which may be none, and what was said."""

    cue: str
    content: str


@dataclass(frozen=True, slots=True)
class Pair:
    """Two statements and how the later stands to the earlier; ``also`` could be defended too.

    ``topic`` holds together what must not be both learned from and checked on.
    """

    topic: str
    earlier: Words
    later: Words
    relation: Relation
    pivot: str | None = None
    also: tuple[Relation, ...] = ()

    def turned(self) -> Pair | None:
        """The same the other way round, where it is known what that is."""
        if self.relation not in TURNED:
            return None
        return Pair(self.topic, self.later, self.earlier, TURNED[self.relation])


def marked(path: Path = PAIRS) -> list[Pair]:
    """The pairs of the benchmark."""
    with path.open(encoding="utf-8") as lines:
        return [
            Pair(
                topic=row["topic"],
                earlier=Words(row["earlier"]["cue"], row["earlier"]["content"]),
                later=Words(row["later"]["cue"], row["later"]["content"]),
                relation=row["relation"],
                pivot=row["pivot"],
                also=tuple(label for label in row["also"] if label in RELATIONS),
            )
            for row in map(json.loads, lines)
        ]


def of_world(folder: Path) -> list[Pair]:
    """Each statement of a world's position lines with the one before it."""
    gold = json.loads((folder / "gold.json").read_text(encoding="utf-8"))
    told = {s["id"]: words_of(s) for s in statements(gold["articles"].values())}
    return [
        Pair(folder.name, told[step["from"]], told[step["to"]], step["relation"])
        for line in gold["positions"]
        for step in line["relations"]
        if step["from"] in told and step["to"] in told
    ]


def apart(folder: Path, seed: int = 1) -> list[Pair]:
    """Statements of one party from different position lines of a world: two issues."""
    gold = json.loads((folder / "gold.json").read_text(encoding="utf-8"))
    told = {s["id"]: words_of(s) for s in statements(gold["articles"].values())}
    lines = [
        (line["party"], [told[key] for key in line["statements"] if key in told])
        for line in gold["positions"]
    ]
    chance = random.Random(seed)
    return [
        Pair(folder.name, one, chance.choice(others), "unrelated")
        for number, (party, mine) in enumerate(lines)
        for another, others in lines[number + 1 :]
        if party == another and others and not {*mine} & {*others}
        for one in mine
    ]


def statements(articles: Iterable[Mapping[str, Any]]) -> Iterator[Mapping[str, Any]]:
    """The statements of marked articles, with those inside others."""
    for article in articles:
        for statement in article["statements"]:
            yield statement
            yield from statement.get("nested", ())


def words_of(statement: Mapping[str, Any]) -> Words:
    """The words of a marked statement."""
    return Words(GAP.join(statement["cue"]), GAP.join(statement["content"]))


def of_sets(names: Sequence[str] = SETS, seed: int = 1) -> list[Pair]:
    """The pairs of our own sets of these names, and some between the later statements of a set."""
    chance = random.Random(seed)
    found: list[Pair] = []
    for name in names:
        for topic, first, later in sets(name):
            found += [Pair(topic, first, words, relation) for relation, words in later]
            between = [
                Pair(topic, one, other, BETWEEN[relation, to])
                for relation, one in later
                for to, other in later
                if one != other and (relation, to) in BETWEEN
            ]
            found += chance.sample(between, min(len(between), round(DRAWN * len(later))))
    return found


def sets(name: str) -> Iterator[tuple[str, Words, list[tuple[Relation, Words]]]]:
    """The sets of a file: a topic, the first statement, the later ones with their relations."""
    for block in (HERE / f"{name}.txt").read_text(encoding="utf-8").split("\n## ")[1:]:
        topic, first, *lines = block.splitlines()
        later = [line.split(": ", 1) for line in lines if line]
        yield (
            topic,
            written(first.removeprefix("= ")),
            [(relation, written(words)) for relation, words in later],  # type: ignore[misc]
        )


def written(line: str) -> Words:
    """A statement as the files have it: ``cue | content``, or the content alone."""
    cue, bar, content = line.partition(" | ")
    return Words(cue, content) if bar else Words("", line)


def strangers(pairs: Sequence[Pair], number: int, chance: random.Random) -> Iterator[Pair]:
    """Pairs of statements on different topics."""
    for _ in range(number):
        one, other = chance.choice(pairs), chance.choice(pairs)
        if one.topic != other.topic:
            yield replace(one, later=other.later, relation="unrelated", pivot=None, also=())
