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
from onrecord.entities.organizations import GENERIC, takes_up
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
VOICE = (
    r"(?:spokes\w+|aides?|officials?|ambassador|envoy|representatives?|lawyers?|attorneys?"
    r"|strategists?|advis[eo]rs?)"
)
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
    told = roles(statement, speaker)
    speaks = (speaker and speaker.name) or described(statement)
    body = behind(told, names) or whose(statement, names)
    body = body or represented.get(statement.speaker or "")
    is_voice = any(map(IS_VOICE.search, told))
    is_state = any(map(OF_STATE.search, told))
    subject = clause.subject if clause else None
    if clause is None or subject is None or QUESTION.match(clause.words.text):
        return (body if is_voice or is_state else None) or speaks
    word = subject.lower_
    if word in FIRST_PERSON:
        return speaks
    if word in THIRD_PERSON:
        before = names.person_before(statement.content[0].start) if is_voice else None
        return before or speaks
    return named(subject, clause, body, names) or body or speaks


def represents(
    statement: Statement, speaker: Speaker | None, clause: Clause | None, names: Named
) -> str | None:
    """The body of which an office-holder tells what it will do: "Orlo will send ships"."""
    if clause is None or clause.subject is None or QUESTION.match(clause.words.text):
        return None
    if not any(map(HAS_OFFICE.search, roles(statement, speaker))):
        return None
    party = named(clause.subject, clause, None, names)
    is_person = party is not None and " " in party and party in names.people
    return None if is_person else party


def roles(statement: Statement, speaker: Speaker | None) -> list[str]:
    """What a report says somebody is, here or elsewhere."""
    told = (*(speaker.roles if speaker else ()), *(span.text for span in statement.source))
    return [" ".join(role[:LONGEST].split()) for role in told]


def whose(statement: Statement, names: Named) -> str | None:
    """The body of "its chair" or "the agency's director", where that is who speaks."""
    return names.body_of(statement.source[0]) if statement.source else None


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
    at = clause.paragraph.at(subject.idx)
    is_counted = any(child.dep_ == "nummod" for child in subject.children)
    if not is_counted and (party := names.at(at)):
        return party
    owner = next((c for c in subject.children if c.dep_ == "poss"), None)
    if owner is not None and owner.pos_ == "PROPN":
        return names.at(clause.paragraph.at(owner.idx))
    if is_counted or owner is not None:
        return None  # "800 instructors will go", "our company will pay"
    noun = subject.lemma_.lower()
    if noun not in BODIES and subject.lower_ not in GROUPS and not is_person_noun(subject):
        return None
    if body is not None and (noun in GENERIC or takes_up(noun, body)):
        return body
    words = without_determiner(subject.doc[subject.left_edge.i : subject.i + 1]) or subject.text
    called = names.body_called(words, at)
    return called or (words if noun in BODIES or subject.lower_ in GROUPS else None)


def described(statement: Statement) -> str | None:
    """Somebody unnamed, as the source describes them."""
    words = " ".join(span.text for span in statement.source)
    if words.lower() in PRONOUNS:
        return None
    return re.sub(r"^(?:an?|the)\s+", "", words, flags=re.IGNORECASE).strip(" ,") or None
