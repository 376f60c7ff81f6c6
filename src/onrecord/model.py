"""The nouns of onrecord: plain, typed, immutable.

Every offset counts Unicode code points from 0, end exclusive, into
``Article.text``, and ``article.text[span.start:span.end] == span.text`` always
holds.  What a report does not say is ``None``, never a guess.  The names are
those of the JSON that onrecord prints (``docs/json.md``).
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

import msgspec

from onrecord import flat
from onrecord.flat import GAP as GAP
from onrecord.flat import joined as joined

BlockKind = Literal["body", "heading", "caption", "byline", "dateline", "credit", "chrome"]
Manner = Literal["direct", "indirect", "mixed"]
SpeakerType = Literal["person", "unnamed-person", "group", "organization", "document", "none"]
ResolutionKind = Literal[
    "name",
    "short name",
    "shared name",
    "he or she",
    "it or they",
    "I or we",
    "office",
    "named later",
    "repetition",
    "description",
    "continuation",
]
Act = Literal[
    "ask", "deny", "accuse", "refuse", "commit", "demand", "warn", "endorse", "predict", "state"
]


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of an article's text: ``text[start:end] == span.text``."""

    start: int
    end: int
    text: str

    @classmethod
    def of(cls, text: str, start: int, end: int) -> Span:
        """The span of ``text`` from ``start`` to ``end``; ValueError if there is none such."""
        if not 0 <= start < end <= len(text):
            raise ValueError(f"no span [{start}, {end}) in a text of {len(text)} characters")
        return cls(start, end, text[start:end])


