"""Promisers: who will act, or will not, by the words of a promise and by who speaks.

The subject of what is promised will do it.  Where that is a thing ("the road will open"), or
is left out ("to open the road"), it is the speaker, or the body that speaks through them.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING

from onrecord.acts.clauses import Clause
from onrecord.acts.named import Named
from onrecord.entities.organizations import is_called
from onrecord.entities.roles.offices import is_person_noun, without_determiner
from onrecord.model import Speaker, Statement
from onrecord.names.kinds import BODIES, GROUPS

if TYPE_CHECKING:
    from spacy.tokens import Token

FIRST_PERSON = ("i", "me", "my", "myself")
PRONOUNS = frozenset(
    """he her hers his i it its me my our she that their theirs them these they this those us we
    which who whose you your""".split()
)
THIRD_PERSON = ("he", "she", "him", "her")
# Who speaks for somebody else, whatever they say.
AIDE = (
    r"(?:spokes\w+|aides?|lawyers?|counsel|attorneys?(?!\sgeneral)|strategists?|advis[eo]rs?"
    r"|staff(?:ers?)?)"
)
VOICE = rf"(?:{AIDE}|officials?|ambassador|envoy|representatives?)"
# Whose office acts through them: what they announce, their body will do.
OFFICE = (
    r"(?:minister|pm|secretary|chancellor|chief|ceo|chair\w*|director|governor|president|boss|head"
    r"|mediator|chairs|heads|leads|runs)"
)
LONGEST = 200  # characters of a role that are looked at
# Who binds a state even by what they will do themselves.
OF_STATE = re.compile(
    r"(?<!vice )\b(?:president|premier|pm|minister|chancellor|(?:defen[cs]e|foreign) secretary)\b",
    re.IGNORECASE,
)
IS_VOICE = re.compile(rf"\b{VOICE}\b", re.IGNORECASE)
HAS_OFFICE = re.compile(rf"\b(?:{VOICE}|{OFFICE})\b", re.IGNORECASE)
# "A spokeswoman for the Harbour Ministry", "a Harbour Ministry official".
BEHIND = re.compile(
    rf"\b{VOICE}\s(?:of|for|at|with)\s(?:the\s)?(?P<body>(?!his|her|its|their)[^,;()]+)", re.I
)
BEFORE = re.compile(
    r"(?<![\w.&’'-])(?P<body>(?:(?!The |An? |His |Her |Its |Their )[A-Z][\w.&’'-]*+\s){1,8})"
    rf"(?:[a-z-]+\s)?{VOICE}\b"
)
# "Refused to say that …": what is refused is to say it.
SPEAK = (
    r"(?:acknowledge|address|admit|answer|comment|confirm|disclose|discuss|elaborate|explain"
    r"|respond|reveal|say|speak|specify|talk|tell)"
)
SILENT = re.compile(
    rf"\b(?:declin|refus)\w*\s(?:to\s{SPEAK}|comment)\b"
    rf"|\b(?:did|does|do|will|would)(?:\snot|n['’]t)\s(?:\w+ly\s)?{SPEAK}\b|\bwon['’]t\s{SPEAK}\b",
    re.IGNORECASE,
)
# Who speaks for a person, and what does: "her lawyer", "his plan".
PERSONAL = re.compile(
    rf"\b(?:{AIDE}|campaign|letter|plans?|platform|proposals?|speech)\b", re.IGNORECASE
)
# Who "is committed to pay" will do it; who "is paid" will not.
BOUND = frozenset("bind commit determine expect oblige plan prepare resolve schedule set".split())
BRACKETS = re.compile(r"[\[\]]")
QUESTION = re.compile(r"\W*(?:whether|if|what|when|where|which|who|whom|why|how)\b", re.IGNORECASE)


def promiser(
    statement: Statement,
    speaker: Speaker | None,
    clause: Clause | None,
    names: Named,
    represented: Mapping[str, str],
) -> str | None:
    """Who will do what a statement promises or refuses; None where the report does not tell.

    ``represented`` has the body of speakers who told what it will do elsewhere in the report.
    """
    told = roles(statement, speaker, names)
    speaks = (speaker and speaker.name) or described(statement)
    body = behind(told, names) or whose(statement, names, speaks)
    body = body or represented.get(statement.speaker or "")
    is_paper = bool(speaker and speaker.type == "document" and speaks == str(speaks).lower())
    is_voice = is_paper or any(map(IS_VOICE.search, told))
    is_state = any(map(OF_STATE.search, told))
    subject = clause.subject if clause else None
    if (
        clause is None
        or subject is None
        or is_silent(statement)
        or QUESTION.match(clause.words.text)
    ):
        return (body if is_voice or is_state else None) or speaks
    word = subject.lower_
    if word in FIRST_PERSON:
        return speaks
    if word in THIRD_PERSON:
        if not is_voice and (speaks is None or names.fits(speaks, word)):
            return speaks
        return third_person(statement, word, speaks, body if is_voice else None, names)
    if subject.dep_ == "nsubjpass" and subject.head.lemma_ not in BOUND:
        return agent(subject.head, clause, names) or body or speaks
    return named(subject, clause, body, names) or body or speaks


def is_silent(statement: Statement) -> bool:
    """Whether somebody declines to speak of something."""
    words = (*statement.cue, *statement.content[:1])
    return SILENT.search(" ".join(span.text[:LONGEST] for span in words)) is not None


def agent(verb: Token, clause: Clause, names: Named) -> str | None:
    """By whom something is done: "will be paid by Orlo"."""
    by = (child for child in verb.children if child.dep_ == "agent")
    nouns = (noun for preposition in by for noun in preposition.children)
    return next((who for noun in nouns if (who := names.at(clause.paragraph.at(noun.idx)))), None)


def third_person(
    statement: Statement, pronoun: str, speaks: str | None, principal: str | None, names: Named
) -> str | None:
    """Who "he" or "she" is, if not who speaks: for whom that is done, or who was named last."""
    if principal is not None and principal in names.people and names.fits(principal, pronoun):
        return principal
    return names.person_before(statement.content[0].start, pronoun, speaks) or speaks


def represents(
    statement: Statement, speaker: Speaker | None, clause: Clause | None, names: Named
) -> str | None:
    """The body of which an office-holder tells what it will do: "Orlo will send ships"."""
    if clause is None or clause.subject is None or QUESTION.match(clause.words.text):
        return None
    if not any(map(HAS_OFFICE.search, roles(statement, speaker, names))):
        return None
    party = named(clause.subject, clause, None, names)
    if party is None or party == party.lower():
        return None
    return None if " " in party and party in names.people else party


def roles(statement: Statement, speaker: Speaker | None, names: Named) -> list[str]:
    """What a report says somebody is, here or elsewhere; whose office it is comes with it."""
    chosen = speaker.roles if speaker else ()
    read = names.roles_read(speaker.name) if speaker and speaker.name else ()
    told = (*read, *chosen, *(span.text for span in statement.source))
    return [" ".join(role[:LONGEST].split()) for role in told]


def whose(statement: Statement, names: Named, speaks: str | None) -> str | None:
    """The party of "its chair", "her lawyer", "the agency's director", where that speaks."""
    if not statement.source:
        return None
    source = statement.source[0]
    first = source.text.split(" ", 1)[0].lower()
    if first in ("his", "her") and PERSONAL.search(source.text):
        return names.person_before(source.start, first, speaks)
    return names.body_of(source)


def behind(told: list[str], names: Named) -> str | None:
    """The body that acts through somebody with these roles."""
    for role in told:
        if HAS_OFFICE.search(role) and (body := names.body_in(role)):
            return body
    for role in told:
        if found := BEHIND.search(role) or BEFORE.search(role):
            body = found["body"].strip()
            if " " in body or body in names.written:
                return names.fullest(body)
    return None


def named(subject: Token, clause: Clause, body: str | None, names: Named) -> str | None:
    """The party that a subject names, or whose it is: "Orlo's ships will sail"."""
    if subject.pos_ == "PRON" or BRACKETS.sub("", subject.lower_) in PRONOUNS:
        return None  # "[W]e will pay"
    at = clause.paragraph.at(subject.idx)
    is_counted = any(child.dep_ == "nummod" for child in subject.children)
    if not is_counted and (party := names.at(at)):
        return party
    owner = next((c for c in subject.children if c.dep_ == "poss"), None)
    if owner is not None and owner.pos_ == "PROPN":
        return names.at(clause.paragraph.at(owner.idx))
    if is_counted or owner is not None:
        return None  # "800 instructors will go", "our company will pay"
    words = without_determiner(subject.doc[subject.left_edge.i : last_of(subject).i + 1])
    return called(subject, words or subject.text, at, body, names)


def called(noun: Token, words: str, at: int, body: str | None, names: Named) -> str | None:
    """The party that a description means: "the company", "the former mayor"; or as described."""
    lemma = noun.lemma_.lower()
    is_body = lemma in BODIES or noun.lower_ in GROUPS
    if is_person_noun(noun) and (holder := names.holder(words)):
        return holder
    if not is_body and not is_person_noun(noun):
        return None
    if body is not None and is_called(lemma, body):
        return body
    return names.body_called(words, at) or (words if is_body or is_side(noun, words) else None)


def last_of(subject: Token) -> Token:
    """The last word of a subject with whose or of what it is: "the government of Orlo"."""
    of = (c for c in subject.children if c.dep_ == "prep" and c.lower_ in ("of", "from"))
    names = (noun for preposition in of for noun in preposition.children if noun.pos_ == "PROPN")
    return next(names, subject)


def is_side(noun: Token, words: str) -> bool:
    """Whether several people are told by a name: "Orlo campaign aides"."""
    return noun.tag_ == "NNS" and any(word[0].isupper() for word in words.split()[1:-1])


def described(statement: Statement) -> str | None:
    """Somebody unnamed, as the source describes them."""
    words = " ".join(span.text for span in statement.source)
    if words.lower() in PRONOUNS:
        return None
    return re.sub(r"^(?:an?|the)\s+", "", words, flags=re.IGNORECASE).strip(" ,") or None
