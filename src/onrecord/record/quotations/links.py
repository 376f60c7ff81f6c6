"""Permalinks that prove themselves: an article's hash, offsets into its text, and the words.

``onrecord:HASH#at=333-392,401-420&words=…``.  Whoever has the article's text can check one
without a record: the text's SHA-256 is the hash, and at the offsets stand the words.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal
from urllib.parse import parse_qs, quote

from sqlalchemy import Connection, select

from onrecord.model import GAP, Span, text_id
from onrecord.quotations import wording
from onrecord.record.errors import RecordError
from onrecord.record.schema import articles
from onrecord.record.versions import history

LINK = re.compile(r"onrecord:([0-9a-f]{64})#(.+)", re.DOTALL)
OFFSETS = re.compile(r"(\d{1,9})-(\d{1,9})(?:,|$)")
Answer = Literal["holds", "changed", "cannot tell"]


@dataclass(frozen=True, slots=True)
class Proof:
    """What became of the words that a link leads to: the answer, and why in a line for people."""

    answer: Answer
    why: str
    article: str
    words: str


def link_to(article_id: str, spans: Sequence[Span]) -> str:
    """The link to some spans of an article."""
    at = ",".join(f"{span.start}-{span.end}" for span in spans)
    words = quote(GAP.join(span.text for span in spans), safe="", errors="surrogatepass")
    return f"onrecord:{article_id}#at={at}&words={words}"


def proof(connection: Connection, link: str) -> Proof:
    """Whether what a link says is so, as ``Record.prove`` says."""
    article_id, places, words = parsed(link)

    def answered(answer: Answer, why: str) -> Proof:
        return Proof(answer, why, article_id, words)

    text = connection.scalar(select(articles.c.text).where(articles.c.id == article_id))
    if text is None:
        return answered("cannot tell", "the record does not have this article")
    if text_id(text) != article_id:
        return answered("cannot tell", "the article is damaged in this record")
    if places[-1][1] > len(text):
        return answered("changed", "the article ends before these offsets")
    there = GAP.join(text[start:end] for start, end in places)
    if there != words:
        return answered("changed", f"at these offsets the article has: {there}")
    newest = history(connection, article_id)[-1]
    if newest != article_id and not still_has(connection, newest, words):
        return answered(
            "changed",
            f"the report was edited: its newest version, {newest}, does not have these words",
        )
    return answered("holds", "the article has these words at these offsets")


def still_has(connection: Connection, article_id: str, words: str) -> bool:
    """Whether an article has words, part by part."""
    text = connection.scalar(select(articles.c.text).where(articles.c.id == article_id)) or ""
    has = "\0".join(wording(text).keys)
    return all("\0".join(wording(part).keys) in has for part in words.split(GAP))


def parsed(link: str) -> tuple[str, list[tuple[int, int]], str]:
    """The parts of a link: the article, the offsets, the words; ``RecordError`` if it is none."""
    match = LINK.fullmatch(link.strip())
    fields = parse_qs(match[2], errors="surrogatepass") if match else {}
    at, words = fields.get("at", [""])[0], fields.get("words", [""])[0]
    places = [(int(start), int(end)) for start, end in OFFSETS.findall(at)]
    whole = ",".join(f"{start}-{end}" for start, end in places) == at
    in_order = all(start < end for start, end in places)
    if match is None or not places or not whole or not in_order or not words:
        raise RecordError(
            f"{link[:100]}: not a link of onrecord's; `onrecord cite STATEMENT` prints one"
        )
    return match[1], places, words
