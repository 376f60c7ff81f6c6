"""Who and what is present in an article: everybody named, every body, whoever is described.

Sources and targets are found among these.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from onrecord.entities.candidates import Cast
from onrecord.entities.organizations import LOWER, stands_for
from onrecord.entities.person import Person
from onrecord.entities.roles.offices import without_determiner
from onrecord.meaning import AGAIN, BODY, DESCRIBED, PERSON, Mention
from onrecord.model import Span
from onrecord.names import name_key
from onrecord.names.genders import PRONOUNS
from onrecord.names.kinds import BODIES, GROUPS, person_noun
from onrecord.parsing import Paragraph

ADJECTIVE = ("an", "ish", "ese", "i", "ian")
NEAR = 20  # mentions before a pronoun among which it is looked for
SHORTEST = 4  # letters of a place whose adjective can be told
OTHERS = frozenset("it its they them their theirs".split())
NAMED = "ORG GPE NORP LOC FAC PRODUCT WORK_OF_ART EVENT LAW".split()


@dataclass(frozen=True, slots=True, eq=False)
class Entity:
    """Somebody or something by the fullest name; ``at``: where it is mentioned, in order."""

    name: str
    kind: int
    at: Sequence[int]
    person: Person | None = None


def entities_in(cast: Cast, paragraphs: Sequence[Paragraph]) -> tuple[Entity, ...]:
    """Everybody and everything that an article mentions: persons, bodies, described ones."""
    persons = [Entity(p.name, PERSON, sorted(set(p.seen)), p) for p in cast.people.persons]
    taken = {at for entity in persons for at in entity.at}
    return (
        *persons,
        *gathered(BODY, (found for found in bodies(cast, paragraphs) if found[1] not in taken)),
        *gathered(DESCRIBED, described(paragraphs)),
    )


def gathered(kind: int, found: Iterable[tuple[str, int]]) -> Iterable[Entity]:
    """One entity a name, wherever that stands."""
    by_name: dict[str, tuple[str, list[int]]] = {}
    for name, at in found:
        by_name.setdefault(name_key(name), (name, []))[1].append(at)
    return [Entity(name, kind, at) for name, at in by_name.values()]


def bodies(cast: Cast, paragraphs: Sequence[Paragraph]) -> Iterable[tuple[str, int]]:
    """The names of bodies, places and works by the fullest name, and where they stand."""
    found_places = (e for p in paragraphs for e in p.doc.ents if e.label_ == "GPE")
    places = {name for place in found_places if (name := without_determiner(place))}
    longer = [place for place in places if " " in place]
    for paragraph in paragraphs:
        for found in paragraph.doc.ents:
            name = LOWER.sub("", without_determiner(found) or "")
            if found.label_ in NAMED and name:
                inside = max(found.text.find(name[:3]), 0)
                at = paragraph.at(int(found.start_char) + inside)
                full = next((place for place in longer if stands_for(name, place)), None)
                yield homeland(name, places) or full or cast.bodies.fullest(name), at


def homeland(name: str, places: set[str]) -> str | None:
    """The place of the article whose people an adjective names: "Sarnovan" is of Sarnova."""
    if not name.endswith(ADJECTIVE):
        return None
    of_it = (place for place in places if place != name and name.startswith(place[:-1] or name))
    return max((p for p in of_it if len(p) >= SHORTEST), key=len, default=None)


def described(paragraphs: Iterable[Paragraph]) -> Iterable[tuple[str, int]]:
    """Nouns for people and bodies with what describes them: "the harbour pilots"."""
    for paragraph in paragraphs:
        for phrase in paragraph.doc.noun_chunks:
            noun = phrase.root
            lemma = noun.lemma_.lower()
            named = person_noun(lemma) or noun.lower_ in GROUPS or lemma in BODIES
            name = without_determiner(phrase)
            if noun.pos_ == "NOUN" and named and name:
                yield name, paragraph.at(int(noun.idx))


def mentions_of(entities: Sequence[Entity], paragraphs: Iterable[Paragraph]) -> list[Mention]:
    """Where the entities are mentioned, by name or by a pronoun, in the order of the text."""
    named = sorted(
        Mention(at, number, entity.kind)
        for number, entity in enumerate(entities)
        for at in entity.at
    )
    return sorted([*named, *again(entities, named, paragraphs)])


def again(
    entities: Sequence[Entity], named: Sequence[Mention], paragraphs: Iterable[Paragraph]
) -> Iterable[Mention]:
    """The pronouns, each as a mention of whoever fits it and was named last."""
    persons = [mention for mention in named if mention.kind == PERSON]
    others = [mention for mention in named if mention.kind != PERSON]
    for paragraph in paragraphs:
        for token in paragraph.doc:
            word, at = token.lower_, paragraph.at(int(token.idx))
            gender = PRONOUNS.get(word)
            if gender is None and word not in OTHERS:
                continue
            near = persons if gender else others
            last = bisect_left(near, (at,))
            before = reversed(near[max(0, last - NEAR) : last])
            fitting = (m.entity for m in before if fits(entities[m.entity], gender))
            if (who := next(fitting, None)) is not None:
                yield Mention(at, who, AGAIN)


def fits(entity: Entity, gender: str | None) -> bool:
    """Whether nothing known speaks against this gender."""
    return entity.person is None or entity.person.fits(gender)


def span_at(text: str, at: int, name: str) -> Span:
    """The words of a name that stand at an offset: all of it, or as much as is said there."""
    end = at
    words = {word.strip(".,").lower() for word in name.split()}
    for word in text[at : at + 2 * len(name) + 2].split():
        if word.strip(".,;:!?’'”\")").removesuffix("’s").removesuffix("'s").lower() not in words:
            break
        end = text.index(word, end) + len(word)
    said = text[at:end].rstrip(".,;:!?”\")'’ ").removesuffix("’s").removesuffix("'s")
    return Span.of(text, at, at + max(len(said), 1))
