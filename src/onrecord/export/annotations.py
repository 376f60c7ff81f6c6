"""What people decided of statements, for other programs and for training.

``write_annotations``: a W3C Web Annotation page (JSON-LD), one annotation for each correction.
``write_corpus``: the articles in which something was decided, one a line, with all their
statements in the form of the corpora that the models learn from.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any, BinaryIO

import msgspec

from onrecord.model import Article, Span, Statement

if TYPE_CHECKING:
    from onrecord.record import Correction, Record

AROUND = 32  # characters of prefix and suffix, as other annotation programs give them
CONTEXT = ["http://www.w3.org/ns/anno.jsonld", {"onrecord": "urn:onrecord:"}]
Json = dict[str, Any]


def write_annotations(record: Record, articles: Iterable[Article], stream: BinaryIO) -> None:
    """All standing corrections of articles as an AnnotationPage."""
    start = {"@context": CONTEXT, "id": f"urn:onrecord:{record.uid}", "type": "AnnotationPage"}
    stream.write(msgspec.json.encode(start)[:-1] + b',"items":[')
    first = True
    for article in articles:
        for made in record.corrections(article.id):
            if made.withdrawn_at is None:
                stream.write((b"\n" if first else b",\n") + msgspec.json.encode(of(article, made)))
                first = False
    stream.write(b"\n]}\n")


def of(article: Article, made: Correction) -> Json:
    """One correction as an annotation of the words that it was made on."""
    said = next((one for one in article.statements if one.id == made.statement), None)
    spans = [Span.of(article.text, start, end) for start, end in made.content]
    web = article.url or article.origin
    return {
        "id": f"urn:onrecord:{article.id}:{made.id}",
        "type": "Annotation",
        "motivation": "moderating" if made.field == "rejected" else "editing",
        "creator": {"type": "Person", "name": made.author},
        "created": made.made_at,
        "body": {
            "type": "TextualBody",
            "format": "text/plain",
            "purpose": "tagging",
            "value": "rejected" if made.field == "rejected" else made.value or "",
            "onrecord:field": made.field,
            "onrecord:statement": said.id if said else None,
        },
        "target": [
            {
                "source": web if web.startswith(("http://", "https://")) else urn(article),
                "selector": selectors(article, span),
            }
            for span in spans
        ],
    }


def urn(article: Article) -> str:
    """An address for a text that has none on the web."""
    return f"urn:sha256:{article.id}"


def selectors(article: Article, span: Span) -> list[Json]:
    """Where words stand: by the words around them, and by their place."""
    text = article.text
    return [
        {
            "type": "TextQuoteSelector",
            "exact": span.text,
            "prefix": text[max(0, span.start - AROUND) : span.start],
            "suffix": text[span.end : span.end + AROUND],
        },
        {"type": "TextPositionSelector", "start": span.start, "end": span.end},
    ]


def write_corpus(record: Record, articles: Iterable[Article], stream: BinaryIO) -> None:
    """A row for each article in which something was decided.

    ``attributions`` has the spans and ``layer`` the meaning of each statement, as
    ``training.network`` reads them; ``reviewed`` are the ids of those that a person decided
    on, ``rejected`` the content spans of what is no statement.
    """
    for article in articles:
        decided = [one for one in record.corrections(article.id) if one.withdrawn_at is None]
        if decided:
            stream.write(msgspec.json.encode(row(article, decided)) + b"\n")


def row(article: Article, decided: Iterable[Correction]) -> Json:
    """One article of a corpus."""
    decided = list(decided)
    return {
        "id": article.id,
        "date": article.published,
        "outlet": article.outlet,
        "title": article.title,
        "text": article.text,
        "attributions": [attribution(one) for one in article.statements],
        "layer": list(layer(article)),
        "reviewed": sorted({one.statement for one in decided if one.statement}),
        "rejected": [list(one.content) for one in decided if one.field == "rejected"],
    }


def attribution(one: Statement) -> Json:
    """The spans of a statement."""
    parts = {"source": one.source, "cue": one.cue, "content": one.content}
    spans = {name: [[span.start, span.end] for span in part] for name, part in parts.items()}
    return {"id": one.id, "type": "Attribution", **spans}


def layer(article: Article) -> Iterator[Json]:
    """What statements mean."""
    speakers = {speaker.id: speaker for speaker in article.speakers}
    for one in article.statements:
        speaker = speakers.get(one.speaker or "")
        yield {
            "id": one.id,
            "speaker": speaker and speaker.name,
            "speaker_type": speaker.type if speaker else "none",
            "role": "; ".join(speaker.roles) or None if speaker else None,
            "act": one.act,
            "target": one.target and one.target.name,
            "said_on": one.said_on,
        }
