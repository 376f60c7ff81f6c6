"""Targets: at whom the words of a statement are aimed.

Of all who are mentioned near, whom the reader sees aimed at, who was aimed at or spoke just
before, and nobody, a learned chooser takes the likeliest.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import log2
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from numpy.typing import NDArray

from onrecord.acts.askers import Askers
from onrecord.entities.present import Entity, homeland, span_at
from onrecord.meaning import ACTS, BODY, DESCRIBED, PERSON, Chooser
from onrecord.model import Act, Mentioned, Span, Statement
from onrecord.names import name_key, name_of_body
from onrecord.names.countries import atlas, country_of
from onrecord.parsing import Analysis, Paragraph

if TYPE_CHECKING:
    from spacy.tokens import Token

AIMLESS: tuple[Act, ...] = ("state", "predict")  # aimed at nobody
AT_DEEDS: tuple[Act, ...] = ("accuse", "endorse", "demand")  # aimed at whose deed is named
# Who speaks for a state; a senator or an opposition leader may accuse it.
OF_STATE = frozenset(
    """ambassador chancellor diplomat envoy minister ministry official premier president
    spokesman spokesperson spokeswoman""".split()
)
UNSEEN = -8.0  # the log-likelihood of somebody who is not mentioned near
# What somebody can be in a sentence, by the labels of the parse.
PARTS = ({"nsubj"}, {"nsubjpass"}, {"dobj", "dative"}, {"pobj", "agent"}, {"poss"})
DEEDS = ("dobj", "obj")
OBJECTS = ("dobj", "dative", "pobj", "nsubjpass", "nsubj", "obj")
INNER = ("compound", "flat", "amod", "nmod", "det")
KINDS = (PERSON, BODY, DESCRIBED)
FEW = 6  # of those mentioned most, who may be meant wherever they stand
Rows = NDArray[np.float32]


class Standing(NamedTuple):
    """How a word stands in its sentence: where it is, what part it is of, and where the word is
    whose object it may be: "criticized | Holm", "shouted at | Holm".
    """

    at: int
    part: str
    verb: int

    @classmethod
    def of(cls, token: Token, paragraph: Paragraph) -> Standing:
        """How a word of a paragraph stands."""
        verb = token.head.head if token.dep_ == "pobj" else token.head
        return cls(paragraph.at(token.idx), token.dep_, paragraph.at(verb.idx))


class Targets:
    """The targets of one article's statements, found in the order of the text."""

    def __init__(self, analysis: Analysis, choose: Chooser) -> None:
        self.text = analysis.article.text
        self.entities = analysis.entities
        self.readings = analysis.readings
        self.names = {speaker.id: speaker.name for speaker in analysis.article.speakers}
        self.roles = {speaker.id: speaker.roles for speaker in analysis.article.speakers}
        self.choose = choose
        self.asking = {self.names[one] for one in Askers(analysis.article).speakers if one}
        self.tokens = {
            paragraph.at(token.idx): (head_of(token), paragraph)
            for paragraph in analysis.paragraphs
            for token in paragraph.doc
        }
        self.deeds = [
            (paragraph.at(token.head.idx), token, paragraph)
            for token, paragraph in self.tokens.values()
            if token.dep_ in DEEDS
        ]
        self.standing: dict[int, Standing | None] = {}
        often = sorted(range(len(self.entities)), key=lambda n: -len(self.entities[n].at))
        self.main = often[:FEW]
        self.last: str | None = None  # who was aimed at
        self.spoke: str | None = None
        self.of_speaker: dict[str | None, str] = {}

    def __call__(self, statement: Statement, act: Act) -> Mentioned | None:
        """At whom a statement is aimed; to be asked in the order of the text."""
        own = self.names.get(statement.speaker or "")
        options = self.options(statement, own)
        if act == "accuse":
            side = self.side(statement.speaker)
            options = [n for n in options if n is None or self.entities[n].name not in side]
        if act in AT_DEEDS and (doers := self.doers(statement, options)):
            options = list(doers)
        likely = self.choose(self.described(statement, act, own, options))
        best = options[max(range(len(options)), key=likely.__getitem__)]
        found = None if best is None or act in AIMLESS else self.entities[best]
        self.note(own, found.name if found else None)
        if found is None:
            return None
        ids = [speaker for speaker, name in self.names.items() if name == found.name]
        return Mentioned(found.name, next(iter(ids), None), (self.nearest(statement, found),))

    def note(self, own: str | None, target: str | None) -> None:
        """Keep who spoke and who was aimed at, for the statements that follow."""
        self.spoke = own
        if target is not None:
            self.last = self.of_speaker[own] = target

    def options(self, statement: Statement, own: str | None) -> list[int | None]:
        """The numbers of those who may be meant; ``None``: nobody.

        Nobody accuses himself, nor who only asks.
        """
        before = {name for name in (self.last, self.spoke, self.of_speaker.get(own)) if name}
        named = [n for n, entity in enumerate(self.entities) if entity.name in before]
        numbers = dict.fromkeys([*self.readings[statement.id].targets, *self.main, *named])
        aside = self.asking | {own}
        return [n for n in numbers if n is None or self.entities[n].name not in aside]

    def doers(self, statement: Statement, options: Sequence[int | None]) -> list[int]:
        """Whose deed or thing a cue is about: "welcomed overtures by | Turkey to Russia", "called
        | the U.S. decision a mistake".
        """
        cues = [(span.start, span.end) for span in statement.cue]
        found = set()
        for verb, token, paragraph in self.deeds:
            if any(start <= verb < end for start, end in cues):
                found |= {paragraph.at(head_of(word).idx) for word in whose(token)}
        return [
            n
            for n in options
            if n is not None and any(word.at in found for word in self.words(self.entities[n].at))
        ]

    def side(self, speaker: str | None) -> set[str]:
        """The bodies that a speaker's roles name: a "Sarnovan minister" speaks for Sarnova, and
        the Kremlin's spokesman for Russia and Moscow.
        """
        roles = self.roles.get(speaker or "", ())
        words = [word for role in roles for word in role.split()]
        name = self.names.get(speaker or "") or ""
        states = {state_of(name)} | {state for role in roles for state in states_served(role)}
        return {
            entity.name
            for entity in self.entities
            if entity.kind == BODY
            and (
                any(entity.name in (word, homeland(word, {entity.name})) for word in words)
                or state_of(entity.name) in states - {None}
            )
        }

    def described(
        self, statement: Statement, act: Act, own: str | None, options: Sequence[int | None]
    ) -> Rows:
        """What speaks for each of those who may be meant: a row each."""
        reading = self.readings[statement.id]
        acts = [float(act == name) for name in ACTS]
        return np.array(
            [
                [
                    *acts,
                    max(reading.targets.get(number, UNSEEN), UNSEEN),
                    max(reading.targets[None], UNSEEN),
                    float(number in reading.targets),
                    *self.about(statement, own, None if number is None else self.entities[number]),
                ]
                for number in options
            ],
            np.float32,
        )

    def about(
        self, statement: Statement, own: str | None, entity: Entity | None
    ) -> Iterator[float]:
        """What the text tells of somebody who may be meant; of nobody, only that."""
        yield float(entity is None)
        start = (statement.source or statement.cue or statement.content)[0].start
        name = entity.name if entity else None
        at = entity.at if entity else ()
        yield from (float(entity is not None and entity.kind == kind) for kind in KINDS)
        yield float(any(span.start <= x < span.end for span in statement.content for x in at))
        yield float(any(span.start <= x < span.end for span in statement.source for x in at))
        yield log2(1 + min((abs(x - start) for x in at), default=0)) / 12
        yield float(any(x < start for x in at))
        yield log2(1 + len(at)) / 5
        yield float(name is not None and name == self.last)
        yield float(name is not None and name == self.spoke)
        yield float(name is not None and name == self.of_speaker.get(own))
        yield from self.construed(statement, at)

    def construed(self, statement: Statement, at: Sequence[int]) -> Iterator[float]:
        """How somebody stands in the sentence: what the cue is done to; subject, object … of it."""
        words = self.words(at)
        objects = [word.verb for word in words if word.part in OBJECTS]
        yield float(any(cue.start <= verb < cue.end for verb in objects for cue in statement.cue))
        said = {
            word.part
            for word in words
            if any(span.start <= word.at < span.end for span in statement.content)
        }
        yield from (float(not said.isdisjoint(labels)) for labels in PARTS)

    def words(self, at: Sequence[int]) -> list[Standing]:
        """How the words stand on which the mentions at some offsets hang."""
        return [word for x in at if (word := self.word(x)) is not None]

    def word(self, at: int) -> Standing | None:
        """How the word stands on which the mention at an offset hangs."""
        if at not in self.standing:
            found = self.tokens.get(at)
            self.standing[at] = found and Standing.of(*found)
        return self.standing[at]

    def nearest(self, statement: Statement, entity: Entity) -> Span:
        """The mention that stands in a statement's content, or else nearest to it."""
        start, end = statement.content[0].start, statement.content[-1].end
        at = min(entity.at, key=lambda at: max(start - at, at - end, 0))
        return span_at(self.text, at, entity.name)


def whose(deed: Token) -> Iterator[Token]:
    """Whose deed it is: "overtures by | Turkey", "| Holm's plan"."""
    yield from (child for child in deed.children if child.dep_ == "poss")
    behind = deed.nbor(1) if deed.i + 1 < len(deed.doc) else deed
    if behind.lower_ == "by":  # the parse may hang it on the verb
        yield from (word for word in behind.children if word.dep_ == "pobj")


def state_of(name: str) -> str | None:
    """The code of the state that a body is or speaks for; None where it is none."""
    body = name_of_body(name) if name else None
    return country_of(body) if body else None


def states_served(role: str) -> Iterator[str]:
    """The codes of the states for which somebody of a role speaks: "Kremlin spokesman"."""
    words = role.split()
    if OF_STATE.isdisjoint(word.lower() for word in words):
        return
    for word in words:
        if code := state_of(word) or atlas().adjectives.get(name_key(word)):
            yield code


def head_of(token: Token) -> Token:
    """The word that a name or a noun phrase hangs on: "Holm" of "Ida Holm"."""
    while token.dep_ in INNER and token.head != token:
        token = token.head
    return token
