"""Hindsight: dates of what was said before the report told the day.

The headline and the lead say briefly what a dated sentence then says again, and "this
weekend" is known better once the next words of the same speaker were said "on Saturday".
"""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.dates.cue_clauses import Saying
from onrecord.dates.expressions import When
from onrecord.dates.occasions.timeline import Timeline, at_other_times

LEAD = 4  # paragraphs at the beginning that say briefly what a report is about


def said_in_lead(
    sayings: Sequence[Saying], dates: dict[str, When], timeline: Timeline
) -> dict[str, When]:
    """The dates of what the headline and the lead say, from where it is said again."""
    dated = [s for s in sayings if s.statement.id in dates and not is_headline(s)]
    first: dict[str | None, Saying] = {}
    for saying in dated:
        first.setdefault(saying.statement.speaker, saying)
    start = min((s.number for s in sayings if not s.heading), default=0)
    opening = next((s for s in dated if s.number - start <= 1), None)
    if opening is not None and timeline.type(opening) == "person":
        opening = None  # the headline would name the same person
    found: dict[str, When] = {}
    for saying in sayings:
        again = first.get(saying.statement.speaker) if saying.statement.speaker else None
        if again is None and is_headline(saying) and saying.source:
            again = opening
        if saying.statement.id in dates or again is None or saying.number >= again.number:
            continue
        when = dates[again.statement.id]
        if timeline.is_news(when) and is_said_again(saying, again, when, start, timeline):
            found[saying.statement.id] = when
    return found


def is_said_again(
    saying: Saying, again: Saying, when: When, start: int, timeline: Timeline
) -> bool:
    """Whether a dated saying may tell again, more exactly, what an earlier one told."""
    opens = saying.number - start <= 1
    next_to = again.number - saying.number == 1 and saying.tense == "past"
    near = again.number - start < LEAD or (when.is_day and (opens or next_to))
    return near and announces(saying, timeline)


def is_headline(saying: Saying) -> bool:
    """Whether a saying stands in the headline."""
    return saying.heading or saying.number == 0


def announces(saying: Saying, timeline: Timeline) -> bool:
    """Whether a saying of the lead may tell what is then told again: not a lasting state."""
    if is_headline(saying):
        return True
    if saying.head is None or at_other_times(saying):
        return False
    now = saying.tense == "present" and saying.head.tag_ == "VBG"  # "is endorsing"
    return now or saying.tense in ("past", "open", "perfect") or timeline.type(saying) == "document"


def sharpened(sayings: Sequence[Saying], dates: dict[str, When]) -> dict[str, When]:
    """ "This weekend", where the same speaker's next words were said "on Saturday"."""
    found = {}
    later: dict[str, tuple[int, When]] = {}
    for saying in reversed(sayings):
        speaker, when = saying.statement.speaker, dates.get(saying.statement.id)
        if speaker is None or when is None:
            continue
        number, next_when = later.get(speaker, (saying.number, when))
        is_week = (when.last - when.first).days < 7
        if is_week and number - saying.number <= 1 and when.holds(next_when):
            found[saying.statement.id] = when = next_when
        later[speaker] = saying.number, when
    return found
