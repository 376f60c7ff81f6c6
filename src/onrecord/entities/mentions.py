"""Mentions: where the story of an article names people, whatever the recogniser makes of it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING

from onrecord.entities.noun_phrases import WEEKDAYS
from onrecord.entities.roles import roles_of
from onrecord.entities.roles.offices import is_office
from onrecord.names import genders, name_words
from onrecord.names.first_names import is_first_name
from onrecord.names.forms import GENERATIONS, TITLES, bare_name, last_word, title_word
from onrecord.names.kinds import person_noun
from onrecord.names.recognition import MOST_WORDS, NO_PEOPLE, is_full_name, is_person
from onrecord.parsing import TIMES

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token
    from spacy.tokens import Span as Phrase

    from onrecord.parsing import Paragraph

SUBJECTS = ("nsubj", "nsubjpass")
LONGEST_BRACKET = 80  # characters
PAIR = 2  # words of a first and a last name
NO_NAMES = ("ADP", "ADV", "DET", "SCONJ", "VERB")
WHERE = frozenset(
    "across around at from in into near off on outside through to toward towards".split()
)
WHEN = frozenset("by during in last next of on since this until".split())
NICKNAMED = re.compile(r"(?<![\w-])[A-Z][\w-]+ [“\"][A-Z][\w-]+[”\"] [A-Z][\w-]+")
# "Princess Adela of Vorst": the place is part of her name, and Vorst alone is the place.
NOBLE = re.compile(
    r"(?<![\w-])(?:Prince|King|Duke|Archduke|Earl|Count|Baron|Marquess|Emperor|Princess|Queen|"
    r"Duchess|Countess|Baroness|Marchioness|Empress) "
    r"([A-Z][\w-]+(?: [IVX]+)? of [A-Z][\w-]+(?: [A-Z][\w-]+)*)"
)
# What somebody else than the one before the bracket is not: "(born Ida Maria Kyne)".
BORN = re.compile(r"\((?:born|née|nee|formerly|b\.)\s[^()]*$")


@dataclass(frozen=True, slots=True)
class Mention:
    """A name where it stands; ``start`` is an offset into the article's text."""

    start: int
    name: str
    gender: str | None
    roles: tuple[str, ...]
    is_subject: bool
    is_where: bool = False  # one word behind "in" or "to", as places stand

    @classmethod
    def of(cls, name: Phrase, paragraph: Paragraph) -> Mention:
        """The mention that a name in a paragraph is."""
        start = paragraph.at(name.start_char)
        subject = is_topic(name) and not paragraph.is_quoted(start)
        gender = genders.of_title(name.doc[max(name.start - 1, 0) : name.start + 1])
        where = len(name) == 1 and name.start > 0 and name.doc[name.start - 1].lower_ in WHERE
        return cls(start, bare_name(name.text), gender, roles_of(name), subject, where)

    def starts(self) -> Iterator[int]:
        """Where each character of the name stands."""
        return iter(range(self.start, self.start + len(self.name)))


def mentions_in(paragraphs: Iterable[Paragraph], labels: Sequence[Mention] = ()) -> list[Mention]:
    """All mentions of people, in text order; ``labels`` are those before a transcript's turns."""
    paragraphs = list(paragraphs)
    taken = {start for label in labels for start in label.starts()}
    mentions = [m for paragraph in paragraphs for m in recognised(paragraph)]
    mentions = [*labels, *(m for m in mentions if m.start not in taken)]
    mentions = [*without_places(mentions)]
    known = {last_word(m.name) for m in mentions}
    known |= {name_words(m.name)[0] for m in mentions if " " in m.name}
    known |= missed(paragraphs)
    known.discard("")  # the last name of a "Jr." alone, and of every mark
    missing = (m for paragraph in paragraphs for m in unrecognised(paragraph, known))
    mentions += [m for m in missing if m.start not in taken]
    names = {mention.name for mention in mentions if " " in mention.name}
    return sorted((shortened(m, names) for m in mentions), key=lambda mention: mention.start)


def without_places(mentions: Sequence[Mention]) -> Iterator[Mention]:
    """The mentions but for those of places that were taken for people: who is named by one word,
    never but behind "in", "on" or "to", and is called by no longer name.
    """
    people = {last_word(m.name) for m in mentions if not m.is_where}
    yield from (m for m in mentions if not m.is_where or last_word(m.name) in people)


def shortened(mention: Mention, names: set[str]) -> Mention:
    """A mention without a word before the name that is none of it: "Telling Ida Holm"."""
    first, _, rest = mention.name.partition(" ")
    if rest not in names or is_first_name(first) or not is_first_name(rest.partition(" ")[0]):
        return mention
    return replace(mention, name=rest, start=mention.start + len(first) + 1)


