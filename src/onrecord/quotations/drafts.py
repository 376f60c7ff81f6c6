"""The quotations of a draft, each with whom the draft says it is by."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from onrecord.model import Article, Span
from onrecord.quotations.marks import quoted_in
from onrecord.quotations.words import wording

LOOSE = 3  # words of a quotation that the draft gives to nobody; fewer are names, irony, titles
READ = ("body", "heading", "caption")


@dataclass(frozen=True, slots=True)
class Quoted:
    """A stretch in quotation marks, with the name of its speaker where the draft gives one."""

    span: Span
    by: str | None


def quoted_by(draft: Article) -> Iterator[Quoted]:
    """What stands in quotation marks in a draft's story, in order."""
    names = {speaker.id: speaker.name for speaker in draft.speakers}
    read = [block for block in draft.blocks if block.kind in READ]
    said = [
        (span, names.get(statement.speaker or ""))
        for statement in draft.statements
        for span in statement.content
    ]
    said.sort(key=lambda pair: pair[0].start)
    at = block = 0
    for quotation in quoted_in(draft):
        while block < len(read) and read[block].end <= quotation.start:
            block += 1
        if block == len(read) or quotation.start < read[block].start:
            continue
        while at < len(said) and said[at][0].end <= quotation.start:
            at += 1
        span = Span.of(draft.text, quotation.start, quotation.end)
        given = at < len(said) and said[at][0].start < quotation.end
        number = len(wording(span.text))
        if number >= LOOSE or (given and number):
            yield Quoted(span, said[at][1] if given else None)
