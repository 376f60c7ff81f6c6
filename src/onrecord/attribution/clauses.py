"""Clauses of attribution: which verb takes which content from which source.

Read off the dependency parse (labels of the ClearNLP scheme that spaCy's English
models use).  Whether a verb attributes at all is the lexicon's to say.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

FRAMES = ("ccomp", "xcomp", "oprd", "dobj")
SUBJECTS = ("nsubj", "nsubjpass", "csubj")
# What belongs to the cue when it stands right before the verb: "has also said", "did not say".
BEFORE_CUE = ("aux", "auxpass", "neg", "advmod")
THAT_CLAUSE = ("ccomp", "advcl", "acl")
FINITE = ("VBD", "VBZ", "VBP")
SUPPOSING = ("to", "should", "could", "can", "may", "might", "would", "must", "let")
NOT_YET = ("before", "until", "unless", "if", "lest")
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

    @property
    def is_empty(self) -> bool:
        """Whether the content names nothing: no word, or only a pronoun."""
        return all(token.is_punct or token.pos_ in ("PRON", "DET") for token in self.content)


def clauses(doc: Doc) -> Iterator[Clause]:
    """Every verb of a parsed paragraph as if it attributed its complement to its subject."""
    for token in doc:
        if token.lower_ == "according":
            yield from according_to(token)
        elif token.pos_ == "VERB":
            yield clause_of(token)


def clause_of(verb: Token) -> Clause:
    """The clause that a verb heads."""
    if (clause := made_clear(verb)) is not None:
        return clause
    frame = frame_of(verb)
    content = content_of(verb, frame)
    taken = {token.i for token in content}
    source = [token for token in source_of(verb) if token.i not in taken]
    return Clause(verb, frame, source, cue_of(verb, frame), content)


def frame_of(verb: Token) -> str:
    """The kind of complement by which the verb's content is found.

    "Said that it rains": ccomp; "vowed to act": xcomp; "called it a farce": oprd; "denied the
    claim": dobj; "called for calm": for; "as he said": as-clause; "left": none.
    """
    children = {child.dep_ for child in verb.children}
    for frame in FRAMES:
        if frame in children:
            return frame
    if verb.dep_ == "advcl" and any(c.dep_ == "mark" and c.lower_ == "as" for c in verb.children):
        return "as-clause"
    preposition = next((c for c in verb.rights if c.dep_ == "prep"), None)
    if "nsubjpass" in children:
        return "passive"
    behind = list(verb.doc[verb.i + 1 : verb.i + 3])
    if verb.tag_ in FINITE and len(behind) == 2 and behind[0].text in (",", ":"):
        return "none" if behind[1].is_quote else "pause"
    return preposition.lower_ if preposition is not None else "none"


def content_of(verb: Token, frame: str) -> list[Token]:
    """The tokens of what the verb's subject says, wants, denies …"""
    if frame == "as-clause":
        return all_but(verb.subtree, verb.sent)
    parts = [child for child in verb.children if child.dep_ in WITH_FRAME.get(frame, ())]
    if frame == "pause" and verb.dep_ == "parataxis":
        return all_but(verb.subtree, verb.head.subtree)  # "the mill, it said, would close"
    if frame == "pause":
        return [token for token in verb.sent if token.i > verb.i]
    if (preposition := preposition_of(verb, frame)) is not None:
        parts = list(preposition.children)
    content = sorted((t for part in parts for t in part.subtree), key=lambda token: token.i)
    return content[when_it_was_said(verb, content) :]


def all_but(own: Iterable[Token], whole: Iterable[Token]) -> list[Token]:
    """The tokens of ``whole`` that are not in ``own``."""
    left_out = {token.i for token in own}
    return [token for token in whole if token.i not in left_out]


def when_it_was_said(verb: Token, content: list[Token]) -> int:
    """How many tokens at the start only say when: "said *on Wednesday* it would reopen"."""
    if not content or content[0].i != verb.i + 1:
        return 0
    start = 1 if content[0].pos_ == "ADP" else 0
    end = start
    while end < len(content) and content[end].ent_type_ in ("DATE", "TIME"):
        end += 1
    return end if start < end < len(content) else 0


