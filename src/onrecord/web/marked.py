"""An article as its page shows it: who speaks, and whose words each stretch of the text is."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from string import ascii_uppercase

from onrecord.marking import Mark, Segment, segments
from onrecord.model import Article, BlockKind, Speaker, Statement

COLOURS = 8  # that the stylesheet has for speakers


@dataclass(frozen=True, slots=True)
class Voice:
    """Somebody who speaks in an article: told apart by a colour, and by a letter without it."""

    speaker: Speaker | None
    letter: str
    colour: int
    party: int | None
    statements: int


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of text: of which statements it is, and how it looks.

    ``begins`` are the statements that begin here, ``tag`` the voice whose words begin here.
    """

    text: str
    start: int
    looks: str
    statements: tuple[str, ...]
    begins: tuple[str, ...]
    tag: Voice | None


@dataclass(slots=True)
class Paragraph:
    """A block of the text in parts."""

    kind: BlockKind | None
    parts: list[Part] = field(default_factory=list)


def voices(article: Article, parties: Mapping[str, int]) -> dict[str | None, Voice]:
    """Who speaks, by the speaker's id, in order; nobody is None.  ``parties`` has the ids of
    parties by name.
    """
    said: dict[str | None, int] = {}
    for statement in article.statements:
        said[statement.speaker] = said.get(statement.speaker, 0) + 1
    people = {speaker.id: speaker for speaker in article.speakers}
    found: dict[str | None, Voice] = {}
    for number, (id, times) in enumerate(said.items()):
        speaker = people.get(id or "")
        party = parties.get(speaker.name) if speaker and speaker.name else None
        found[id] = Voice(speaker, letter(number), number % COLOURS, party, times)
    return found


def letter(number: int) -> str:
    """A, B, … Z, AA, AB …"""
    rest, last = divmod(number, len(ascii_uppercase))
    return (letter(rest - 1) if rest else "") + ascii_uppercase[last]


def paragraphs(article: Article, voices: Mapping[str | None, Voice]) -> list[Paragraph]:
    """The text of an article, block by block; what stands between blocks and shows nothing is
    left out.
    """
    ends = {block.start: block.end for block in article.blocks}
    made: list[Paragraph] = []
    until = -1
    begun: set[str] = set()
    for segment in segments(article):
        if segment.kind is None and not segment.text.strip():
            continue
        if segment.start >= until:
            made.append(Paragraph(segment.kind))
            until = ends.get(segment.start, segment.end)
        made[-1].parts.append(part(segment, voices, begun))
    return made


def part(segment: Segment, voices: Mapping[str | None, Voice], begun: set[str]) -> Part:
    """One stretch; ``begun`` are the statements of which something was before."""
    ids = tuple(dict.fromkeys(mark.statement.id for mark in segment.marks))
    begins = tuple(id for id in ids if id not in begun)
    begun.update(begins)
    nearest = min(segment.marks, key=lambda mark: mark.span.end - mark.span.start, default=None)
    tag = None
    if nearest and nearest.part == "content" and nearest.span.start == segment.start:
        tag = voices[nearest.statement.speaker]
    return Part(segment.text, segment.start, looks(segment, nearest, voices), ids, begins, tag)


def looks(segment: Segment, mark: Mark | None, voices: Mapping[str | None, Voice]) -> str:
    """The classes of a stretch."""
    if mark is None:
        return ""
    words = [mark.part, f"v{voices[mark.statement.speaker].colour}"]
    if segment.is_direct(mark):
        words.append("own")
    if (mark.statement.confidence or 1) < 0.7:
        words.append("unsure")
    return " ".join(words)


def around(article: Article, statement: Statement, beside: int = 0) -> list[Paragraph]:
    """The paragraphs in which a statement stands, with nothing else marked in them; and so many
    beside them.
    """
    alone = replace(article, statements=(statement,))
    found = paragraphs(alone, voices(alone, {}))
    its = [n for n, one in enumerate(found) if any(part.statements for part in one.parts)]
    if beside:
        return found[max(0, its[0] - beside) : its[-1] + 1 + beside]
    return [found[number] for number in its]


def in_order(statements: Sequence[Statement]) -> Iterator[Statement]:
    """Statements by where they stand in the text."""
    yield from sorted(statements, key=lambda s: min(p.start for p in (*s.source, *s.content)))
