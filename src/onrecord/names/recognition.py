"""Whether words are a person's name, which the entity recogniser often gets wrong."""

from __future__ import annotations

from typing import TYPE_CHECKING

from onrecord.names import genders
from onrecord.names.first_names import is_first_name
from onrecord.names.forms import GENERATIONS, bare_name, title_word
from onrecord.names.kinds import BODIES, DOCUMENTS, GROUPS, PRESS, WORDS

if TYPE_CHECKING:
    from spacy.tokens import Span as Phrase

MOST_WORDS = 3  # of a name that the recogniser did not see
MOST_INITIALS = 2  # letters in capitals only that a word of a name can have
NO_PEOPLE = BODIES | GROUPS | DOCUMENTS | WORDS
NO_LAST_NAMES = NO_PEOPLE | PRESS
DASHES = ("―", "—", "–", "-", "--")


def is_person(entity: Phrase) -> bool:
    """Whether an entity is a person's name: the recogniser also takes "Harbour Leaders" for one."""
    return (
        entity.label_ == "PERSON"
        and not is_a_thing(entity)
        and bool(bare_name(entity.text))
        and not (entity[0].is_stop and not is_full_name_of(entity))
        and not is_no_single_person(entity)
        and entity[-1].lower_ not in NO_PEOPLE
    )


def is_full_name_of(entity: Phrase) -> bool:
    """Whether a little word is somebody's first name: "Will Drury", but not in "Will Drury go?"."""
    asks = entity.start == entity.sent.start and entity.sent[-1].text == "?"
    return len(entity) > 1 and is_first_name(entity[0].text) and not asks


def is_a_thing(name: Phrase) -> bool:
    """Whether a name is taken up as no person's is: "Orrin Storage, which rents …"."""
    return bool(name.doc[name.end : name.end + 2].text == ", which")


def is_no_single_person(entity: Phrase) -> bool:
    """Whether "the" makes a name that of several, or of a body: "the Orlos", "the HFB"."""
    before = entity.doc[entity.start - 1].lower_ if entity.start else ""
    acronym = entity.text.isupper() and not entity.sent.text.isupper()
    return before == "the" and len(entity) == 1 and (entity.text.endswith("s") or acronym)


def is_full_name(phrase: Phrase) -> bool:
    """Whether words that the recogniser takes for something else are somebody's first and last."""
    words = [w for w in bare_name(phrase.text).split() if title_word(w) not in GENERATIONS]
    if not 2 <= len(words) <= MOST_WORDS or words[-1].lower() in NO_LAST_NAMES:
        return False
    # Many names of companies begin with a first name that both men and women bear.
    a_body = phrase[-1].ent_type_ == "ORG" and not genders.of_first_name(words[0])
    return (
        all(word.strip(".").isalpha() and word[0].isupper() for word in words)
        and not any(word.isupper() and len(word) > MOST_INITIALS for word in words)
        and is_first_name(words[0])
        and not any(token.ent_type_ == "GPE" for token in phrase)
        and (not a_body or is_signature(phrase))
        and not is_a_thing(phrase)
    )


def is_signature(phrase: Phrase) -> bool:
    """Whether words stand alone behind a dash, as the name under a letter does."""
    doc = phrase.doc
    ends = phrase.end == len(doc) or doc[phrase.end].is_punct
    return phrase.start > 0 and doc[phrase.start - 1].text in DASHES and ends
