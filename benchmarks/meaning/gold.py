"""What careful readers marked: a corpus with a layer on top of it, or a world, in one shape."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks.accuracy.score import Pieces

WORLDS = [Path(__file__).parents[1] / "worlds" / name for name in ("alliance", "works")]

LAYER = Path(__file__).with_name("marked.jsonl")
FIELDS = ("speaker", "speaker_type", "role", "act", "target", "said_on")
PROMISED = ("by", "to", "due")

Row = dict[str, Any]
Labels = Mapping[str, tuple[str | None, ...]]


@dataclass(frozen=True)
class Mark:
    """One attribution as it was marked.

    ``labels`` has, for each field that was marked, the value and what else a careful reader
    could defend.  ``by``, ``to`` and ``due`` are there where something is promised or refused.
    """

    id: str
    spans: Mapping[str, Pieces]
    labels: Labels


@dataclass(frozen=True)
class Report:
    """One article with all that is marked in it; some marks may have no labels."""

    id: str
    text: str
    published: str | None
    outlet: str | None
    marks: tuple[Mark, ...]


def gold(paths: Sequence[Path], blind: bool = False) -> list[Report]:
    """The marked reports: of folders, each a world, or of a corpus file and its layers."""
    if all(path.is_dir() for path in paths):
        return [report for path in paths for report in world(path)]
    corpus, *layers = paths
    return list(layered(rows_of(corpus), layers, blind))


def rows_of(path: Path) -> list[Row]:
    """The rows of a JSON lines file."""
    with path.open(encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def layered(corpus: Iterable[Row], layers: Iterable[Path], blind: bool) -> Iterator[Report]:
    """The articles of a corpus that a layer marks; ``blind``: only those never looked at."""
    rows = [row for path in layers for row in rows_of(path) if row.get("blind") or not blind]
    marked = {row["id"]: {a["id"]: a for a in row["layer"]} for row in rows}
    for row in corpus:
        if row["id"] in marked and row.get("first", True):
            marks = (
                Mark(a["id"], a, labels(marked[row["id"]].get(a["id"], {})))
                for a in row["attributions"]
            )
            yield Report(row["id"], row["text"], row["date"], row["outlet"], tuple(marks))


def world(folder: Path) -> Iterator[Report]:
    """The reports of a world, with all that its gold.json marks."""
    marked = json.loads((folder / "gold.json").read_text(encoding="utf-8"))
    for name, article in marked["articles"].items():
        text = (folder / name).read_bytes().decode()
        marks = (Mark(s["id"], s["at"], labels(s)) for s in article["statements"])
        yield Report(name, text, article["published"], article["outlet"], tuple(marks))


def labels(marked: Row) -> Labels:
    """The values that are right for each field that was marked."""
    found = {field: values(marked, field) for field in FIELDS if field in marked}
    promise = marked.get("commitment") or marked
    if promise.get("by") is not None:
        found |= {field: values(promise, field) for field in PROMISED}
        found["due"] += tuple(filter(None, [promise.get("due_words")]))
    return found


def values(marked: Row, field: str) -> tuple[str | None, ...]:
    """The value of a field, and what else could be defended."""
    return (marked[field], *marked.get(f"{field}_also", ()))
