"""What a source gives: a report's bytes or text, where it is from, and what is known of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from onrecord.model import Failure, Part, Provenance


@dataclass(frozen=True, slots=True)
class Document:
    """One report before it is read.

    ``content`` is its text or its bytes, ``kind`` what they are: plain text, which is kept
    exactly, or a web page; where it is None, how they begin tells.  ``charset`` is what the
    source says of bytes.  ``published`` is YYYY-MM-DD; what the source does not know is None.
    ``parts`` are the pages or the like of a text.  ``unsure``: it may be no report at all, and
    is passed over then.
    """

    content: bytes | str
    origin: str = "-"
    published: str | None = None
    outlet: str | None = None
    title: str | None = None
    byline: tuple[str, ...] = ()
    url: str | None = None
    language: str | None = None
    charset: str | None = None
    kind: Literal["text", "page"] | None = None
    parts: tuple[Part, ...] = ()
    provenance: Provenance | None = None
    unsure: bool = False


@dataclass(frozen=True, slots=True)
class PassedOver:
    """A file that was met among reports and is none: where it is, and what it is instead."""

    origin: str
    reason: str


Found = Document | Failure | PassedOver  # what a source gives, one by one
