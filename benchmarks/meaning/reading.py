"""What onrecord makes of the marked reports, whole or from the statements as they are marked."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from benchmarks.meaning.gold import Mark, Report
from onrecord.model import Article, Span, Statement, statement_id, text_id
from onrecord.parsing import Analysis
from onrecord.pipeline import Pipeline, pipeline
from onrecord.reading import from_text


def read(reports: Sequence[Report]) -> list[Article]:
    """The reports as onrecord reads them, each knowing its day."""
    return through(pipeline(), reports)


def read_marked(reports: Sequence[Report]) -> list[Article]:
    """The same, with the statements that are marked rather than those that onrecord finds."""
    marked = Marked(reports)
    stages = (marked if s.name == marked.name else s for s in pipeline().stages)
    return through(Pipeline(stages), reports)


def through(stages: Pipeline, reports: Iterable[Report]) -> list[Article]:
    """The reports through some stages; what fails is left out."""
    texts = (from_text(r.text, r.id, published=r.published, outlet=r.outlet) for r in reports)
    return [article for article in stages(texts) if isinstance(article, Article)]


class Marked:
    """The stage that, in the place of attribution, gives the statements that are marked."""

    name, version = "attribution", "marked"
    needs, gives = (), ("statements",)

    def __init__(self, reports: Iterable[Report]) -> None:
        self.marks = {text_id(report.text): report.marks for report in reports}

    def __call__(self, analyses: Iterable[Analysis]) -> Iterator[Analysis]:
        """Each analysis with what is marked in its article, what has no content left out."""
        for analysis in analyses:
            marks = self.marks[analysis.article.id]
            statements = (statement(m, analysis.article) for m in marks if m.spans["content"])
            yield analysis.knowing(statements=tuple(statements))


def statement(mark: Mark, article: Article) -> Statement:
    """What is marked as a statement that says nothing of what it means."""
    source, cue, content = (
        tuple(Span.of(article.text, start, end) for start, end in mark.spans[role])
        for role in ("source", "cue", "content")
    )
    name = statement_id(article.id, source, cue, content)
    return Statement(name, source, cue, content, "indirect")
