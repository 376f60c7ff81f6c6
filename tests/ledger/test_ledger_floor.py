"""The weights that ship find most of a marked world's ledger again, and little besides."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from benchmarks.ledger.gold import WORLDS, World, labelled, load
from benchmarks.ledger.score import score
from benchmarks.meaning.reading import statement

from onrecord.model import Article, Commitment, Span, Speaker, Statement
from onrecord.reading import from_text
from onrecord.record import Record


def test_a_marked_world_keeps_its_floor(tmp_path: Path) -> None:
    world = load(WORLDS[3])
    articles = list(marked(world))
    result = score(world, articles, articles, tmp_path / "record.db")
    assert result.right_pairs / result.found_pairs >= 0.55
    assert result.right_pairs / result.marked_pairs >= 0.2
    assert result.right_events / result.events >= 0.7
    assert result.right_states / result.states >= 0.45


def marked(world: World) -> Iterator[Article]:
    """The reports of a world with what is marked, none of it read."""
    for report in world.reports:
        article = from_text(
            report.text, report.id, published=report.published, outlet=report.outlet
        )
        said = [statement(mark, article) for mark in report.marks if mark.spans["content"]]
        names = dict.fromkeys(world.labels[one.id]["speaker"] for one in said)
        speakers = {
            name: Speaker(f"s{number}", name, "person") for number, name in enumerate(names) if name
        }
        yield replace(
            article,
            speakers=tuple(speakers.values()),
            statements=tuple(
                promising(labelled(one, world.labels[one.id], speakers), world) for one in said
            ),
        )


def promising(one: Statement, world: World) -> Statement:
    """A statement with the promise that is marked."""
    promise = world.labels[one.id]["commitment"]
    if promise is None:
        return one
    due = promise["due"] if (promise["due"] or "")[:4].isdecimal() else None
    what = Span(one.content[0].start, one.content[0].end, one.content[0].text)
    return replace(
        one,
        commitment=Commitment(
            by=promise["by"],
            to=promise["to"],
            what=what,
            due=due,
            due_words=promise.get("due_words"),
        ),
    )


def test_the_order_of_adding_makes_no_difference(tmp_path: Path) -> None:
    articles = list(marked(load(WORLDS[-1])))[:6]
    found = []
    for number, some in enumerate((articles, articles[::-1], articles[3:] + articles[:3])):
        with Record(tmp_path / f"{number}.db") as record:
            for article in some:
                record.add(article)
            found.append(shape(record))
            record.rebuild_ledger()
            found.append(shape(record))
    assert all(one == found[0] for one in found)


def shape(record: Record) -> list[tuple[str, str, list[tuple[str, str]]]]:
    """What a ledger comes to."""
    return [
        (entry.id, entry.state, [(event.event, event.statement) for event in entry.history])
        for entry in record.commitments(as_of="2024-06-01", limit=1000)
    ]
