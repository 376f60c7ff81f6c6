"""When it was said: the day that a report names for the saying itself.

Only a day named beside the cue counts, outside of what was said: "said Wednesday",
"told reporters on June 1".  A weekday is the last such day on or before publication.
What the report leaves open stays unknown; the day of publication is never assumed.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta

from dateutil.parser import ParserError
from dateutil.parser import parse as parse_date

from onrecord.attribution.parse import Analysis, Paragraph
from onrecord.model import Span, Statement

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
WEEKDAY = re.compile(rf"\b(last )?({'|'.join(WEEKDAYS)})\b", re.IGNORECASE)
MONTHS = "jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec"
DAY = re.compile(rf"\b(?:{MONTHS})[a-z]*\.? \d{{1,2}}\b(?:,? (\d{{4}}))?", re.IGNORECASE)
RELATIVE = {"today": 0, "this morning": 0, "yesterday": 1}
NEXT = re.compile(r"\b(next|coming|following|until|by|every|each|before|since)\b|s$", re.IGNORECASE)


class Dates:
    """The stage that says when each statement was made."""

    name = "dates"
    version = "1"

    def __call__(self, analysis: Analysis) -> Analysis:
        """The analysis with ``said_on`` filled where a day stands beside the cue."""
        published = day_of(analysis.article.published)
        starts = [paragraph.start for paragraph in analysis.paragraphs]
        statements = tuple(
            replace(statement, said_on=said_on(statement, paragraph, published))
            if (paragraph := paragraph_of(statement, analysis.paragraphs, starts))
            else statement
            for statement in analysis.article.statements
        )
        return analysis.knowing(statements=statements)


def day_of(published: str | None) -> date | None:
    """A publication date as a day; None where it is unknown or less exact than a day."""
    try:
        return date.fromisoformat(published) if published else None
    except ValueError:
        return None


def paragraph_of(
    statement: Statement, paragraphs: tuple[Paragraph, ...], starts: list[int]
) -> Paragraph | None:
    """The paragraph in which a statement's cue stands."""
    number = bisect_right(starts, statement.cue[0].start) - 1 if statement.cue else -1
    return paragraphs[number] if number >= 0 else None


def said_on(statement: Statement, paragraph: Paragraph, published: date | None) -> str | None:
    """The day named beside the cue, ISO 8601; None where there is none, or more than one."""
    days = {
        day
        for phrase in phrases_beside(statement, paragraph)
        if (day := resolved(phrase, published)) is not None
    }
    return days.pop().isoformat() if len(days) == 1 else None


def phrases_beside(statement: Statement, paragraph: Paragraph) -> Iterator[str]:
    """The expressions of time that say when the verb of the cue took place."""
    said = (*statement.content, *statement.source)
    for entity in paragraph.doc.ents:
        at = paragraph.start + entity.start_char
        if entity.label_ not in ("DATE", "TIME") or within(said, at):
            continue
        verb = next((t for t in entity.root.ancestors if t.pos_ in ("VERB", "AUX")), None)
        if verb is not None and within(statement.cue, paragraph.start + verb.idx):
            yield entity.text


def within(spans: tuple[Span, ...], at: int) -> bool:
    """Whether the character at an offset stands in one of the spans."""
    return any(span.start <= at < span.end for span in spans)


def resolved(phrase: str, published: date | None) -> date | None:
    """The day that an expression of time names for a report published on that day."""
    if NEXT.search(phrase):
        return None
    if named := DAY.search(phrase):
        return dated(named.group(), named.group(1) is not None, published)
    if published is None:
        return None
    if weekday := WEEKDAY.search(phrase):
        back = (published.weekday() - WEEKDAYS.index(weekday.group(2).lower())) % 7
        return published - timedelta(days=back or (7 if weekday.group(1) else 0))
    back_by = RELATIVE.get(phrase.lower())
    return None if back_by is None else published - timedelta(days=back_by)


def dated(words: str, has_year: bool, published: date | None) -> date | None:
    """ "June 1, 2022", or "June 1" as the last one on or before publication."""
    if not has_year and published is None:
        return None
    try:
        base = datetime(published.year if published else 1, 1, 1)
        day = parse_date(words, default=base).date()
        if not has_year and published and day > published:
            day = day.replace(year=day.year - 1)
    except (ParserError, ValueError, OverflowError):
        return None
    return day
