"""Accusations of a record with the denials that answer them, and denials with what they deny.

Both are searches, newest first and a page at a time; what stands on the other side of a statement
is told as ``replies.py`` finds it, so that a page asks for few comparisons however long the list
is.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from onrecord.record.page import Page
from onrecord.record.positions.comparisons import Comparisons, UncomparedError
from onrecord.record.positions.replies import (
    Told,
    as_told,
    denials_of,
    denied_in,
    read_ahead,
    told,
)
from onrecord.record.positions.sayings import Saying, sayings
from onrecord.record.schema import statements
from onrecord.record.search import Wanted, search

AT_ONCE = 100  # statements looked through together
ROUNDS = 3  # searches for a page of accusations that nobody answered


@dataclass(frozen=True, slots=True)
class Exchange:
    """An accusation, and the denials that answer it: empty where nobody did, None where they are
    yet to be compared and who asks does not wait for that.
    """

    accusation: Told
    denials: tuple[Told, ...] | None


@dataclass(frozen=True, slots=True)
class Denied:
    """A denial, and the accusations, or else the claims, that it answers; None as above."""

    denial: Told
    answers: tuple[Told, ...] | None


def answers(
    comparisons: Comparisons, wanted: Wanted, *, unanswered: bool, limit: int, cursor: str | None
) -> Page[Exchange]:
    """The accusations among what is wanted, the newest first, each with its denials.

    With ``unanswered`` those that have any are left out; the total counts them all the same.  So
    that nobody waits for ever, a page may then have fewer than asked for, and lead on.
    """
    wanted = replace(wanted, act="accuse", sort="-date")
    found: list[Exchange] = []
    for _ in range(ROUNDS if unanswered else 1):
        page = searched(comparisons, wanted, limit - len(found), cursor)
        exchanges = [Exchange(as_told(one), beside(comparisons, one)) for one in page]
        found += [one for one in exchanges if not (unanswered and one.denials)]
        cursor = page.next
        if cursor is None or len(found) == limit:
            break
    return Page(tuple(found), page.total, cursor)


def denials(
    comparisons: Comparisons, wanted: Wanted, *, limit: int, cursor: str | None
) -> Page[Denied]:
    """The denials among what is wanted, the newest first, each with what it denies."""
    page = searched(comparisons, replace(wanted, act="deny", sort="-date"), limit, cursor)
    found = (Denied(as_told(one), beside(comparisons, one)) for one in page)
    return Page(tuple(found), page.total, page.next)


def look_through(comparisons: Comparisons, wanted: Wanted) -> None:
    """Has all accusations and denials among what is wanted compared, the newest first."""
    for act in ("accuse", "deny"):
        cursor = None
        while True:
            some = searched(comparisons, replace(wanted, act=act, sort="-date"), AT_ONCE, cursor)
            for one in some:
                beside(comparisons, one)
            if (cursor := some.next) is None:
                break


def searched(
    comparisons: Comparisons, wanted: Wanted, limit: int, cursor: str | None
) -> Page[Saying]:
    """What a search finds, as it is compared."""
    page = search(comparisons.connection, wanted, limit, cursor)
    ids = [hit.statement.id for hit in page]
    known = {one.id: one for one in sayings(comparisons.connection, statements.c.id.in_(ids))}
    found = Page(tuple(known[id] for id in ids), page.total, page.next)
    read_ahead(comparisons, found.items)
    return found


def beside(comparisons: Comparisons, saying: Saying) -> tuple[Told, ...] | None:
    """What stands on the other side of a denial or an accusation."""
    find = denied_in if saying.act == "deny" else denials_of
    try:
        return told(find(comparisons, saying))
    except UncomparedError:
        return None
