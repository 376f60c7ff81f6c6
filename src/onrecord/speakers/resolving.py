"""Resolving the references of one article, in text order, to its speakers."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from onrecord.model import Span, Speaker, SpeakerType, Statement
from onrecord.parsing import Analysis
from onrecord.speakers.bodies import Bodies
from onrecord.speakers.people import PRONOUNS, REACH, People, Person, gender_told
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
        self.nameless: Known | None = None  # "the premier", whose name may follow
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
            if known.person is not None:
                known.person.subject_at.append(source.start)
        return known

    def resolved(self, said: Reference, source: Span, last: Known | None) -> Known | None:
        """The speaker that a reference means where it stands."""
        if said.pronoun in PRONOUNS:
            near = self.people.spoken_of(source.start, PRONOUNS[said.pronoun])
            if not near:
                return None
            near[0].gender = near[0].gender or PRONOUNS[said.pronoun]
            return self.known_person(near[0])
        if said.pronoun is not None:
            return self.thing_meant(said.pronoun, last)
        if said.type == "person" and said.name is not None:
            person = self.people.called(said.name, source.start, said.gender)
            return self.introduced(person or Person(said.name), source.start)
        if said.definite and (bearer := self.bearer(said)):
            if bearer.person and said.role and " " in said.role and said.role not in bearer.roles:
                bearer.roles.append(said.role)
            return bearer
        known = self.know(said)
        if said.type == "unnamed-person" and said.definite:
            self.nameless = known
        return known

    def know(self, said: Reference) -> Known | None:
        """The speaker of this description, new or met before."""
        if said.type is None:
            return None
        name = said.name
        if said.type == "organization" and name is not None:
            name = self.bodies.fullest(name)
        roles = [said.role] if said.role is not None else []
        key = said.type, (name or said.role or "").lower()
        return self.known.setdefault(key, Known(said.type, name, roles))

    def introduced(self, person: Person, at: int) -> Known:
        """The speaker that a person is; perhaps the one whose office was given before the name.

        "The premier said …" and, paragraphs later, "Runa Halvey told …": a full name that
        comes without any office is the name of the office just spoken of.
        """
        held, self.nameless = self.nameless, None
        if held is None or not self.is_named_by(held, person, at):
            return self.known_person(person)
        self.known = {key: known for key, known in self.known.items() if known is not held}
        person.roles += held.roles
        held.type, held.name, held.person = "person", person.name, person
        held.roles = person.roles
        person.subject_at += [mention.start for mention in held.mentions]
        return self.known.setdefault(("person", person.name.lower()), held)

    def is_named_by(self, held: Known, person: Person, at: int) -> bool:
        """Whether a person who speaks at an offset is the nameless office-holder before."""
        first = min(person.seen, default=at)
        return (
            not person.roles
            and ("person", person.name.lower()) not in self.known
            and held.mentions[0].start < first
            and at - held.mentions[-1].start <= REACH
            and person.fits(gender_told(held.roles[0]))
        )

    def known_person(self, person: Person) -> Known:
        """The speaker that a person of the article is."""
        key = "person", person.name.lower()
        return self.known.setdefault(key, Known("person", person.name, person.roles, person=person))

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
