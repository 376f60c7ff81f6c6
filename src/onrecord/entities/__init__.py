"""Entities: whom an article mentions, and who the sources of its statements are.

Rules find the names, which short name is whose, who is introduced by which office, and propose
whom a source means.  Among all who may be meant a learned chooser decides, by what the rules
propose and by what the reader sees around the statement; how sure it is depends on the rivals.
Where nobody is likely enough, the speaker stays unknown.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from dataclasses import dataclass, replace
from functools import cached_property, partial
from importlib.resources import files
from importlib.resources.abc import Traversable

from onrecord.entities import organizations, present, roles
from onrecord.entities.candidates import Cast
from onrecord.entities.mentioned import mentioned_at
from onrecord.entities.present import entities_in, mentions_of
from onrecord.entities.resolver import Resolver
from onrecord.meaning import MODEL, Chooser, Reader, Reading
from onrecord.network.tagger import give_way, threads
from onrecord.once import Once
from onrecord.parsing import Analysis
from onrecord.versions import version

__all__ = ["Entities", "mentioned_at", "organizations", "present", "roles"]

AHEAD = 4  # articles that may be under way: bounds the memory
CHOOSER = files(__package__) / "chooser.json"


class Entities:
    """The stage that says who speaks."""

    name = "speakers"  # as records keep it
    needs = ("paragraphs", "scores", "statements")
    gives = ("speakers", "entities", "readings")

    def __init__(self, model: Traversable = MODEL) -> None:
        """``model`` is a folder with the reader that ``training/`` made."""
        self.reader = Once(partial(Reader, model))
        self.chooser = Once(partial(Chooser, CHOOSER))

    def load(self) -> None:
        """Loads the model now, if it is not loaded yet."""
        self.reader()

    @cached_property
    def version(self) -> str:
        """The version of the weights and of the code."""
        return version("6", __package__, model=MODEL)

    def __call__(self, analyses: Iterable[Analysis]) -> Iterator[Analysis]:
        """Each analysis with the article's speakers, and each statement with its own.

        While the statements of some articles are read, the stages before may go on.
        """
        pool = ThreadPoolExecutor(threads(), initializer=give_way)
        under_way: deque[UnderWay] = deque()
        try:
            for analysis in analyses:
                under_way.append(self.start(analysis, pool))
                if len(under_way) > AHEAD:
                    yield self.resolved(under_way.popleft())
            while under_way:
                yield self.resolved(under_way.popleft())
        finally:
            pool.shutdown(cancel_futures=True)

    def start(self, analysis: Analysis, pool: Executor, cast: Cast | None = None) -> UnderWay:
        """Let the pool read an article's statements, among all whom it mentions."""
        cast = cast or Cast(analysis)
        entities = entities_in(cast, analysis.paragraphs)
        runs = self.reader().start(
            analysis.scores,
            analysis.article.statements,
            mentions_of(entities, analysis.paragraphs),
            pool,
        )
        return UnderWay(replace(analysis, entities=entities), cast, runs)

    def resolved(self, started: UnderWay) -> Analysis:
        """An analysis with its speakers, as soon as its statements have been read."""
        analysis = started.read()
        resolver = Resolver(analysis, started.cast, self.chooser())
        statements = resolver.statements()
        return analysis.knowing(statements=statements, speakers=resolver.speakers())


@dataclass(frozen=True, slots=True)
class UnderWay:
    """An article while its statements are read."""

    analysis: Analysis
    cast: Cast
    runs: Sequence[Future[Reading]]

    def read(self) -> Analysis:
        """The analysis with what the reader says of each statement."""
        statements = self.analysis.article.statements
        readings = {s.id: run.result() for s, run in zip(statements, self.runs, strict=True)}
        return replace(self.analysis, readings=readings)
