"""The bodies that an article names: the fullest name of each, and which one "the agency" means."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from onrecord.entities.mentions import SUBJECTS
from onrecord.entities.roles.offices import PREPOSITIONS, without_determiner
from onrecord.names.kinds import BODIES, PRESS

if TYPE_CHECKING:
    from onrecord.parsing import Paragraph

LOWER = re.compile(r"^(?:[a-z]\S* )+(?=[A-Z])")  # "federal Harbour Commission"
LONGEST_ACRONYM = 8
REACH = 600  # characters over which "the agency" and "it" reach back
# What else a body may be called than by the noun that describes it.
ALIKE = {
    "panel": frozenset("board commission committee council panel subcommittee".split()),
    "union": frozenset("alliance association brotherhood federation guild union".split()),
    "group": frozenset("alliance association coalition council foundation league union".split()),
}
# By which of these several bodies were called, by any of them they are taken up.
SEVERAL = frozenset("associations coalitions groups organizations unions".split())
# Nouns for any body of a kind, whatever its name.
GENERIC = frozenset("agency company firm group newspaper organization outlet paper".split())


@dataclass(frozen=True, slots=True)
class Body:
    """A body named at an offset of the article's text."""

    name: str
    at: int
    is_subject: bool


class Bodies:
    """Every organisation and place named in an article, in text order."""

    def __init__(self, paragraphs: Iterable[Paragraph]) -> None:
        self.organisations: list[Body] = []
        self.actors: list[Body] = []  # subjects, places that stand for governments among them
        owned: list[Body] = []
        for paragraph in paragraphs:
            owned += owned_in(paragraph)
            for entity in paragraph.doc.ents:
                name = LOWER.sub("", without_determiner(entity) or "")
                if entity.label_ not in ("ORG", "GPE") or not name:
                    continue
                at = paragraph.at(entity.start_char)
                subject = entity.root.dep_ in SUBJECTS and not paragraph.is_quoted(at)
                body = Body(name, at, subject)
                if entity.label_ == "ORG":
                    self.organisations.append(body)
                if subject:
                    self.actors.append(body)
        self.names = list(dict.fromkeys(body.name for body in self.organisations))
        self.called = sorted((*self.organisations, *owned), key=lambda body: body.at)

    def fullest(self, name: str) -> str:
        """The one longer name that an acronym or a shorter name stands for, or itself."""
        longer = [full for full in self.names if full != name and stands_for(name, full)]
        return longer[0] if len(longer) == 1 else name

    def taken_up(self, description: str, at: int) -> str | None:
        """The body that "the alliance" or "the agency" means at an offset, the last one named."""
        for body in reversed(self.called):
            if body.at < at and takes_up(description, body.name):
                return body.name
        if description.lower() in GENERIC:
            return next(
                (b.name for b in reversed(self.organisations) if is_shortly_before(b, at)), None
            )
        return None

    def named_later(self, description: str, at: int) -> str | None:
        """The body whose name follows "a Senate panel": of that kind, with a word in common."""
        words = description.lower().split()
        kind = ALIKE.get(words[-1], frozenset(words[-1:]))
        for body in self.organisations:
            full = body.name.lower().split()
            if body.at > at and noun_of_name(full) in kind and set(words[:-1]) & set(full):
                return body.name
        return None

    def actor(self, at: int) -> Body | None:
        """The body that "it" means at an offset: the last one that was a subject."""
        return next((body for body in reversed(self.actors) if is_shortly_before(body, at)), None)


def owned_in(paragraph: Paragraph) -> Iterator[Body]:
    """The bodies that are called by whose they are: "Holt’s campaign", "the Holt campaign"."""
    for phrase in paragraph.doc.noun_chunks:
        noun, name = phrase.root, without_determiner(phrase)
        whose = any(t.pos_ == "PROPN" for t in noun.children if t.dep_ in ("poss", "compound"))
        if noun.pos_ == "NOUN" and noun.lemma_.lower() in BODIES and whose and name:
            yield Body(name, paragraph.at(int(phrase.start_char)), noun.dep_ in SUBJECTS)


def is_shortly_before(body: Body, at: int) -> bool:
    """Whether a body was named shortly before an offset."""
    return at - REACH < body.at < at


def stands_for(name: str, full: str) -> bool:
    """ "H.F.B." for Harbour Fire Brigade; "Fire Brigade" for it, too; "Post" for Harbour Post."""
    letters = name.replace(".", "")
    if letters.isupper() and 2 <= len(letters) <= LONGEST_ACRONYM:
        words = full.replace("-", " ").split()
        capitals = "".join(word[0] for word in words if word[0].isupper())
        return letters in (capitals, "".join(word[0] for word in words)) and len(words) > 1
    whole = " " in name or name.lower() in PRESS
    return whole and full.endswith(f" {name}") and full[0].isupper()


def takes_up(description: str, name: str) -> bool:
    """Whether "the council" takes up "Harbour Council" or "Council of the Harbour".

    The noun is the same, and the description says nothing that the name does not.  What is
    in capitals is a name itself and takes up none.
    """
    if " " in description and all(word[0].isupper() for word in description.split()):
        return description == name
    words, full = description.lower().split(), name.lower().split()
    if description.lower() in SEVERAL:
        return noun_of_name(full) in SEVERAL
    within = bool(words) and words[-1] in full and set(words) <= set(full)
    return within and words[-1] == noun_of_name(full)


def is_called(noun: str, name: str) -> bool:
    """Whether "the company" or "the panel" can take up a body just named."""
    kind = ALIKE.get(noun, frozenset())
    return noun in GENERIC or takes_up(noun, name) or noun_of_name(name.lower().split()) in kind


def noun_of_name(words: list[str]) -> str:
    """The noun of a name: the last word before the first preposition."""
    ends = [i for i, word in enumerate(words) if word in PREPOSITIONS and i]
    return words[ends[0] - 1] if ends else words[-1]
