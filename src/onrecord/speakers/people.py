"""The people that an article names: fullest name, roles, gender, where they are mentioned."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from onrecord.speakers.kinds import BODIES, DOCUMENTS, GROUPS, PEOPLE
from onrecord.speakers.names import (
    FEMALE_TITLES,
    MALE_TITLES,
    TITLES,
    bare_name,
    is_short_for,
    last_word,
    title_word,
)
from onrecord.speakers.roles import (
    distinctive,
    is_office,
    is_same_office,
    office_nouns,
    roles_of,
    without_determiner,
)

if TYPE_CHECKING:
    from spacy.tokens import Span as Phrase
    from spacy.tokens import Token

    from onrecord.parsing import Paragraph

PRONOUNS = {"he": "m", "him": "m", "his": "m", "she": "f", "her": "f", "hers": "f"}
# An epithet or a pronoun reaches back over this many characters, about three paragraphs.
REACH = 1_200
MORE_TOLD = 2  # words that a description may add to the office of its only bearer
OFTEN = 3  # mentions of somebody whom a report takes up by an epithet
OF_OFFICE = ("of", "to", "for", "from")  # "the premier *of* the islands"
FEMALE_NOUNS = frozenset("actress daughter grandmother lady mother sister widow wife".split())
MALE_NOUNS = frozenset("actor brother father grandfather husband son widower".split())
SUBJECTS = ("nsubj", "nsubjpass")


@dataclass(slots=True, eq=False)
class Person:
    """One person of an article.

    ``seen`` and ``subject_at`` are offsets of mentions met so far, in order; ``full_at``
    is where the full name is first given, ``offices`` the roles that stand beside it.
    """

    name: str
    gender: str | None = None
    full_at: int = 0
    offices: list[str] = field(default_factory=list)
    roles: list[str] = field(default_factory=list)
    seen: list[int] = field(default_factory=list)
    subject_at: list[int] = field(default_factory=list)

    def fits(self, gender: str | None) -> bool:
        """Whether nothing known speaks against this gender."""
        return gender is None or self.gender in (None, gender)


@dataclass(frozen=True, slots=True)
class Mention:
    """A name where it stands; ``start`` is an offset into the article's text."""

    start: int
    name: str
    gender: str | None
    roles: tuple[str, ...]
    is_subject: bool


