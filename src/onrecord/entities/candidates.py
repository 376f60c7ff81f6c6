"""The cast of one article: whom the next reference means.

Longer than other modules: each rule needs what the others have met, so they are one class.
"""

from __future__ import annotations

from dataclasses import replace

from onrecord.entities.candidate import Candidate, Meant, could_be, fits_name
from onrecord.entities.epithets import SURE, bearer, hear_epithets
from onrecord.entities.explanations import Sentences
from onrecord.entities.labels import (
    body_called,
    full_names,
    labels_of,
    names_behind,
    office_called,
    officers,
)
from onrecord.entities.organizations import SEVERAL, Bodies, Body, takes_up
from onrecord.entities.person import Person
from onrecord.entities.persons import BESIDE, MUCH_MORE, REACH, People
from onrecord.entities.references import Reference
from onrecord.entities.roles.offices import office_nouns
from onrecord.model import ResolutionKind, Span, SpeakerType
from onrecord.names import genders, name_key
from onrecord.names.forms import bare_name
from onrecord.names.genders import NOUNS, PRONOUNS
from onrecord.names.kinds import PIECES, PRESS, SOURCES
from onrecord.parsing import Analysis, Paragraph

MEANT_BY: dict[str, tuple[SpeakerType, ...]] = {
    **dict.fromkeys(("they", "their", "them", "these", "those"), ("group", "unnamed-person")),
    **dict.fromkeys(("it", "its"), ("organization", "document")),
}
FRESH = frozenset({"latest", "new", "recent"})  # "a new poll", whose name follows
SMALL_WORD = 4  # letters; headlines set shorter ones in small letters
IN_CAPITALS = 0.8  # of the other words
LABEL = 0.97  # how surely the name before a turn is that of its speaker
LEAD = 2  # paragraphs in which somebody may be described before the name comes


