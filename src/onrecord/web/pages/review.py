"""Reviewing: the least certain first, one at a time, decided by a key; and what was decided."""

from __future__ import annotations

from typing import Annotated, Literal

from fastapi import APIRouter, Form, Query, Response

from onrecord.marking import PARTS
from onrecord.model import Span, Speaker, Statement
from onrecord.record import DOUBTS, NotInRecordError, Record, RecordError, Verdict
from onrecord.web.asked import ACTS, MANNERS
from onrecord.web.marked import around
from onrecord.web.templating import query
from onrecord.web.visit import Reader, Reviewer, Visit

router = APIRouter()
Kind = Literal["speaker", "act", "content", "same", "promise"]
Do = Literal["accept", "reject", "correct"]
MANY = 100  # questions that are counted
CHOICES = 9  # speakers to choose from by a key
DECISIONS = 30  # on a page
FARTHEST = 10**9
Ids = Annotated[str, Query(pattern=r"^[cej]\d{1,15}(\.\d{1,15}){0,50}$")]
Cursor = Annotated[str, Query(max_length=200)]
Line = Annotated[str, Form(max_length=1_000)]


@router.get("/review")
def review(
    visit: Reader,
    kind: Kind = "speaker",
    after: Cursor = "",
    statement: Annotated[str, Query(max_length=64)] = "",
    done: Ids | None = None,
) -> Response:
    """The next that somebody should look at, or one statement that was asked for."""
    return page(visit, kind, after, statement, done=done)


def page(
    visit: Visit, kind: Kind, after: str, only: str, *, done: str | None = None, wrong: str = ""
) -> Response:
    """One thing to decide on; ``wrong`` is why the decision before could not be kept."""
    shown = {"kind": kind, "after": after, "only": only, "done": done, "wrong": wrong}
    status = 400 if wrong else 200
    record = visit.record
    if only:
        known = card(record, only) | {"next": None, "counts": {}}
    elif kind == "same":
        known = asked(record) | {"counts": visit.kept("review", ask=lambda: counts(record))}
        return visit.page("review_same.html", status=status, **shown, **known)
    elif kind == "promise":
        known = {"question": next(iter(record.entry_queue(1)), None)}
        known |= {"counts": visit.kept("review", ask=lambda: counts(record))}
        return visit.page("review_promise.html", status=status, **shown, **known)
    else:
        found = record.doubtful(kind, limit=1, cursor=after or None)
        known = card(record, found[0].statement.id) if found else {"one": None}
        known |= {"next": found.next, "counts": visit.kept("review", ask=lambda: counts(record))}
    return visit.page("review.html", status=status, **shown, **known)


def counts(record: Record) -> dict[Kind, int]:
    """How many wait of each kind."""
    unsure: dict[Kind, int] = {doubt: record.doubtful(doubt, limit=1).total for doubt in DOUBTS}
    asked: dict[Kind, int] = {
        "same": len(record.queue(MANY)),
        "promise": record.entries_asked(MANY),
    }
    return unsure | asked


def card(record: Record, id: str) -> dict[str, object]:
    """What is shown of a statement that is looked at."""
    article, one = record.statement(id)
    people = [speaker for speaker in article.speakers if speaker.name]
    people.sort(key=lambda speaker: how_far(one, speaker))
    return {
        "one": one,
        "article": article,
        "speaker": next((s for s in article.speakers if s.id == one.speaker), None),
        "around": around(article, one, beside=1),
        "people": people[:CHOICES],
        "names": [speaker.name for speaker in people],
        "acts": ACTS,
        "manners": MANNERS,
        "offsets": {part: offsets(getattr(one, part)) for part in PARTS},
    }


def how_far(one: Statement, speaker: Speaker) -> int:
    """How far from a statement somebody is mentioned, in characters."""
    place = one.content[0].start
    return min((abs(span.start - place) for span in speaker.mentions), default=FARTHEST)


