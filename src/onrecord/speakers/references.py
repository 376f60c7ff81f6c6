"""What a source span says of its speaker, taken by itself: type, name, role."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from onrecord.model import SpeakerType
from onrecord.speakers.kinds import BODIES, DOCUMENTS, GROUPS, person_noun
from onrecord.speakers.names import (
    FEMALE_TITLES,
    MALE_TITLES,
    PRONOUNS,
    Names,
    bare_name,
    is_person,
)

if TYPE_CHECKING:
    from spacy.tokens import Span as Phrase
    from spacy.tokens import Token

BODY_ENTITIES = ("ORG", "GPE", "LOC", "FAC", "PRODUCT", "WORK_OF_ART")
ARTICLES = ("the", "a", "an", "our", "its", "his", "her", "their", "this", "that")


@dataclass(frozen=True, slots=True)
class Reference:
    """How a source names its speaker.  ``pronoun`` is a pronoun still to be resolved."""

    type: SpeakerType | None = None
    name: str | None = None
    role: str | None = None
    pronoun: str | None = None
    definite: bool = False


def reference(source: Phrase, names: Names) -> Reference:
    """The reference that a source span makes by itself, in an article that names these people."""
    head = antecedent(source.root)
    phrase = source if head == source.root else noun_phrase(head)
    if head.lower_ in (*PRONOUNS, "they", "it"):
        return Reference(pronoun=head.lower_)
    if head.pos_ == "PRON":
        return Reference()
    if is_list_of_names(head):
        return Reference("group", title(phrase))
    if (person := person_in(phrase, head, names)) is not None:
        return Reference("person", bare_name(person.text), role_of(person, phrase))
    return described(phrase, head)


def antecedent(head: Token) -> Token:
    """The noun that a relative pronoun stands for; any other head itself."""
    if head.tag_ in ("WP", "WDT") and head.head.dep_ == "relcl":
        return head.head.head
    return head


def noun_phrase(head: Token) -> Phrase:
    """A noun with what stands before it: "the former secretary"."""
    return head.doc[head.left_edge.i : head.i + 1]


def is_list_of_names(head: Token) -> bool:
    """Whether several named people or bodies speak together: "Lind and Mr. Orlo"."""
    return head.pos_ == "PROPN" and any(
        token.dep_ == "conj" and token.pos_ == "PROPN" for token in head.children
    )


def person_in(phrase: Phrase, head: Token, names: Names) -> Phrase | None:
    """The person's name that the phrase is about: at its head, or beside it in apposition."""
    for entity in phrase.ents:
        if is_person(entity) and (names_head(entity.root, head) or closes(entity, phrase, head)):
            return entity
    if head.pos_ in ("PROPN", "NOUN") and names.knows(bare_name(head.text)):
        return phrase.doc[head.i : head.i + 1]
    titled = phrase[0].lower_.rstrip(".") in (*MALE_TITLES, *FEMALE_TITLES)
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
    )


def role_of(name: Phrase, phrase: Phrase) -> str | None:
    """The office or title beside a name: before it, or after it between commas."""
    before = phrase.doc[phrase.start : name.start]
    if role := title(before):
        return role
    after = next((t for t in name.root.children if t.dep_ == "appos" and t.i >= name.end), None)
    return title(after.doc[after.left_edge.i : after.right_edge.i + 1]) if after else None


def title(words: Phrase) -> str | None:
    """Words as a role, without the article before them; None where they name no office."""
    kept = list(words)
    while kept and (kept[0].lower_ in ARTICLES or kept[0].is_punct):
        kept = kept[1:]
    while kept and (kept[-1].is_punct or kept[-1].is_space):
        kept = kept[:-1]
    if not kept or not any(t.pos_ in ("NOUN", "PROPN") for t in kept):
        return None
    if len(kept) == 1 and kept[0].lower_.rstrip(".") in (*MALE_TITLES, *FEMALE_TITLES):
        return None
    return words.doc[kept[0].i : kept[-1].i + 1].text


def without_asides(phrase: Phrase, head: Token) -> Phrase:
    """The phrase up to what only adds to it: a comma, a bracket, a clause."""
    asides = [t.left_edge.i for t in head.children if t.dep_ in ("relcl", "acl")]
    asides += [t.i for t in phrase if t.text in (",", "(", "—", "–")]
    end = min((i for i in asides if i > head.i), default=phrase.end)
    return phrase.doc[phrase.start : end]


def described(phrase: Phrase, head: Token) -> Reference:
    """A source without a person's name: a body, a document, a group or somebody unnamed."""
    lemma, word = head.lemma_.lower(), head.lower_
    name = title(without_asides(phrase, head))
    definite = any(token.lower_ in ("the", "this", "that") for token in phrase[:1])
    if name is None:
        return Reference()
    if word in DOCUMENTS or lemma in DOCUMENTS:
        return Reference("document", name, definite=definite)
    if word in GROUPS or (head.ent_type_ == "NORP" and head.pos_ != "ADJ"):
        return Reference("group", name, definite=definite)
    if person_noun(lemma):
        return Reference("unnamed-person", None, name, definite=definite)
    if lemma in BODIES or head.ent_type_ in BODY_ENTITIES or head.tag_ == "NNP":
        return Reference("organization", name, definite=definite)
    plural = head.tag_ in ("NNPS", "NNS")
    return Reference("group" if plural else None, name, definite=definite)
