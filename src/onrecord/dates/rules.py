"""The rules: which day each statement has by the grammar and by the order of the report alone.

``attachment`` says which day hangs on a statement, ``occasions`` how far that goes on.  The
scorer weighs what the rules propose.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Sequence
from datetime import date

from onrecord.dates.attachment import hanging_on
from onrecord.dates.cue_clauses import Saying, first_offset
from onrecord.dates.expressions import Expression, When, told_in_order
from onrecord.dates.occasions.hindsight import said_in_lead, sharpened
from onrecord.dates.occasions.interviews import on_the_day
from onrecord.dates.occasions.scenes import scenes
from onrecord.dates.occasions.timeline import Timeline
from onrecord.parsing import Analysis


def proposed(
    sayings: Sequence[Saying], analysis: Analysis, published: date | None
) -> list[When | None]:
    """The day of each statement by the rules, None where they give it none."""
    found = told_in_order(paragraph.doc.text for paragraph in analysis.paragraphs)
    timeline = Timeline(published, analysis.article.speakers)
    seen = deque(scenes(analysis.paragraphs, found, published, timeline.surnames))
    dates: dict[str, When] = {}
    for saying in sayings:
        while seen and seen[0].at < first_offset(saying.statement):
            timeline.enter(seen.popleft())
        if named := hanging_on(saying, found[saying.number]):
            when = combined(named, published, timeline.last)
            timeline.open(saying, when)
        else:
            when = timeline.carried(saying)
        if when is not None:
            dates[saying.statement.id] = when
    dates |= sharpened(sayings, dates)
    dates |= said_in_lead(sayings, dates, timeline)
    dates = on_the_day(sayings, analysis.paragraphs, found, published) | dates
    return [dates.get(saying.statement.id) for saying in sayings]


def combined(
    named: Iterable[Expression], published: date | None, since: When | None
) -> When | None:
    """The most exact of the days that expressions mean together; None if they disagree."""
    whens = [when for one in named if (when := one.resolved(published, since)) is not None]
    if not whens:
        return None
    best = min(whens, key=lambda when: when.last - when.first)
    return best if all(when.holds(best) for when in whens) else None
