"""Entities: whom an article mentions, and who the sources of its statements are.

Rules find the names, which short name is whose, who is introduced by which office, and propose
whom a source means.  Among all who may be meant a learned chooser decides, by what the rules
propose and by what the reader sees around the statement; how sure it is depends on the rivals.
Where nobody is likely enough, the speaker stays unknown.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import cached_property, partial
from importlib.resources import files
from importlib.resources.abc import Traversable

from onrecord.entities.candidates import Cast
from onrecord.entities.present import entities_in, mentions_of
from onrecord.entities.resolver import Resolver
from onrecord.meaning import MODEL, Chooser, Reader
from onrecord.once import Once
from onrecord.parsing import Analysis
from onrecord.versions import version

CHOOSER = files(__package__) / "chooser.json"


class Entities:
    """The stage that says who speaks."""

    name = "speakers"  # as records keep it
    needs = ("paragraphs", "statements")
    gives = ("speakers", "entities", "readings")

    def __init__(self, model: Traversable = MODEL) -> None:
        """``model`` is a folder with the reader that ``training/`` made."""
        self.reader = Once(partial(Reader, model))
        self.chooser = Once(partial(Chooser, CHOOSER))

    @cached_property
    def version(self) -> str:
        """The version of the weights and of the code."""
        return version("5", __package__, model=MODEL)

    def __call__(self, analyses: Iterable[Analysis]) -> Iterator[Analysis]:
        """Each analysis with the article's speakers, and each statement with its own."""
        for analysis in analyses:
            cast = Cast(analysis)
            resolver = Resolver(self.read(analysis, cast), cast, self.chooser())
            statements = resolver.statements()
            yield resolver.analysis.knowing(statements=statements, speakers=resolver.speakers())

    def read(self, analysis: Analysis, cast: Cast) -> Analysis:
        """The analysis with whom it mentions, and what the reader says of each statement."""
        article = analysis.article
        entities = entities_in(cast, analysis.paragraphs)
        readings = self.reader()(
            article.text, analysis.story, article.statements, mentions_of(entities)
        )
        by_id = {s.id: reading for s, reading in zip(article.statements, readings, strict=True)}
        return replace(analysis, entities=entities, readings=by_id)
