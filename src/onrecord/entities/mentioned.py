"""Whom a span names that is no source: one of the article's speakers, or somebody beside them."""

from __future__ import annotations

from collections.abc import Iterable

from onrecord.legible import legible
from onrecord.model import Mentioned, Span, Speaker


def mentioned_at(span: Span, speakers: Iterable[Speaker]) -> Mentioned:
    """What a span names, by the fullest name where it is one of the article's speakers."""
    words = " ".join(legible(span.text).text.split())
    for speaker in speakers:
        if speaker.name and (speaker.name == words or span in speaker.mentions):
            return Mentioned(speaker.name, speaker.id, (span,))
    return Mentioned(words, None, (span,))
