"""Entities: who the sources of an article are.

Simple, sound rules: a last name means the fullest name the article gives for it,
a pronoun the person spoken of last whom its gender does not exclude, a title the
one person who bears it here.  Each resolution says which rule it rests on and how
often that is right.  Where no rule is sure, the speaker stays unknown.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cached_property

from onrecord.entities.resolver import Resolver
from onrecord.parsing import Analysis
from onrecord.versions import version


class Entities:
    """The stage that says who speaks."""

    name = "speakers"  # as records keep it
    needs = ("paragraphs", "statements")
    gives = ("speakers",)

    @cached_property
    def version(self) -> str:
        """The version of the code."""
        return version("4", __package__)

    def __call__(self, analyses: Iterable[Analysis]) -> Iterator[Analysis]:
        """Each analysis with the article's speakers, and each statement with its own."""
        for analysis in analyses:
            resolver = Resolver(analysis)
            statements = resolver.statements()
            yield analysis.knowing(statements=statements, speakers=resolver.speakers())
