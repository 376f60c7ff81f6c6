"""Nominees: whom a source may mean, and what speaks for each, in numbers.

The rules propose (``Cast``); these are their proposal and the alternatives beside it, of which
the chooser takes one.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import takewhile
from math import log2, nan
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from onrecord.entities.candidate import Candidate, Meant
from onrecord.entities.candidates import Cast
from onrecord.entities.noun_phrases import SHARES
from onrecord.entities.person import Person
from onrecord.entities.present import Entity, span_at
from onrecord.entities.roles.offices import ARTICLES, distinctive
from onrecord.meaning import BODY, PERSON, TYPES, Reading
from onrecord.model import ResolutionKind, SpeakerType, Statement
from onrecord.names import name_key
from onrecord.names.first_names import is_first_name
from onrecord.names.forms import is_title, last_word
from onrecord.names.genders import KIN, PRONOUNS
from onrecord.names.kinds import BODIES, DOCUMENTS, GROUPS, PIECES, person_noun

if TYPE_CHECKING:
    from spacy.tokens import Span as Phrase
    from spacy.tokens import Token

HOW = ("person", "body", "before", "words", "described", "near", "proper", "nobody")
KINDS: dict[str, ResolutionKind] = {
    "empty": "continuation",
    "he": "he or she",
    "they": "it or they",
    "it": "it or they",
    "i": "I or we",
}
FORMS = ("empty", "he", "they", "it", "who", "i", "name", "the", "a", "other")
THE = ("the", "this", "that", "his", "her", "their", "its", "these", "those")
SEVERAL: tuple[SpeakerType, ...] = ("group", "organization", "document")
TAKING_UP = ("empty", "they", "it", "who")  # forms that may take up a group or a body
PRONOUN_FORMS = ("empty", "he", "they", "it", "who", "i")
MEANINGLESS = ("empty", "they", "it", "who", "i")  # forms that may mean nobody at all
# What, before the last comma before a name, makes another phrase of it: "allies of Holm".
MORE_THAN_A_NAME = re.compile(
    r"""(?i:\b(?:about|after|against|and|at|backing|behind|by|for|from|in|including|like|near|nor|not
    |of|on|or|over|supporting|than|to|who|with)\b|['’]s?\s|\bthe\s*$)|\b[a-z]+s\s*$""",
    re.VERBOSE,
)
# What may stand before the name in a source, and what may follow it there.
BEFORE_NAME = ("", "article", "small", "owner", "other")
BEHIND_NAME = ("", "break", "clause", "participle", "of", "preposition", "owner", "other")
AFTER = re.compile(r"[’']s?(?!\w)|\w+|\S")
FULL_NAME = re.compile(r"[A-Z][\w.’'-]+(?: [A-Z][\w.’'-]*| (?:al|bin|da|de|del|der|van|von)){1,3}")
SMALL = ("ADJ", "ADP", "ADV", "DET", "NUM", "PRON", "SCONJ")
BREAKS = frozenset(", ; : ( ) [ ] — – --".split())
CLAUSES = frozenset("who whom whose that which where when".split())
UNSEEN = -8.0  # the log-likelihood of somebody who is not mentioned near
FEW = 5  # speakers before this one who may be meant again, and others near


@dataclass(frozen=True, slots=True, eq=False)
class Nominee:
    """Somebody or something that may be meant.

    ``how`` is one of ``HOW``, ``at`` where it is mentioned, in order, ``entity`` its number.
    """

    name: str | None
    type: SpeakerType
    how: str
    at: Sequence[int] = ()
    person: Person | None = None
    entity: int | None = None

    def is_known(self, known: Candidate) -> bool:
        """Whether this is somebody who was met before."""
        return self.type == known.type and name_key(self.name or "") == name_key(known.name or "")


@dataclass(frozen=True, slots=True)
class Asked:
    """A statement whose speaker is looked for; ``meant`` is what the rules propose."""

    statement: Statement
    phrase: Phrase | None
    meant: Meant | None
    before: Sequence[Candidate]  # who spoke before, the last first

    def start(self) -> int:
        """Where the statement's source stands, or else its cue, or its content."""
        s = self.statement
        return (s.source or s.cue or s.content)[0].start

    def words(self) -> str:
        """The source in one line."""
        return " ".join(" ".join(span.text for span in self.statement.source).split())

    def noun(self) -> str:
        """The noun that the source is about, in its basic form."""
        return self.phrase.root.lemma_.lower() if self.phrase is not None else ""


def whole_name(words: str) -> str:
    """A description as a name: the source's own words without an article."""
    bare = words.strip(" ,;:—–-“”\"'’")
    first, _, rest = bare.partition(" ")
    return rest if first.lower() in ARTICLES and rest else bare


def nominees(asked: Asked, entities: Sequence[Entity]) -> list[Nominee]:
    """Whom a statement's source may mean, each once."""
    if (number := named_by(asked.statement, entities)) is not None:
        named = entities[number]
        return [Nominee(named.name, "person", "person", named.at, named.person, number)]
    found: dict[tuple[str, str], Nominee] = {}
    gender = PRONOUNS.get(asked.words().lower())
    kind = kind_meant(asked)
    everybody = (*present(asked, entities), *proposed(asked), *left(asked), *near(asked, entities))
    for one in everybody:
        if kind and one.name and one.type != kind:
            continue
        if one.person is None or (one.person.fits(gender) and not is_other_kin(asked, one.person)):
            found.setdefault((name_key(one.name or ""), one.type), one)
    return list(found.values())


def named_by(statement: Statement, entities: Sequence[Entity]) -> int | None:
    """The person whose name a source is, with nothing but titles before it and asides behind.

    Of 2,403 such sources that are marked in PolNeAR's train split, 2,398 mean that person.
    """
    if len(statement.source) != 1:
        return None
    source = statement.source[0]
    here = [
        (at, number)
        for number, entity in enumerate(entities)
        if entity.kind == PERSON
        for at in entity.at
        if source.start <= at < source.end
    ]
    if len({number for _, number in here}) != 1:
        return None
    at, number = min(here)
    name = span_at(source.text, at - source.start, entities[number].name)
    before, behind = source.text[: name.start], source.text[name.end :]
    aside = not behind.strip(" .") or behind.startswith((",", " (", " —"))
    plain = MORE_THAN_A_NAME.search(before.rpartition(",")[2]) is None
    return number if aside and plain else None


def is_other_kin(asked: Asked, person: Person) -> bool:
    """Whether somebody is another relative than the source: "his mother" is not his wife."""
    head = asked.phrase.root if asked.phrase is not None else None
    if head is None or head.lower_ not in KIN or not any(t.dep_ == "poss" for t in head.children):
        return False
    known = KIN.intersection(word for role in person.roles for word in role.lower().split())
    return bool(known) and head.lower_ not in known


def kind_meant(asked: Asked) -> SpeakerType | None:
    """What a name can only be: he and she are persons, "the article" is a document."""
    if PRONOUNS.get(asked.words().lower()):
        return "person"
    noun = asked.phrase.root.lower_ if asked.phrase is not None else None
    return "document" if noun in PIECES else None


def present(asked: Asked, entities: Sequence[Entity]) -> Iterator[Nominee]:
    """Everybody and every body that the article names."""
    source = asked.statement.source[:1]
    is_new = asked.words().lower().startswith("another ")  # so nobody who has a name
    is_document = asked.noun() in DOCUMENTS  # of whoever made it
    for number, entity in enumerate(entities):
        if entity.kind == PERSON and not is_new:
            yield Nominee(entity.name, "person", "person", entity.at, entity.person, number)
        elif entity.kind == BODY:
            yield Nominee(entity.name, "organization", "body", entity.at, None, number)
        if entity.kind in (PERSON, BODY) and (
            is_document or any(span.start <= at < span.end for span in source for at in entity.at)
        ):
            yield Nominee(entity.name, "document", "proper", entity.at, None, number)


def proposed(asked: Asked) -> Iterator[Nominee]:
    """What the rules propose, as what they take it for and as something else."""
    known = asked.meant.known if asked.meant else None
    if known is not None:
        yield Nominee(known.name, known.type, "described", person=known.person)
        if known.name and known.type != "person":
            yield from (Nominee(known.name, kind, "described") for kind in SEVERAL)


def left(asked: Asked) -> Iterator[Nominee]:
    """Who spoke before; what the source says, as it says it; nobody who has a name."""
    for known in asked.before[:FEW]:
        if known.name is not None:
            at = sorted(mention.start for mention in known.mentions)
            yield Nominee(known.name, known.type, "before", at, known.person)
    if form_of(asked) not in PRONOUN_FORMS:
        for name in names_within(asked):
            yield from (Nominee(name, kind, "words") for kind in SEVERAL)
            if FULL_NAME.fullmatch(name):
                yield Nominee(name, "person", "words")
    yield Nominee(None, "unnamed-person", "nobody")
    yield Nominee(None, "group", "nobody")
    if form_of(asked) in MEANINGLESS:
        yield Nominee(None, "none", "nobody")


def near(asked: Asked, entities: Sequence[Entity]) -> Iterator[Nominee]:
    """Whom "they", or nobody at all, may take up: the groups and bodies named last."""
    if form_of(asked) not in TAKING_UP:
        return
    at = asked.start()
    last = sorted(
        (entity.at[past - 1], number)
        for number, entity in enumerate(entities)
        if entity.kind != PERSON and (past := bisect_left(entity.at, at))
    )
    for _, number in last[-FEW:]:
        entity = entities[number]
        for kind in SEVERAL[:2]:
            yield Nominee(entity.name, kind, "near", entity.at, None, number)


def names_within(asked: Asked) -> list[str]:
    """What a source may be called by: its words, with or without what opens and follows them.

    "a few of the pilots, who struck": "a few of the pilots", "few of the pilots", "pilots".
    """
    phrase = asked.phrase
    whole = whole_name(asked.words())
    if phrase is None or not whole:
        return [whole] if whole else []
    tokens = [token for token in phrase if not token.is_space]
    small = takewhile(lambda n: is_small(tokens[n - 1]), range(1, len(tokens)))
    starts = [0, *small, *(n for n in range(1, len(tokens)) if opens_name(tokens[n]))]
    ends = [*(n for n, token in enumerate(tokens) if n and what_follows(token)), len(tokens)]
    found = [whole]
    for start in dict.fromkeys(starts[:FEW]):
        for end in (end for end in ends if end > start):
            words = phrase.doc[tokens[start].i : tokens[end - 1].i + 1].text
            found.append(whole_name(" ".join(words.split())))
    names = dict.fromkeys(filter(None, found))
    if phrase[0].lower_ == "another":  # somebody new, called only by a name of their own
        return [name for name in names if any(word[0].isupper() for word in name.split()[1:])]
    return list(names)


def opens_name(token: Token) -> bool:
    """Whether a name may begin with a word: behind an office, an owner or a comma, or in small."""
    before = token.nbor(-1)
    if not token.text[0].isupper():
        return before.tag_ == "POS"
    behind = before.tag_ == "POS" or before.text == "," or before.text[0].islower()
    return behind or is_title(before.text) or person_noun(before.lemma_.lower())


def is_small(token: Token) -> bool:
    """Whether a word may stand before a name and be no part of it: "only the latest"."""
    lower = token.text.islower() or token.is_sent_start
    counts = token.lower_ in ARTICLES or token.lower_ in SHARES
    return counts or (token.pos_ in SMALL and bool(lower))


def what_follows(token: Token) -> str:
    """What a word is that may follow a name and be no part of it, of ``BEHIND_NAME``."""
    if token.text in BREAKS:
        return "break"
    if token.lower_ in CLAUSES:
        return "clause"
    if token.tag_ in ("VBN", "VBG") and token.dep_ == "acl":
        return "participle"
    if token.tag_ == "POS":
        return "owner"
    if token.pos_ == "ADP":
        return "of" if token.lower_ == "of" else "preposition"
    return ""


def form_of(asked: Asked) -> str:
    """How a source refers: by a pronoun, a name, a description."""
    words = asked.words().lower()
    if not words:
        return "empty"
    if words in PRONOUNS:
        return "he"
    first = words.split()[0]
    if words in ("they", "them", "their", "these", "those"):
        return "they"
    if words in ("it", "its", "this", "that"):
        return "it"
    if words in ("who", "which", "whom", "whose") or words.endswith(" whom"):
        return "who"
    if words in ("i", "we", "me", "us", "my", "our", "you"):
        return "i"
    if asked.meant is not None and asked.meant.known.type == "person":
        return "name"
    return "the" if first in THE else "a" if first in ("a", "an", "one") else "other"


def described(
    asked: Asked, reading: Reading | None, cast: Cast, options: Sequence[Nominee]
) -> NDArray[np.float32]:
    """What speaks for each nominee: a row each.

    There is no reading where it would prove nothing: the reader has learned the answer.
    """
    at, words = asked.start(), asked.words().lower()
    form = [float(form_of(asked) == name) for name in FORMS]
    gender = PRONOUNS.get(words)
    head = asked.phrase.root if asked.phrase is not None else None
    lemma = asked.noun()
    following = {t.lower_: kind for t in asked.phrase or () if (kind := what_follows(t))}
    kinds = [
        float(person_noun(lemma)),
        float(head is not None and (head.lower_ in GROUPS or head.tag_ in ("NNS", "NNPS"))),
        float(lemma in BODIES),
        float(lemma in DOCUMENTS),
        float(head is not None and head.pos_ == "PROPN"),
    ]
    meant = asked.meant
    rule = name_key(meant.known.name or "") if meant else None
    recency = sorted(
        (-max((x for x in one.at if x < at), default=-1), n)
        for n, one in enumerate(options)
        if one.how == "person" and one.person is not None and one.person.fits(gender)
    )
    rank = {n: i for i, (_, n) in enumerate(recency)}
    acting = sorted((-subject_before(one, at), n) for n, one in enumerate(options) if n in rank)
    acting_rank = {n: i for i, (_, n) in enumerate(acting)}
    sentence = cast.sentences.start(at)
    sentence_before = cast.sentences.start(sentence - 1)
    content = [(span.start, span.end) for span in asked.statement.content]
    role = whole_name(words.partition(",")[0]) if person_noun(lemma) else ""
    rows = []
    for n, one in enumerate(options):
        name = (one.name or "").lower()
        past = bisect_left(one.at, at) if one.at else 0
        last = one.at[past - 1] if past else -1
        person = one.person
        subject = subject_before(one, at)
        same = rule is not None and name_key(name) == rule
        rows.append(
            [
                *form,
                *kinds,
                *(float(one.type == kind) for kind in TYPES),
                *(float(one.how == how) for how in HOW),
                float(same and meant is not None and meant.known.type == one.type),
                float(same),
                float(meant is None),
                float(
                    person is not None
                    and gender is not None
                    and person.is_sure()
                    and person.fits(gender)
                ),
                float(person is not None and not person.fits(gender)),
                *(in_office(person, role) if person is not None and role else (0.0, 0.0, 0.0)),
                distance(at - last) if last >= 0 else 0.0,
                float(last < 0),
                distance(at - subject) if subject >= 0 else 0.0,
                float(subject < 0),
                1 / (1 + rank[n]) if n in rank else 0.0,
                1 / (1 + acting_rank[n]) if n in rank else 0.0,
                log2(1 + len(one.at)) / 5,
                float(bool(asked.before) and one.is_known(asked.before[0])),
                float(len(asked.before) > 1 and one.is_known(asked.before[1])),
                float(bool(name) and name in words),
                float(bool(name) and name.split()[-1] in words.split()),
                float(any(b <= x < e for x in one.at for b, e in content)),
                float(last >= 0 and any(b <= last < e for b, e in content)),
                float(one.name in cast.byline),
                float(last >= 0 and last >= sentence),
                float(last >= 0 and sentence > last >= sentence_before),
                float(subject >= 0 and subject >= sentence_before),
                *placed(one.name or "", said_as(one, asked), asked.words(), following),
                *(heard(one, reading) if reading is not None else [nan] * 3),
            ]
        )
    return np.array(rows, np.float32).reshape(len(options), -1)


def in_office(person: Person, role: str) -> tuple[float, float, float]:
    """How what a source says somebody is fits what the article tells of a person."""
    told = distinctive(role)
    common = told & distinctive(" ".join(person.roles))
    return float(person.bears(role)), len(common) / max(1, len(told)), float(person.holds_office())


def subject_before(one: Nominee, at: int) -> int:
    """Where a person was last a subject before an offset; -1 for anybody else."""
    acting = one.person.subject_at if one.person is not None else ()
    return max((start for start in acting if start < at), default=-1)


def said_as(one: Nominee, asked: Asked) -> str:
    """How a source calls a nominee: by all of the name or, where it stands there, by a part."""
    for source in asked.statement.source:
        for at in one.at if one.entity is not None else ():
            if source.start <= at < source.end:
                return span_at(source.text, at - source.start, one.name or "").text
    return one.name or ""


def placed(name: str, said: str, words: str, following: Mapping[str, str]) -> list[float]:
    """How a nominee, called so, stands in the words of a source, if it does; its name's looks."""
    at = words.lower().find(said.lower()) if said else -1
    inside = at >= 0
    before, behind = (words[:at].strip(), words[at + len(said) :].strip()) if inside else ("", "")
    opening = opens(before)
    word = AFTER.search(behind.lower())
    ending = following.get(word.group(), "other") if word else ""
    last = last_word(name)
    return [
        float(inside),
        *(float(inside and opening == kind) for kind in BEFORE_NAME),
        *(float(inside and ending == kind) for kind in BEHIND_NAME),
        float(inside and not before and not behind),
        len(name.split()) / 8,
        (len(before.split()) + len(behind.split())) / 8,
        float(name[:1].isupper()),
        float(is_first_name(name.partition(" ")[0])),
        float(last.endswith("s")),
        float(last in GROUPS),
        float(last in DOCUMENTS),
        float(last in BODIES),
    ]


def opens(before: str) -> str:
    """What stands before a name in a source, of ``BEFORE_NAME``."""
    if before.lower() in ("", *ARTICLES):
        return "article" if before else ""
    if before.endswith(("'s", "’s", "'", "’")):
        return "owner"
    return "small" if before.lower() == before else "other"


def heard(one: Nominee, reading: Reading) -> list[float]:
    """What the reader says of a nominee."""
    return [
        float(reading.types[TYPES.index(one.type)]),
        max(reading.sources.get(one.entity, UNSEEN), UNSEEN),
        float(one.entity not in reading.sources),
    ]


def distance(characters: int) -> float:
    """Characters on a scale on which near and far can be told."""
    return log2(1 + max(characters, 0)) / 12


def explained(asked: Asked, one: Nominee) -> tuple[ResolutionKind, str]:
    """Of which kind the choice of a nominee is, and why it was taken."""
    if one.name is not None and one.name.lower() in asked.words().lower():
        named = one.entity is not None or one.type == "person"
        return "name" if named else "description", "named so here"
    if one.person is not None and last_word(one.name or "") in name_key(asked.words()).split():
        return "short name", "the fullest name that the article gives"
    if one.how == "words":
        return "description", "as the article describes it"
    kind = KINDS.get(form_of(asked))
    if kind is None:
        kind = "office" if one.person is not None else "repetition"
    return kind, "the likeliest of those spoken of"
