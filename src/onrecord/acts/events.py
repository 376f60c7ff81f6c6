"""Events that lie ahead: "the convention", which the report elsewhere sets in July.

What is to be done "at the convention" has no day of its own; the report may have told it with
the event.  Where it tells several days of such an event, none is taken.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from onrecord.acts.deadlines import Deadline, dated
from onrecord.dates.expressions import MONTH, YEAR, When

NOUNS = (
    r"(?:assembly|caucus(?:es)?|ceremony|conference|congress|convention|council|debate|election"
    r"|elections|festival|gala|hearing|inauguration|meeting|poll|polls|primary|primaries|rally"
    r"|referendum|run-?off|session|summit|talks|trial|vote)\b"
)
# What the event is called beside its noun: "the party's national", "New Hampshire".
OTHER = r"(?:an?|and|at|for|from|in|last|of|on|or|past|that|the|this|to|who|with)\s"
CALLED = rf"(?:(?!{OTHER})[\w.’'-]{{1,30}}+\s){{0,4}}?"
DAY = rf"""(?:{MONTH}(?:\s\d{{1,2}}(?!\d)(?:st|nd|rd|th)?)?(?:,?\s{YEAR})?
             |\d{{1,2}}\s{MONTH}(?:\s{YEAR})?|(?i:this|next)\s(?:week|month|year))"""
DETERMINER = r"(?:(?i:the|this|next|its|their|his|her|our|an?)\s)?"
# "At the party's convention", "before the Feb. 9 primary".
AT = re.compile(
    rf"""(?<![\w-])(?:(?i:attend|boycott|skip)\s|(?P<lead>(?i:ahead\sof|at|before|by|until|till|through|during|in|to(?=\sthe\s))\s))
    (?P<event>{DETERMINER}{CALLED}(?i:{NOUNS}))""",
    re.VERBOSE,
)
TOLD_BEFORE = re.compile(
    rf"(?<![\w-])(?P<day>{DAY})(?:['’]s)?\s(?P<event>{CALLED}(?i:{NOUNS}))", re.VERBOSE
)
# "The convention in Eastmouth, which will be held in July".
PLACE = r"(?:\s(?:in|at)\s[A-Z][\w.]*(?:\s[A-Z][\w.]*){0,3})?"
HELD = rf"(?:,?\s(?:which|that)\swill\sbe(?:\sheld)?|\sto\sbe\sheld|,?\sset(?=\sfor\s))?{PLACE}"
TOLD_BEHIND = re.compile(
    rf"(?<![\w.’'-])(?P<event>{CALLED}(?i:{NOUNS})){PLACE}{HELD},?\s(?:(?:in|on|for)\s)?(?P<day>{DAY})",
    re.VERBOSE,
)
BODY = re.compile(
    r"(?i:\b(?:assembly|caucus|conference|congress|council|session))$"
)  # "testify before"
NAMES = re.compile(r"\b[A-Z][\w.]+")
NEAR = 80  # characters behind an event in which its day may stand
FARTHEST = timedelta(270)  # a day that is farther ahead is the one just past


class Events:
    """When the events are of which one article speaks."""

    def __init__(self, text: str, published: date | None) -> None:
        self.told: defaultdict[str, list[tuple[set[str], When]]] = defaultdict(list)
        self.published = published
        for event, when in days_told(text, published):
            self.told[noun_of(event)].append((names_in(event), when))

    def deadline(self, text: str) -> Deadline | None:
        """The first event in words of a promise of which the day is known, or else that limits it.

        "Before the caucuses" is a deadline on whichever day they are, but not "at the caucuses".
        """
        limit = None
        for found in AT.finditer(text):
            here = days_told(text[found.start("event") : found.end() + NEAR], self.published)
            when = next((when for _, when in here), None) or self.when(found["event"])
            start = found.start("lead" if found["lead"] else "event")
            one = Deadline(start, found.end(), text[start : found.end()], when)
            if when is not None:
                return one
            if limit is None and one.is_limit and not BODY.search(found["event"]):
                limit = one
        return limit

    def when(self, event: str) -> When | None:
        """The days on which an event lies, if the article tells no two of its kind apart."""
        told, names = self.told[noun_of(event)], names_in(event)
        alike = [when for called, when in told if not called or called & names]
        return settled(alike or ([] if names else [when for _, when in told]))


def days_told(text: str, published: date | None) -> Iterator[tuple[str, When]]:
    """The events of a text beside which their days stand."""
    if published is None:
        return
    for pattern in (TOLD_BEFORE, TOLD_BEHIND):
        for found in pattern.finditer(text):
            for deadline in dated(f"in {found['day']}", published):
                when = deadline.when
                if when is not None and when.first - published < FARTHEST:
                    yield found["event"], when


def noun_of(event: str) -> str:
    """The noun of an event: its last word, in the singular."""
    noun = event.split()[-1].lower()
    return {"caucuses": "caucus", "primaries": "primary"}.get(noun, noun.removesuffix("s"))


def names_in(event: str) -> set[str]:
    """The names in what an event is called: "New", "Hampshire"."""
    return set(NAMES.findall(event))


def settled(told: Iterable[When]) -> When | None:
    """The most exact of several times, if all of them can be the same."""
    by_length = sorted(set(told), key=lambda when: when.last - when.first)
    best = next(iter(by_length), None)
    return best if best and all(when.holds(best) for when in by_length) else None
