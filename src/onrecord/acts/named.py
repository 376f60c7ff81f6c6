"""Named: the people and bodies that an article names, whether they speak or not, and where."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from onrecord.entities.organizations import Bodies, stands_for, takes_up
from onrecord.entities.present import Entity
from onrecord.entities.roles.offices import distinctive, office_nouns, without_determiner
from onrecord.model import Mentioned, Span
from onrecord.names.forms import TITLES, bare_name, is_short_for, title_word
from onrecord.names.genders import PRONOUNS
from onrecord.names.kinds import BODIES
from onrecord.names.recognition import is_person
from onrecord.parsing import Analysis, Paragraph

if TYPE_CHECKING:
    from spacy.tokens import Span as Phrase

NAME = r"[A-Z][\w.-]*+(?:\s(?:(?:of|for)\s(?:the\s)?)?[A-Z][\w.-]*+){0,8}"
# "Orlo's envoy", "who chairs the Group of Nine", "director of the Harbour Trust".
WHOSE = re.compile(rf"^(?:the\s)?(?P<body>{NAME})['’]s?\s")
HEADED = re.compile(rf"\b(?:chairs|heads|leads|runs)\s(?:the\s)?(?P<body>{NAME})")
LEADING = re.compile(rf"^(?:the\s)?(?P<body>[A-Z][\w.-]*\sof\s{NAME})\s[a-z]")
OF_WHICH = re.compile(rf"\b(?:of|for|at|with)\s(?:the\s)?(?P<body>{NAME})")
SIDE = re.compile(
    rf"(?<![\w.-])(?P<body>{NAME}\s(?:administration|campaign))\s"
)  # "Holm campaign chief"
MOST = 50  # names looked at: one that more could share tells of nobody
# Whose secretaries and ministers every state has.
DEPARTMENTS = frozenset(
    "defence defense economy finance foreign interior justice state treasury".split()
)


class Mention(NamedTuple):
    """Where somebody is named, by the fullest name that the article gives."""

    span: Span
    name: str
    is_person: bool


class Named:
    """Everybody and every body that an article names, in text order."""

    mentions: list[Mention]

    def __init__(self, analysis: Analysis) -> None:
        text, speakers = analysis.article.text, analysis.article.speakers
        self.speakers = {speaker.name: speaker for speaker in speakers if speaker.name}
        self.bodies = Bodies(analysis.paragraphs)
        self.persons = {one.name: one.person for one in analysis.entities if one.person}
        found = [one for paragraph in analysis.paragraphs for one in named_in(paragraph, text)]
        people = [mention.name for mention in found if mention.is_person]
        people += [name for name, who in self.speakers.items() if who.type == "person"]
        self.people = Index(people)
        places = [one.name for one in found if not one.is_person and " " in one.name]
        self.names = Index([*self.bodies.names, *places])
        self.fullest = cache(self.fullest_name)
        found += [one for paragraph in analysis.paragraphs for one in self.unseen(paragraph, text)]
        found.sort(key=lambda mention: mention.span.start)
        meant = persons_at(analysis.entities)
        self.mentions = [
            one._replace(name=who.name)
            if one.is_person and (who := meant.get(one.span.start))
            else one._replace(name=self.fullest(one.name))
            for one in found
        ]
        self.written = {one.name: self.fullest(one.name) for one in found if not one.is_person}
        self.written |= {s.name: s.name for s in speakers if s.name and s.type == "organization"}
        self.by_noun: defaultdict[str, dict[str, None]] = defaultdict(dict)
        for name in self.written.values():
            for word in name.lower().split():
                self.by_noun[word][name] = None
        sources = [
            Mention(span, speaker.name, speaker.type == "person")
            for speaker in self.speakers.values()
            for span in speaker.mentions
            if speaker.name and not self.between(span.start, span.end)
        ]
        self.mentions = sorted([*self.mentions, *sources], key=lambda mention: mention.span.start)

    def fullest_name(self, name: str) -> str:
        """The fullest name that the article gives for a name; itself where several could be."""
        first = name.split(" ", 1)[0]
        if first.endswith(".") and title_word(first) in TITLES:  # "a spokesman for Mrs. Holm"
            name = bare_name(name) or name
        longer = [full for full in self.people.like(name) if is_short_for(name, full)]
        if name in self.people or longer:
            fullest = [f for f in longer if not any(is_short_for(f, o) for o in longer)]
            speaking = [full for full in fullest if full in self.speakers]
            return (fullest if len(fullest) == 1 else speaking or [name])[0]
        if name in self.speakers:
            return name
        whole = [full for full in self.names.like(name) if full != name and is_for(name, full)]
        return whole[0] if len(whole) == 1 else name

    def unseen(self, paragraph: Paragraph, text: str) -> Iterator[Mention]:
        """First and last names of people that the recogniser did not take for names."""
        for token in paragraph.doc:
            if token.pos_ == "PROPN" and not token.ent_type_ and self.people.like(token.text):
                word = token.doc[token.i : token.i + 1]
                yield mention(word, token.text, paragraph, text)._replace(is_person=True)

    def about(self, spans: Iterable[Span]) -> tuple[Mentioned, ...]:
        """Whom some spans name or mean, each once, in order."""
        found: dict[str, list[Span]] = {}
        for span in spans:
            for mention in self.between(span.start, span.end):
                if mention.span.end <= span.end:
                    found.setdefault(mention.name, []).append(mention.span)
        return tuple(
            Mentioned(name, speaker.id if speaker else None, tuple(spans))
            for name, spans in found.items()
            for speaker in [self.speakers.get(name)]
        )

    def between(self, start: int, end: int) -> list[Mention]:
        """The mentions that begin between two offsets."""
        first = bisect_left(self.mentions, start, key=lambda mention: mention.span.start)
        last = bisect_left(self.mentions, end, key=lambda mention: mention.span.start)
        return self.mentions[first:last]

    def at(self, offset: int) -> str | None:
        """Who is named at an offset."""
        number = bisect_right(self.mentions, offset, key=lambda mention: mention.span.start) - 1
        mention = self.mentions[number] if number >= 0 else None
        return mention.name if mention and offset < mention.span.end else None

    def person_before(self, offset: int, pronoun: str, speaker: str | None) -> str | None:
        """The person whom a pronoun may mean at an offset, other than who speaks: named last."""
        number = bisect_left(self.mentions, offset, key=lambda mention: mention.span.start)
        before = (self.mentions[n] for n in range(number - 1, -1, -1))
        others = (one.name for one in before if one.is_person and one.name != speaker)
        return next((name for name in others if self.fits(name, pronoun)), None)

    def fits(self, name: str, pronoun: str) -> bool:
        """Whether a pronoun can be for somebody, by what the article tells of the gender."""
        person = self.persons.get(name)
        return person is None or person.fits(PRONOUNS.get(pronoun))

    def body_in(self, role: str) -> str | None:
        """The body that a role names: "Orlo's envoy to Sarn", "director of the Harbour Trust"."""
        if side := SIDE.search(role):
            return self.fullest(side["body"])
        found = WHOSE.search(role) or HEADED.search(role) or LEADING.search(role)
        words = role.split(" ")
        first = (" ".join(words[:number]) for number in range(len(words) - 1, 0, -1))
        longest = next((body for body in first if self.is_written(body)), "")
        if found is None and longest and not is_department(longest, role):
            return self.written[longest]
        found = found or OF_WHICH.search(role)
        if found is None or found["body"].lower() in DEPARTMENTS:
            return None
        return self.fullest(found["body"])

    def is_written(self, words: str) -> bool:
        """Whether the article has these words as the name of a body."""
        return words != words.lower() and words in self.written

    def roles_read(self, name: str) -> Iterable[str]:
        """The roles of somebody as they are written, with whose they are: "Orlo's envoy"."""
        person = self.persons.get(name)
        return person.roles if person else ()

    def body_of(self, source: Span) -> str | None:
        """The body of which a source tells only "its chair", or "the agency's director"."""
        if source.text.lower().startswith(("its ", "their ")):
            actor = self.bodies.actor(source.start)
            return self.fullest(actor.name) if actor else None
        owner = re.match(r"the\s[^,]*?(\w+)['’]s?\s", source.text, re.IGNORECASE)
        return self.bodies.taken_up(owner[1], source.start) if owner else None

    def holder(self, office: str) -> str | None:
        """The one person whose office, told by more than one word, a description takes up."""
        told = distinctive(office) - office_nouns(office)
        bearing = [one for one in self.persons.values() if one.bears(office)]
        meant = [one for one in bearing if any(told & distinctive(role) for role in one.roles)]
        return meant[0].name if len(meant) == 1 else None

    def body_called(self, description: str, at: int) -> str | None:
        """The body that "the company" means at an offset."""
        called = self.by_noun.get(description.split()[-1].lower(), ())
        speaking = (name for name in islice(called, MOST) if takes_up(description, name))
        return next(speaking, None) or self.bodies.taken_up(description, at)


class Index:
    """Names, found by their first word, their last or their initials: all that a short one has."""

    def __init__(self, names: Iterable[str]) -> None:
        self.names = dict.fromkeys(name for name in names if name.strip())
        self.by_key: defaultdict[str, dict[str, None]] = defaultdict(dict)
        for name in self.names:
            words = name.replace("-", " ").split()
            initials = "".join(word[0] for word in words)
            capitals = "".join(filter(str.isupper, initials))
            for key in (words[0], words[-1], name.split()[-1], initials, capitals):
                self.by_key[key.lower()][name] = None

    def __contains__(self, name: str) -> bool:
        return name in self.names

    def like(self, name: str) -> list[str]:
        """The names that may be longer forms of one."""
        words = name.lower().split()
        keys = dict.fromkeys((words[0], words[-1], name.lower().replace(".", "")))
        found = (full for key in keys for full in self.by_key.get(key, ()))
        return list(dict.fromkeys(islice(found, MOST)))


def persons_at(entities: Iterable[Entity]) -> dict[int, Entity]:
    """Which person of those known by more than one name each mention means, by where it stands."""
    persons = (one for one in entities if one.person and " " in one.name)
    return {at: person for person in persons for at in person.at}


def is_for(name: str, full: str) -> bool:
    """Whether a body is called by a part of its name: "Accord" of Nations, Harbour "Council"."""
    last = name.split()[-1].lower() in BODIES and full.lower().endswith(f" {name.lower()}")
    return last or full.startswith(f"{name} of ") or stands_for(name, full)


def is_department(name: str, role: str) -> bool:
    """Whether a name is only what somebody is minister of: "Transport Minister"."""
    office = role.removeprefix(f"{name} ").lower().split(" ", 1)[0]
    return name.lower() in DEPARTMENTS or (" " not in name and office in ("minister", "secretary"))


def named_in(paragraph: Paragraph, text: str) -> Iterator[Mention]:
    """The people and bodies that a parsed paragraph names, each by its bare name."""
    for entity in paragraph.doc.ents:
        if is_person(entity):
            yield mention(entity, bare_name(entity.text), paragraph, text)._replace(is_person=True)
        elif entity.label_ in ("ORG", "GPE"):
            # The parser may take a name at a turn of the sentence for a verb.
            name = without_determiner(entity) or (entity.text if len(entity) == 1 else "")
            if name.strip():
                yield mention(entity, name, paragraph, text)


def mention(entity: Phrase, name: str, paragraph: Paragraph, text: str) -> Mention:
    """A mention at the words of the name, without what the recogniser took with it."""
    found = entity.text.find(name)
    first = entity.start_char + max(found, 0)
    last = first + len(name) if found >= 0 else entity.end_char
    span = Span.of(text, paragraph.at(first), paragraph.behind(last))
    return Mention(span, " ".join(name.split()), False)
