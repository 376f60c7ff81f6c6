"""Resolving the references of one article, in text order, to its speakers."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from onrecord.attribution.parse import Analysis
from onrecord.model import Span, Speaker, SpeakerType, Statement
from onrecord.speakers.bodies import Bodies
from onrecord.speakers.people import PRONOUNS, REACH, People, Person
from onrecord.speakers.references import Reference, reference

if TYPE_CHECKING:
    from spacy.tokens import Span as Phrase

MEANT_BY: dict[str, tuple[SpeakerType, ...]] = {
    **dict.fromkeys(("they", "their", "them", "these", "those"), ("group", "unnamed-person")),
    **dict.fromkeys(("it", "its"), ("organization", "document")),
}


@dataclass(slots=True, eq=False)
class Known:
    """A speaker in the making; ``person`` where it is somebody the article names."""

    type: SpeakerType
    name: str | None
    roles: list[str] = field(default_factory=list)
    mentions: list[Span] = field(default_factory=list)
    person: Person | None = None


class Resolver:
    """Gives each statement of one analysis its speaker."""

    def __init__(self, analysis: Analysis) -> None:
        self.article = analysis.article
        self.paragraphs = analysis.paragraphs
        self.starts = [paragraph.start for paragraph in analysis.paragraphs]
        self.people = People(p for p in analysis.paragraphs if not self.is_heading(p.start))
        self.bodies = Bodies(analysis.paragraphs)
        self.known: dict[tuple[str, str], Known] = {}

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
        known = self.resolved(reference(phrase, self.people), source, last)
        if known is not None and source not in known.mentions:
            known.mentions.append(source)
        return known

    def resolved(self, said: Reference, source: Span, last: Known | None) -> Known | None:
        """The speaker that a reference means where it stands."""
        if said.pronoun in PRONOUNS:
            person = self.person_meant(PRONOUNS[said.pronoun], source.start)
            return self.known_person(person) if person else None
        if said.pronoun is not None:
            return self.thing_meant(said.pronoun, last)
        if said.type == "person" and said.name is not None:
            person = self.people.called(said.name, source.start, said.gender)
            return self.known_person(person or Person(said.name))
        if said.definite and (bearer := self.bearer(said)):
            return bearer
        return self.know(said)

    def know(self, said: Reference) -> Known | None:
        """The speaker of this description, new or met before."""
        if said.type is None:
            return None
        if said.type == "organization" and said.name is not None:
            said = replace(said, name=self.bodies.fullest(said.name))
        key = said.type, (said.name or said.role or "").lower()
        roles = [said.role] if said.role is not None else []
        return self.known.setdefault(key, Known(said.type, said.name, roles))

    def known_person(self, person: Person) -> Known:
        """The speaker that a person of the article is."""
        key = "person", person.name.lower()
        return self.known.setdefault(key, Known("person", person.name, person.roles, person=person))

    def person_meant(self, gender: str, at: int) -> Person | None:
        """The person who was a subject or a source last before a pronoun of this gender."""
        candidates = [
            (start, number)
            for number, person in enumerate(self.people.persons)
            if person.fits(gender)
            for start in (*person.subject_at, *self.sources_of(person))
            if at - REACH < start < at
        ]
        if not candidates:
            return None
        person = self.people.persons[max(candidates)[1]]
        person.gender = person.gender or gender
        return person

    def sources_of(self, person: Person) -> list[int]:
        """Where a person was the source of a statement so far."""
        known = self.known.get(("person", person.name.lower()))
        return [mention.start for mention in known.mentions] if known else []

    def thing_meant(self, pronoun: str, last: Known | None) -> Known | None:
        """The speaker of the statement before, where "they" or "it" can mean it."""
        return last if last and last.type in MEANT_BY[pronoun] else None

    def bearer(self, said: Reference) -> Known | None:
        """Whom "the ambassador" or "the council" means: one met before, or who has the office."""
        told = said.name or said.role or ""
        same = [k for k in self.known.values() if k.type == said.type]
        meant = [k for k in same if takes_up(told, k.name or "".join(k.roles[:1]))]
        if len(meant) == 1:
            return meant[0]
        if said.type != "unnamed-person":
            return None
        bearers = self.people.bearers(told)
        return self.known_person(bearers[0]) if len(bearers) == 1 else None

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


def takes_up(description: str, name: str) -> bool:
    """Whether "the council" takes up "Harbour Council": ends alike, and says nothing else."""
    words, full = description.lower().split(), name.lower().split()
    return bool(words) and words[-1:] == full[-1:] and set(words) <= set(full)


def first_offset(statement: Statement) -> int:
    """Where a statement's source stands, or else its cue, or its content."""
    return (statement.source or statement.cue or statement.content)[0].start