def is_supposed(verb: Token) -> bool:
    """Whether the saying is only possible, wished or still to come.

    "To say", "should call", "deny it!", "before it says more".
    """
    if any(child.dep_ == "mark" and child.lower_ in NOT_YET for child in verb.lefts):
        return True
    helpers = {child.lower_ for child in verb.lefts if child.dep_ == "aux"}
    imperative = verb.tag_ == "VB" and not helpers
    return imperative or not helpers.isdisjoint(SUPPOSING)


def cue_of(verb: Token, frame: str) -> list[Token]:
    """The verb with its auxiliaries, particle and, where it governs the content, preposition."""
    before = [child for child in verb.lefts if child.dep_ in BEFORE_CUE]
    cue = [verb]
    for child in reversed(before):
        if child.i == cue[0].i - 1:
            cue.insert(0, child)
    after = [child for child in verb.rights if child.dep_ == "prt"][:1]
    preposition = preposition_of(verb, frame)
    cue += after + ([preposition] if preposition is not None else [])
    return sorted(cue, key=lambda token: token.i)


def preposition_of(verb: Token, frame: str) -> Token | None:
    """The preposition that governs the content, where the frame is one: "called *for* calm"."""
    return next((c for c in verb.rights if c.dep_ == "prep" and c.lower_ == frame), None)


def source_of(verb: Token) -> list[Token]:
    """The tokens of who says it: the subject, the agent of a passive, or the subject above."""
    if is_reduced_passive(verb):
        return []
    subject = next((c for c in reversed(list(verb.lefts)) if c.dep_ in SUBJECTS), None)
    subject = subject or next((child for child in verb.rights if child.dep_ in SUBJECTS), None)
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
    return phrase_before(verb) if verb.tag_ in FINITE else []


def is_reduced_passive(verb: Token) -> bool:
    """Whether somebody *is* asked or told: "Strand, asked if she was sorry, said no"."""
    after_comma = verb.i > verb.sent.start and verb.nbor(-1).text == ","
    somebody = any(child.dep_ in ("dobj", "dative") for child in verb.rights)
    if verb.lemma_ not in ("ask", "tell", "press", "question") or not after_comma or somebody:
        return False
    rest = iter(verb.doc[verb.i + 1 : verb.sent.end])
    return any(token.text == "," for token in rest) and any(t.tag_ in FINITE for t in rest)


def phrase_before(verb: Token) -> list[Token]:
    """What stands between the verb and the comma before it, where the parse missed the subject."""
    phrase: list[Token] = []
    for token in reversed(verb.doc[verb.sent.start : verb.i]):
        if token.is_punct or token.pos_ in ("VERB", "CCONJ", "SCONJ"):
            break
        phrase.insert(0, token)
    return phrase if phrase and phrase[-1].pos_ in ("PROPN", "NOUN", "PRON") else []


def made_clear(verb: Token) -> Clause | None:
    """ "They made (it) clear that …": the content hangs on the adjective, not on the verb."""
    clear = next((c for c in verb.rights if c.lower_ in ("clear", "plain", "known")), None)
    if verb.lemma_ != "make" or clear is None:
        return None
    that = [c for c in (*clear.rights, *verb.rights) if c.i > clear.i and c.dep_ in THAT_CLAUSE]
    content = [token for part in that[:1] for token in part.subtree]
    cue = list(verb.doc[verb.i : clear.i + 1])
    return Clause(verb, "clear", source_of(verb), cue, content)


def according_to(token: Token) -> Iterator[Clause]:
    """ "According to the ministry, …": the rest of the sentence is the content."""
    to = next((t for t in token.doc[token.i + 1 : token.i + 2] if t.lower_ == "to"), None)
    if to is None:
        return
    named = {t.i for t in to.subtree if t.i > to.i} or {t.i for t in to.head.subtree if t.i > to.i}
    own = named | {token.i, to.i}
    source = [token.doc[i] for i in sorted(named)]
    content = [inner for inner in token.sent if inner.i not in own]
    yield Clause(token, "according", source, [token, to], content)