class People:
    """Everybody whom the story of an article names."""

    def __init__(self, paragraphs: Iterable[Paragraph]) -> None:
        paragraphs = list(paragraphs)
        mentions = [m for paragraph in paragraphs for m in named_in(paragraph)]
        known = {last_word(m.name) for m in mentions}
        mentions += [m for paragraph in paragraphs for m in unrecognised(paragraph, known)]
        mentions.sort(key=lambda mention: mention.start)
        self.persons: list[Person] = []
        for name in sorted({m.name for m in mentions}, key=lambda n: -len(n.split())):
            if " " in name and self.longest(name) is None:
                full = [m for m in mentions if m.name == name]
                offices = [role for m in full for role in m.roles]
                self.persons.append(Person(name, full_at=full[0].start, offices=offices))
        for mention in mentions:
            self.meet(mention)
        self.hear_pronouns(paragraphs)
        for paragraph in paragraphs:
            self.hear_epithets(paragraph)

    def longest(self, name: str) -> Person | None:
        """The person whose longer name a full name is short for: "Jo Lind" for "Jo A. Lind"."""
        return next((p for p in self.persons if is_short_for(name, p.name)), None)

    def meet(self, mention: Mention) -> None:
        """Note a mention with whoever it means."""
        person = self.called(mention.name, mention.start, mention.gender)
        if person is None or self.is_another(mention, person):
            person = Person(mention.name)
            self.persons.append(person)
        told = (gender for role in mention.roles if (gender := gender_told(role)))
        person.gender = person.gender or mention.gender or next(told, None)
        person.roles += [role for role in mention.roles if role not in person.roles]
        person.seen.append(mention.start)
        if mention.is_subject:
            person.subject_at.append(mention.start)

    def is_another(self, mention: Mention, person: Person) -> bool:
        """Whether "President Orlo" cannot be the Ida Orlo named later, with other offices."""
        offices = [office_nouns(role) for role in person.offices]
        own = {noun for role in mention.roles for noun in office_nouns(role)}
        named_later = mention.start < person.full_at
        return named_later and bool(own and offices) and not any(own & nouns for nouns in offices)

    def called(self, name: str, at: int, gender: str | None = None) -> Person | None:
        """Whom a name means at an offset: of several, the one who was a subject last."""
        exact = [p for p in self.persons if p.name.lower() == name.lower()]
        bearers = exact or [p for p in self.persons if is_short_for(name, p.name)]
        bearers = [p for p in bearers if p.fits(gender)]
        return max(bearers, key=lambda p: latest(p, at), default=None)

    def knows(self, word: str) -> bool:
        """Whether a word is the last name of somebody here."""
        return bool(word) and any(last_word(p.name) == last_word(word) for p in self.persons)

    def hear_pronouns(self, paragraphs: list[Paragraph]) -> None:
        """Learn genders from the pronouns in sentences about one person, by majority."""
        votes: Counter[tuple[int, str]] = Counter()
        for paragraph in paragraphs:
            for sentence in paragraph.doc.sents:
                names = [entity for entity in sentence.ents if is_person(entity)]
                if len(names) != 1 or not is_topic(names[0]):
                    continue
                following = paragraph.doc[names[0].end : sentence.end]
                genders = {PRONOUNS[t.lower_] for t in following if t.lower_ in PRONOUNS}
                at = paragraph.start + int(names[0].start_char)
                person = self.called(bare_name(names[0].text), at)
                if person is not None and len(genders) == 1:
                    votes[self.persons.index(person), genders.pop()] += 1
        for number, person in enumerate(self.persons):
            feminine, masculine = votes[number, "f"], votes[number, "m"]
            if person.gender is None and feminine != masculine:
                person.gender = "f" if feminine > masculine else "m"

    def spoken_of(self, at: int, gender: str | None) -> list[Person]:
        """Who was a subject shortly before an offset and may be of the gender, the last first."""
        near = {
            max(start for start in person.subject_at if start < at): person
            for person in self.persons
            if person.fits(gender) and any(at - REACH < start < at for start in person.subject_at)
        }
        return [near[start] for start in sorted(near, reverse=True)]

    def hear_epithets(self, paragraph: Paragraph) -> None:
        """Learn roles from "the Vermont senator", said of whoever was the subject before.

        News prose takes a person up by another office instead of repeating the name.
        """
        for token in paragraph.doc:
            held = token.dep_ == "pobj" and token.head.lower_ == "as"  # "as the attorney general"
            taken_up = token.dep_ in SUBJECTS or held
            if not taken_up or paragraph.is_quoted(paragraph.start + token.idx):
                continue
            role = epithet(token)
            at = paragraph.start + token.idx
            if role is None:
                continue
            near = [p for p in self.spoken_of(at, gender_told(role)) if len(p.seen) >= OFTEN]
            meant = self.bearers(role) or near[:1]
            if len(meant) == 1 and role not in meant[0].roles:
                meant[0].roles.append(role)

    def bearers(self, role: str) -> list[Person]:
        """Who has the office that a description takes up; those it fits best, if it tells more."""
        nouns = office_nouns(role)
        bearers = [p for p in self.persons if any(is_same_office(role, r) for r in p.roles)]
        told = distinctive(role) - nouns
        best = [p for p in bearers if any(told & distinctive(r) for r in p.roles)]
        only = len(bearers) == 1 and len(told) <= MORE_TOLD
        return best or (bearers if only or len(told) <= 1 else [])


def epithet(noun: Token) -> str | None:
    """ "The Vermont senator" at its noun: the role it tells; None for any other phrase."""
    phrase = noun.doc[noun.left_edge.i : noun.i + 1]
    following = noun.doc[noun.i + 1] if noun.i + 1 < len(noun.doc) else noun
    if phrase[0].lower_ != "the" or len(phrase) < 3 or noun.tag_ not in ("NN", "NNP"):
        return None
    named = following.pos_ == "PROPN" or (noun.dep_ in SUBJECTS and following.text == ",")
    if named or not is_office(noun):
        return None
    ends = [t.right_edge.i for t in noun.rights if t.dep_ == "prep" and t.lower_ in OF_OFFICE]
    return without_determiner(noun.doc[phrase.start : max(ends, default=noun.i) + 1])


