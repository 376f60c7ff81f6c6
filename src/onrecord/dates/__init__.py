"""Dates: when it was said.

An expression of time is resolved by ``expressions``; ``attachment`` says which of them belong
to the saying of a statement, ``occasions`` what else dates it.  What the report leaves open
stays unknown; the day of publication is never assumed.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from functools import cached_property

from onrecord.dates import expressions
from onrecord.dates.attachment import hanging_on
from onrecord.dates.cue_clauses import SPEAKING, Saying, all_sayings, first_offset
from onrecord.dates.expressions import When, find_expressions
from onrecord.dates.occasions.events import Events
from onrecord.dates.occasions.hindsight import said_in_lead, sharpened
from onrecord.dates.occasions.nouns import OCCASIONS
from onrecord.dates.occasions.scenes import scenes
from onrecord.dates.occasions.timeline import Timeline
from onrecord.parsing import Analysis
from onrecord.versions import version

__all__ = [
    "OCCASIONS",
    "SPEAKING",
    "Dates",
    "Saying",
    "all_sayings",
    "expressions",
    "publication_day",
]


class Dates:
    """The stage that says when each statement was made."""

    name = "dates"
    needs = ("paragraphs", "statements", "speakers")
    gives = ("dates",)

    @cached_property
    def version(self) -> str:
        """The version of the code."""
        return version("3", __package__)

    def __call__(self, analyses: Iterable[Analysis]) -> Iterator[Analysis]:
        """Each analysis with ``said_on`` where the report tells it."""
        for analysis in analyses:
            dates = said_on(list(all_sayings(analysis)), analysis)
            yield analysis.knowing(
                statements=tuple(
                    replace(statement, said_on=dates.get(statement.id))
                    for statement in analysis.article.statements
                )
            )


def publication_day(published: str | None) -> date | None:
    """A publication date as a day; None where it is unknown or less exact than a day."""
    try:
        return date.fromisoformat(published) if published else None
    except ValueError:
        return None


def said_on(told: list[Saying], analysis: Analysis) -> dict[str, str]:
    """The date of each statement that has one, EDTF, by the statement's id."""
    published = publication_day(analysis.article.published)
    found = [list(find_expressions(paragraph.doc.text)) for paragraph in analysis.paragraphs]
    events = Events(analysis.paragraphs, found, published)
    timeline = Timeline(published, analysis.article.speakers, events)
    dates: dict[str, When] = {}
    seen = deque(scenes(analysis.paragraphs, found, published, events, timeline.surnames))
    for saying in told:
        while seen and seen[0].at < first_offset(saying.statement):
            timeline.enter(seen.popleft())
        if named := hanging_on(saying, found[saying.number]):
            when = combined(timeline.resolved(expression, saying) for expression in named)
            timeline.open(saying, when)
        else:
            when = timeline.carried(saying)
        if when is not None:
            dates[saying.statement.id] = when
    dates |= sharpened(told, dates)
    dates |= said_in_lead(told, dates, timeline)
    return {name: when.edtf for name, when in dates.items()}


def combined(found: Iterable[When | None]) -> When | None:
    """The most exact of the dates that some expressions mean together; None if they disagree."""
    whens = [when for when in found if when is not None]
    if not whens:
        return None
    best = min(whens, key=lambda when: when.last - when.first)
    return best if all(when.holds(best) for when in whens) else None
