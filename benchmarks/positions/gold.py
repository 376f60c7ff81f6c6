"""Pairs of statements with the relation that a reader gave."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks.meaning.gold import world
from benchmarks.meaning.reading import read_marked
from onrecord.model import GAP
from onrecord.positions import UNKNOWN, Acts, told

HERE = Path(__file__).parent
PAIRS = HERE / "pairs.jsonl"
WORLDS = sorted(path.parent for path in (HERE.parent / "worlds").glob("*/gold.json"))


@dataclass(frozen=True, slots=True)
class Pair:
    """Two statements and a relation; ``also`` are those that could be defended too, ``acts`` what
    the words of both do.
    """

    topic: str
    earlier: str
    later: str
    relation: str
    also: tuple[str, ...] = ()
    acts: Acts = UNKNOWN


def marked(path: Path = PAIRS) -> list[Pair]:
    """Pairs that were written for this."""
    with path.open(encoding="utf-8") as lines:
        return [
            Pair(
                topic=row["topic"],
                earlier=told(row["earlier"]["cue"], row["earlier"]["content"]),
                later=told(row["later"]["cue"], row["later"]["content"]),
                relation=row["relation"],
                also=tuple(row["also"]),
            )
            for row in map(json.loads, lines)
        ]


def along(folder: Path, acts: Mapping[str, str | None]) -> list[Pair]:
    """Each statement of a world's position lines with the one before it; ``acts`` are those of
    statements by their ids.
    """
    gold = marks(folder)
    words = {s["id"]: as_told(s) for s in statements(gold)}
    return [
        Pair(
            f"{line['party']}: {line['topic']}",
            words[one],
            words[other],
            step["relation"],
            acts=(acts.get(one), acts.get(other)),
        )
        for line in gold["positions"]
        for step in line["relations"]
        if (one := step["from"]) in words and (other := step["to"]) in words
    ]


def marks(folder: Path) -> Any:
    """All that is marked in a world."""
    return json.loads((folder / "gold.json").read_text(encoding="utf-8"))


def marked_acts(folder: Path) -> dict[str, str | None]:
    """What the words of a world's statements do, as it is marked."""
    return {s["id"]: s["act"] for s in statements(marks(folder))}


def read_acts(folder: Path) -> dict[str, str | None]:
    """The same as onrecord reads it, given where the statements are."""
    reports = list(world(folder))
    marked = [s for a in marks(folder)["articles"].values() for s in a["statements"]]
    read = [s for article in read_marked(reports) for s in article.statements]
    return {mark["id"]: found.act for mark, found in zip(marked, read, strict=True)}


def statements(gold: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    """The statements of a world, with those inside others."""
    for article in gold["articles"].values():
        for statement in article["statements"]:
            yield statement
            yield from statement.get("nested", ())


def as_told(statement: Mapping[str, Any]) -> str:
    """Cue and content of a marked statement."""
    return told(GAP.join(statement["cue"]), GAP.join(statement["content"]))


def rated(path: Path) -> list[Pair]:
    """Pairs that people rated consistent, inconsistent or unrelated."""
    with path.open(encoding="utf-8") as lines:
        return [
            Pair(row["first"], row["first"], row["second"], row["answer"].lower())
            for row in map(json.loads, lines)
        ]