@dataclass(frozen=True, slots=True)
class Block:
    """A stretch of the text and what it is.  Blocks do not overlap and stand in text order."""

    start: int
    end: int
    kind: BlockKind


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of the text and where in its source it comes from: ``name`` is "page 3"."""

    start: int
    end: int
    name: str


@dataclass(frozen=True, slots=True)
class Provenance:
    """How a report came, where it was fetched or taken out of an archive.

    ``fetched_at`` is when, in UTC; ``canonical`` the address that the page gives for itself;
    ``headers`` are what the server said with it; ``verified`` is whether the archive's digest
    fits (None: it has none, or it was not checked); ``archived`` where the bytes are kept.
    """

    fetched_at: str | None = None
    canonical: str | None = None
    headers: tuple[tuple[str, str], ...] = ()
    verified: bool | None = None
    archived: str | None = None


@dataclass(frozen=True, slots=True)
class Speaker:
    """The person or body that sources of one article refer to; ``id`` is unique in the article."""

    id: str
    name: str | None
    type: SpeakerType
    roles: tuple[str, ...] = ()
    mentions: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Resolution:
    """How a statement's speaker was found.

    ``confidence``, 0 to 1, is how often this kind of resolution was right on a corpus;
    ``reason`` is one line for people: "she → Ida Holm: the only woman near, …".
    """

    kind: ResolutionKind
    confidence: float
    reason: str


@dataclass(frozen=True, slots=True)
class Amount:
    """A sum of money: ``currency`` is an ISO 4217 code."""

    value: float
    currency: str


@dataclass(frozen=True, slots=True)
class Mentioned:
    """A party or a place that a statement is aimed at, told to, made at or about.

    ``name`` is the fullest that the article gives, ``speaker`` the id of the article's speaker
    that it is, ``spans`` where the article says so.
    """

    name: str
    speaker: str | None = None
    spans: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Commitment:
    """What was promised or refused: by whom, to whom, what, how much, on what condition, by when.

    ``by`` is who will act, which need not be who speaks.  ``due`` is the day, month or year as
    EDTF where the words settle it, ``due_words`` what they are.
    """

    by: str
    what: Span
    to: str | None = None
    category: str | None = None
    amount: Amount | None = None
    quantity: str | None = None
    condition: str | None = None
    due: str | None = None
    due_words: str | None = None


@dataclass(frozen=True, slots=True, repr=False)
class Statement:
    """One attribution: source, cue and content spans, as in PARC 3.0 and PolNeAR.

    ``source`` and ``cue`` may be empty; ``content`` has one span or more, in text
    order.  ``speaker`` is the id of one of the article's speakers, ``resolution`` how
    the stages found it.
    """

    id: str
    source: tuple[Span, ...]
    cue: tuple[Span, ...]
    content: tuple[Span, ...]
    manner: Manner
    speaker: str | None = None
    act: Act | None = None
    act_confidence: float | None = None
    target: Mentioned | None = None
    audience: Mentioned | None = None
    place: Mentioned | None = None
    about: tuple[Mentioned, ...] = ()
    said_on: str | None = None
    confidence: float | None = None
    commitment: Commitment | None = None
    resolution: Resolution | None = None

    def __repr__(self) -> str:
        """The words in short."""
        introduced = " ".join(filter(None, (joined(self.source), joined(self.cue))))
        words = flat.shortened(joined(self.content))
        return f"<Statement {self.manner}, {introduced or 'nobody named'}: {words}>"


@dataclass(frozen=True, slots=True, repr=False)
class Article:
    """One report as it was received, and what has been found in it so far.

    ``id`` is the SHA-256 of the text in hexadecimal.  ``unread`` says why no
    statements were looked for (a language onrecord does not read), ``None`` if
    they were.  ``stages`` names the version of each stage that made a part of this.
    ``url`` is its address on the web, ``parts`` are the pages or the like that its text comes
    from, ``provenance`` is how it came.
    """

    id: str
    origin: str
    outlet: str | None
    title: str | None
    byline: tuple[str, ...]
    credits: tuple[str, ...]
    published: str | None
    language: str | None
    text: str
    blocks: tuple[Block, ...]
    speakers: tuple[Speaker, ...] = ()
    statements: tuple[Statement, ...] = ()
    unread: str | None = None
    stages: Mapping[str, str] = field(default_factory=dict, hash=False)
    url: str | None = None
    parts: tuple[Part, ...] = ()
    provenance: Provenance | None = None

    def speaker_of(self, statement: Statement) -> Speaker | None:
        """Who makes one of its statements; None where nobody is known."""
        return next((one for one in self.speakers if one.id == statement.speaker), None)

    def rows(self) -> list[flat.Row]:
        """One flat row for each statement, as in CSV and Parquet."""
        return list(flat.rows(self))

    def __repr__(self) -> str:
        """Title, day and how many statements: the text may be long."""
        title = flat.shortened(self.title or self.text)
        day = self.published or "no date"
        return f"<Article {title!r}, {day}, {len(self.statements)} statements>"

    def _repr_html_(self) -> str:
        """What a notebook shows of it."""
        return flat.table(self)

    def to_json(self) -> dict[str, Any]:
        """This article as the JSON object of ``docs/json.md`` (plain dicts, lists, strings)."""
        return msgspec.to_builtins(self)  # type: ignore[no-any-return]

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Article:
        """The article that ``to_json`` gave; ``msgspec.ValidationError`` if it is not one."""
        return msgspec.convert(data, cls)


class ReadError(Exception):
    """A report could not be read.  The message says what is wrong and what to do."""


class SetupError(Exception):
    """onrecord is not installed as it should be.  The message says what is wrong and what to do."""


@dataclass(frozen=True, slots=True)
class Failure:
    """A report of a batch that could not be read: where it came from, and why.

    ``error`` is the exception behind it where that is a defect of onrecord's own.
    """

    origin: str
    reason: str
    error: BaseException | None = field(default=None, compare=False, repr=False)


def text_id(text: str) -> str:
    """SHA-256 of a text in hexadecimal: the identity of an article."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def statement_id(
    article_id: str, source: Iterable[Span], cue: Iterable[Span], content: Iterable[Span]
) -> str:
    """An id that is the same whenever the article's text and the statement's spans are."""
    spans = ";".join(
        ",".join(f"{span.start}-{span.end}" for span in part) for part in (source, cue, content)
    )
    return hashlib.sha256(f"{article_id}:{spans}".encode()).hexdigest()[:20]
