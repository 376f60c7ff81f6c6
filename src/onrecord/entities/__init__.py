"""Entities: who the sources of an article are.

Simple, sound rules: a last name means the fullest name the article gives for it,
a pronoun the person spoken of last whom its gender does not exclude, a title the
one person who bears it here.  Each resolution says which rule it rests on and how
often that is right.  Where no rule is sure, the speaker stays unknown.
"""

from __future__ import annotations

from onrecord.entities.resolver import Resolver
from onrecord.parsing import Analysis


class Entities:
    """The stage that says who speaks."""

    name = "speakers"  # as records keep it
    version = "4"

    def __call__(self, analysis: Analysis) -> Analysis:
        """The analysis with the article's speakers, and each statement with its own."""
        resolver = Resolver(analysis)
        statements = resolver.statements()
        return analysis.knowing(statements=statements, speakers=resolver.speakers())
