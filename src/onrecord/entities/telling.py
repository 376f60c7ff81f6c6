"""Telling: what an article says of its people in passing: who is a man, who followed whom."""

from __future__ import annotations

from typing import TYPE_CHECKING

from onrecord.entities.noun_phrases import noun_phrase
from onrecord.entities.roles.offices import without_determiner
from onrecord.names.genders import PRONOUNS

if TYPE_CHECKING:
    from spacy.tokens import Span as Phrase
    from spacy.tokens import Token

    from onrecord.entities.person import Person
    from onrecord.entities.persons import People
    from onrecord.parsing import Paragraph

FOLLOWING = frozenset({"succeed", "replace"})
SUBJECTS = ("nsubj", "nsubjpass")
PAIR = 2
OTHER = {"f": "m", "m": "f"}


def hear_pairs(people: People, paragraph: Paragraph) -> None:
    """Learn who is who where "she" and "him" take up two people of whom one is known.

    "Alex Holm works for Martha Lind. She says the shop would close without him."
    """
    before: list[Person] = []
    for sentence in paragraph.doc.sents:
        here = people_in(people, paragraph, sentence)
        heard = {PRONOUNS[token.lower_] for token in sentence if token.lower_ in PRONOUNS}
        if not here and len(heard) == len(before) == PAIR:
            for one, other in (before, before[::-1]):
                gender = one.gender or one.presumed
                if gender is not None and not other.is_sure():
                    other.gender = OTHER[gender]
        before = here or before


def hear_successions(people: People, paragraph: Paragraph) -> None:
    """Learn who has an office now: "Holm was mayor until May, when Jo Lind succeeded her"."""
    for verb in paragraph.doc:
        if verb.lemma_ not in FOLLOWING:
            continue
        follows = next((t for t in verb.children if t.dep_ in SUBJECTS), None)
        passive = follows is not None and follows.dep_ == "nsubjpass"
        agents = (t for by in verb.children if by.dep_ == "agent" for t in by.children)
        objects = (t for t in verb.children if t.dep_ == "dobj")
        other = next(agents if passive else objects, None)
        if follows is None or other is None:
            continue
        one, another = (whom(people, paragraph, token, verb) for token in (follows, other))
        earlier, later = (one, another) if passive else (another, one)
        offices = [told] if (told := office_told(verb)) else earlier.roles if earlier else []
        if earlier is None or later is None or earlier is later or len(offices) != 1:
            continue  # of several offices, nobody knows which
        earlier.given_up += offices
        later.roles += [role for role in offices if not later.bears(role)]


def office_told(verb: Token) -> str | None:
    """The office in which somebody followed: "succeeded Holm as | mayor of Carrow"."""
    nouns = [t for p in verb.children if p.lower_ == "as" for t in p.children if t.dep_ == "pobj"]
    return without_determiner(noun_phrase(nouns[0])) if nouns else None


def whom(people: People, paragraph: Paragraph, word: Token, verb: Token) -> Person | None:
    """Whom a word of a succession means: by name, or who is named last before "her"."""
    named = {at: person for person in people.persons for at in person.seen}
    if word.lower_ not in PRONOUNS:
        whole = range(paragraph.at(word.left_edge.idx), paragraph.at(word.idx) + 1)
        return next((named[at] for at in whole if at in named), None)
    subject = next((t for t in verb.children if t.dep_ in SUBJECTS), verb)
    limit = paragraph.at((word if word == subject else subject).left_edge.idx)
    near = [at for at in named if at < limit and named[at].fits(PRONOUNS[word.lower_])]
    return named[max(near)] if near else None


def people_in(people: People, paragraph: Paragraph, sentence: Phrase) -> list[Person]:
    """Who is named in a sentence, each once, in order."""
    start, end = paragraph.at(sentence.start_char), paragraph.at(sentence.end_char)
    found = sorted(
        (at, number)
        for number, person in enumerate(people.persons)
        for at in person.seen
        if start <= at < end
    )
    return list({number: people.persons[number] for _, number in found}.values())