def offsets(spans: tuple[Span, ...]) -> str:
    """Where a part of a statement stands, as ``Record.correct`` takes it."""
    return ",".join(f"{span.start}-{span.end}" for span in spans)


def asked(record: Record) -> dict[str, object]:
    """What is shown of two names that may be one party's."""
    for question in record.queue(limit=1):
        sides = (question.left, question.right)
        said = {side.id: record.said(side.id, limit=2) for side in sides}
        return {"question": question, "sides": sides, "said": said}
    return {}


@router.post("/review")
def decide(
    visit: Reviewer,
    statement: Annotated[str, Form(max_length=64)],
    do: Annotated[Do, Form()],
    field: Annotated[str, Form(max_length=20)] = "",
    value: Line = "",
    kind: Annotated[Kind, Form()] = "speaker",
    after: Annotated[str, Form(max_length=200)] = "",
    only: Annotated[str, Form(max_length=64)] = "",
) -> Response:
    """Keeps what somebody decided of a statement, and goes on."""
    try:
        made = decided(visit, statement, do, field, value.strip() or None)
    except NotInRecordError:
        raise
    except RecordError as error:
        return page(visit, kind, after, only or statement, wrong=str(error))
    return onwards(visit, kind, after, "c", made, statement="" if do == "reject" else only)


def decided(visit: Visit, statement: str, do: Do, field: str, value: str | None) -> list[int]:
    """The ids of the corrections that keep what somebody decided."""
    match do:
        case "accept":
            return visit.record.accept(statement, by=visit.name)
        case "reject":
            return visit.record.reject(statement, by=visit.name)
        case "correct":
            return [visit.record.correct(statement, field, value, by=visit.name)]


@router.post("/review/same")
def judge(
    visit: Reviewer,
    left: Annotated[int, Form()],
    right: Annotated[int, Form()],
    verdict: Annotated[Verdict, Form()],
) -> Response:
    """Keeps whether two names are one party's, and goes on."""
    made = visit.record.judge((left, right), verdict, by=visit.name, why="reviewed")
    return onwards(visit, "same", "", "j", made)


@router.post("/review/promise")
def judge_promise(
    visit: Reviewer,
    left: Annotated[str, Form(max_length=64)],
    right: Annotated[str, Form(max_length=64)],
    verdict: Annotated[Verdict, Form()],
) -> Response:
    """Keeps whether two statements bear on one promise, and goes on."""
    made = visit.record.judge_entries((left, right), verdict, by=visit.name, why="reviewed")
    return onwards(visit, "promise", "", "e", made)


@router.post("/review/undo")
def undo(
    visit: Reviewer,
    done: Annotated[Ids, Form()],
    kind: Annotated[Kind, Form()] = "speaker",
    after: Annotated[str, Form(max_length=200)] = "",
    back: Annotated[Literal["review", "decisions"], Form()] = "review",
) -> Response:
    """Takes back what was decided."""
    ids = [int(one) for one in done[1:].split(".")]
    if done.startswith("j"):
        visit.record.undo(*ids)
    elif done.startswith("e"):
        visit.record.undo_entries(*ids)
    else:
        for one in reversed(ids):
            visit.record.withdraw(one)
    if back == "decisions":
        return visit.go("/review/decisions")
    return visit.go(f"/review?{query({'kind': kind, 'after': after})}")


@router.get("/review/decisions")
def decisions(visit: Reader, cursor: Cursor = "") -> Response:
    """What people decided, the latest first."""
    found = visit.record.decisions(limit=DECISIONS, cursor=cursor or None)
    return visit.page("decisions.html", found=found)


def onwards(
    visit: Visit, kind: Kind, after: str, what: str, made: list[int], statement: str = ""
) -> Response:
    """To the next one, with what was done just now, so that it can be taken back."""
    done = what + ".".join(map(str, made))
    fields = {"kind": kind, "after": after, "statement": statement, "done": done}
    return visit.go(f"/review?{query(fields)}")
