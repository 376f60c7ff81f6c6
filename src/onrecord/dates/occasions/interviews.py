"""Interviews: the day on which somebody sat down to answer, which every turn has."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from onrecord.dates.cue_clauses import Saying
from onrecord.dates.expressions import Expression, When
from onrecord.dates.occasions.timeline import is_turn
from onrecord.parsing import Paragraph

FEWEST = 3  # turns that make an interview


def on_the_day(
    sayings: Sequence[Saying],
    paragraphs: Sequence[Paragraph],
    named: Sequence[Sequence[Expression]],
    published: date | None,
) -> dict[str, When]:
    """The dates of the turns of an interview: the one day that its introduction names.

    One with its year, as in "SENATE COMMITTEE, TUESDAY, APRIL 25, 2023", counts before others.
    ``named`` are the expressions of time of each paragraph.
    """
    turns = [saying for saying in sayings if is_turn(saying)]
    if len(turns) < FEWEST:
        return {}
    before = [one for number in range(turns[0].number) for one in named[number]]
    days = {when for one in before if (when := one.resolved(published)) and when.is_day}
    with_year = {when for one in before if (when := one.resolved(None)) and when.is_day}
    if len(with_year or days) != 1:
        return {}
    [day] = with_year or days
    return {turn.statement.id: day for turn in turns}
