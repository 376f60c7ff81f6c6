"""Dates: when it was said.

``expressions`` resolves what a report calls a day, ``candidates`` gathers all that it names.
``rules`` propose one for each statement, ``features`` lays each statement beside each of them,
and ``scorer``, learned from marked reports, says which one it is, or none.  What the report
leaves open stays unknown; the day of publication is never assumed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from functools import cached_property

from onrecord.dates import expressions, feasts
from onrecord.dates.cue_clauses import SPEAKING, Saying, all_sayings
from onrecord.dates.features import Report
from onrecord.dates.occasions.nouns import OCCASIONS
from onrecord.dates.scorer import answers, shipped
from onrecord.parsing import Analysis
from onrecord.versions import version

__all__ = [
    "OCCASIONS",
    "SPEAKING",
    "Dates",
    "Saying",
    "all_sayings",
    "expressions",
    "feasts",
    "publication_day",
]


class Dates:
    """The stage that says when each statement was made."""

    name = "dates"
    needs = ("paragraphs", "statements", "speakers")
    gives = ("dates",)

    @cached_property
    def version(self) -> str:
        """The version of the model and of the code."""
        return version("4", __package__)

    def __call__(self, analyses: Iterable[Analysis]) -> Iterator[Analysis]:
        """Each analysis with ``said_on`` where the report tells it."""
        for analysis in analyses:
            dates = said_on(analysis)
            yield analysis.knowing(
                statements=tuple(
                    replace(statement, said_on=dates.get(statement.id))
                    for statement in analysis.article.statements
                )
            )


def said_on(analysis: Analysis) -> dict[str, str]:
    """The date of each statement that has one, EDTF, by the statement's id."""
    report = Report(analysis, publication_day(analysis.article.published))
    if not report.sayings or not report.candidates:
        return {}
    days = answers(shipped(), report, report.pairs())
    return {
        saying.statement.id: when.edtf
        for saying, when in zip(report.sayings, days, strict=True)
        if when is not None
    }


def publication_day(published: str | None) -> date | None:
    """A publication date as a day; None where it is unknown or less exact than a day."""
    try:
        return date.fromisoformat(published) if published else None
    except ValueError:
        return None
