"""onrecord as a component of a spaCy pipeline: who says what, in the Docs that come by.

>>> nlp = spacy.blank("en"); _ = nlp.add_pipe("onrecord")  # doctest: +SKIP
>>> nlp("The bridge will hold, Ida Holm said.")._.statements  # doctest: +SKIP

``doc._.statements`` is a tuple of ``onrecord.Statement`` with offsets into
``doc.text``.  ``doc.spans["onrecord"]`` holds the same as Spans of the Doc, labelled
source, cue or content; ``span.id_`` is the id of its statement.  A Span is as long as
the tokens that its characters touch.  Whose name a source stands for and what was
promised is told by ``onrecord.read`` alone: here ``speaker`` and the like are ``None``.

spaCy loads this module through an entry point whenever it makes a pipeline, so what is
heavy is imported when the first Doc comes by.
"""

from __future__ import annotations

import warnings
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice

import msgspec
from spacy.language import Language
from spacy.pipeline import Pipe
from spacy.tokens import Doc, Span, SpanGroup

from onrecord.model import Statement

KEY = "onrecord"
DOCS_AT_ONCE = 32  # bounds the memory, whatever the pipeline's batch size


class Component(Pipe):
    """Finds the statements of Docs.  It has nothing to save, and holds no model."""

    def __init__(self, name: str) -> None:
        self.name = name

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

        stages = pipeline().only("network", "attribution")
        analyses = stages.analysed([from_text(doc.text, self.name) for doc in docs])
        return [
            mark(doc, analysis.article.statements, stages.versions)
            for doc, analysis in zip(docs, analyses, strict=True)
        ]


@Language.factory("onrecord", assigns=["doc._.statements", "doc.spans"])
def create(nlp: Language, name: str) -> Component:
    """The component that ``nlp.add_pipe("onrecord")`` adds."""
    if not Doc.has_extension("statements"):
        Doc.set_extension("statements", getter=statements)
    elif Doc.get_extension("statements")[2] is not statements:
        warnings.warn(
            "doc._.statements is somebody else's extension and stays so; "
            "onrecord.component.statements(doc) gives what onrecord finds",
            stacklevel=2,
        )
    return Component(name)


def mark(doc: Doc, statements: Sequence[Statement], versions: Mapping[str, str]) -> Doc:
    """The Doc with the statements, in a form that every way of saving a Doc keeps."""
    attributes = {"stages": dict(versions), "statements": msgspec.to_builtins(statements)}
    spans = [span for statement in statements for span in spans_of(statement, doc)]
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
