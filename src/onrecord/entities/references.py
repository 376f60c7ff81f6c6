"""What a source span says of its speaker, taken by itself: type, name, role."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import takewhile
from typing import TYPE_CHECKING

from onrecord.entities.mentions import in_name, well_formed, whole_name
from onrecord.entities.noun_phrases import (
    antecedent,
    head_of,
    noun_phrase,
    several_before,
    spoken_for,
)
from onrecord.entities.persons import People
from onrecord.entities.roles.offices import ARTICLES, DETERMINERS, is_office, without_determiner
from onrecord.model import SpeakerType
from onrecord.names import genders
from onrecord.names.forms import FEMALE_TITLES, MALE_TITLES, TITLES, bare_name, title_word
from onrecord.names.genders import KIN, PRONOUNS
from onrecord.names.kinds import (
    BODIES,
    DOCUMENTS,
    GROUPS,
    PIECES,
    PRESS,
    QUANTITIES,
    SOURCES,
    STAFF,
    WORDS,
    person_noun,
)
from onrecord.names.recognition import is_full_name, is_person

if TYPE_CHECKING:
    from spacy.tokens import Span as Phrase
    from spacy.tokens import Token

PLURAL = ("they", "their", "them")
THINGS = (*PLURAL, "it", "its", "these", "those")
FIRST_PERSON = ("i", "me", "my", "we", "us", "our")
SOMEBODY = frozenset(
    """all anyone anybody everybody everyone few many most nobody none one some somebody someone
    you""".split()
)
DEFINITE = ("the", "this", "that", "these", "those")
BODY_ENTITIES = ("ORG", "GPE", "LOC", "FAC", "PRODUCT", "WORK_OF_ART")


@dataclass(frozen=True, slots=True)
class Reference:
    """How a source names its speaker.

    ``pronoun`` is one still to be resolved, ``proper`` whether there is a name in it,
    ``author`` whose words a document is, and ``several`` the people named so many characters
    (``back``) before "they".
    """

    type: SpeakerType | None = None
    name: str | None = None
    role: str | None = None
    gender: str | None = None
    pronoun: str | None = None
    definite: bool = False
    proper: bool = False
    author: Reference | None = None
    several: Reference | None = None
    back: int = 0


def reference(source: Phrase, people: People) -> Reference:
    """The reference that a source span makes by itself, in an article that names these people."""
    source = spoken_for(source)
    head = antecedent(head_of(source))
    phrase = source if head in source else noun_phrase(head, source)
    word = head.lower_
    if word in PLURAL and (noun := several_before(head)) is not None:
        before = reference(noun_phrase(noun), people)
        return Reference(pronoun=word, several=before, back=head.idx - noun.idx)
    if word in ("these", "those") and head != source.root:  # "those in the harbour who …"
        return Reference("unnamed-person")
    if word in PRONOUNS or word in THINGS:
        return Reference(pronoun=word)
    if word in FIRST_PERSON:
        return Reference(pronoun="i")
    if word in SOMEBODY and gathered(head) is None:
        return Reference("unnamed-person")
    if head.pos_ == "PRON":
        return Reference()
    if (several := members(phrase, head)) and len(several) > 1:
        return listed(phrase, several, people)
    if (person := person_in(phrase, head, people)) is not None:
        titled = person.doc[max(person.start - 1, phrase.start) : person.start + 1]
        return Reference("person", bare_name(person.text), gender=genders.of_title(titled))
    if (named := body_beside(phrase, head)) is not None:
        return Reference("organization", without_determiner(named), proper=True)
    owner = next((t for t in head.children if t.dep_ == "poss"), None)
    if owner is not None and head.lemma_.lower() in WORDS | DOCUMENTS:
        author = reference(owner.doc[owner.left_edge.i : owner.i + 1], people)
        if head.lemma_.lower() in WORDS:
            return author
        return replace(described(phrase, head), author=author)
    return described(phrase, head)


def members(phrase: Phrase, head: Token) -> list[Token]:
    """The heads of several people or bodies who speak together: "Lind and Mr. Orlo"."""
    others = [t for t in head.conjuncts if t in phrase and t.pos_ in ("PROPN", "NOUN")]
    apart = head.pos_ == "PROPN" or head.tag_ == "NNS"
    apart = apart or any(t.dep_ in ("det", "poss") for o in others for t in o.children)
    return [head, *others] if others and apart else []


def listed(phrase: Phrase, heads: list[Token], people: People) -> Reference:
    """Several who speak together, by their names as the source has them."""
    kind: SpeakerType = "group"
    if all(h.ent_type_ in ("ORG", "GPE") or h.lemma_ in BODIES for h in heads):
        kind = "organization"
    elif all(h.lemma_ in DOCUMENTS for h in heads):
        kind = "document"
    doc = phrase.doc
    persons = [person_in(doc[h.left_edge.i : h.i + 1], h, people) for h in heads]
    names = [bare_name(person.text) for person in persons if person]
    if len(names) == len(heads):
        return Reference(kind, f"{', '.join(names[:-1])} and {names[-1]}")
    words = without_asides(phrase, heads[-1])
    start = persons[0].start if persons[0] else words.start
    return Reference(kind, without_determiner(doc[start : words.end], ARTICLES), definite=True)


def person_in(phrase: Phrase, head: Token, people: People) -> Phrase | None:
    """The person's name that the phrase is about: at its head, or beside it in apposition."""
    for name in well_formed(phrase):
        return name
    for entity in filter(is_person, phrase.ents):
        if names_head(entity.root, head) or closes(entity, phrase, head) or ends_aside(entity):
            return whole_name(entity)
    if people.knows(bare_name(head.text)) and (head.pos_ == "PROPN" or len(phrase) == 1):
        start = head.i
        while start > phrase.start and in_name(head.doc[start - 1]):
            start -= 1
        return head.doc[start : head.i + 1]
    titled = title_word(phrase[0].text) in MALE_TITLES | FEMALE_TITLES
    if titled and head.pos_ == "PROPN" and bare_name(phrase.text):
        return phrase
    before = phrase.doc[phrase.start : next((t.i for t in phrase if t.text == ","), phrase.end)]
    return before if is_full_name(before) else None


