"""Epithets: whom "the Vermont senator" takes up, and which role that tells of them.

News prose calls people by another office instead of repeating the name.  Among all whom the
article names, weights learned from marked articles (``training/epithets``) choose; where
nobody is likely enough, nobody is meant.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from functools import cache
from importlib.resources import files
from math import exp, log2
from operator import mul
from typing import TYPE_CHECKING, NamedTuple

import msgspec

from onrecord.entities.noun_phrases import SUBJECTS
from onrecord.entities.person import Called, Person
from onrecord.entities.roles.offices import (
    POLITICAL_PARTIES,
    SERVING,
    is_office,
    office_nouns,
    without_determiner,
)
from onrecord.names import genders
from onrecord.names.kinds import PRESS, SOURCES

if TYPE_CHECKING:
    from spacy.tokens import Token

    from onrecord.entities.persons import People
    from onrecord.parsing import Paragraph

WEIGHTS = files(__package__) / "epithets.json"
POSSIBLE = 0.1  # how likely somebody must be meant for the role to be weighed with others
LEAST = 0.4  # how likely somebody must be meant to have a role: about four in five are right
SURE = 0.65  # … to be who speaks: nine in ten
OF_OFFICE = ("of", "to", "for", "from")  # "the premier *of* the islands"
BESIDE_A_NAME = ("appos", "attr")  # where the name tells whose role it is
MANY = 4  # others named since, from which on their number no longer tells
Row = list[float]


class Epithet(NamedTuple):
    """A role with which the reporter takes somebody up, at an offset.

    ``rivals`` do something to whoever that is, and so are not meant.
    """

    role: str
    at: int
    acts: bool
    rivals: set[Person]


def hear_epithets(people: People, paragraphs: Iterable[Paragraph]) -> dict[int, Person]:
    """Learn the roles that epithets tell of those whom they take up.

    Gives those who are surely meant, by where the epithet begins.
    """
    surely = {}
    for found in epithets(people, paragraphs):
        person, likely = bearer(people, found.role, found.at, found.rivals)
        if person is not None and likely >= POSSIBLE:
            person.called.append(Called(found.role, found.at, likely))
        if person is None or likely < LEAST:
            continue
        person.learn(found.role)
        if found.acts:
            person.subject_at.append(found.at)
        if likely >= SURE:
            surely[found.at] = person
    return surely


def epithets(people: People, paragraphs: Iterable[Paragraph]) -> Iterator[Epithet]:
    """All epithets outside quotations, in text order."""
    for paragraph in paragraphs:
        for noun in paragraph.doc:
            role, at = epithet(noun), paragraph.at(noun.left_edge.idx)
            if role is not None and not paragraph.is_quoted(at):
                others = rivals(people, paragraph, noun)
                yield Epithet(role, at, noun.dep_ in SUBJECTS, others)


def epithet(noun: Token) -> str | None:
    """The role that "the Vermont senator", or "served as mayor", tells, at its noun."""
    ends = [t.right_edge.i for t in noun.rights if t.dep_ == "prep" and t.lower_ in OF_OFFICE]
    phrase = noun.doc[noun.left_edge.i : max(ends, default=noun.i) + 1]
    as_one = noun.head.lower_ == "as" and noun.head.head.lemma_ in SERVING
    if not (as_one or phrase[0].lower_ == "the"):
        return None
    if noun.tag_ not in ("NN", "NNP") or not is_office(noun):
        return None
    if noun.dep_ in BESIDE_A_NAME or not office_nouns(phrase.text) - SOURCES:
        return None  # "the voter" may be anybody
    if noun.tag_ == "NNP" and noun.lower_ in PRESS:
        return None  # "the Alden Courier"
    following = noun.doc[phrase.end] if phrase.end < len(noun.doc) else noun
    named = following.pos_ == "PROPN" or (noun.dep_ in SUBJECTS and following.text == ",")
    return None if named else without_determiner(phrase)


def rivals(people: People, paragraph: Paragraph, noun: Token) -> set[Person]:
    """Who does what is done to a noun, and so is not meant: "Lind | attacked the senator"."""
    verb = next((word for word in noun.ancestors if word.pos_ in ("VERB", "AUX")), None)
    subjects = [t for t in verb.children if t.dep_ in SUBJECTS] if verb is not None else []
    parts = [
        range(paragraph.at(t.left_edge.idx), paragraph.at(t.right_edge.idx) + 1)
        for t in subjects
        if noun not in t.subtree
    ]
    return {p for p in people.persons for at in p.seen if any(at in part for part in parts)}


def bearer(
    people: People, role: str, at: int, others: Collection[Person] = ()
) -> tuple[Person | None, float]:
    """Whom a role takes up at an offset, if anybody fits, and how likely that is.

    ``others`` do something to whoever that is.
    """
    nobody, *weights = learned()
    fitting = likely_ones(people.persons, role)
    scores = [sum(map(mul, weights, row)) for row in described(fitting, role, at, others)]
    if not scores:
        return None, 0.0
    best = max(scores)
    likely = 1 / sum(exp(score - best) for score in (*scores, nobody))
    return fitting[scores.index(best)], likely


def likely_ones(persons: Iterable[Person], role: str) -> list[Person]:
    """Who may be meant: of those whose gender fits, by a bare office whoever holds it."""
    fitting = [person for person in persons if person.fits(genders.of_role(role))]
    holders = [person for person in fitting if " " not in role and holds(person, role)]
    return holders or fitting


def described(
    persons: Sequence[Person], role: str, at: int, others: Collection[Person]
) -> Iterator[Row]:
    """What speaks for each person, in the order of the weights behind that of nobody."""
    named = [before(person.seen, at) for person in persons]
    acting = [before(person.subject_at, at) for person in persons]
    times = [sum(start < at for start in person.seen) for person in persons]
    most = max((len(person.seen) for person in persons), default=1)
    gender = genders.of_role(role)
    for n, person in enumerate(persons):
        yield [
            log2(1 + at - named[n]) / 10 if times[n] else 1.5,
            min(sum(other > named[n] for other in named), MANY) / MANY,
            min(sum(other > acting[n] for other in acting), MANY) / MANY,
            float(person in others),
            times[n] / max(1, sum(times)),
            float(holds_another(person, role)),
            float(holds(person, role)),
            float(gender is not None and person.is_sure()),
            float(not times[n]),
            len(person.seen) / max(1, most),
        ]


def before(offsets: Sequence[int], at: int) -> int:
    """The last of some offsets before another one; -1 where there is none."""
    return max((start for start in offsets if start < at), default=-1)


def holds(person: Person, role: str) -> bool:
    """Whether a role can be an office that somebody has, and has not given up."""
    return person.bears(role) and person.holds(role)


def holds_another(person: Person, role: str) -> bool:
    """Whether another office than a role, which is no party, stands beside the full name."""
    nouns = office_nouns(role)
    if nouns <= POLITICAL_PARTIES.keys():
        return False
    return person.holds_office() and not any(nouns & office_nouns(o) for o in person.offices)


@cache
def learned() -> Row:
    """The weights, read once."""
    return msgspec.json.decode(WEIGHTS.read_bytes(), type=Row)
