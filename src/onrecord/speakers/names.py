"""The people that an article names, and the fullest name that it gives each."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from onrecord.speakers.kinds import BODIES, DOCUMENTS, GROUPS, PEOPLE

if TYPE_CHECKING:
    from spacy.tokens import Span as Phrase

    from onrecord.attribution.parse import Paragraph

PRONOUNS = {"he": "m", "him": "m", "his": "m", "she": "f", "her": "f", "hers": "f"}
MALE_TITLES = frozenset({"mr", "sir", "lord", "king", "prince", "father"})
FEMALE_TITLES = frozenset({"mrs", "ms", "miss", "dame", "lady", "queen", "princess", "madam"})
TITLES = (
    MALE_TITLES
    | FEMALE_TITLES
    | frozenset(
        """adm ambassador attorney brig capt captain chancellor col commissioner congressman
        congresswoman dr gen general gov governor judge justice lt maj mayor minister pope
        premier president prof professor rep representative rev sec secretary sen senator sgt
        sheriff speaker""".split()
    )
)
POSSESSIVE = re.compile(r"[’']s?$")


@dataclass(frozen=True, slots=True)
class Mention:
    """A person's name where it stands: ``start`` is an offset into the article's text."""

    start: int
    name: str
    gender: str | None


class Names:
    """Every person named in an article, in text order."""

    def __init__(self, paragraphs: Iterable[Paragraph]) -> None:
        paragraphs = list(paragraphs)
        self.mentions = [m for paragraph in paragraphs for m in mentions(paragraph)]
        self.full = list(dict.fromkeys(m.name for m in self.mentions if " " in m.name))
        self.last_words = {name.split()[-1] for name in self.full}
        self.genders: dict[str, str] = {}
        for mention in self.mentions:
            if mention.gender:
                self.tell_gender(self.fullest(mention.name, mention.start), mention.gender)
        for paragraph in paragraphs:
            for mention, gender in pronouns_beside_names(paragraph):
                self.tell_gender(self.fullest(mention.name, mention.start), gender)

    def fullest(self, name: str, at: int) -> str:
        """The fullest name the article gives to whoever ``name`` means at the offset ``at``.

        A last name shared by several means the one whose full name was given last.
        """
        longer = [full for full in self.full if is_short_for(name, full)]
        if len(longer) <= 1:
            return longer[0] if longer else name
        before = [m.name for m in self.mentions if m.start <= at and m.name in longer]
        return before[-1] if before else longer[0]

    def knows(self, word: str) -> bool:
        """Whether a word is the last name of somebody whom the article names in full."""
        return word in self.last_words

    def gender(self, name: str) -> str | None:
        """ "f" or "m" where a title or an earlier pronoun told, else None."""
        return self.genders.get(name)

    def tell_gender(self, name: str, gender: str) -> None:
        """Remember what a pronoun said of a person."""
        self.genders.setdefault(name, gender)


def pronouns_beside_names(paragraph: Paragraph) -> Iterator[tuple[Mention, str]]:
    """Each sentence that names one person and then uses one gender's pronouns: who, and which."""
    for sentence in paragraph.doc.sents:
        people = [entity for entity in sentence.ents if is_person(entity)]
        if len(people) != 1:
            continue
        following = paragraph.doc[people[0].end : sentence.end]
        genders = {PRONOUNS[token.lower_] for token in following if token.lower_ in PRONOUNS}
        if len(genders) == 1:
            start = paragraph.start + int(people[0].start_char)
            yield Mention(start, bare_name(people[0].text), None), genders.pop()


def mentions(paragraph: Paragraph) -> Iterator[Mention]:
    """The names of people in one paragraph."""
    for entity in paragraph.doc.ents:
        if is_person(entity):
            start = paragraph.start + int(entity.start_char)
            yield Mention(start, bare_name(entity.text), titled_gender(entity))


def is_person(entity: Phrase) -> bool:
    """Whether an entity is a person's name: the recogniser also takes "Harbour Leaders" for one."""
    last = entity[-1].lower_
    return (
        entity.label_ == "PERSON"
        and bool(bare_name(entity.text))
        and last not in GROUPS | BODIES | DOCUMENTS
    )


def bare_name(text: str) -> str:
    """A name without titles before it, a possessive after it or odd white space in it."""
    words = POSSESSIVE.sub("", " ".join(text.split())).split(" ")
    while words and words[0].rstrip(".").lower() in TITLES:
        words = words[1:]
    name = " ".join(words).strip(" ,.;:-–—\"“”'‘’")
    return name if any(character.isupper() for character in name) else ""


def titled_gender(entity: Phrase) -> str | None:
    """The gender that a title in or before a name tells."""
    for token in entity.doc[max(entity.start - 1, 0) : entity.start + 1]:
        title = token.lower_.rstrip(".")
        if title in FEMALE_TITLES or title.endswith("woman"):
            return "f"
        if title in MALE_TITLES or (title.endswith("man") and title in PEOPLE):
            return "m"
    return None


def is_short_for(name: str, full: str) -> bool:
    """Whether the words of ``name`` stand in the longer ``full``, in order, first or last too."""
    short, words = name.lower().split(), full.lower().split()
    if len(short) >= len(words) or short[-1] not in (words[-1], words[0]):
        return False
    rest = iter(words)
    return all(word in rest for word in short)
