"""The invented worlds as articles with the statements that careful readers marked."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from onrecord import model
from onrecord.model import Article, Span, Speaker, Statement
from onrecord.reading import from_text

Row = dict[str, Any]


def marked(folder: Path) -> Row:
    """All that is marked in a world."""
    found: Row = json.loads((folder / "gold.json").read_text(encoding="utf-8"))
    return found


def articles(folder: Path) -> Iterator[tuple[Article, dict[str, str]]]:
    """Each report with its marked statements, nested ones too, and the mark that each one is."""
    for name, row in marked(folder)["articles"].items():
        text = (folder / name).read_bytes().decode()
        marks = [each for one in row["statements"] for each in (one, *one.get("nested", ()))]
        read = from_text(text, name, published=row["published"], outlet=row["outlet"])
        speakers = speakers_of(marks)
        made = [statement(read, mark, speakers) for mark in marks]
        ids = {one.id: mark["id"] for one, mark in zip(made, marks, strict=True)}
        once = {one.id: one for one in made}
        yield (
            dataclasses.replace(
                read,
                speakers=tuple(speakers.values()),
                statements=tuple(once.values()),
                stages={"reading": "1"},
            ),
            ids,
        )


def speakers_of(marks: list[Row]) -> dict[str, Speaker]:
    """Those who speak in a report, by their names."""
    types: dict[str | None, Any] = {
        mark["speaker"]: mark.get("speaker_type") or "person" for mark in marks
    }
    return {
        name: Speaker(f"s{number}", name, type)
        for number, (name, type) in enumerate(types.items(), 1)
        if name
    }


def statement(article: Article, mark: Row, speakers: dict[str, Speaker]) -> Statement:
    """One marked statement."""
    source, cue, content = (
        tuple(Span.of(article.text, start, end) for start, end in mark["at"].get(part, ()))
        for part in ("source", "cue", "content")
    )
    speaker = speakers.get(mark["speaker"] or "")
    return Statement(
        id=model.statement_id(article.id, source, cue, content),
        source=source,
        cue=cue,
        content=content,
        manner=mark["manner"],
        speaker=speaker.id if speaker else None,
        said_on=None,
    )
