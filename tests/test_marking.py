"""An article's text in segments: all of it once, each with what lies on it."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from onrecord import model
from onrecord.marking import Segment, cut, segments
from onrecord.model import Article, Block, Span, Statement
from onrecord.quotations import quoted_in

TEXT = "Ida Holm says\n\nIda Holm said “the bridge is safe” and sound.\n"


def span(words: str) -> Span:
    start = TEXT.rindex(words)
    return Span.of(TEXT, start, start + len(words))


def article(*statements: Statement) -> Article:
    return Article(
        id=model.text_id(TEXT),
        origin="story.txt",
        outlet=None,
        title=None,
        byline=(),
        credits=(),
        published=None,
        language="en",
        text=TEXT,
        blocks=(Block(0, 13, "heading"), Block(15, len(TEXT) - 1, "body")),
        statements=statements,
    )


SAID = Statement(
    id="said",
    source=(span("Ida Holm"),),
    cue=(span("said"),),
    content=(span("“the bridge is safe” and sound"),),
    manner="mixed",
)
WITHIN = Statement(id="within", source=(), cue=(), content=(span("bridge"),), manner="indirect")


def on(piece: Segment) -> list[tuple[str, str, bool]]:
    return [(mark.part, mark.statement.id, piece.is_direct(mark)) for mark in piece.marks]


def test_each_segment_says_what_lies_on_it() -> None:
    pieces = segments(article(SAID, WITHIN))
    assert "".join(piece.text for piece in pieces) == TEXT
    found = {piece.text: piece for piece in pieces}
    assert on(found["Ida Holm"]) == [("source", "said", False)]
    assert on(found["said"]) == [("cue", "said", False)]
    assert on(found["“the "]) == [("content", "said", True)]
    assert on(found["bridge"]) == [("content", "said", True), ("content", "within", False)]
    assert on(found[" and sound"]) == [("content", "said", False)]
    kinds = [found[text].kind for text in ("Ida Holm says", "\n\n", "said", "\n")]
    assert kinds == ["heading", None, "body", None]


OFFSETS = st.integers(0, len(TEXT) - 1).flatmap(
    lambda start: st.tuples(st.just(start), st.integers(start + 1, len(TEXT)))
)
SPANS = st.lists(OFFSETS.map(lambda pair: Span.of(TEXT, *pair)), max_size=3).map(tuple)


@given(spans=st.lists(st.tuples(SPANS, SPANS, SPANS), max_size=4), stretch=OFFSETS)
def test_any_spans_any_stretch(spans: list[tuple[tuple[Span, ...], ...]], stretch) -> None:
    made = tuple(
        replace(SAID, id=str(number), source=parts[0], cue=parts[1], content=parts[2])
        for number, parts in enumerate(spans)
    )
    story = article(*made)
    whole = Span.of(TEXT, *stretch)
    pieces = list(cut(whole, made, quoted_in(story), story.blocks))
    assert "".join(piece.text for piece in pieces) == whole.text
    for piece in pieces:
        assert TEXT[piece.start : piece.end] == piece.text
        there = [
            (part, statement.id, one)
            for statement in made
            for part in ("source", "cue", "content")
            for one in getattr(statement, part)
            if one.start <= piece.start and piece.end <= one.end
        ]
        assert [(mark.part, mark.statement.id, mark.span) for mark in piece.marks] == there
