"""Pairs of statements to learn from: those of the benchmark, and our own sets."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from onrecord.positions import RELATIONS, Relation
from onrecord.positions.signs import content

HERE = Path(__file__).parent
SETS = HERE / "sets"
HELD = HERE / "held.txt"  # the topics that are held back, one a line
PAIRS = HERE.parents[1] / "benchmarks" / "positions" / "pairs.jsonl"

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
CANDIDATES = 30  # statements on other topics, of which the one with most words in common is taken
DRAWN = 0.3  # of pairs between a set's later statements, for each that it has


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


def of_sets(seed: int = 1) -> list[Pair]:
    """The pairs of our own sets, and some between the later statements of a set."""
    chance = random.Random(seed)
    found: list[Pair] = []
    for path in sorted(SETS.glob("*.txt")):
        for topic, first, later in sets(path):
            found += [Pair(topic, first, words, relation) for relation, words in later]
            between = [
                Pair(topic, one, other, BETWEEN[relation, to])
                for relation, one in later
                for to, other in later
                if one != other and (relation, to) in BETWEEN
            ]
            found += chance.sample(between, min(len(between), round(DRAWN * len(later))))
    return found


def sets(path: Path) -> Iterator[tuple[str, Words, list[tuple[Relation, Words]]]]:
    """The sets of a file: a topic, the first statement, the later ones with their relations."""
    for block in path.read_text(encoding="utf-8").split("\n## ")[1:]:
        topic, first, *lines = block.splitlines()
        later = [line.split(": ", 1) for line in lines if line]
        yield (
            f"{path.stem}: {topic}",
            written(first.removeprefix("= ")),
            [(relation, written(words)) for relation, words in later],  # type: ignore[misc]
        )


def written(line: str) -> Words:
    """A statement as the files have it: ``cue | content``, or the content alone."""
    cue, bar, content = line.partition(" | ")
    return Words(cue, content) if bar else Words("", line)


def strangers(pairs: Sequence[Pair], number: int, chance: random.Random) -> Iterator[Pair]:
    """Pairs of statements on different topics; half of them share more words than most do."""
    for turn in range(number):
        one = chance.choice(pairs)
        others = chance.sample(pairs, CANDIDATES if turn % 2 else 1)
        other = max(others, key=lambda pair: in_common(one.earlier, pair.later))
        if one.topic != other.topic:
            yield replace(one, later=other.later, relation="unrelated", pivot=None, also=())


def in_common(one: Words, other: Words) -> int:
    """How many words two statements share."""
    return len(content(one.content.lower()) & content(other.content.lower()))
