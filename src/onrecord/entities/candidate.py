"""One speaker of an article in the making, and a reference that means it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

from onrecord.entities.person import Person
from onrecord.entities.roles.offices import office_nouns
from onrecord.model import ResolutionKind, Span, SpeakerType
from onrecord.names import genders
from onrecord.names.genders import KIN
from onrecord.names.kinds import SOURCES


@dataclass(slots=True, eq=False)
class Candidate:
    """A speaker in the making; ``person`` where it is somebody the article names."""

    type: SpeakerType
    name: str | None
    roles: list[str] = field(default_factory=list)
    mentions: list[Span] = field(default_factory=list)
    person: Person | None = None

    def last_at(self) -> int:
        """Where it was mentioned last; -1 before its first mention."""
        return self.mentions[-1].start if self.mentions else -1


class Meant(NamedTuple):
    """Whom a reference means, how that was found, and why."""

    known: Candidate
    kind: ResolutionKind
    why: str
    sure: float = 0.0  # how likely, once it was weighed against the others who may be meant


def fits_name(role: str, person: Person) -> bool:
    """Whether a role can be that of somebody whom the article names without any."""
    gender = genders.of_role(role)
    if office_nouns(role) - SOURCES:
        return person.fits(gender)
    first_name = " " not in person.name and genders.of_first_name(person.name)
    return gender is not None and first_name == gender


def could_be(gender: str, unnamed: Candidate) -> bool:
    """Whether nothing speaks against a gender of somebody unnamed, who is one and not just kin."""
    role = " ".join(unnamed.roles)
    return (
        bool(office_nouns(role))
        and genders.of_role(role) in (None, gender)
        and KIN.isdisjoint(role.split())
    )