class Cast:
    """Everybody and everything that speaks in an article, met in the order of the text."""

    def __init__(self, analysis: Analysis) -> None:
        article = analysis.article
        self.text = article.text
        heads = [(b.start, b.end) for b in article.blocks if b.kind == "heading"]
        story: list[Paragraph] = []
        headings: list[Paragraph] = []
        for paragraph in analysis.paragraphs:
            is_head = any(start <= paragraph.start < end for start, end in heads)
            in_capitals = not story and is_in_capitals(paragraph)
            (headings if is_head or in_capitals else story).append(paragraph)
        contents = sorted((s.content[0].start, s.content[-1].end) for s in article.statements)
        labels = list(labels_of(analysis))
        self.labels = {source.start for source, _ in labels}
        called = [
            *full_names(labels),
            *names_behind(labels, analysis.paragraphs),
            *officers(labels, analysis.paragraphs),
        ]
        self.people = People(story, contents, headings, called)
        self.epithets = hear_epithets(self.people, story)
        self.bodies = Bodies(story)
        self.sentences = Sentences(analysis.paragraphs)
        self.lead = max((p.end for p in story[:LEAD]), default=0)
        self.byline = article.byline
        self.known: dict[tuple[str, str], Candidate] = {}
        self.nameless: Candidate | None = None  # "the premier", whose name may follow

    def meant(
        self, said: Reference, at: int, last: Candidate | None, quoted: Candidate | None
    ) -> Meant | None:
        """The speaker that a reference means at an offset.

        ``last`` spoke before; ``quoted`` is who is quoted there, if anybody is.
        """
        if said.pronoun == "i":
            return self.first_person(quoted)
        if said.pronoun in PRONOUNS:
            return self.somebody(PRONOUNS[said.pronoun], at, last, quoted)
        if said.pronoun is not None:
            return self.something(said, at, last)
        if said.type == "person" and said.name is not None:
            return self.named(said.name, said.gender, at)
        if said.author is not None:
            author = self.meant(said.author, at, last, quoted)
            name = author and author.known.name
            if name is not None and name != name.lower():
                return self.known_as(replace(said, name=name), "whose words it holds")
        if not said.definite:
            return self.described(said, at)
        meant = self.taken_up(said, at) or self.described(said, at)
        if meant is not None and meant.known.type == "unnamed-person":
            self.nameless = meant.known
        return meant

    def first_person(self, quoted: Candidate | None) -> Meant | None:
        """Who "I" is: who is quoted there, else the author of the article."""
        if quoted is not None:
            return Meant(quoted, "I or we", "it stands in this speaker's own words")
        if len(self.byline) == 1:
            person = self.people.called(self.byline[0], 0) or self.people.add(self.byline[0], 0)
            return Meant(self.person(person), "I or we", "the author of the article")
        author = Reference("unnamed-person", role="author")
        return self.known_as(author, "the author of the article", "I or we")

    def somebody(
        self, gender: str, at: int, last: Candidate | None, quoted: Candidate | None
    ) -> Meant | None:
        """Who "he" or "she" is: of those whom it fits, the one spoken of last."""
        near = self.near(gender, at, last, quoted)
        if (unnamed := self.somebody_unnamed(gender, at, last, near)) is not None:
            return Meant(unnamed, "he or she", "the one spoken of last")
        if not near:
            return None
        person, since = next(iter(near.items()))
        person.gender = person.gender or gender
        noun, distance = NOUNS[gender], self.sentences.between(since, at)
        if len(near) == 1:
            return Meant(self.person(person), "he or she", f"the only {noun} near, {distance}")
        return Meant(self.person(person), "he or she", f"the nearest {noun}, {distance}")

    def somebody_unnamed(
        self, gender: str, at: int, last: Candidate | None, near: dict[Person, int]
    ) -> Candidate | None:
        """Whom "she" means if it is somebody unnamed, and nobody of those named near.

        Who spoke last is, and "the woman" rather than a name that does not tell the gender or
        that stands only in somebody's words.
        """
        person, since = next(iter(near.items()), (None, at - REACH))
        unsure = person is None or not person.is_sure() or self.people.is_aside(since, at)
        for known in (last, self.nameless):
            if known is None or known.type != "unnamed-person" or not could_be(gender, known):
                continue
            told = genders.of_role(" ".join(known.roles)) == gender
            just_spoke = known is last and known.last_at() > since
            if just_spoke or (told and unsure and at - known.last_at() < REACH):
                return known
        return None

    def near(
        self, gender: str, at: int, last: Candidate | None, quoted: Candidate | None
    ) -> dict[Person, int]:
        """Whom "he" or "she" may mean, and where each was spoken of last; the likeliest first.

        Those who were subjects; but of a name that does not tell the gender, rather somebody
        whose name does, in the same sentence or speaking before.
        """
        start = self.sentences.start(at)
        subjects, here, before = (
            {person: n for person, n in found.items() if quoted is None or person != quoted.person}
            for found in (  # people say "I" of themselves
                self.people.spoken_of(at, gender),
                self.people.named_between(start, at, gender),
                self.people.named_between(self.sentences.start(start - 1), at, gender),
            )
        )
        nearest = next(iter(subjects), None)
        if nearest is None:
            sure = {person: n for person, n in here.items() if person.is_sure()}
            return sure or (before if len(before) == 1 else {})
        if nearest.is_sure():
            return subjects
        surer = here if nearest in here else {}
        surer |= {p: n for p, n in subjects.items() if last is not None and p == last.person}
        return {person: n for person, n in surer.items() if person.is_sure()} or subjects

    def something(self, said: Reference, at: int, last: Candidate | None) -> Meant | None:
        """What "it" or "they" means: who spoke last, or who or what was a subject since."""
        fits = last is not None and last.type in MEANT_BY[said.pronoun or ""]
        if said.several is not None and not (last and fits and last.last_at() >= at - said.back):
            several = self.meant(said.several, at - said.back, last, None)
            distance = self.sentences.between(at - said.back, at)
            return several and Meant(several.known, "it or they", f"named last, {distance}")
        if said.pronoun == "it":
            body = self.actor(at)
            if body is not None and not (last and fits and last.last_at() > body.at):
                distance = self.sentences.between(body.at, at)
                named = Reference("organization", body.name)
                return self.known_as(named, f"the body spoken of last, {distance}", "it or they")
        return Meant(last, "it or they", "who spoke last") if last is not None and fits else None

    def actor(self, at: int) -> Body | None:
        """The body that the reporter spoke of last before an offset."""
        body = self.bodies.actor(at)
        return None if body is None or self.people.knows(body.name) else body

    def labelled(self, source: Span) -> Meant | None:
        """Who has a turn of a transcript, where the label before it is somebody's name."""
        name = bare_name(source.text)
        if source.start not in self.labels:
            return None
        if (body := body_called(name, self.text)) is not None:
            known = self.known.setdefault(
                ("organization", name_key(body)), Candidate("organization", body)
            )
            known.name = body  # which may have been met in capitals
            return Meant(known, "name", "the turns are its", LABEL)
        if (person := self.presiding(source.text)) is not None:
            return Meant(self.person(person), "office", "the turns are the office's", LABEL)
        if not self.people.bearing(name):
            return None
        return self.named(name, None, source.start)._replace(sure=LABEL)

    def presiding(self, label: str) -> Person | None:
        """The one person who holds the office that a label is: "THE CHAIRMAN"."""
        office = office_called(label)
        holders = [p for p in self.people.persons if office in [r.lower() for r in p.roles]]
        return holders[0] if len(holders) == 1 else None

    def named(self, name: str, gender: str | None, at: int) -> Meant:
        """Who is called by a name: perhaps one whose office was given before the name."""
        bearers = self.people.bearing(name, gender)
        person = self.people.called(name, at, gender) or self.people.add(name, at)
        held = self.nameless
        is_new = ("person", name_key(person.name)) not in self.known
        in_full = name_key(name) == name_key(person.name)
        if held is not None and in_full and self.is_named_by(held, person, at):
            known = self.introduced(held, person)
        else:
            known = self.person(person)
        if is_new and held is not None and person.fits(genders.of_role(" ".join(held.roles))):
            self.nameless = None  # the name of somebody else who could be meant has come
        if in_full:
            return Meant(known, "name", "named so here")
        if len(bearers) == 1:
            return Meant(known, "short name", "the fullest name that the article gives")
        return Meant(known, "shared name", "of those who share it, the one most called so")

    def is_named_by(self, held: Candidate, person: Person, at: int) -> bool:
        """Whether a person who speaks at an offset is the nameless office-holder before.

        "The premier said …" and, paragraphs later, "Runa Halvey told …": a full name that
        comes without any office is the name of the office just spoken of.  So is the first
        name alone that follows "the woman".
        """
        first = min(person.seen, default=at)
        if not held.mentions or not held.roles:
            return False
        told = held.mentions[0].start
        near = self.people.spoken_of(told, genders.of_role(held.roles[0]))
        if any(told - start < BESIDE for start in near.values()):
            return False  # it may have taken up somebody named before
        return (
            not person.roles
            and ("person", name_key(person.name)) not in self.known
            and held.mentions[0].start < first
            and at - held.last_at() <= REACH
            and fits_name(held.roles[0], person)
        )

    def introduced(self, held: Candidate, person: Person) -> Candidate:
        """The nameless office-holder, now that the name has come."""
        self.known = {key: known for key, known in self.known.items() if known is not held}
        person.roles += held.roles
        person.subject_at += [mention.start for mention in held.mentions]
        held.type, held.name, held.roles, held.person = "person", person.name, person.roles, person
        self.known["person", name_key(person.name)] = held
        return held

    def taken_up(self, said: Reference, at: int) -> Meant | None:
        """Whom "the ambassador" or "the council" means, if it was met before."""
        told = said.name or said.role or ""
        types = (said.type, *(("group", "organization") if told.lower() in SEVERAL else ()))
        same = [known for known in self.known.values() if known.type in types]
        before = [k for k in same if takes_up(told, k.name or "".join(k.roles[:1]))]
        if before:
            known = max(before, key=Candidate.last_at)
            return Meant(known, "repetition", "taken up by the same noun")
        if said.type == "unnamed-person":
            return self.holder(told, at)
        if said.type == "organization":
            name = self.bodies.taken_up(told, at)
            if name is not None and not self.people.knows(name):
                return self.known_as(replace(said, name=name), "the body named last", "repetition")
        if said.type == "document":
            return self.document_named(said, at)
        return None

    def holder(self, office: str, at: int) -> Meant | None:
        """The one named person whose office a description takes up."""
        person = self.epithets.get(at)
        if person is None:
            person, likely = bearer(self.people, office, at)
            if person is None or likely < SURE or not person.bears(office):
                return None
        person.learn(office)
        return Meant(self.person(person), "office", "the one whose office this is")

    def document_named(self, said: Reference, at: int) -> Meant | None:
        """ "The article" of a paper that was named before, or the name of "a new poll"."""
        name = said.name or ""
        if name.lower() in PIECES:
            papers = (b for b in reversed(self.bodies.organisations) if b.at < at)
            paper = next((b for b in papers if PRESS & set(b.name.lower().split())), None)
            if paper is not None:
                return self.known_as(replace(said, name=paper.name), "the paper named last")
        fresh = ((key, k) for key, k in self.known.items() if k.type == "document")
        for key, known in fresh:
            kept = " ".join(w for w in (known.name or "").lower().split() if w not in FRESH)
            if takes_up(kept, name) and name_key(kept) != name_key(name):
                del self.known[key]
                known.name = name
                self.known["document", name_key(name)] = known
                return Meant(known, "repetition", "taken up by the same noun")
        return None

    def described(self, said: Reference, at: int) -> Meant | None:
        """A speaker who is described, not named; in the lead, perhaps one who is named later."""
        if said.type is None:
            return None
        if said.type != "unnamed-person" or said.role is None:
            return self.by_its_name(said, at)
        if at < self.lead and (person := self.named_later(said.role)):
            person.learn(said.role)
            return Meant(self.person(person), "named later", "named later with this office")
        return self.known_as(said, "the article gives no name")

    def by_its_name(self, said: Reference, at: int) -> Meant | None:
        """A body, group or document as the article names or describes it."""
        name = said.name or ""
        if said.type == "organization" and at < self.lead:
            later = self.bodies.named_later(name, at)
            if later is not None:
                return self.known_as(replace(said, name=later), "named later", "named later")
        if said.type == "organization" and self.bodies.fullest(name) != name:
            return self.known_as(said, "the fullest name that the article gives", "short name")
        if said.proper:
            return self.known_as(said, "named so here", "name")
        return self.known_as(said, "as the article describes it")

    def named_later(self, role: str) -> Person | None:
        """Whose office a headline or the first paragraph tells before the name comes."""
        if not office_nouns(role) - SOURCES:
            return None  # "a senior official" stays what it is
        bearers = [p for p in self.people.persons if p.bears(role)]
        often = sorted(bearers, key=lambda person: -len(person.seen))
        if any(len(often[0].seen) < MUCH_MORE * len(other.seen) for other in often[1:]):
            return None
        return often[0] if often else None

    def known_as(
        self, said: Reference, why: str, kind: ResolutionKind = "description"
    ) -> Meant | None:
        """The speaker of this description, new or met before."""
        if said.type is None:
            return None
        name = said.name
        if said.type in ("organization", "document") and name is not None:
            name = self.bodies.fullest(name)
        roles = [said.role] if said.role is not None else []
        key = said.type, name_key(name or said.role or "")
        return Meant(self.known.setdefault(key, Candidate(said.type, name, roles)), kind, why)

    def subject_of(self, start: int, end: int) -> Candidate | None:
        """Who is the subject of a stretch of the story, the last if there are several."""
        told = [(at, n) for n, p in enumerate(self.people.persons) for at in p.subject_at]
        here = [(at, n) for at, n in told if start <= at < end]
        return self.person(self.people.persons[max(here)[1]]) if here else None

    def person(self, person: Person) -> Candidate:
        """The speaker that a person of the article is."""
        key = "person", name_key(person.name)
        return self.known.setdefault(
            key, Candidate("person", person.name, person.roles, person=person)
        )


def is_in_capitals(paragraph: Paragraph) -> bool:
    """Whether a paragraph is set as headlines are: "Mayor Asks for More." """
    words = [t.text for t in paragraph.doc if t.is_alpha and len(t) >= SMALL_WORD]
    return sum(word[0].isupper() for word in words) >= IN_CAPITALS * len(words)
