"""One person of an article: what it tells of her, and where it names her."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

from onrecord.entities.roles.offices import is_same_office, political_parties_in
from onrecord.names.genders import KIN

PAST = frozenset("ex former late onetime retired then".split())


class Called(NamedTuple):
    """A role that takes somebody up at an offset, and how likely it means that person."""

    role: str
    at: int
    likely: float


@dataclass(slots=True, eq=False)
class Person:
    """One person of an article.

    ``gender`` is what the article tells, ``presumed`` what the first name suggests.
    ``full_at`` is where the full name is first given, ``offices`` the roles that stand beside
    it, ``so_called`` how often just the last name is given,
    ``first_named`` how often just the first name.  ``seen`` and ``subject_at`` are
    offsets of mentions met so far.
    """

    name: str
    gender: str | None = None
    presumed: str | None = None
    full_at: int = 0
    so_called: int = 0
    first_named: int = 0
    offices: list[str] = field(default_factory=list)
    roles: list[str] = field(default_factory=list)
    given_up: list[str] = field(default_factory=list)  # roles that a successor has now
    called: list[Called] = field(default_factory=list)
    seen: list[int] = field(default_factory=list)
    subject_at: list[int] = field(default_factory=list)

    def holds_office(self) -> bool:
        """Whether an office, and not just kin or a former one, stands beside the full name."""
        return any((KIN | PAST).isdisjoint(office.lower().split()) for office in self.offices)

    def bears(self, role: str) -> bool:
        """Whether an office can be one of this person's, and for no other party than it is."""
        own = political_parties_in(" ".join(self.roles))
        mine = any(is_same_office(role, r) for r in self.roles)
        its = political_parties_in(role)
        return mine and not (own and its and own.isdisjoint(its))

    def holds(self, role: str) -> bool:
        """Whether an office is still, or again, this person's; of a former one, whether it was."""
        past = not PAST.isdisjoint(role.lower().split())
        held = (r for r in self.roles if is_same_office(role, r))
        return any(self.is_past(r) == past for r in held)

    def is_past(self, role: str) -> bool:
        """Whether a role of this person's is a former one."""
        return role in self.given_up or not PAST.isdisjoint(role.lower().split())

    def learn(self, role: str) -> None:
        """Note a role that tells more than those known."""
        if " " in role or not any(is_same_office(role, known) for known in self.roles):
            self.roles += [role] if role not in self.roles else []

    def is_sure(self) -> bool:
        """Whether the article or the first name tells the gender."""
        return (self.gender or self.presumed) is not None

    def fits(self, gender: str | None) -> bool:
        """Whether nothing known speaks against this gender."""
        return gender is None or (self.gender or self.presumed) in (None, gender)
