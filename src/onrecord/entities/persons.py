"""The people that an article names: fullest name, roles, gender, where they are mentioned."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from onrecord.entities.mentions import SUBJECTS, Mention, headline_names, mentions_in
from onrecord.entities.person import Person
from onrecord.entities.roles.offices import office_nouns
from onrecord.entities.telling import hear_pairs, hear_successions
from onrecord.names import genders, name_key, name_words
from onrecord.names.forms import is_short_for, last_word
from onrecord.names.genders import PRONOUNS
from onrecord.names.kinds import person_noun

if TYPE_CHECKING:
    from spacy.tokens import Token

    from onrecord.parsing import Paragraph

OBJECTS = ("dobj", "dative")
NEW = ("nsubj", "nsubjpass", "dobj", "pobj", "dative")  # as what a noun tells of somebody else
# An epithet or a pronoun reaches back over this many characters, about three paragraphs.
REACH = 1_200
BESIDE = 300  # over so many, it reaches whomever they name
MUCH_MORE = 2  # times as often is whom a report is about named as anybody else


class People:
    """Everybody whom the story of an article names.

    ``contents`` are the [start, end) offsets of what its statements say, in text order.
    """

    def __init__(
        self,
        paragraphs: Iterable[Paragraph],
        contents: Sequence[tuple[int, int]] = (),
        headings: Iterable[Paragraph] = (),
        labels: Sequence[Mention] = (),
    ) -> None:
        paragraphs = list(paragraphs)
        self.contents = contents
        self.persons: list[Person] = []
        self.by_word: dict[str, list[Person]] = defaultdict(list)  # of the name: first, last
        mentions = mentions_in(paragraphs, labels)
        self.titled = Counter(
            (name_words(m.name)[0], m.gender) for m in mentions if " " not in m.name
        )
        in_full: dict[str, list[Mention]] = defaultdict(list)
        for mention in mentions:
            if " " in mention.name:
                in_full[mention.name].append(mention)
        for name in sorted(in_full, key=lambda name: (-len(name.split()), name.isupper())):
            if self.longest(name) is None and not self.is_met(name):
                self.introduce(name, in_full[name])
        for name, at in headline_names(headings, mentions):
            if self.longest(name) is None:
                self.add(name, at)
        for mention in mentions:
            self.meet(mention)
        self.hear_pronouns(paragraphs)
        for paragraph in paragraphs:
            hear_pairs(self, paragraph)
            hear_successions(self, paragraph)

    def longest(self, name: str) -> Person | None:
        """The person whose longer name a full name is short for: "Jo Lind" for "Jo A. Lind"."""
        return next((p for p in self.namesakes(name) if is_short_for(name, p.name)), None)

    def is_met(self, name: str) -> bool:
        """Whether somebody has just this name, in whatever letters."""
        return any(name_key(person.name) == name_key(name) for person in self.namesakes(name))

    def namesakes(self, name: str) -> list[Person]:
        """Those whose first or last name a name ends in: nobody else can be called so."""
        return self.by_word.get(last_word(name), [])

    def enlist(self, person: Person) -> Person:
        """Somebody new, from now on among those whom a name can mean."""
        self.persons.append(person)
        for word in {*name_words(person.name)[:1], last_word(person.name)}:
            self.by_word[word].append(person)
        return person

    def introduce(self, name: str, mentions: list[Mention]) -> Person:
        """The person with a full name, as far as the mentions by it tell."""
        first = name_words(name)[0]
        return self.enlist(
            Person(
                name,
                presumed=genders.of_first_name(name),
                full_at=mentions[0].start,
                first_named=sum(self.titled[first, gender] for gender in (None, "f", "m")),
                offices=[role for mention in mentions for role in mention.roles],
            )
        )

    def meet(self, mention: Mention) -> None:
        """Note a mention with whoever it means."""
        person = self.called(mention.name, mention.start, mention.gender)
        if person is None or self.is_another(mention, person):
            person = self.enlist(Person(mention.name))
        told = (gender for role in mention.roles if (gender := genders.of_role(role)))
        person.gender = person.gender or mention.gender or next(told, None)
        person.roles += [role for role in mention.roles if role not in person.roles]
        person.so_called += name_words(mention.name) == [last_word(person.name)]
        person.seen.append(mention.start)
        if mention.is_subject:
            person.subject_at.append(mention.start)

    def add(self, name: str, at: int) -> Person:
        """Somebody whom no mention in the story names so: a headline does, or a source alone."""
        return self.enlist(
            Person(name, presumed=genders.of_first_name(name), full_at=at, seen=[at])
        )

    def is_another(self, mention: Mention, person: Person) -> bool:
        """Whether "President Orlo" cannot be the Ida Orlo named later, with other offices."""
        offices = [office_nouns(role) for role in person.offices]
        own = {noun for role in mention.roles for noun in office_nouns(role)}
        named_later = mention.start < person.full_at
        return named_later and bool(own and offices) and not any(own & nouns for nouns in offices)

    def called(self, name: str, at: int, gender: str | None = None) -> Person | None:
        """Whom a name means at an offset.

        Of several relatives, it is the one whom the article has called so most; else, of those
        met before, the one whom it calls least by the first name; else the one it names first.
        """

        def likely(person: Person) -> tuple[int, bool, int, tuple[int, int]]:
            met = any(start <= at for start in person.seen)
            known = -person.first_named if met else -person.full_at
            return person.so_called, met, known, latest(person, at)

        return max(self.bearing(name, gender), key=likely, default=None)

    def bearing(self, name: str, gender: str | None = None) -> list[Person]:
        """Everybody whom a name can mean: who is called just so, else whose name it shortens.

        Where the article says "Mr. Orlo" as a rule, Orlo alone is a man, too.
        """
        if gender is None and " " not in name:
            gender = max((None, "f", "m"), key=lambda told: self.titled[last_word(name), told])
        fitting = [p for p in self.namesakes(name) if p.fits(gender)]
        exact = [p for p in fitting if name_key(p.name) == name_key(name)]
        if exact and " " in name:
            return exact
        return exact + [p for p in fitting if is_short_for(name, p.name)]

    def knows(self, word: str) -> bool:
        """Whether a word is the last name of somebody here."""
        last = last_word(word)
        return bool(last) and any(last_word(p.name) == last for p in self.namesakes(word))

    def hear_pronouns(self, paragraphs: list[Paragraph]) -> None:
        """Learn genders from the pronouns in sentences about one person, by majority."""
        votes: Counter[tuple[int, str]] = Counter()
        named = sorted((at, n) for n, person in enumerate(self.persons) for at in person.seen)
        topics = {at for person in self.persons for at in person.subject_at}
        for paragraph in paragraphs:
            for sentence in paragraph.doc.sents:
                start, end = (paragraph.at(i) for i in (sentence.start_char, sentence.end_char))
                here = named[bisect_left(named, (start, 0)) : bisect_left(named, (end, 0))]
                if len({number for _, number in here}) != 1 or here[0][0] not in topics:
                    continue
                behind = [token for token in sentence if paragraph.at(token.idx) > here[0][0]]
                heard = {
                    PRONOUNS[token.lower_]
                    for token in behind
                    if token.lower_ in PRONOUNS and may_be_whom(token, behind)
                }
                if len(heard) == 1:
                    votes[here[0][1], heard.pop()] += 1
        for number, person in enumerate(self.persons):
            feminine, masculine = votes[number, "f"], votes[number, "m"]
            if person.gender is None and feminine != masculine:
                person.gender = "f" if feminine > masculine else "m"

    def spoken_of(self, at: int, gender: str | None) -> dict[Person, int]:
        """Who was a subject shortly before an offset and may be of the gender, and where last.

        The nearest first; whom only somebody's words are about after those of whom the
        reporter speaks.
        """
        near = sorted(
            (not self.is_aside(start, at), start, number)
            for number, person in enumerate(self.persons)
            if person.fits(gender)
            for start in person.subject_at
            if at - REACH < start < at
        )
        found: dict[Person, int] = {}
        for _, start, number in reversed(near):
            found.setdefault(self.persons[number], start)
        return found

    def named_between(self, start: int, end: int, gender: str) -> dict[Person, int]:
        """Who is named between two offsets and may be of the gender, and where; the last first."""
        named = sorted(
            (at, number)
            for number, person in enumerate(self.persons)
            if person.fits(gender)
            for at in person.seen
            if start <= at < end
        )
        return {self.persons[number]: at for at, number in reversed(named)}

    def is_aside(self, start: int, at: int) -> bool:
        """Whether a mention stands in words of somebody that end before an offset."""
        first = bisect_left(self.contents, (at - 2 * REACH, 0))
        last = bisect_left(self.contents, (start + 1, 0))
        return any(start < end <= at for _, end in self.contents[first:last])


def may_be_whom(pronoun: Token, behind: Sequence[Token]) -> bool:
    """Whether a pronoun may be whom its sentence names, where ``behind`` begins with the words of
    the name: not whom that person accuses, nor behind somebody else ("said the mayor broke her
    word").
    """
    is_whom_one_does_to = pronoun.dep_ in OBJECTS and any(
        child.dep_ in SUBJECTS and child.ent_type_ == "PERSON" for child in pronoun.head.children
    )
    return not is_whom_one_does_to and not any(
        person_noun(token.lemma_.lower()) and token.pos_ == "NOUN" and token.dep_ in NEW
        for token in behind
        if token.i < pronoun.i
    )


def latest(person: Person, at: int) -> tuple[int, int]:
    """Where a person was last a subject, and last mentioned at all, up to an offset."""
    return (
        max((start for start in person.subject_at if start <= at), default=-1),
        max((start for start in person.seen if start <= at), default=-1),
    )
