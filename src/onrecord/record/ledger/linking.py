"""Linking: each statement to the earlier ones that it most likely bears on, if there are any.

What a statement is linked to depends on the few earlier statements under its keys alone, and on
which of them are in entries, so that the order of adding makes no difference: those after one that
comes late, or that is linked otherwise now, look again.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import cache
from heapq import heapify, heappop, heappush
from typing import Any, NamedTuple

from sqlalchemy import (
    Connection,
    Select,
    TextClause,
    column,
    delete,
    func,
    insert,
    literal,
    or_,
    select,
    text,
)

from onrecord.ledger import SAME, SURE, UNSURE, VERSION, Told, likely, why
from onrecord.record.clock import now
from onrecord.record.dialects import dialect_of
from onrecord.record.ledger.entries import begin, join, refresh, refused, regroup
from onrecord.record.ledger.reading import reading
from onrecord.record.ledger.telling import told_in, unpacked
from onrecord.record.padding import padded
from onrecord.record.rows import Line, Values
from onrecord.record.schema import INTEGER, bearings, entry_judgements

US = f"onrecord ledger {VERSION}"  # the author of what was not judged by a person
WINDOW = 8  # statements under one key that are looked at, those next to it in time
AT_MOST = 20  # statements that one is set beside, those with most keys in common
ROUNDS = 4  # in which what is in entries settles; mostly the first one does


class Link(NamedTuple):
    """An earlier statement on which one may bear, how likely it does, and what that comes to."""

    earlier: int
    score: float
    verdict: str
    why: str


def link_all(
    connection: Connection,
    wanted: Iterable[int],
    new: Mapping[int, Told],
    changed: Collection[int] = (),
) -> None:
    """Links statements, in order of time, and those after what is new that may bear on it; makes
    the entries that changed before, and by that, anew.  What comes into an entry by that or leaves
    it has those after it look again, for a few rounds.
    """
    linking = Linking(connection, new, {*changed})
    rows = rows_of(connection, wanted)
    last = is_last(connection, min((row.place for row in rows), default=0), [*wanted])
    for _ in range(ROUNDS):
        waiting = {row.statement: row for row in rows}
        places = [(row.place, row.statement) for row in rows]
        heapify(places)
        while places:
            row = waiting[heappop(places)[1]]
            sought = entered(connection, unpacked(row.sought))
            is_new = linking.link(row, sought)
            if is_new and not last and (row.promises or sought or row.statement in linking.judged):
                more = touched(connection, row, sought, len(new)) - waiting.keys()
                for other in rows_of(connection, more):
                    waiting[other.statement] = other
                    heappush(places, (other.place, other.statement))
        rows = rows_of(connection, followers(connection, linking.regroup()))
    linking.finish()


class Linking:
    """Statements being linked: what is known of them, and what is done for all together, since one
    that comes late may have very many look again.
    """

    def __init__(self, connection: Connection, new: Mapping[int, Told], changed: set[int]) -> None:
        self.connection, self.new = connection, {*new}
        self.judged = judged_of(connection, new)
        self.told: dict[int, Told] = dict(new)
        self.changed = changed  # entries whose events are to be told anew
        self.linked: set[int] = set()  # statements that hang together otherwise now
        self.against: set[int] = set()  # those that others speak against, or did

    def told_in(self, row: Line) -> Told:
        """The statement of a row of ``bearings``."""
        if row.statement not in self.told:
            self.told[row.statement] = told_in(self.connection, row)
        return self.told[row.statement]

    def link(self, row: Line, sought: Sequence[int]) -> bool:
        """Links one statement anew; whether it had never been linked."""
        found = self.links(row, sought)
        is_new = row.statement in self.new
        self.new.discard(row.statement)
        kept = [] if is_new else links_of(self.connection, row.statement)
        before = {(one.left, one.verdict, one.score) for one in kept}
        now = {(one.earlier, one.verdict, round(one.score, 3)) for one in found}
        if before != now:
            ours = (entry_judgements.c.right == row.statement) & ~entry_judgements.c.person
            if kept:
                self.connection.execute(delete(entry_judgements).where(ours))
            if found:
                made = [judgement(row.statement, one) for one in found]
                self.connection.execute(insert(entry_judgements), made)
            other = {pair[:2] for pair in before} ^ {pair[:2] for pair in now}
            self.against |= {key for key, given in other if given == "against"}
        same, were = (
            {key for key, given, _ in pairs if given == "same"} for pairs in (now, before)
        )
        if is_new:
            if row.statement in self.judged or not self.put(row, same):
                self.linked |= {row.statement, *same}
        elif same != were:
            self.linked |= {row.statement, *same, *were}
        return is_new

    def put(self, row: Line, same: Collection[int]) -> bool:
        """Puts a new statement where it stands alone or with others of one entry; False where
        several entries become one.
        """
        told = self.told_in(row)
        if not same:
            begin(self.connection, row, told, self.changed)
            return True
        return join(self.connection, row, told, same, self.changed)

    def regroup(self) -> set[int]:
        """Makes entries of what hangs together otherwise now; the statements that later ones see
        otherwise by that.
        """
        found = regroup(self.connection, self.linked)
        self.changed |= found.entries
        self.linked.clear()
        return found.moved

    def finish(self) -> None:
        """Tells anew what became of the entries that changed, then of those taken back."""
        refresh(self.connection, self.changed)
        if self.against:
            taken_back = select(bearings.c.entry).where(bearings.c.statement.in_(self.against))
            refresh(self.connection, set(self.connection.scalars(taken_back)) - {None})

    def links(self, row: Line, sought: Sequence[int]) -> list[Link]:
        """The earlier statements on which one bears: the likeliest where it is likely, and all that
        are surely of the same thing; else the likeliest, to be asked about.
        """
        before = next_to(self.connection, row, sought, later=False) if sought else []
        if not before:
            return []
        told, earlier = self.told_in(row), [self.told_in(other) for other in before]
        keys = {one.id: other.statement for one, other in zip(earlier, before, strict=True)}
        keys[told.id] = row.statement
        scores = likely(told, earlier, reading(self.connection, told, keys))
        refused = refusals(self.connection, before)
        promised = any(
            other.entry not in refused
            for other, score in zip(before, scores, strict=True)
            if score >= SAME
        )
        found: list[Link] = []
        is_same = False
        for number in sorted(range(len(before)), key=lambda number: -scores[number]):
            other, score = before[number], scores[number]
            # A refusal of what was promised takes that back, and repeats no refusal before it.
            repeats = told.act == "refuse" and promised and other.entry in refused
            # What neither promises nor refuses bears on a refusal, and on nothing said of it.
            beside = other.entry in refused and not told.promises and not earlier[number].promises
            if repeats or beside or score < UNSURE:
                continue
            if (found and score < SAME) or (is_same and score < SURE):
                continue
            given = verdict(score, turns=is_turn(told, other, earlier[number], refused))
            found.append(Link(other.statement, score, given, why(told, earlier[number])))
            is_same = is_same or given == "same"
        return found


def followers(connection: Connection, keys: Collection[int]) -> set[int]:
    """The later statements that have these among those that they may bear on."""
    rows = rows_of(connection, keys)
    if not rows or is_last(connection, min(row.place for row in rows), keys):
        return set()
    return {
        other.statement
        for row in rows
        for other in next_to(connection, row, unpacked(row.sought), later=True)
    }


def touched(connection: Connection, row: Line, sought: Sequence[int], new: int) -> set[int]:
    """The later statements that see something else now that one of so many new ones is there:
    those under its keys, where it is in an entry; else where it may have taken the place of one
    that is, among those next to them: ``sought`` are its keys under which there are some.
    """
    entry = connection.scalar(select(bearings.c.entry).where(bearings.c.statement == row.statement))
    if entry is not None:
        sought = unpacked(row.sought)
    elif sought:
        sought = padded(sought)
        query = with_entries(under_key(connection), len(sought))
        sought = list(connection.scalars(query, bound_to(sought, row.place, WINDOW + new)))
    if not sought:
        return set()
    return {other.statement for other in next_to(connection, row, sought, later=True)}


def judgement(key: int, found: Link) -> Values:
    """The row for what this version found."""
    return {
        "left": found.earlier,
        "right": key,
        "verdict": found.verdict,
        "person": False,
        "author": US,
        "score": round(found.score, 3),
        "why": found.why,
        "made_at": now(),
    }


def verdict(score: float, *, turns: bool) -> str:
    """What a likeness comes to."""
    if score < SAME:
        return "unsure"
    return "against" if turns else "same"


def is_turn(told: Told, row: Line, earlier: Told, refused: Collection[int]) -> bool:
    """Whether a statement promises what another report had as refused."""
    return told.act == "commit" and row.entry in refused and earlier.article != told.article


def refusals(connection: Connection, rows: Iterable[Line]) -> set[int]:
    """Which of the entries of some statements are refusals: a promise of what was refused in
    another report takes it back, and is an entry of its own.
    """
    return refused(connection, {row.entry for row in rows if row.entry is not None})


def next_to(connection: Connection, row: Line, sought: Sequence[int], *, later: bool) -> list[Line]:
    """The statements next to one in time under each of some keys, with most keys in common first;
    of those before it the first ``AT_MOST`` that are in entries.
    """
    sought = padded(sought)
    query = nearest(under_key(connection), len(sought), later=later)
    return list(connection.execute(query, bound_to(sought, row.place, WINDOW)))


def entered(connection: Connection, sought: Sequence[int]) -> list[int]:
    """Those of some keys under which there are statements of entries at all: few in any record."""
    if not sought:
        return []
    sought = padded(sought)
    bound = {f"key{at}": key for at, key in enumerate(sought)}
    return list(connection.scalars(entered_of(len(sought)), bound))


@cache
def entered_of(number: int) -> TextClause:
    """The query for so many keys."""
    keys = ", ".join(f":key{at}" for at in range(number))
    return text(f"SELECT DISTINCT key FROM entry_keys WHERE key IN ({keys})")  # noqa: S608


def bound_to(sought: Sequence[int], place: int, most: int) -> dict[str, int]:
    """What stands for the names in a query for so many keys."""
    return {"place": place, "most": most} | {f"key{at}": key for at, key in enumerate(sought)}


@cache
def nearest(under: str, number: int, *, later: bool) -> Select[Any]:
    """The query of ``next_to`` for so many keys; to make it anew each time would take longer than
    to ask it.
    """
    of_one = beside(under, later=later)
    each = text(" UNION ALL ".join(of_one.format(at) for at in range(number)))
    near = each.columns(column("place", INTEGER)).subquery("near")
    count = func.count().label("count")
    query = (
        select(bearings, count)
        .join(near, near.c.place == bearings.c.place)
        .group_by(bearings.c.statement)
        .order_by(count.desc(), bearings.c.place if later else bearings.c.place.desc())
    )
    return query if later else query.where(bearings.c.entry.is_not(None)).limit(AT_MOST)


@cache
def with_entries(under: str, number: int) -> TextClause:
    """The query for those of so many keys under which statements of entries are before a place."""
    earlier = beside(under, later=False)
    found = (
        f"SELECT :key{{0}} WHERE EXISTS (SELECT 1 FROM ({earlier}) AS some{{0}} "  # noqa: S608
        "JOIN bearings ON bearings.place = some{0}.place WHERE entry IS NOT NULL)"
    )
    return text(" UNION ALL ".join(found.format(at) for at in range(number)))


def under_key(connection: Connection) -> str:
    """The condition that a place is under the key of a number."""
    return dialect_of(connection).under_key(":key{0}")


def beside(under: str, *, later: bool) -> str:
    """The query for the places next to one under the key of a number."""
    side, order = (">", "") if later else ("<", " DESC")
    return (
        "SELECT * FROM (SELECT rowid AS place FROM bearing_keys "  # noqa: S608
        f"WHERE {under} AND rowid {side} :place "
        f"ORDER BY rowid{order} LIMIT :most) AS near{{0}}"
    )


def is_last(connection: Connection, place: int, among: Collection[int]) -> bool:
    """Whether nothing but these statements stands behind a place, as when reports come in order."""
    others = (bearings.c.place > place) & bearings.c.statement.not_in(among)
    return connection.execute(select(literal(1)).where(others).limit(1)).first() is None


def rows_of(connection: Connection, keys: Iterable[int]) -> list[Line]:
    """Rows of ``bearings``."""
    query = select(bearings).where(bearings.c.statement.in_(list(keys)))
    return list(connection.execute(query))


def links_of(connection: Connection, key: int) -> list[Line]:
    """What this or an earlier version found a statement to bear on."""
    ours = (entry_judgements.c.right == key) & ~entry_judgements.c.person
    return list(connection.execute(select(entry_judgements).where(ours)))


def judged_of(connection: Connection, keys: Collection[int]) -> set[int]:
    """Those of some statements of which a person judged what they bear on."""
    left, right = entry_judgements.c.left, entry_judgements.c.right
    query = select(left, right).where(or_(left.in_(keys), right.in_(keys)))
    rows = connection.execute(query.where(entry_judgements.c.person))
    return {key for row in rows for key in row} & set(keys)


def dissolve(connection: Connection, gone: Collection[int]) -> set[int]:
    """Takes back what versions found of statements that go; those that were linked to them."""
    if not gone:
        return set()
    ours = ~entry_judgements.c.person
    after = ours & entry_judgements.c.left.in_(gone)
    left = set(connection.scalars(select(entry_judgements.c.right).where(after))) - set(gone)
    either = or_(entry_judgements.c.left.in_(gone), entry_judgements.c.right.in_(gone))
    connection.execute(delete(entry_judgements).where(ours, either))
    return left
