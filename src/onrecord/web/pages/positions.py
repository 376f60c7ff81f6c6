"""What a party said on one topic over time, beside another party; and what is new since a day."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Annotated, Literal

from fastapi import APIRouter, Response

from onrecord.record import (
    Change,
    Position,
    Record,
    RecordError,
    SavedSearch,
    UncomparedError,
)
from onrecord.web.asked import Blank, Date, Name
from onrecord.web.caching import fresh
from onrecord.web.formats import TYPES
from onrecord.web.recent import a_week_back
from onrecord.web.templating import templates
from onrecord.web.visit import Reader, Visit

router = APIRouter()
ALIKE = 0.5  # of the words of two statements, for what differs to be marked in them
IN_BEAT = 1_000  # statements of a beat that are looked through
Beat = Annotated[int | None, Blank]  # the id of a saved search
Sign = Literal["same", "gone", "new"]


@dataclass(frozen=True, slots=True)
class Word:
    """A stretch of words, and whether it is new or gone since the statement before."""

    text: str
    sign: Sign


@dataclass(frozen=True, slots=True)
class Side:
    """One party's line: who was asked for, what was found, and why nothing was.  Of statements that
    stand to an earlier one, ``before`` has that one's words, and ``words`` what differs, where the
    two are much alike.
    """

    name: str
    found: tuple[Position, ...] = ()
    before: dict[str, str] = field(default_factory=dict)
    words: dict[str, list[Word]] = field(default_factory=dict)
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
    by_id = {one.statement: one.words for one in found}
    before = {one.statement: by_id[one.to] for one in found if one.to in by_id}
    words = {
        one.statement: list(changed(before[one.statement], one.words))
        for one in found
        if one.statement in before
    }
    return Side(shown, tuple(found), before, {id: some for id, some in words.items() if some})


def changed(earlier: str, later: str) -> Iterator[Word]:
    """The words of a statement beside those of an earlier one; none where little is the same."""
    old, new = re.findall(r"\S+\s*", earlier), re.findall(r"\S+\s*", later)
    matcher = difflib.SequenceMatcher(None, plain(old), plain(new), autojunk=False)
    if matcher.ratio() < ALIKE:
        return
    for tag, start, end, there, until in matcher.get_opcodes():
        if tag == "equal":
            yield Word("".join(new[there:until]), "same")
            continue
        if start < end:
            yield Word("".join(old[start:end]), "gone")
        if there < until:
            yield Word("".join(new[there:until]), "new")


def plain(words: list[str]) -> list[str]:
    """Words without case and marks."""
    return [re.sub(r"\W+", "", word).casefold() for word in words]


@dataclass(frozen=True, slots=True)
class News:
    """What is new since a day, in one saved search or in everything; ``left`` is how many pairs of
    statements are yet to be compared, so that reversals may be missing.
    """

    since: str
    beat: SavedSearch | None
    changes: tuple[Change, ...]
    left: int


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
    made = templates.get_template("news.xml").render(
        base=visit.settings.address.rstrip("/"), news=news(visit, since, beat)
    )
    return fresh(visit.request, Response(made, media_type=TYPES["atom"]))


def news(visit: Visit, since: str | None, beat: int | None) -> News:
    """What the reports since a day brought, by default those of the last week before the newest."""
    record, day = visit.record, since or a_week_back(visit.record)
    saved = record.saved_search(beat) if beat is not None else None
    left = 0
    try:
        found: Sequence[Change] = visit.kept(
            "changes", day, date.today(), ask=lambda: record.changes(day, wait=False)
        )
    except UncomparedError as error:
        found, left = error.known, error.left
        visit.ask_behind(lambda: record.changes(day))
    if saved is not None:
        mine = in_beat(record, saved, day)
        found = [one for one in found if one.statement in mine]
    return News(day, saved, tuple(found), left)


def in_beat(record: Record, saved: SavedSearch, since: str) -> set[str]:
    """The ids of the statements of a saved search since a day."""
    recent = replace(saved.wanted, since=since, sort="-date")
    return {hit.statement.id for hit in record.find(recent, limit=IN_BEAT)}
