"""Acts: what the words do, at whom and where.

They promise, accuse, deny …, as ``docs/acts.md`` tells: "said" can carry any act, so the reader
judges the content and the cue in their surroundings.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import cached_property, partial
from importlib.resources import files
from math import exp

from onrecord.acts.askers import Askers
from onrecord.acts.circumstances import audience, place
from onrecord.acts.commitments import with_commitments
from onrecord.acts.targets import Targets
from onrecord.dates import all_sayings
from onrecord.meaning import ACTS, Chooser, Reading
from onrecord.model import Act, Statement
from onrecord.once import Once
from onrecord.parsing import Analysis
from onrecord.versions import version

__all__ = ["Acts"]

ASKING: tuple[Act, ...] = ("ask", "state")  # what an interviewer does
CHOOSER = files(__package__) / "targets.json"


class Acts:
    """The stage that says what each statement does, and at whom."""

    name = "acts"
    needs = ("paragraphs", "statements", "speakers", "readings")
    gives = ("acts",)

    def __init__(self) -> None:
        self.chooser = Once(partial(Chooser, CHOOSER))

    @cached_property
    def version(self) -> str:
        """The version of the code; that of the reader stands with the speakers."""
        return version("3", __package__)

    def __call__(self, analyses: Iterable[Analysis]) -> Iterator[Analysis]:
        """Each analysis with what every statement does, at, to and about whom, and promises."""
        for analysis in analyses:
            told = {saying.statement.id: saying for saying in all_sayings(analysis)}
            askers = Askers(analysis.article)
            targets = Targets(analysis, self.chooser())
            statements = tuple(
                replace(done, place=place(told[done.id]), audience=audience(told[done.id]))
                if done.id in told
                else done
                for done in (
                    acting(s, analysis.readings[s.id], targets, askers)
                    for s in analysis.article.statements
                )
            )
            yield with_commitments(analysis.knowing(statements=statements))


def acting(statement: Statement, reading: Reading, targets: Targets, askers: Askers) -> Statement:
    """A statement with the act that it likeliest is, how likely that is, and its target.

    Who asks accuses nobody and promises nothing with what others are told to have said.
    """
    best = int(reading.acts.argmax())
    if askers.asks(statement) and ACTS[best] not in ASKING:
        best = max(map(ACTS.index, ASKING), key=reading.acts.__getitem__)
    return replace(
        statement,
        act=ACTS[best],
        act_confidence=round(exp(float(reading.acts[best])), 3),
        target=targets(statement, ACTS[best]),
    )
