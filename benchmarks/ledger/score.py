"""How well the ledger of a record goes with the one that careful readers marked."""

from __future__ import annotations

import datetime
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from itertools import combinations
from pathlib import Path

from benchmarks.ledger.gold import World
from onrecord.ledger import Event, Told, decided, promise_of, state, told_in
from onrecord.model import Article, Statement
from onrecord.record import Entry, Record

SAME = 0.5  # intersection over union of their characters from which two contents are one


@dataclass
class Score:
    """Counts of a world's ledger: pairs of statements in one entry, events of statements that
    stand in the right entry, states of entries at the end.
    """

    right_pairs: int = 0
    found_pairs: int = 0
    marked_pairs: int = 0
    right_events: int = 0
    events: int = 0
    right_states: int = 0
    states: int = 0
    wrong: list[str] = field(default_factory=list)

    def lines(self) -> list[str]:
        """The figures, a line each."""
        return [
            f"  pairs in one entry: precision {self.right_pairs / (self.found_pairs or 1):.3f}"
            f"   recall {self.right_pairs / (self.marked_pairs or 1):.3f}",
            f"  events right, in the right entry {self.right_events / (self.events or 1):.3f}"
            f"   {self.right_events} of {self.events}",
            f"  states at the end right {self.right_states / (self.states or 1):.3f}"
            f"   {self.right_states} of {self.states}",
        ]


def score(world: World, articles: Iterable[Article], marked: Iterable[Article], at: Path) -> Score:
    """How the ledger of these articles, kept in a new record, goes with the world's; ``marked``
    are the same with what is marked.
    """
    articles, marked = list(articles), list(marked)
    with Record(at) as record:
        for article in articles:
            record.add(article)
        last = max(article.published or "" for article in articles)
        entries = list(record.commitments(as_of=last, limit=10_000))
    names = counterparts(articles, marked)
    found: list[dict[str, str]] = [
        {names.get(event.statement, event.statement): event.event for event in entry.history}
        for entry in entries
    ]
    return compared(world, entries, found, told_by_id(marked), datetime.date.fromisoformat(last))


def compared(
    world: World,
    entries: list[Entry],
    found: list[dict[str, str]],
    told: Mapping[str, Told],
    today: datetime.date,
) -> Score:
    """The counts."""
    result = Score()
    ours = {frozenset(pair) for one in found for pair in combinations(one, 2)}
    theirs = {frozenset(pair) for one in world.entries.values() for pair in combinations(one, 2)}
    result.found_pairs, result.marked_pairs = len(ours), len(theirs)
    result.right_pairs = len(ours & theirs)
    best = matched(world, found)
    for name, events in world.entries.items():
        number = best.get(name)
        mine = found[number] if number is not None else {}
        for statement, event in events.items():
            if statement in mine:
                result.events += 1
                result.right_events += mine[statement] == event["event"]
                if mine[statement] != event["event"]:
                    words = told[statement].words[:90]
                    result.wrong.append(f"{name} {event['event']} → {mine[statement]}: {words}")
        result.states += 1
        wanted = state_of(events, told, today)
        given = entries[number].state if number is not None else None
        result.right_states += wanted == given
        if wanted != given:
            result.wrong.append(f"{name} state {wanted} → {given}")
    return result


def matched(world: World, found: list[dict[str, str]]) -> dict[str, int]:
    """The found entry that has most statements of each marked one, each given once."""
    common = [
        (len(events.keys() & one.keys()), -number, name)
        for name, events in world.entries.items()
        for number, one in enumerate(found)
        if events.keys() & one.keys()
    ]
    best: dict[str, int] = {}
    for _, number, name in sorted(common, reverse=True):
        if name not in best and -number not in best.values():
            best[name] = -number
    return best


def state_of(
    events: Mapping[str, Mapping[str, object]], told: Mapping[str, Told], today: datetime.date
) -> str:
    """How a marked entry stands in the end, by the same rules as ours but the marked events."""
    ordered = sorted(events, key=lambda name: told[name].order)
    known = [
        (
            told[name],
            Event(
                events[name]["event"],  # type: ignore[arg-type]
                bool(events[name].get("partial")),
                bool(events[name].get("conditional")),
            ),
        )
        for name in ordered
    ]
    bearing = [one for one, _ in known]
    if not any(one.promises for one in bearing):
        return str(decided(known) or "open")
    return state(promise_of(bearing), decided(known), today)


def told_by_id(articles: Iterable[Article]) -> dict[str, Told]:
    """The statements of articles as the ledger sees them."""
    return {told.id: told for article in articles for told in told_in(article)}


def counterparts(articles: Iterable[Article], marked: Iterable[Article]) -> dict[str, str]:
    """The marked statement that each statement found is, by their ids."""
    by_id = {article.id: article for article in marked}
    names: dict[str, str] = {}
    taken: Counter[str] = Counter()
    shares = defaultdict(list)
    for article in articles:
        for one in article.statements:
            for other in by_id[article.id].statements:
                if (share := overlap(one, other)) >= SAME:
                    shares[share].append((one.id, other.id))
    for share in sorted(shares, reverse=True):
        for one_id, other_id in shares[share]:
            if one_id not in names and not taken[other_id]:
                names[one_id] = other_id
                taken[other_id] += 1
    return names


def overlap(one: Statement, other: Statement) -> float:
    """Intersection over union of the characters of two contents."""
    ours = {at for span in one.content for at in range(span.start, span.end)}
    theirs = {at for span in other.content for at in range(span.start, span.end)}
    return len(ours & theirs) / len(ours | theirs)
