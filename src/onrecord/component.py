"""onrecord as a component of a spaCy pipeline: who says what, in the Docs that come by.

>>> nlp = spacy.blank("en"); _ = nlp.add_pipe("onrecord")  # doctest: +SKIP
>>> nlp("The bridge will hold, Ida Holm said.")._.statements  # doctest: +SKIP

``doc._.statements`` is a tuple of ``onrecord.Statement`` with offsets into
``doc.text``.  ``doc.spans["onrecord"]`` holds the same as Spans of the Doc, labelled
source, cue or content; ``span.id_`` is the id of its statement.  A Span is as long as
the tokens that its characters touch.  Whom a source means, what the words do and when they
were said is told with ``{"speakers": True}``, which takes longer: ``doc._.speakers`` are those
whose ids the statements give.  Without it, ``speaker``, ``act`` and the like are ``None``.

spaCy loads this module through an entry point whenever it makes a pipeline, so what is
heavy is imported when the first Doc comes by.
"""

from __future__ import annotations

import warnings
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import islice

import msgspec
from spacy.language import Language
from spacy.pipeline import Pipe
from spacy.tokens import Doc, Span, SpanGroup

from onrecord.model import Article, Speaker, Statement

KEY = "onrecord"
DOCS_AT_ONCE = 32  # bounds the memory, whatever the pipeline's batch size


class Component(Pipe):
    """Finds the statements of Docs.  It has nothing to save, and holds no model."""

    def __init__(self, name: str, *, speakers: bool = False) -> None:
        self.name = name
        self.speakers = speakers

    def __call__(self, doc: Doc) -> Doc:
        """The Doc with its statements; ``ReadError`` if it is longer than any report."""
        [marked] = self.marked([doc])
        return marked

    def pipe(self, stream: Iterable[Doc], *, batch_size: int = DOCS_AT_ONCE) -> Iterator[Doc]:
        """Each Doc with its statements, in order; many go through the tagger together."""
        remaining = iter(stream)
        while docs := list(islice(remaining, min(batch_size, DOCS_AT_ONCE))):
            try:
                marked = self.marked(docs)
            except Exception:
                # One of them breaks the batch: the pipeline's error handler is told which.
                yield from super().pipe(docs)
            else:
                yield from marked

    def marked(self, docs: Sequence[Doc]) -> list[Doc]:
        """The Docs, each with its statements."""
        from onrecord.pipeline import pipeline
        from onrecord.reading import from_text

        stages = pipeline() if self.speakers else pipeline().only("network", "attribution")
        analyses = stages.analysed([from_text(doc.text, self.name) for doc in docs])
        return [
            mark(doc, analysis.article, stages.versions)
            for doc, analysis in zip(docs, analyses, strict=True)
        ]


@Language.factory(
    "onrecord",
    assigns=["doc._.statements", "doc._.speakers", "doc.spans"],
    default_config={"speakers": False},
)
def create(nlp: Language, name: str, speakers: bool) -> Component:
    """The component that ``nlp.add_pipe("onrecord")`` adds; ``speakers``: who says it, too."""
    for getter in (statements, speakers_in):
        extend(getter.__name__.removesuffix("_in"), getter)
    return Component(name, speakers=speakers)


def extend(name: str, getter: Callable[[Doc], object]) -> None:
    """Gives Docs an extension, unless somebody else's is called so."""
    if not Doc.has_extension(name):
        Doc.set_extension(name, getter=getter)
    elif Doc.get_extension(name)[2] is not getter:
        warnings.warn(
            f"doc._.{name} is somebody else's extension and stays so; "
            f"onrecord.component.{getter.__name__}(doc) gives what onrecord finds",
            stacklevel=3,
        )


def mark(doc: Doc, article: Article, versions: Mapping[str, str]) -> Doc:
    """The Doc with its statements, in a form that every way of saving a Doc keeps."""
    attributes = {
        "stages": dict(versions),
        "statements": msgspec.to_builtins(article.statements),
        "speakers": msgspec.to_builtins(article.speakers),
    }
    spans = [span for statement in article.statements for span in spans_of(statement, doc)]
    doc.spans[KEY] = SpanGroup(doc, name=KEY, attrs=attributes, spans=spans)
    return doc


def spans_of(statement: Statement, doc: Doc) -> Iterator[Span]:
    """The Spans of a statement's source, cue and content."""
    for label in ("source", "cue", "content"):
        for piece in getattr(statement, label):
            yield doc.char_span(  # type: ignore[misc]  # None only where there is no such text
                piece.start, piece.end, label, span_id=statement.id, alignment_mode="expand"
            )


def statements(doc: Doc) -> tuple[Statement, ...]:
    """The statements found in a Doc, in text order; none if it has not come by."""
    if KEY not in doc.spans:
        return ()
    return msgspec.convert(doc.spans[KEY].attrs.get("statements", ()), tuple[Statement, ...])


def speakers_in(doc: Doc) -> tuple[Speaker, ...]:
    """Whom the sources of a Doc's statements mean; none if that was not asked for."""
    if KEY not in doc.spans:
        return ()
    return msgspec.convert(doc.spans[KEY].attrs.get("speakers", ()), tuple[Speaker, ...])
