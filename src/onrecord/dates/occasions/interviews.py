"""Interviews: the day on which somebody sat down to answer, which every turn has."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from onrecord.dates.attachment import verb_of, word_of
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

    One with its year, as in "SENATE COMMITTEE, TUESDAY, APRIL 25, 2023", counts before others,
    and one on which something was done before that of "after Tuesday's vote".
    ``named`` are the expressions of time of each paragraph.
    """
    turns = [saying for saying in sayings if is_turn(saying)]
    if len(turns) < FEWEST:
        return {}
    before = [
        (paragraph, one)
        for paragraph, found in zip(paragraphs[: turns[0].number], named, strict=False)
        for one in found
    ]
    days = {when for _, one in before if (when := one.resolved(published)) and when.is_day}
    with_year = {when for _, one in before if (when := one.resolved(None)) and when.is_day}
    told = {one.resolved(published) for paragraph, one in before if tells_a_time(one, paragraph)}
    best = with_year or days & told or days
    if len(best) != 1:
        return {}
    [day] = best
    return {turn.statement.id: day for turn in turns}


def tells_a_time(expression: Expression, paragraph: Paragraph) -> bool:
    """Whether something was done then, unlike the day of "after Tuesday's vote"."""
    word = word_of(expression, paragraph)
    return word is not None and verb_of(word, expression) is not None
