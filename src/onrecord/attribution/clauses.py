"""Clauses of attribution: which verb takes which content from which source.

Read off the dependency parse (labels of the ClearNLP scheme that spaCy's English
models use).  Whether a verb attributes at all is the lexicon's to say.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

FRAMES = ("ccomp", "xcomp", "oprd", "dobj")
SUBJECTS = ("nsubj", "nsubjpass", "csubj")
# What belongs to the cue when it stands right before the verb: "has also said", "did not say".
BEFORE_CUE = ("aux", "auxpass", "neg", "advmod")
# What stands beside the verb but not in its content, for each frame; all else of the frame does.
WITH_FRAME = {
    "ccomp": ("ccomp",),
    "xcomp": ("xcomp", "dobj"),
    "oprd": ("oprd", "dobj", "nsubjpass"),
    "dobj": ("dobj", "prep", "dative"),
    "passive": ("nsubjpass",),
}


@dataclass(frozen=True, slots=True)
class Clause:
    """A verb with its source, cue and content tokens, each in text order."""

    verb: Token
    frame: str
    source: list[Token] = field(default_factory=list)
    cue: list[Token] = field(default_factory=list)
    content: list[Token] = field(default_factory=list)


def clauses(doc: Doc) -> Iterator[Clause]:
    """Every verb of a parsed paragraph as if it attributed its complement to its subject."""
    for token in doc:
        if token.pos_ == "VERB":
            yield clause_of(token)
        elif token.lower_ == "according":
            yield from according_to(token)


def clause_of(verb: Token) -> Clause:
    """The clause that a verb heads."""
    frame = frame_of(verb)
    content = content_of(verb, frame)
    taken = {token.i for token in content}
    source = [token for token in source_of(verb) if token.i not in taken]
    return Clause(verb, frame, source, cue_of(verb, frame), content)


def frame_of(verb: Token) -> str:
    """The kind of complement by which the verb's content is found.

    >>> # "said that it rains": ccomp; "vowed to act": xcomp; "called it a farce": oprd;
    >>> # "denied the claim": dobj; "called for calm": for; "as he said": as; "left": none
    """
    children = {child.dep_ for child in verb.children}
    if verb.dep_ == "advcl" and any(c.dep_ == "mark" and c.lower_ == "as" for c in verb.children):
        return "as"
    for frame in FRAMES:
        if frame in children:
            return frame
    preposition = next((c for c in verb.rights if c.dep_ == "prep"), None)
    if "nsubjpass" in children:
        return "passive"
    return preposition.lower_ if preposition is not None else "none"


def content_of(verb: Token, frame: str) -> list[Token]:
    """The tokens of what the verb's subject says, wants, denies …"""
    if frame == "as":
        own = {token.i for token in verb.subtree}
        return [token for token in verb.sent if token.i not in own]
    parts = [child for child in verb.children if child.dep_ in WITH_FRAME.get(frame, ())]
    if frame not in WITH_FRAME:
        parts = [
            child
            for preposition in verb.rights
            if preposition.dep_ == "prep" and preposition.lower_ == frame
            for child in preposition.children
        ]
    return sorted((token for part in parts for token in part.subtree), key=lambda token: token.i)


def cue_of(verb: Token, frame: str) -> list[Token]:
    """The verb with its auxiliaries, particle and, where it governs the content, preposition."""
    before = [child for child in verb.lefts if child.dep_ in BEFORE_CUE]
    cue = [verb]
    for child in reversed(before):
        if child.i == cue[0].i - 1:
            cue.insert(0, child)
    after = [c for c in verb.rights if c.dep_ == "prt" or (c.dep_ == "prep" and c.lower_ == frame)]
    return cue + after[:2]


def source_of(verb: Token) -> list[Token]:
    """The tokens of who says it: the subject, the agent of a passive, or the subject above."""
    subject = next((child for child in verb.children if child.dep_ in SUBJECTS), None)
    agent = next((child for child in verb.children if child.dep_ == "agent"), None)
    if agent is not None:
        return [token for child in agent.children for token in child.subtree]
    if subject is not None:
        return list(subject.subtree) if subject.dep_ == "nsubj" else []
    if verb.dep_ == "conj" and verb.head.pos_ in ("VERB", "AUX"):
        return source_of(verb.head)
    if verb.dep_ in ("advcl", "xcomp", "ccomp") and verb.tag_ != "VBN":
        return source_of(verb.head)
    if verb.dep_ == "acl" and verb.tag_ == "VBG":
        own = {token.i for token in verb.subtree}
        return [token for token in verb.head.subtree if token.i not in own]
    return []


def according_to(token: Token) -> Iterator[Clause]:
    """ "According to the ministry, …": the rest of the sentence is the content."""
    following = token.nbor() if token.i + 1 < len(token.doc) else None
    if following is None or following.lower_ != "to":
        return
    own = {inner.i for inner in token.subtree} | {token.i, following.i}
    source = [inner for inner in token.subtree if inner.i > following.i]
    content = [inner for inner in token.sent if inner.i not in own]
    yield Clause(token, "according", source, [token, following], content)