def recognised(paragraph: Paragraph) -> Iterator[Mention]:
    """The people whom the entity recogniser finds in a paragraph, and whose names have a form."""
    formed = list(well_formed(paragraph.doc))
    yield from (Mention.of(name, paragraph) for name in formed)
    inside = {token.i for name in formed for token in name}
    text = paragraph.doc.text
    for entity in paragraph.doc.ents:
        a_person = is_person(entity) or (entity.label_ == "ORG" and is_somebody(entity))
        former = BORN.search(text, max(entity.start_char - LONGEST_BRACKET, 0), entity.start_char)
        if a_person and not former and inside.isdisjoint(range(entity.start, entity.end)):
            yield Mention.of(whole_name(entity), paragraph)
    for name in (*overlooked(paragraph.doc), *introduced(paragraph.doc)):
        yield Mention.of(name, paragraph)


def is_somebody(entity: Phrase) -> bool:
    """Whether what is taken for a body is a person: "Ida Holm", "ferryman Alf | Holm"."""
    if len(entity) > 1 or entity.start == entity.sent.start:
        return is_full_name(entity)
    first, before = entity[0].nbor(-1), entity.doc[max(entity.start - 2, 0)]
    called = is_left_out(first, entity) and is_first_name(first.text)
    return called and (person_noun(before.lower_) or genders.of_first_name(first.text) is not None)


def overlooked(doc: Doc) -> Iterator[Phrase]:
    """First and last names in which the recogniser sees nothing, of those who do something."""
    for last in doc[1:]:
        name = doc[last.i - 1 : last.i + 1]
        if (
            last.dep_ in SUBJECTS
            and last.pos_ == "PROPN"
            and not any(token.ent_type_ for token in name)
            and name[0].dep_ in ("compound", "aux")
            and is_full_name(name)
            and not (name.start and doc[name.start - 1].text[0].isupper())
        ):
            yield name


def introduced(doc: Doc) -> Iterator[Phrase]:
    """Names of two words that are none to the recogniser, before what tells who bears them: "Åsa
    Strand, a spokeswoman for the yard".
    """
    for noun in doc:
        if noun.dep_ != "appos" or noun.tag_ != "NN" or not person_noun(noun.lemma_.lower()):
            continue
        name = doc[max(noun.head.i - 1, 0) : noun.head.i + 1]
        if (
            len(name) == PAIR
            and all(token.pos_ == "PROPN" and token.text.isalpha() for token in name)
            and all(token.text.istitle() and token.ent_type_ in ("", "GPE") for token in name)
            and name[0].dep_ == "compound"
            and not any(body.start <= name.start and name.end <= body.end for body in doc.ents)
            and not (name.start and in_name(doc[name.start - 1]))
            and not is_full_name(name)  # these are overlooked already, or a body's
        ):
            yield name


def well_formed(words: Doc | Phrase) -> Iterator[Phrase]:
    """Names that are told by their form.

    With a nickname in them, "Wilhelmina “Billie” Roark"; "Princess | Ida of Vorst"; at the end
    of what is taken for a body, behind an office: "Dock Workers Secretary | Ida Holm".
    """
    for body in words.ents:
        last = body[-PAIR:]
        behind_office = len(body) > PAIR and is_office(body[-PAIR - 1])
        if behind_office and is_first_name(last[0].text) and is_full_name(last):
            yield last
    for found in NICKNAMED.finditer(words.text):
        name = words.char_span(*found.span())
        if name is not None and is_first_name(name[0].text):
            yield name
    for found in NOBLE.finditer(words.text):
        name = words.char_span(*found.span(1))
        if name is not None:
            yield name


def unrecognised(paragraph: Paragraph, known: set[str]) -> Iterator[Mention]:
    """Proper nouns that end in a known name where the recogniser saw no person."""
    doc = paragraph.doc
    for token in doc:
        if token.ent_type_ == "PERSON" or last_word(token.text) not in known:
            continue
        start = token.i
        while start and in_name(doc[start - 1]):
            start -= 1
        start += closes_office(doc[start : token.i + 1])
        start += opens_with_a_time(doc[start : token.i + 1])
        phrase = doc[start : token.i + 1]
        if 0 < len(bare_name(phrase.text).split()) <= MOST_WORDS and (
            stands_alone(phrase) or names_something(phrase)
        ):
            yield Mention.of(phrase, paragraph)


def missed(paragraphs: list[Paragraph]) -> set[str]:
    """Last names of people whom the recogniser takes for bodies, or for nothing.

    They follow a first name, and stand alone elsewhere, as half of a body's name does not.
    """
    alone, after_first_name = set(), set()
    for token in (token for paragraph in paragraphs for token in paragraph.doc):
        before = token.nbor(-1) if token.i else None
        if token.pos_ != "PROPN" or token.ent_type_ in ("NORP", "GPE"):
            continue
        if token.lower_ in NO_PEOPLE:
            continue
        if before is None or not (in_name(before) or before.pos_ == "DET"):
            alone.add(last_word(token.text))
        elif before.ent_type_ in ("", "PERSON") and is_first_name(before.text):
            after_first_name.add(last_word(token.text))
    return alone & after_first_name