def latest(person: Person, at: int) -> tuple[int, int]:
    """Where a person was last a subject, and last mentioned at all, up to an offset."""
    return (
        max((start for start in person.subject_at if start <= at), default=-1),
        max((start for start in person.seen if start <= at), default=-1),
    )


def named_in(paragraph: Paragraph) -> Iterator[Mention]:
    """The people whom the entity recogniser finds in a paragraph."""
    for entity in paragraph.doc.ents:
        if is_person(entity):
            name = whole_name(entity)
            start = paragraph.start + int(name.start_char)
            subject = is_topic(name) and not paragraph.is_quoted(start)
            yield Mention(start, bare_name(name.text), titled_gender(name), roles_of(name), subject)


def is_topic(name: Phrase) -> bool:
    """Whether a name is a subject, or opens its sentence with at most a title before it."""
    opening = name.doc[name.sent.start : name.start]
    return name.root.dep_ in SUBJECTS or all(t.pos_ in ("PROPN", "NOUN", "ADJ") for t in opening)


def unrecognised(paragraph: Paragraph, known: set[str]) -> Iterator[Mention]:
    """Proper nouns that end in a known last name where the recogniser saw no person."""
    doc = paragraph.doc
    for token in doc:
        following = doc[token.i + 1] if token.i + 1 < len(doc) else None
        ends = following is None or following.pos_ != "PROPN"
        named = token.pos_ == "PROPN" or (token.pos_ == "NOUN" and token.text[0].isupper())
        if named and ends and token.ent_type_ != "PERSON" and last_word(token.text) in known:
            start = token.i
            while start and doc[start - 1].pos_ == "PROPN" and not doc[start - 1].is_stop:
                start -= 1
            phrase = doc[start : token.i + 1]
            name = bare_name(phrase.text)
            within_other = any(e.start < phrase.start or e.end > phrase.end for e in phrase.ents)
            if 0 < len(name.split()) <= 3 and not within_other:
                at = paragraph.start + phrase.start_char
                subject = is_topic(phrase)
                yield Mention(at, name, titled_gender(phrase), roles_of(phrase), subject)


def is_person(entity: Phrase) -> bool:
    """Whether an entity is a person's name: the recogniser also takes "Harbour Leaders" for one."""
    return (
        entity.label_ == "PERSON"
        and bool(bare_name(entity.text))
        and not entity[0].is_stop
        and entity[-1].lower_ not in GROUPS | BODIES | DOCUMENTS
    )


def gender_told(role: str) -> str | None:
    """The gender that the noun of a role tells: "businessman", "wife"."""
    words = [word.strip(",.").lower() for word in role.split()]
    if any(word in FEMALE_NOUNS or word.endswith("woman") for word in words):
        return "f"
    return "m" if any(word in MALE_NOUNS or word.endswith("man") for word in words) else None


def whole_name(entity: Phrase) -> Phrase:
    """A recognised name with the first names before it that the recogniser left out."""
    doc, start = entity.doc, entity.start
    while start > entity.sent.start and is_first_name(doc[start - 1], entity):
        start -= 1
    return doc[start : entity.end]


def is_first_name(token: Token, entity: Phrase) -> bool:
    """Whether a word before a one-word name belongs to it: "Amalia" before "Joseph"."""
    return (
        len(entity) == 1
        and token.pos_ == "PROPN"
        and token.dep_ == "compound"
        and not token.ent_type_
        and title_word(token.text) not in TITLES
        and not is_office(token)
    )


def titled_gender(name: Phrase) -> str | None:
    """The gender that a title in or before a name tells."""
    for token in name.doc[max(name.start - 1, 0) : name.start + 1]:
        title = title_word(token.text)
        if title in FEMALE_TITLES or (title.endswith("woman") and title in PEOPLE):
            return "f"
        if title in MALE_TITLES or (title.endswith("man") and title in PEOPLE):
            return "m"
    return None