def body_beside(phrase: Phrase, head: Token) -> Phrase | None:
    """The body that a noun for people is called by, beside it: "the maker, | Keywell,"."""
    if head.pos_ != "NOUN" or head.tag_ == "NNS" or not person_noun(head.lemma_.lower()):
        return None
    return next((e for e in phrase.ents if e.label_ == "ORG" and is_beside(e, head)), None)


def is_beside(name: Phrase, head: Token) -> bool:
    """Whether a name stands in apposition to a noun, behind a comma."""
    behind_comma = name.doc[name.start - 1].text == ","
    return behind_comma and name.root.dep_ == "appos" and name.root.head == head


def ends_aside(name: Phrase) -> bool:
    """Whether a name stands behind who that is: "a clerk at the port, Ida Holm,"."""
    doc = name.doc
    after = doc[name.end].text if name.end < len(doc) else ","
    person = any(person_noun(token.lemma_.lower()) for token in name.sent if token.i < name.start)
    return name.start > 0 and doc[name.start - 1].text == after == "," and person


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
        and not any(token.pos_ in ("VERB", "AUX") for token in phrase.doc[head.i : name.start])
        and person_noun(head.lemma_.lower())
        and before.pos_ not in ("ADP", "PART", "CCONJ")
        and title_word(before.text) not in MALE_TITLES | FEMALE_TITLES
    )


def described(phrase: Phrase, head: Token) -> Reference:
    """A source without a person's name: a body, a document, a group or somebody unnamed."""
    if head.lower_ in QUANTITIES and (counted := gathered(head)) is not None:
        if head.lower_ == "one":
            role = without_determiner(noun_phrase(counted))
            return Reference("unnamed-person", role=role if person_noun(counted.lemma_) else None)
        if head.lower_ == "number":
            phrase = phrase.doc[counted.left_edge.i : max(phrase.end, counted.i + 1)]
        return replace(described_by(phrase, head, counted), definite=False)
    proper = any(token.pos_ == "PROPN" for token in phrase if token.i <= head.i)
    return replace(described_by(phrase, head, head), proper=proper)


