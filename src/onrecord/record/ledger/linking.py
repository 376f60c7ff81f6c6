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
from onrecord.record.ledger.entries import begin, join, refresh, regroup
from onrecord.record.ledger.reading import reading
from onrecord.record.ledger.telling import told_in, unpacked
from onrecord.record.rows import Line, Values
from onrecord.record.schema import INTEGER, bearings, entries, entry_judgements

US = f"onrecord ledger {VERSION}"  # the author of what was not judged by a person
WINDOW = 8  # statements under one key that are looked at, those next to it in time
AT_MOST = 20  # statements that one is set beside, those with most keys in common


class Link(NamedTuple):
    """An earlier statement on which one may bear, how likely it does, and what that comes to."""

    earlier: int
    score: float
    verdict: str
    why: str


def link_all(connection: Connection, wanted: Iterable[int], new: Mapping[int, Told]) -> None:
    """Links statements, in order of time, and those after what is new or linked otherwise now
    that may bear on it.
    """
    rows = {row.statement: row for row in rows_of(connection, wanted)}
    last = is_last(connection, min((row.place for row in rows.values()), default=0), rows)
    judged = judged_of(connection, new)
    waiting = [(row.place, row.statement) for row in rows.values()]
    heapify(waiting)
    while waiting:
        _, key = heappop(waiting)
        row, is_new, is_judged = rows.pop(key), key in new, key in judged
        told = new[key] if is_new else told_in(connection, row)
        sought = entered(connection, unpacked(row.sought))
        more: set[int] = set()
        others = link(connection, row, told, sought, is_new=is_new, is_judged=is_judged)
        if others and not is_new:
            more = followers(connection, {key})
        elif is_new and not last and (row.promises or sought or is_judged):
            more = touched(connection, row, sought, len(new))
        for other in rows_of(connection, more - rows.keys()):
            rows[other.statement] = other
            heappush(waiting, (other.place, other.statement))


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
        bound = bound_to(sought, row.place, WINDOW + new)
        query = with_entries(under_key(connection), len(sought))
        sought = list(connection.scalars(query, bound))
    if not sought:
        return set()
    return {other.statement for other in next_to(connection, row, sought, later=True)}


def link(
    connection: Connection,
    row: Line,
    told: Told,
    sought: Sequence[int],
    *,
    is_new: bool,
    is_judged: bool,
) -> bool:
    """Links one statement anew; whether it bears on others now."""
    found = links(connection, row, told, sought)
    kept = [] if is_new else links_of(connection, row.statement)
    likely_before = {(one.left, one.verdict, one.score) for one in kept}
    likely_now = {(one.earlier, one.verdict, round(one.score, 3)) for one in found}
    if likely_before == likely_now and not is_new:
        return False
    ours = (entry_judgements.c.right == row.statement) & ~entry_judgements.c.person
    if kept:
        connection.execute(delete(entry_judgements).where(ours))
    if found:
        made = [judgement(row.statement, one) for one in found]
        connection.execute(insert(entry_judgements), made)
    before, after = ({one[:2] for one in likely} for likely in (likely_before, likely_now))
    if before == after and not is_new:
        return False
    same = [one.earlier for one in found if one.verdict == "same"]
    if not is_new or is_judged or not put(connection, row, told, same):
        others = {row.statement, *(key for key, _ in before | after)}
        refresh(connection, regroup(connection, others))
    against = [key for key, given in before | after if given == "against"]
    if against:
        taken_back = select(bearings.c.entry).where(bearings.c.statement.in_(against))
        refresh(connection, set(connection.scalars(taken_back)) - {None})
    return True


def put(connection: Connection, row: Line, told: Told, same: Collection[int]) -> bool:
    """Puts a new statement where it stands alone or with others of one entry; False where several
    entries become one.
    """
    if same:
        return join(connection, row, told, same)
    begin(connection, row, told)
    return True


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


def links(connection: Connection, row: Line, told: Told, sought: Sequence[int]) -> list[Link]:
    """The earlier statements on which one bears: the likeliest where it is likely, and all that
    are surely of the same thing; else the likeliest, to be asked about.
    """
    before = next_to(connection, row, sought, later=False) if sought else []
    if not before:
        return []
    earlier = [told_in(connection, other) for other in before]
    keys = {one.id: other.statement for one, other in zip(earlier, before, strict=True)}
    scores = likely(told, earlier, reading(connection, told, keys | {told.id: row.statement}))
    refused = refusals(connection, before)
    promised = any(
        other.entry not in refused
        for other, score in zip(before, scores, strict=True)
        if score >= SAME
    )
    found: list[Link] = []
    is_same = False
    for number in sorted(range(len(before)), key=lambda number: -scores[number]):
        other, score = before[number], scores[number]
        # A refusal of what was promised takes the promise back, and repeats no refusal before it.
        repeats = told.act == "refuse" and promised and other.entry in refused
        # What neither promises nor refuses bears on a refusal, and on nothing that was said of it.
        beside = other.entry in refused and not told.promises and not earlier[number].promises
        if repeats or beside or score < UNSURE:
            continue
        if (found and score < SAME) or (is_same and score < SURE):
            continue
        given = verdict(score, turns=is_turn(told, other, earlier[number], refused))
        found.append(Link(other.statement, score, given, why(told, earlier[number])))
        is_same = is_same or given == "same"
    return found


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
    mine = entries.c.statement.in_({row.entry for row in rows if row.entry is not None})
    query = select(entries.c.statement).where(mine, entries.c.kind == "refusal")
    return set(connection.scalars(query))


def next_to(connection: Connection, row: Line, sought: Sequence[int], *, later: bool) -> list[Line]:
    """The statements next to one in time under each of some keys, with most keys in common first;
    of those before it the first ``AT_MOST`` that are in entries.
    """
    bound = bound_to(sought, row.place, WINDOW)
    query = nearest(under_key(connection), len(sought), later=later)
    return list(connection.execute(query, bound))


def entered(connection: Connection, sought: Sequence[int]) -> list[int]:
    """Those of some keys under which there are statements of entries at all: few in any record."""
    bound = {f"key{at}": key for at, key in enumerate(sought)}
    return list(connection.scalars(entered_of(len(sought)), bound)) if sought else []


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
