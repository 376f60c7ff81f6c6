"""Resolving the references of one article, in text order, to its speakers."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from onrecord.attribution.parse import Analysis
from onrecord.attribution.quotations import covering, in_paragraph
from onrecord.model import Span, Speaker, SpeakerType, Statement
from onrecord.speakers.names import PRONOUNS, Names, bare_name, is_person
from onrecord.speakers.references import Reference, reference

if TYPE_CHECKING:
    from spacy.tokens import Span as Phrase

# A pronoun reaches back over this many characters, about three paragraphs.
REACH = 1_200
MEANT_BY = {"they": ("group", "unnamed-person"), "it": ("organization", "document")}
SUBJECTS = ("nsubj", "nsubjpass")


@dataclass(slots=True, eq=False)
class Known:
    """A speaker in the making, and where it was last spoken of."""

    type: SpeakerType
    name: str | None
    roles: list[str] = field(default_factory=list)
    mentions: list[Span] = field(default_factory=list)


class Resolver:
    """Gives each statement of one analysis its speaker."""

    def __init__(self, analysis: Analysis) -> None:
        self.article = analysis.article
        self.paragraphs = analysis.paragraphs
        self.starts = [paragraph.start for paragraph in analysis.paragraphs]
        self.names = Names(p for p in analysis.paragraphs if not self.is_heading(p.start))
        self.known: dict[tuple[str, str], Known] = {}
        self.in_focus = list(self.subjects())

    def statements(self) -> tuple[Statement, ...]:
        """The article's statements with their speakers."""
        found: dict[str, Known | None] = {}
        last: Known | None = None
        for statement in sorted(self.article.statements, key=first_offset):
            found[statement.id] = last = self.speaker(statement, last)
        ids = {id(known): f"s{n}" for n, known in enumerate(self.known.values(), start=1)}
        return tuple(
            replace(statement, speaker=ids.get(id(found[statement.id])))
            for statement in self.article.statements
        )

    def speakers(self) -> tuple[Speaker, ...]:
        """The speakers that the statements were given, in the order in which they appear."""
        return tuple(
            Speaker(f"s{n}", known.name, known.type, tuple(known.roles), tuple(known.mentions))
            for n, known in enumerate(self.known.values(), start=1)
        )

    def speaker(self, statement: Statement, last: Known | None) -> Known | None:
        """Who makes a statement; ``last`` made the one before it."""
        if not statement.source:
            # A quotation that runs on without a cue is still the last speaker's.
            return last if not statement.cue else None
        source = statement.source[0]
        phrase = self.phrase(source)
        if phrase is None:
            return None
        known = self.resolved(reference(phrase, self.names), source, last)
        if known is not None and source not in known.mentions:
            known.mentions.append(source)
        return known

    def resolved(self, said: Reference, source: Span, last: Known | None) -> Known | None:
        """The speaker that a reference means where it stands."""
        if said.pronoun in PRONOUNS:
            return self.person_meant(said.pronoun, source)
        if said.pronoun is not None:
            return last if last and last.type in MEANT_BY[said.pronoun] else None
        if said.definite and (bearer := self.bearer(said)):
            return bearer
        return self.know(said, source.start)

    def know(self, said: Reference, at: int) -> Known | None:
        """The speaker of this name or description, new or met before."""
        if said.type is None:
            return None
        name = said.name
        if said.type == "person" and name is not None:
            name = self.names.fullest(name, at)
        key = said.type, (name or said.role or "").lower()
        known = self.known.setdefault(key, Known(said.type, name))
        if said.role is not None and said.role not in known.roles:
            known.roles.append(said.role)
        return known

    def person_meant(self, pronoun: str, source: Span) -> Known | None:
        """The person spoken of last before a pronoun whom its gender does not exclude."""
        gender = PRONOUNS[pronoun]
        sources = [
            (mention.start, known.name)
            for known in self.known.values()
            if known.type == "person" and known.name
            for mention in known.mentions
        ]
        for at, name in sorted({*self.in_focus, *sources}, reverse=True):
            if not source.start - REACH < at < source.start:
                continue
            if self.names.gender(name) in (None, gender):
                self.names.tell_gender(name, gender)
                return self.know(Reference("person", name), at)
        return None

    def bearer(self, said: Reference) -> Known | None:
        """The one speaker met so far whom "the ambassador" or "the council" can mean.

        That is the only person with that office, or the only body whose name ends in the noun.
        """
        if said.type == "unnamed-person":
            noun = last_word(said.role)
            meant = [
                known
                for known in self.known.values()
                if known.type == "person" and any(noun in r.lower().split() for r in known.roles)
            ]
        else:
            noun = last_word(said.name)
            meant = [
                known
                for known in self.known.values()
                if known.type == said.type and last_word(known.name) == noun
            ]
        return meant[0] if len(meant) == 1 else None

    def subjects(self) -> Iterator[tuple[int, str]]:
        """Where the story, outside of quotations, has a person as a subject, and who it is."""
        for paragraph in self.paragraphs:
            quoted = in_paragraph(paragraph.doc.text, paragraph.start)
            for entity in paragraph.doc.ents:
                at = paragraph.start + int(entity.start_char)
                subject = is_person(entity) and entity.root.dep_ in SUBJECTS
                if subject and not covering(quoted, at):
                    yield at, self.names.fullest(bare_name(entity.text), at)

    def is_heading(self, at: int) -> bool:
        """Whether an offset stands in a heading, where every word may be a capital's."""
        return any(b.kind == "heading" and b.start <= at < b.end for b in self.article.blocks)

    def phrase(self, source: Span) -> Phrase | None:
        """The parsed words of a source span."""
        number = bisect_right(self.starts, source.start) - 1
        if number < 0:
            return None
        paragraph = self.paragraphs[number]
        return paragraph.doc.char_span(
            source.start - paragraph.start, source.end - paragraph.start, alignment_mode="expand"
        )


def first_offset(statement: Statement) -> int:
    """Where a statement's source stands, or else its cue, or its content."""
    return (statement.source or statement.cue or statement.content)[0].start


def last_word(description: str | None) -> str:
    """The last word of a description, lower case: of "Harbour Council", "council"."""
    return (description or "").lower().rpartition(" ")[2]
