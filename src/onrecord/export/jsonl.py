"""Articles as JSON, exact to the character."""

from __future__ import annotations

from collections.abc import Iterable
from typing import BinaryIO

import msgspec

from onrecord.model import Article


def write_jsonl(things: Iterable[object], stream: BinaryIO) -> None:
    """One article, hit, party or the like a line, each as soon as it is there."""
    for thing in things:
        stream.write(msgspec.json.encode(thing) + b"\n")
        stream.flush()


def write_json(articles: Iterable[Article], stream: BinaryIO) -> None:
    """One array of articles, also where there is only one."""
    separator = b"[\n"
    for article in articles:
        stream.write(separator + msgspec.json.format(msgspec.json.encode(article), indent=2))
        separator = b",\n"
    stream.write(b"[]\n" if separator == b"[\n" else b"\n]\n")
    stream.flush()
