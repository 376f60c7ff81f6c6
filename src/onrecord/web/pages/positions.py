"""What a party said on one topic over time, beside another party; and what is new since a day."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Annotated

from fastapi import APIRouter, Response

from onrecord.record import Position, Record, RecordError
from onrecord.web.asked import Blank, Date, Name
from onrecord.web.news import as_feed, news
from onrecord.web.visit import Reader
from onrecord.web.wordings import Marked, changed, with_words

router = APIRouter()
Beat = Annotated[int | None, Blank]  # the id of a saved search


@dataclass(frozen=True, slots=True)
class Side:
    """One party's line: who was asked for, what was found, and why nothing was.  ``words`` are
    those of each statement, with what is new in them marked, and ``before`` those that it changes,
    with what is gone.
    """

    name: str
    found: tuple[Position, ...] = ()
    words: dict[str, Marked] = field(default_factory=dict)
    before: dict[str, Marked] = field(default_factory=dict)
    wrong: str | None = None


@router.get("/positions")
def positions(
    visit: Reader,
    name: Name = None,
    on: Name = None,
    beside: Name = None,
    since: Date = None,
    body: bool = False,
) -> Response:
    """One party or two on a topic, in time, with the words that changed."""
    if visit.is_early:
        return visit.nothing_yet()
    names = {one: called(visit.record, one) for one in (name, beside) if one}
    known = {"name": names.get(name or ""), "beside": names.get(beside or "")}
    asked = {**known, "on": on, "since": since, "body": body}
    sides = visit.unless_uncompared(
        lambda wait: [
            side(visit.record, one, shown, on, since, body=body, wait=wait)
            for one, shown in names.items()
            if on
        ]
    )
    return visit.page("positions.html", waits=sides is None, asked=asked, sides=sides)


def called(record: Record, name: str) -> str:
    """What is shown of who was asked for: of a party's number its name."""
    if not name.isdecimal():
        return name
    try:
        return record.party(name).name
    except RecordError:
        return name


def side(
    record: Record,
    name: str,
    shown: str,
    on: str,
    since: str | None,
    *,
    body: bool,
    wait: bool,
) -> Side:
    """What one party said."""
    try:
        found = record.positions(name, on, body=body, since=since, wait=wait)
    except RecordError as error:
        return Side(shown, wrong=str(error))
    if not body:
        shown = one_name(found) or shown
    words, before = in_words(found)
    return Side(shown, tuple(found), words, before)


def one_name(found: Sequence[Position]) -> str | None:
    """Who speaks in all of these, if it is one."""
    names = {one.speaker for one in found}
    return names.pop() if len(names) == 1 else None


def in_words(found: Sequence[Position]) -> tuple[dict[str, Marked], dict[str, Marked]]:
    """The words of each statement, and those that it changes: where two are much alike, all that
    differs is marked, else what makes the later one differ.
    """
    said = {one.statement: one.words for one in found}
    words, before = {}, {}
    for one in found:
        words[one.statement] = with_words(one.words, None)
        earlier = said.get(one.to or "")
        if earlier is None:
            continue
        if (both := changed(earlier, one.words)) is not None:
            if any(stretch.differs for side in both for stretch in side):
                before[one.statement], words[one.statement] = both
        elif one.relation not in ("repeats", "unclear"):
            before[one.statement] = with_words(earlier, None)
            words[one.statement] = with_words(one.words, one.pivot)
    return words, before


@router.get("/changes")
def changes(visit: Reader, since: Date = None, beat: Beat = None) -> Response:
    """The editor's morning page."""
    if visit.is_early:
        return visit.nothing_yet()
    found = news(visit, since, beat)
    beats = visit.record.saved_searches()
    return visit.page("news.html", waits=found.left > 0, news=found, beats=beats)


@router.get("/changes.atom")
def feed(visit: Reader, since: Date = None, beat: Beat = None) -> Response:
    """The same for a feed reader, which comes again for what is not known yet."""
    return as_feed(visit, news(visit, since, beat))
