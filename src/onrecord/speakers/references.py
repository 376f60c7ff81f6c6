"""What a source span says of its speaker, taken by itself: type, name, role."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from onrecord.model import SpeakerType
from onrecord.speakers.kinds import BODIES, DOCUMENTS, GROUPS, QUANTITIES, person_noun
from onrecord.speakers.names import FEMALE_TITLES, MALE_TITLES, bare_name, title_word
from onrecord.speakers.people import PRONOUNS, People, is_person, whole_name
from onrecord.speakers.roles import without_determiner

if TYPE_CHECKING:
    from spacy.tokens import Span as Phrase
    from spacy.tokens import Token

THINGS = ("they", "it", "its", "their", "them", "these", "those")
BODY_ENTITIES = ("ORG", "GPE", "LOC", "FAC", "PRODUCT", "WORK_OF_ART")


@dataclass(frozen=True, slots=True)
class Reference:
    """How a source names its speaker.  ``pronoun`` is a pronoun still to be resolved."""

    type: SpeakerType | None = None
    name: str | None = None
    role: str | None = None
    gender: str | None = None
    pronoun: str | None = None
    definite: bool = False


def reference(source: Phrase, people: People) -> Reference:
    """The reference that a source span makes by itself, in an article that names these people."""
    head = antecedent(source.root)
    phrase = source if head == source.root else noun_phrase(head)
    if head.lower_ in PRONOUNS or head.lower_ in THINGS:
        return Reference(pronoun=head.lower_)
    if head.pos_ == "PRON":
        return Reference()
    if is_list(phrase, head):
        return Reference("group", full_names(phrase, people) or without_determiner(phrase))
    if (person := person_in(phrase, head, people)) is not None:
        return Reference("person", bare_name(person.text), gender=gender_of(phrase))
    return described(phrase, head)


def antecedent(head: Token) -> Token:
    """The noun that a relative pronoun stands for; any other head itself."""
    if head.tag_ not in ("WP", "WDT", "WP$"):
        return head
    if head.head.dep_ == "relcl":
        noun = head.head.head
        # "Ida Holm, a clerk who …": who she is called, not what she is.
        return noun.head if noun.dep_ == "appos" and noun.head.pos_ == "PROPN" else noun
    before = head.nbor(-1) if head.i else head
    if before.text == "," and before.i:
        before = before.nbor(-1)
    return before if before.pos_ in ("PROPN", "NOUN") else head


def noun_phrase(head: Token) -> Phrase:
    """A noun with what stands before it: "the former secretary"."""
    return head.doc[head.left_edge.i : head.i + 1]


def is_list(phrase: Phrase, head: Token) -> bool:
    """Whether several people or bodies speak together: "Lind and Mr. Orlo"."""
    return any(
        token.dep_ == "conj" and token.pos_ in ("PROPN", "NOUN") and token in phrase
        for token in head.children
    ) and (head.pos_ == "PROPN" or head.tag_ == "NNS")


def full_names(phrase: Phrase, people: People) -> str | None:
    """ "Holm and Wray" with the fullest names; None where it is more than names."""
    parts = [bare_name(part) for part in phrase.text.split(" and ")]
    persons = [people.called(part, phrase.end_char) for part in parts]
    named = [person.name for person in persons if person is not None]
    return " and ".join(named) if len(named) == len(parts) > 1 else None


def person_in(phrase: Phrase, head: Token, people: People) -> Phrase | None:
    """The person's name that the phrase is about: at its head, or beside it in apposition."""
    for entity in phrase.ents:
        if is_person(entity) and (names_head(entity.root, head) or closes(entity, phrase, head)):
            return whole_name(entity)
    if people.knows(bare_name(head.text)) and (head.pos_ == "PROPN" or len(phrase) == 1):
        start = head.i
        while start > phrase.start and head.doc[start - 1].pos_ == "PROPN":
            start -= 1
        return head.doc[start : head.i + 1]
    titled = title_word(phrase[0].text) in MALE_TITLES | FEMALE_TITLES
    if titled and head.pos_ == "PROPN" and bare_name(phrase.text):
        return phrase
    return None


def names_head(name: Token, head: Token) -> bool:
    """Whether a name is what the phrase under ``head`` is called."""
    if name == head:
        return True
    beside = name.dep_ == "appos" or (name.dep_ in ("compound", "nmod") and head.pos_ == "PROPN")
    return name.head == head and beside


def closes(name: Phrase, phrase: Phrase, head: Token) -> bool:
    """Whether a title ends in the name of who bears it: "the ambassador to Sarnova Ida Holm"."""
    before = phrase.doc[name.start - 1] if name.start > phrase.start else head
    return (
        name.end == phrase.end
        and person_noun(head.lemma_.lower())
        and before.pos_ not in ("ADP", "PART", "CCONJ")
        and title_word(before.text) not in MALE_TITLES | FEMALE_TITLES
    )


def gender_of(phrase: Phrase) -> str | None:
    """The gender that a title in the phrase tells."""
    titles = {title_word(token.text) for token in phrase}
    if titles & FEMALE_TITLES:
        return "f"
    return "m" if titles & MALE_TITLES else None


def described(phrase: Phrase, head: Token) -> Reference:
    """A source without a person's name: a body, a document, a group or somebody unnamed."""
    lemma, word = head.lemma_.lower(), head.lower_
    name = without_determiner(without_asides(phrase, head))
    definite = any(token.lower_ in ("the", "this", "that") for token in phrase[:1])
    if name is None:
        return Reference()
    if word in QUANTITIES and (members := gathered(head)) is not None:
        lemma, word, head = members.lemma_.lower(), members.lower_, members
    if (
        head.ent_type_ in ("GPE", "ORG")
        and head.pos_ == "PROPN"
        and head.lower_ not in GROUPS - {"states"}
    ):
        return Reference("organization", name, definite=definite)
    if word in DOCUMENTS or lemma in DOCUMENTS:
        return Reference("document", name, definite=definite)
    if word in GROUPS or (head.ent_type_ == "NORP" and head.pos_ != "ADJ"):
        return Reference("group", name, definite=definite)
    if person_noun(lemma):
        return Reference("unnamed-person", None, name, definite=definite and head.tag_ != "NNS")
    if lemma in BODIES or head.ent_type_ in BODY_ENTITIES or head.tag_ == "NNP":
        return Reference("organization", name, definite=definite)
    plural = head.tag_ in ("NNPS", "NNS")
    return Reference("group" if plural else None, name, definite=definite)


def gathered(quantity: Token) -> Token | None:
    """What a quantity is of: the parents in "a group of parents"."""
    of = next((token for token in quantity.rights if token.lower_ == "of"), None)
    return next((token for token in of.children if token.dep_ == "pobj"), None) if of else None


def without_asides(phrase: Phrase, head: Token) -> Phrase:
    """The phrase up to what only adds to it: a comma, a bracket, a clause."""
    asides = [t.left_edge.i for t in head.children if t.dep_ in ("relcl", "acl")]
    asides += [t.i for t in phrase if t.text in (",", "(", "—", "–")]
    end = min((i for i in asides if i > head.i), default=phrase.end)
    return phrase.doc[phrase.start : end]
