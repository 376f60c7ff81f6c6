"""Events: what each statement does to an entry, given what was known before its article.

A few sound features of the statement beside those before it, with weights that
``training/ledger`` learned, some for promises and others for refusals; what qualifies an event is
told by rules.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Literal, get_args

from rapidfuzz.distance import Indel

from onrecord.ledger.alike import same_any
from onrecord.ledger.due import last_day
from onrecord.ledger.features import has_condition, is_printed_again
from onrecord.ledger.figures import Figure, figures
from onrecord.ledger.told import Told

Kind = Literal[
    "announced",
    "repeated",
    "more-exact",
    "raised",
    "lowered",
    "delayed",
    "delivered",
    "withdrawn",
    "contradicted",
]
KINDS = get_args(Kind)
NEWS_ONCE = ("announced", "more-exact", "raised", "lowered", "delayed")
BEFORE = 30  # statements of an entry that are looked back at, besides its first
ACTS = "commit refuse deny accuse warn state endorse predict demand ask".split()
NOT_YET = re.compile(r"(?:before|until|till)\b", re.IGNORECASE)
NOT_BEFORE = re.compile(r"\b(?:not|never)\b[\w\s]{0,30}\b(?:before|until|till)\b", re.IGNORECASE)
# What may be a number, and how many there are in all: "five of the seven", "3 of the 40 million".
SHARE = re.compile(
    r"""(?<![\w,.])(?=([\w,.]+(?:\s[mb]illion)?)(?:\s\w+)?\s(?:out\s)?of\s
    (?:(?:the|its|their|those|all)\s)?([\w,.]+(?:\s[mb]illion)?))""",
    re.VERBOSE,
)


@dataclass(frozen=True, slots=True)
class Event:
    """What a statement does to an entry.

    ``partial``: of a part of it; ``conditional``: on a condition; ``republication``: the same
    report in another outlet; ``by_another``: told by somebody who made none of the promise.
    """

    event: Kind
    partial: bool = False
    conditional: bool = False
    republication: bool = False
    by_another: bool = False


def history(bearing: Iterable[Told]) -> list[tuple[Told, Event]]:
    """The statements of an entry, given in order of time, each with what it does."""
    known: list[tuple[Told, Event]] = []
    for told in bearing:
        known.append((told, event_of(told, known)))
    return known


def event_of(told: Told, known: Sequence[tuple[Told, Event]]) -> Event:
    """What a statement does to an entry of which others are known, in order of time."""
    first = known[0][0] if known else told
    before = [(other, event) for other, event in known[-BEFORE:] if other.article != told.article]
    earlier = [other for other, _ in before]
    kind = kind_of(told, earlier, first)
    printed = [event.event for other, event in before if is_printed_again(told, other)]
    if printed:
        kind = "repeated" if printed[-1] in NEWS_ONCE else printed[-1]
    promised = tuple(name for one in (first, *earlier) if one.promises for name in one.actors)
    return Event(
        kind,
        partial=kind in ("delivered", "withdrawn") and is_part(told, earlier),
        conditional=has_condition(told),
        republication=bool(printed),
        by_another=not told.promises and not same_any(told.actors, promised),
    )


def is_part(told: Told, earlier: Sequence[Told]) -> bool:
    """Whether a statement tells of less than all that was promised: "800 of the 1,200"."""
    if any(are_part_and_whole(*found.groups()) for found in SHARE.finditer(told.words)):
        return True
    if "whole" in told.outcomes:
        return False
    promised = [one for other in earlier if other.promises for one in other.figures]
    smaller = any(compared([one], promised) < 0 for one in told.figures)
    return smaller or "part" in told.outcomes


def are_part_and_whole(part: str, whole: str) -> bool:
    """Whether words for two numbers give a smaller one first."""
    one, all_of = figures(f"{part} of"), figures(f"{whole} of")
    return bool(one and all_of) and one[0].value < all_of[0].value


def kind_of(told: Told, earlier: Sequence[Told], first: Told) -> Kind:
    """The likeliest kind of event; a refusal is never delivered, nor more or less of it."""
    if told.act == "deny" and same_any(told.actors, first.actors):
        if first.act == "refuse":
            return "repeated"  # nobody denies what he refuses himself
        if "promise" in told.outcomes:
            return "contradicted"  # denies that it was ever promised
    known = features(told, earlier, first)
    scores: dict[Kind, float] = {
        kind: sum(model.get(name, 0.0) * value for name, value in known.items())
        for kind, model in weights()[entry_kind(first)].items()
    }
    return max(scores, key=scores.__getitem__)


def entry_kind(first: Told) -> str:
    """Whether an entry that begins with a statement is a promise or a refusal."""
    return "refusal" if first.act == "refuse" else "promise"


def features(told: Told, earlier: Sequence[Told], first: Told) -> dict[str, float]:
    """What tells what a statement does; each from 0 to 1."""
    promises = [one for one in earlier if one.promises]
    promised = [one for other in promises for one in other.figures]
    size = compared(told.figures, promised)
    due = last_day(told.due)
    dues = [day for one in promises if (day := last_day(one.due))]
    later = bool(earlier)
    postponed = bool(due and dues and due > max(dues))
    act = told.act
    if act == "refuse" and (postponed or NOT_YET.match(told.due_words or "")):
        act, postponed = "commit", True  # "will not come before March" promises it for later
    if later and act == "commit" and told.due_words and NOT_BEFORE.search(told.words):
        postponed = True
    day = last_day(told.day)
    whose = "own" if same_any(told.actors, first.actors) > 0 else "other"
    again = (Indel.normalized_similarity(told.words, one.words) for one in earlier)
    found: dict[str, float] = {
        "one": 1.0,
        "first": not later,
        "first, promises": not later and told.promises,
        "later, promises": later and told.promises,
        "later, commits again": later and act == "commit" == first.act,
        "other way": told.promises and (act == "refuse") != (first.act == "refuse"),
        "more": size > 0,
        "less": size < 0,
        "as many": size == 0 and bool(told.figures and promised),
        "first number": later and bool(told.figures) and not promised,
        "due later": postponed,
        "due sooner": bool(due and dues and due < max(dues)),
        "due the same": bool(due and dues and due == dues[-1]),
        "first due": later and bool(told.due_words) and not dues and not postponed,
        "same words": max(again, default=0.0),
        "due is over": bool(dues and day and day > dues[-1]),
        "due is ahead": bool(dues and day and day <= dues[-1]),
        "by": later and whose == "own",
        "condition": has_condition(told),
        f"act {act}": act in ACTS,
        f"{whose} {act}": later and act in ACTS,
    }
    for kind in sorted(told.outcomes):
        found[f"tells {kind}"] = 1.0
        if not told.promises:
            found[f"only tells {kind}"] = 1.0
        if act == "deny":
            found[f"denies {kind}"] = 1.0
    return found


def compared(ours: Sequence[Figure], promised: Sequence[Figure]) -> int:
    """Whether the largest number of a statement is larger (1) or smaller (-1) than the latest
    promised one that counts the same; 0 where it is the same one, or none is.
    """
    for other in reversed(promised):
        alike = [one for one in ours if one.units & other.units or not (one.units and other.units)]
        if alike:
            largest = max(one.value for one in alike)
            return (largest > other.value) - (largest < other.value)
    return 0


@cache
def weights() -> dict[str, dict[Kind, dict[str, float]]]:
    """The learned weights of each kind of event, for promises and for refusals."""
    kept = files(__package__).joinpath("events.json").read_text(encoding="utf-8")
    return dict(json.loads(kept))
