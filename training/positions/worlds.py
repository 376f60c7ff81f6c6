"""Pairs of statements from the worlds, where everything is marked: lines and ledgers."""

from __future__ import annotations

import json
import random
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from itertools import pairwise
from pathlib import Path
from typing import Any

from onrecord.model import GAP
from onrecord.positions import Relation
from training.positions.pairs import Pair, Words

WORLDS = Path(__file__).parents[2] / "benchmarks" / "worlds"
# Those that the comparer learned from.  From the others the ledger learns what its answers are
# worth where it learned nothing; ``accord`` and ``league`` are there to measure on.
LEARNED = ("alliance", "games", "harbour", "works")
MEASURED = ("accord", "league")
# What a statement that bears on a promise is to the one before it.
BEARING: Mapping[str, Relation] = {
    "announced": "repeats",
    "repeated": "repeats",
    "more-exact": "adds",
    "delivered": "adds",
    "raised": "hardens",
    "lowered": "softens",
    "delayed": "softens",
    "withdrawn": "reverses",
    "contradicted": "reverses",
}
APART = 150  # pairs on two issues from one world
AGAINST = {"withdrawn", "contradicted"}


def worlds() -> list[Path]:
    """The folders of the worlds to learn from."""
    return [WORLDS / name for name in LEARNED]


def unseen() -> list[Path]:
    """The folders of those that the comparer did not learn from, and others may."""
    known = {*LEARNED, *MEASURED}
    every = (path.parent for path in WORLDS.glob("*/gold.json"))
    return sorted(folder for folder in every if folder.name not in known)


def measured() -> list[Path]:
    """The folders of those that nothing learns from."""
    return [WORLDS / name for name in MEASURED]


def of_world(folder: Path) -> list[Pair]:
    """All pairs of a world."""
    return [*lines(folder), *told_again(folder), *ledger(folder), *apart(folder)]


def lines(folder: Path) -> list[Pair]:
    """Each statement of a world's position lines with the one before it."""
    told = statements(folder)
    return [
        Pair(folder.name, told[step["from"]], told[step["to"]], step["relation"])
        for line in marks(folder)["positions"]
        for step in line["relations"]
        if step["from"] in told and step["to"] in told
    ]


def told_again(folder: Path) -> list[Pair]:
    """The wordings of one statement that headline and text, or two reports, have of it."""
    told = statements(folder)
    return [
        Pair(folder.name, told[one], told[other], "repeats")
        for line in marks(folder)["positions"]
        for group in line.get("folded", ())
        for one, other in pairwise(group)
        if one in told and other in told and told[one] != told[other]
    ]


def ledger(folder: Path) -> list[Pair]:
    """Each statement that bears on a promise with the one before it that did.

    What comes after a withdrawal is not marked as to what was withdrawn, and is left out.
    """
    told = statements(folder)
    found = []
    for entry in marks(folder)["commitments"]:
        before: str | None = None
        for event in entry["history"]:
            key = event.get("nested") or event["statement"]
            if key not in told:
                continue
            if before is not None and told[before] != told[key]:
                relation = BEARING[event["event"]]
                found.append(Pair(folder.name, told[before], told[key], relation))
            if event["event"] in AGAINST:
                break
            before = key
    return found


def apart(folder: Path, seed: int = 1) -> list[Pair]:
    """Statements of one party from different lines, or on different promises: two issues."""
    told = statements(folder)
    gold = marks(folder)
    issues = [(line["party"], {*line["statements"]} & {*told}) for line in gold["positions"]]
    promises = [
        (entry["by"], {event["statement"] for event in entry["history"]} & {*told})
        for entry in gold["commitments"]
    ]
    chance = random.Random(seed)
    found = [
        Pair(folder.name, told[one], told[chance.choice(sorted(others))], "unrelated")
        for groups in (issues, promises)
        for number, (party, mine) in enumerate(groups)
        for another, others in groups[number + 1 :]
        if party == another and others and not mine & others
        for one in sorted(mine)[:3]
    ]
    return chance.sample(found, min(len(found), APART))


@lru_cache
def marks(folder: Path) -> Any:
    """All that is marked in a world."""
    return json.loads((folder / "gold.json").read_text(encoding="utf-8"))


def statements(folder: Path) -> dict[str, Words]:
    """The words of a world's statements by their ids, with those inside others."""
    return {s["id"]: words_of(s) for s in marked(marks(folder)["articles"].values())}


def acts(folder: Path) -> dict[Words, str]:
    """What the words of a world's statements do."""
    return {words_of(s): s["act"] for s in marked(marks(folder)["articles"].values())}


def marked(articles: Iterable[Mapping[str, Any]]) -> Iterator[Mapping[str, Any]]:
    """The statements of marked articles, with those inside others."""
    for article in articles:
        for statement in article["statements"]:
            yield statement
            yield from statement.get("nested", ())


def words_of(statement: Mapping[str, Any]) -> Words:
    """The words of a marked statement."""
    return Words(GAP.join(statement["cue"]), GAP.join(statement["content"]))
