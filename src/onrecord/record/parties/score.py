"""Weighing: what speaks for and against a name being a party's, in the article at hand."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import combinations
from typing import NamedTuple

from sqlalchemy import Connection

from onrecord.model import Article, Speaker
from onrecord.names import Name
from onrecord.parties import (
    NEVER,
    SAME,
    Profile,
    Reason,
    circumstances,
    gives,
    gives_both,
    in_line,
    initials,
    is_acronym,
    is_last_name_alone,
    likeness,
    one_office,
    pointless,
    score,
    spells_out,
)
from onrecord.record.parties import candidates
from onrecord.record.parties.candidates import parsed
from onrecord.record.parties.judgements import judge
from onrecord.record.rows import Line

MOST, FEW = 0.9, 5  # share of the articles, and articles, from which a last name means one party
UNLIKE = 0.5  # weight below which two full names are rather two people's
LIKELIEST = 3  # parties that a name is weighed against


class Weighed(NamedTuple):
    """How likely a name is a party's, by which of the party's names, and why."""

    score: float
    name: Line
    why: str


@dataclass(slots=True)
class Here:
    """An article as its speakers are linked: ``taken`` are the names already given in it."""

    connection: Connection
    article: Article
    taken: dict[int, Speaker] = field(default_factory=dict)
    counts: dict[str, dict[int, int]] = field(default_factory=dict)

    def weigh_same(self, name: Name, row: Line, speaker: Speaker) -> float:
        """How likely a speaker is whoever is written alike in the record."""
        party = candidates.names_of_party(self.connection, row.party)
        reasons = [
            Reason(0.0 if is_last_name_alone(name) else 5.0, "the same name"),
            *self.bare_reasons(name, party, stands_here=True),
            *circumstances(candidates.known(self.connection, party), self.known(speaker)),
        ]
        return score(reasons)

    def likeliest(self, row: Line) -> list[Weighed]:
        """The parties that a name may be besides its own, the likeliest first."""
        weighed = [self.weigh(row, party) for party in self.parties_like(row)]
        return sorted(weighed, key=lambda found: -found.score)

    def judge_same(self, key: int, found: Weighed) -> None:
        """Judges a name to be the party's that was found."""
        pair = (key, found.name.key)
        judge(self.connection, pair, "same", found.why, score=found.score)
        self.counts.clear()  # of parties that are others now

    def parties_like(self, row: Line) -> list[int]:
        """The few parties whose names are most like a name; a last name alone is most like the
        parties that most articles mean by it.
        """
        name = parsed(row)
        if is_last_name_alone(name):
            counts = self.bearers(name.last)
            return sorted(counts.keys() - {row.party}, key=lambda party: -counts[party])[:LIKELIEST]
        best: dict[int, float] = {}
        for other in candidates.similar(self.connection, name):
            said = likeness(name, parsed(other))
            if said is not None and other.party != row.party:
                best[other.party] = max(said.weight, best.get(other.party, NEVER))
        return sorted(best, key=lambda party: (-best[party], party))[:LIKELIEST]

    def weigh(self, row: Line, party: int) -> Weighed:
        """How likely a name is a party's."""
        name, connection = parsed(row), self.connection
        theirs = candidates.names_of_party(connection, party)
        ours = candidates.names_of_party(connection, row.party)
        alike = [
            (likeness(name, parsed(other)) or Reason(NEVER, "another name is unlike"), other)
            for other in theirs
        ]
        full = [(said, other) for said, other in alike if not is_last_name_alone(parsed(other))]
        best, closest = max(full or alike, key=lambda pair: pair[0].weight)
        known, known_there = (candidates.known(connection, party) for party in (ours, theirs))
        reasons = [
            unlike(best, alike) if row.family == "person" else best,
            *self.bare_reasons(name, theirs, stands_here=True),
            *self.bare_reasons(parsed(closest), ours),
            *self.short_reasons(row, closest),
            *circumstances(known, known_there),
            *one_office(name, parsed(closest), known, known_there),
            *self.alone(name, {row.party, party}),
        ]
        if not self.together(row, theirs):
            return Weighed(score(reasons), closest, in_line(reasons))
        # Two speakers of one article are two people, or else its reading went wrong, which a
        # person should look at.  Of a body, one article may well use two names.
        people = row.family == "person"
        reasons.append(Reason(-4.0 if people else -1.0, "both speak in one article"))
        likely = min(score(reasons), SAME - 0.01) if people else score(reasons)
        return Weighed(likely, closest, in_line(reasons))

    def known(self, speaker: Speaker) -> Profile:
        """What this article tells of a speaker."""
        outlet, day = self.article.outlet, self.article.published
        return Profile(
            frozenset(speaker.roles),
            frozenset([outlet] if outlet else []),
            (day,) if day and len(day) == len("2024-03-05") else (),
        )

    def bare_reasons(
        self, name: Name, party: list[Line], *, stands_here: bool = False
    ) -> Iterator[Reason]:
        """What tells whether a last name by itself means a party."""
        if not is_last_name_alone(name):
            return
        full = [row for row in party if not is_last_name_alone(parsed(row))]
        if stands_here and any(self.gives(row.name) for row in full):
            yield Reason(5.0, "the article gives the name in full")
        counts = self.bearers(name.last)
        mine, every = counts.get(party[0].party, 0), sum(counts.values())
        if mine >= FEW and mine >= MOST * every:
            yield Reason(
                2.5, f"{mine} of {every} articles with a {name.last.title()} mean this one"
            )
        elif mine and mine == every:
            yield Reason(1.0, f"no other {name.last.title()} in the record")
        elif not counts:
            yield Reason(1.4, f"nobody in the record is called {name.last.title()} in full")
        elif mine * 2 < every:
            yield Reason(-1.0, f"most articles with a {name.last.title()} mean others")

    def short_reasons(self, one: Line, other: Line) -> Iterator[Reason]:
        """What tells whether a body's short name stands for a long one."""
        for short, long in ((parsed(one), parsed(other)), (parsed(other), parsed(one))):
            if short.family != "body":
                continue
            more = len(long.words) - len(short.words)
            if is_acronym(short) and short.plain == initials(long):
                if self.anywhere(spells_out, short, long, (one, other)):
                    yield Reason(5.0, "an article says what the letters stand for")
                elif self.anywhere(gives_both, short, long, (one, other)):
                    yield Reason(2.5, "an article gives both names")
            elif more > 0 and long.words[more:] == short.words:
                namesake = " ".join(long.words[: more + 1])
                if self.anywhere(gives_both, short, long, (one, other)):
                    yield Reason(2.5, "an article gives both names")
                elif candidates.has_person(self.connection, namesake):
                    yield Reason(2.6, f"named after {namesake.title()}")

    def anywhere(
        self,
        says: Callable[[str, str, str], bool],
        short: Name,
        long: Name,
        rows: Iterable[Line],
    ) -> bool:
        """Whether this article says it of two names, or one of the latest that either speaks in."""
        texts = {text for row in rows for text in candidates.texts(self.connection, row.key)}
        called = pointless(short.written), pointless(long.written)
        return any(says(*called, pointless(text)) for text in {self.article.text, *texts})

    def alone(self, name: Name, parties: set[int]) -> Iterator[Reason]:
        """Whether nobody else of the record has this last name."""
        if name.family != "person" or is_last_name_alone(name):
            return
        counts = self.bearers(name.last)
        if counts and counts.keys() <= parties:
            yield Reason(0.6, f"no other {name.last.title()} in the record")

    def together(self, row: Line, party: Iterable[Line]) -> bool:
        """Whether a name and one of a party's are two speakers of the article."""
        others = {other.key for other in party} - {row.key}
        return row.key in self.taken and bool(others & self.taken.keys())

    def bearers(self, last: str) -> dict[int, int]:
        """The parties with this last name, each with its articles."""
        if last not in self.counts:
            self.counts[last] = candidates.bearers(self.connection, last)
        return self.counts[last]

    def gives(self, written: str) -> bool:
        """Whether the article's text has a name, with or without its accents and points."""
        return gives(pointless(written), pointless(self.article.text))


def unlike(best: Reason, alike: list[tuple[Reason, Line]]) -> Reason:
    """The best reason, unless a full name among a person's others is unlike: John Paul Lind is
    not the John Lind who is also called John Quill Lind.
    """
    full = [reason for reason, other in alike if not is_last_name_alone(parsed(other))]
    worst = min([best, *full], key=lambda reason: reason.weight)
    return worst if worst.weight < UNLIKE else best


def are_rivals(found: Sequence[Weighed]) -> bool:
    """Whether several that a name may be are people or bodies unlike each other."""
    called = [parsed(one.name) for one in found if not is_last_name_alone(parsed(one.name))]
    alike = [likeness(one, other) for one, other in combinations(called, 2)]
    return any(said is None or said.weight < UNLIKE for said in alike)