def described_by(phrase: Phrase, head: Token, noun: Token) -> Reference:
    """A description whose kind is told by a noun: its head, or what that is a quantity of."""
    lemma, word = noun.lemma_.lower(), noun.lower_
    whole = without_asides(phrase, head)
    name, in_full = without_determiner(whole), without_determiner(whole, ARTICLES)
    opening = phrase[0]
    owned = opening.dep_ == "poss" or any(t.dep_ == "poss" and t.head == noun for t in phrase)
    one = noun.tag_ in ("NN", "NNP") and lemma not in SOURCES - KIN
    definite = opening.lower_ in DEFINITE or (owned and one)
    if name is None:
        return Reference()
    proper = noun.pos_ == "PROPN"
    titled = noun.text[0].isupper() and " " in name and name.split()[-1][0].isupper()
    a_group = word in GROUPS - {"states"} and not (noun.ent_type_ == "ORG" and titled)
    if opening.lower_ == "the" and name == noun.text and word in TITLES:  # "the Premier"
        return Reference("unnamed-person", None, name, definite=True)
    if noun.text[0].isupper() and word in PRESS:  # "the Guardian", though a guardian is a person
        return body(phrase, noun, definite)
    if noun.ent_type_ in ("GPE", "ORG") and proper and not a_group:
        return body(phrase, noun, definite)
    if lemma in DOCUMENTS or word in DOCUMENTS:
        return document(phrase, noun, name, definite)
    party = noun.ent_type_ == "NORP" and noun.pos_ != "ADJ"
    if party and noun.tag_ in ("NN", "NNP"):
        return Reference("unnamed-person", None, name)
    if word in GROUPS or party or word in ("percent", "%") or noun.pos_ == "NUM":
        return Reference("group", in_full, definite=definite)
    if person_noun(lemma):
        if noun.tag_ in ("NNS", "NNPS") and lemma not in SOURCES | STAFF:
            return Reference("group", in_full, definite=definite)
        counted = takewhile(lambda token: token.pos_ not in ("ADJ", "NOUN", "PROPN"), phrase)
        start = phrase.start + sum(1 for _ in counted)
        role = without_determiner(without_asides(phrase.doc[start : phrase.end], head))
        return Reference("unnamed-person", None, role, definite=definite and noun.tag_ != "NNS")
    if lemma in BODIES or noun.ent_type_ in BODY_ENTITIES or noun.tag_ == "NNP":
        return body(phrase, noun, definite)
    if noun.tag_ in ("NNPS", "NNS"):
        return Reference("group", in_full, definite=definite)
    if all(word[0].isupper() for word in name.split()):
        named = genders.of_first_name(name) is not None
        return Reference("person" if named else "organization", name, definite=definite)
    return Reference(None, name, definite=definite)


def body(phrase: Phrase, noun: Token, definite: bool) -> Reference:
    """A body, by its name where the phrase has one: the "Harbour Council" of "the old …"."""
    named = proper_part(without_asides(phrase, noun), noun)
    before = phrase.doc[phrase.start : named.start]
    role = without_determiner(before) if any(is_office(token) for token in before) else None
    return Reference("organization", without_determiner(named), role, definite=definite)


def document(phrase: Phrase, noun: Token, name: str, definite: bool) -> Reference:
    """A document: as it is described, or by its title or by the paper that it is in."""
    outlet = next((t for t in noun.children if t.dep_ == "compound" and t.ent_type_ == "ORG"), None)
    if outlet is not None and noun.lower_ in PIECES:
        paper = Reference("organization", noun.doc[outlet.left_edge.i : outlet.i + 1].text)
        return Reference("document", name, definite=definite, author=paper)
    origin = next((t for t in noun.children if t.dep_ == "prep" and t.lower_ == "from"), None)
    for title in origin.children if origin else ():
        if title.pos_ == "PROPN" and title in phrase:
            name = without_determiner(noun_phrase(title, phrase)) or name
            return Reference("document", name, definite=True)
    named = without_determiner(proper_part(without_asides(phrase, noun), noun))
    return Reference("document", named, definite=definite)


def proper_part(phrase: Phrase, noun: Token) -> Phrase:
    """A phrase from its first capital on, if that stands before its noun or is it."""
    before = (token for token in phrase if token.i <= noun.i and token.lower_ not in DETERMINERS)
    first = next((token.i for token in before if token.text[0].isupper()), phrase.start)
    return phrase.doc[first : phrase.end]


def gathered(quantity: Token) -> Token | None:
    """What a quantity is of: the parents in "a group of parents"."""
    of = next((token for token in quantity.rights if token.lower_ == "of"), None)
    return next((token for token in of.children if token.dep_ == "pobj"), None) if of else None


def without_asides(phrase: Phrase, head: Token) -> Phrase:
    """The phrase up to what only adds to it: a comma, a bracket, a clause."""
    clauses = (t for t in head.children if t.dep_ in ("relcl", "acl") and not t.text[0].isupper())
    asides = [t.left_edge.i for t in clauses]
    asides += [t.i for t in phrase if t.lower_ in (",", "(", "—", "–", "including", "like")]
    end = min((i for i in asides if i > head.i), default=phrase.end)
    return phrase.doc[phrase.start : end]
