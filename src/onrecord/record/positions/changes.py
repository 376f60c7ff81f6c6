"""What is new in a record since a day: promises and what became of them, reversals, accusations."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal, NamedTuple

from sqlalchemy import ColumnElement, Connection, and_, or_, select

from onrecord.positions import is_named
from onrecord.record.days import first_day, last_day
from onrecord.record.dialects import read_by
from onrecord.record.errors import RecordError
from onrecord.record.ledger.browse import Asked, Entry, EntryEvent, listed
from onrecord.record.positions.comparisons import Comparisons, UncomparedError
from onrecord.record.positions.sayings import Saying, newest, sayings
from onrecord.record.rows import Line
from onrecord.record.schema import articles, names, statements
from onrecord.stems import stems_of

ChangeKind = Literal[
    "promise", "refusal", "delayed", "delivered", "withdrawn", "contradicted", "overdue",
    "reversal", "accusation", "denial",
]  # fmt: skip

MOST = 2_000  # new statements looked at, the newest
OF_PARTY = 5_000  # of its statements, the newest
NEAREST = 4  # earlier statements that each is held against: those with most words in common
SHARED = 2  # words that they share at least
COMPARED = 1_000  # pairs of statements, those with most words in common
SAME_ISSUE = 0.8  # how likely both are on one issue of a reversal that an editor is told of
KINDS: dict[str, ChangeKind] = {"accuse": "accusation", "deny": "denial"}
EVENTS: dict[str, ChangeKind] = {
    "delayed": "delayed",
    "delivered": "delivered",
    "withdrawn": "withdrawn",
    "contradicted": "contradicted",
}
ENTRIES = 1_000  # of the ledger that are looked at


@dataclass(frozen=True, slots=True)
class Change:
    """Something new, and the statement that it rests on.

    ``entry`` is the entry of the ledger that it belongs to, where it is a promise or what became
    of one.  Of a reversal, ``to`` is the statement that it reverses, ``before`` are the words of
    that, ``pivot`` the new words that make it so and ``confidence`` how likely it is.
    """

    kind: ChangeKind
    statement: str
    article: str
    said_on: str | None
    published: str | None
    outlet: str | None
    speaker: str | None
    target: str | None
    words: str
    entry: str | None = None
    to: str | None = None
    before: str | None = None
    pivot: str | None = None
    confidence: float | None = None


def changes(comparisons: Comparisons, since: str) -> list[Change]:
    """What the reports published on a day or later brought, and what fell due since then: what
    became of promises, then reversals, then accusations and denials, each in order of time.
    ``UncomparedError`` has them without the reversals that are yet to be found.
    """
    connection = comparisons.connection
    new = sayings(connection, published_since(since), most=MOST)
    told = [told_of(saying) for saying in new if saying.act in KINDS]
    reversed_, left = reversals(comparisons, new)
    found = [*of_ledger(connection, since), *reversed_, *told]
    if left:
        raise UncomparedError(found, left)
    return found


def of_ledger(connection: Connection, since: str) -> Iterator[Change]:
    """New promises and refusals, what became of others, and those overdue since a day."""
    day = first_day(since) or ""
    recent = listed(connection, Asked(since=since), ENTRIES, None)
    for entry in recent:
        for number, event in enumerate(entry.history):
            kind = EVENTS.get(event.event) or (entry.kind if number == 0 else None)
            if kind is not None and (event.published or event.said_on or "") >= day:
                yield of_entry(entry, event, kind)
    for entry in listed(connection, Asked(state="overdue"), ENTRIES, None):
        if (last_day(entry.due) or "") >= day:
            yield of_entry(entry, entry.history[-1], "overdue")


def of_entry(entry: Entry, event: EntryEvent, kind: ChangeKind) -> Change:
    """What became of an entry of the ledger, as something new."""
    return Change(
        kind=kind,
        statement=event.statement,
        article=event.article,
        said_on=event.said_on,
        published=event.published,
        outlet=event.outlet,
        speaker=event.speaker,
        target=entry.to,
        words=event.words,
        entry=entry.id,
    )


def published_since(since: str) -> ColumnElement[bool]:
    """Whether a statement's article was published, or else added, on a day or later."""
    day = first_day(since)
    if day is None:
        raise RecordError(f"{since}: not a date; write it as 2024, 2024-03 or 2024-03-05")
    is_undated = articles.c.published.is_(None)
    recent = or_(articles.c.published >= day, and_(is_undated, articles.c.added_at >= day))
    found = read_by(select(articles.c.number).where(recent), articles, "articles_told")
    return statements.c.article_id.in_(found)