def in_name(token: Token) -> bool:
    """Whether a word can be part of a name: the tagger may take one for an adverb."""
    return token.text[0].isupper() and (token.pos_ == "PROPN" or token.ent_type_ == "ORG")


def headline_names(
    headings: Iterable[Paragraph], mentions: Sequence[Mention]
) -> Iterator[tuple[str, int]]:
    """Full names that only a headline gives, and where, of people whom the story names shortly.

    In a headline every word may have a capital: only a first name before a last name counts.
    """
    short = {last_word(m.name) for m in mentions if " " not in m.name}
    full = {m.name for m in mentions}
    for paragraph in headings:
        words = [token for token in paragraph.doc if not token.is_space]
        for before, token in pairwise(words):
            name = bare_name(f"{before.text} {token.text}")
            if last_word(token.text) in short and is_first_name(before.text) and name not in full:
                yield name, paragraph.at(before.idx)


def stands_alone(phrase: Phrase) -> bool:
    """Whether a possible name is no part of a longer one: "Lind", but not in "Lind Tower"."""
    last, doc = phrase[-1], phrase.doc
    ends = phrase.end == len(doc) or doc[phrase.end].pos_ != "PROPN"
    named = last.pos_ == "PROPN" or (last.pos_ == "NOUN" and last.text[0].isupper())
    within_other = any(e.start < phrase.start or e.end > phrase.end for e in phrase.ents)
    return named and ends and not within_other


def names_something(phrase: Phrase) -> bool:
    """Whether a full name is what a thing is named after: "Ida Holm Memorial Day"."""
    name = bare_name(phrase.text)
    followed = phrase.end < len(phrase.doc) and phrase.doc[phrase.end].pos_ == "PROPN"
    return followed and " " in name and is_first_name(name.partition(" ")[0])


def is_topic(name: Phrase) -> bool:
    """Whether a name is a subject, or opens its sentence with at most a title before it."""
    opening = name.doc[name.sent.start : name.start]
    noun = name.root.head if name.root.dep_ == "appos" else name.root  # "the mayor, Ida Holm,"
    return noun.dep_ in SUBJECTS or all(t.pos_ in ("PROPN", "NOUN", "ADJ") for t in opening)


def whole_name(entity: Phrase) -> Phrase:
    """A recognised name with the first names before it, and a "Jr." after, that were left out.

    And without what the recogniser took for a part of it: "Telling Ida Holm", "the Wire's Ida
    Holm", "Secretary of Defense Ida Holm", "Holm Friday".
    """
    doc, start, end = entity.doc, entity.start, entity.end
    owned = (token.i + 1 for token in entity if token.tag_ == "POS")
    start = max((i for i in owned if bare_name(doc[i:end].text)), default=start)
    while end - 1 > start and doc[end - 1].text in WEEKDAYS:
        end -= 1
    start += closes_office(doc[start:end])
    start += opens_with_a_time(doc[start:end])
    while start + 1 < end and doc[start].pos_ in NO_NAMES and not is_first_name(doc[start].text):
        start += 1
    while start > entity.sent.start and is_left_out(doc[start - 1], entity):
        start -= 1
    if end < len(doc) and title_word(doc[end].text) in GENERATIONS:
        end += 1
    return doc[start:end]


def opens_with_a_time(name: Phrase) -> bool:
    """Whether the first word of a name is when it was: "In February | Ida Holm", "in May | Ida
    Holm", but not "May Holm".
    """
    first = name[0]
    if len(name) == 1 or first.lower_ not in TIMES:
        return False
    dated = first.i > 0 and (first.nbor(-1).pos_ == "NUM" or first.nbor(-1).lower_ in WHEN)
    in_full = len(name) > PAIR and is_first_name(name[1].text)
    return not is_first_name(first.text) or (dated and in_full)


def closes_office(name: Phrase) -> bool:
    """Whether a name begins with what an office is of: "Secretary of | Defense Ida Holm"."""
    before = name.doc[max(name.start - PAIR, 0) : name.start]
    of_office = len(before) == PAIR and before[1].lower_ == "of" and is_office(before[0])
    in_full = len(name) > PAIR and is_first_name(name[1].text) and not is_first_name(name[0].text)
    return of_office and in_full


def is_left_out(token: Token, entity: Phrase) -> bool:
    """Whether a word before a one-word name belongs to it: "Amalia" before "Joseph".

    A month does where it is no time: "August Holm", but "in August Holm said".
    """
    is_month = token.ent_type_ == "DATE" and is_first_name(token.text)
    timed = token.i > token.sent.start and token.nbor(-1).pos_ not in ("PUNCT", "CCONJ", "NOUN")
    return (
        len(entity) == 1
        and token.pos_ == "PROPN"
        and token.dep_ == "compound"
        and (not token.ent_type_ or (is_month and not timed))
        and title_word(token.text) not in TITLES
        and not is_office(token)
    )
