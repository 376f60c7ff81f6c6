"""Articles about invented people, as the stages would make them, and a record to keep them in."""

from collections.abc import Callable, Iterator

import pytest

from onrecord import model
from onrecord.model import Article, Block, Span, Speaker, Statement
from onrecord.record import Record

VERSIONS = {"reading": "1", "attribution": "1"}
Make = Callable[..., Article]


@pytest.fixture
def make() -> Make:
    """Makes an article of lines such as ``Ida Holm | said | the bridge is safe``."""
    return article


@pytest.fixture
def record(new_place: str) -> Iterator[Record]:
    """An empty record."""
    with Record(new_place) as opened:
        yield opened


def article(*lines: str, origin: str | None = None, **fields: object) -> Article:
    parts = [[part.strip() for part in line.split("|")] for line in lines]
    text = "".join(" ".join(words) + ".\n" for words in parts)
    article_id = model.text_id(text)
    names = list(dict.fromkeys(words[0] for words in parts))
    speakers = tuple(
        Speaker(f"s{number}", name, "person", ("mayor",), (span_of(text, name),))
        for number, name in enumerate(names, 1)
    )
    statements = tuple(
        statement(article_id, text, words, f"s{names.index(words[0]) + 1}") for words in parts
    )
    known = {
        "outlet": None,
        "title": "Holm speaks",
        "published": None,
        "unread": None,
        "stages": VERSIONS,
    } | fields
    return Article(
        id=article_id,
        origin=origin or f"{article_id[:12]}.txt",  # a file of its own: no version of another
        byline=("Bo Lind",),
        credits=("Wire",),
        language="en",
        text=text,
        blocks=(Block(0, len(text), "body"),),
        speakers=speakers,
        statements=statements,
        **known,  # type: ignore[arg-type]
    )


def statement(article_id: str, text: str, words: list[str], speaker: str) -> Statement:
    line = text.index(" ".join(words))
    source, cue, *content = (span_of(text, part, line) for part in words)
    return Statement(
        id=model.statement_id(article_id, [source], [cue], content),
        source=(source,),
        cue=(cue,),
        content=tuple(content),
        manner="indirect",
        speaker=speaker,
    )


def span_of(text: str, part: str, since: int = 0) -> Span:
    start = text.index(part, since)
    return Span.of(text, start, start + len(part))