def reversals(comparisons: Comparisons, new: Sequence[Saying]) -> tuple[list[Change], int]:
    """The new statements that reverse an earlier one of their party, and how many pairs are left
    to be compared by somebody who waits.

    Comparing takes ten milliseconds a pair when it is done first, so of very many pairs those with
    most words in common are compared.
    """
    possible = candidates(comparisons.connection, new)
    pairs = sorted(possible, key=lambda pair: -pair.shared)[:COMPARED]
    those = statements.c.key.in_({pair.before for pair in pairs})
    earlier = {one.key: one for one in sayings(comparisons.connection, those)}
    compare = comparisons.among([*earlier.values(), *(pair.later for pair in pairs)])
    order = {saying.id: number for number, saying in enumerate(new)}
    found: dict[str, Change] = {}
    left = 0
    for later, key, _ in sorted(pairs, key=lambda pair: order[pair.later.id]):
        if later.id in found:
            continue
        before = earlier[key]
        try:
            how = compare(before.told, later.told)
        except UncomparedError:
            left += 1
            continue
        if (
            how.same_issue >= SAME_ISSUE
            and how.stance == "reverses"
            and is_named(how, before.told, later.told)
        ):
            found[later.id] = told_of(
                later,
                kind="reversal",
                to=before.id,
                before=before.words,
                pivot=how.pivot,
                confidence=how.stance_confidence,
            )
    return list(found.values()), left


class Pair(NamedTuple):
    """A statement, the key of an earlier one of its party, and how many words both share."""

    later: Saying
    before: int
    shared: int


def candidates(connection: Connection, new: Sequence[Saying]) -> Iterator[Pair]:
    """The new statements, each with the earlier ones of its party that it may reverse."""
    by_party: dict[int, list[Saying]] = defaultdict(list)
    for saying in new:
        if saying.party is not None:
            by_party[saying.party].append(saying)
    columns = (statements.c.key, statements.c.article_id, statements.c.content)
    for party, some in by_party.items():
        query = newest(*columns).where(names.c.party == party).limit(OF_PARTY)
        known = connection.execute(query).all()
        place = {row.key: number for number, row in enumerate(known)}
        for saying in some:
            if saying.key in place:
                yield from nearest(saying, known[place[saying.key] + 1 :])


def nearest(later: Saying, earlier: Iterable[Line]) -> list[Pair]:
    """The earlier statements with most words in common, of other reports, the last first."""
    mine = stems_of(later.words)
    pairs = [
        Pair(later, before.key, len(mine.intersection(words_of(before.content))))
        for before in earlier
        if before.article_id != later.article
    ]
    pairs.sort(key=lambda pair: -pair.shared)
    return [pair for pair in pairs[:NEAREST] if pair.shared >= SHARED]


@lru_cache(maxsize=10_000)
def words_of(said: str) -> tuple[str, ...]:
    """The stems of what was said: what loud parties said is looked at again with each report that
    comes.  A set would take four times the room.
    """
    return tuple(stems_of(said))


def told_of(saying: Saying, kind: ChangeKind | None = None, **more: object) -> Change:
    """A statement as something new."""
    return Change(
        kind=kind or KINDS[saying.act or ""],
        statement=saying.id,
        article=saying.article,
        said_on=saying.said_on,
        published=saying.published,
        outlet=saying.outlet,
        speaker=saying.speaker,
        target=saying.target,
        words=saying.words,
        **more,  # type: ignore[arg-type]
    )
