"""Views: what the reader of one statement is given of an article.

It sees the words of the source, the cue and the content, marked as such, and what stands
before them, with the mentions in it marked, too; each word as the state that the network which
found the statement gave it halfway, for that has seen more of the article.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from onrecord.model import Span, Statement
from onrecord.network import Tagging
from onrecord.network.tagger import DEPTH, FINE
from onrecord.network.words import Numbers

WINDOW = 110  # words, with the closings of paragraphs
HEAD, TAIL = 55, 16  # words of a content that is too long to be read whole
AFTER = 8  # words behind the statement
CONTEXT, SOURCE, CUE, CONTENT = range(4)  # the role of a word
PERSON, BODY, DESCRIBED = 1, 2, 3  # what a mention is of; 0: no mention
AGAIN = 4  # a pronoun that may mean somebody
NEVER = 1_000_000


class Mention(NamedTuple):
    """Where somebody or something is mentioned: an offset, who it is, of what kind."""

    at: int
    entity: int
    kind: int


class Words:
    """The story of an article in words, each paragraph with a closing behind it.

    ``starts`` and ``ends`` are offsets into its text, those of a closing the same.  ``states``
    (words, 768) are what the network made of each word, in steps of 1/32; a closing has none.
    """

    def __init__(self, taggings: Sequence[Tagging]) -> None:
        closing = np.zeros((1, DEPTH), dtype=np.int8)
        self.states = np.concatenate(
            [closing[:0], *(part for tagging in taggings for part in (tagging.states, closing))]
        )
        paragraphs = [tagging.words for tagging in taggings]
        last = [words.ends[-1:] if len(words) else np.zeros(1, np.int64) for words in paragraphs]
        self.starts, self.ends = (
            np.concatenate([np.zeros(0, np.int64), *(part for pair in both for part in pair)])
            for both in (
                [(words.starts, end) for words, end in zip(paragraphs, last, strict=True)],
                [(words.ends, end) for words, end in zip(paragraphs, last, strict=True)],
            )
        )

    def touching(self, spans: Iterable[Span]) -> Numbers:
        """The numbers of the words that some spans touch."""
        hit = np.zeros(len(self.starts), dtype=bool)
        for span in spans:
            hit |= (self.starts < span.end) & (self.ends > span.start)
        return np.flatnonzero(hit)

    def at(self, offsets: Numbers) -> Numbers:
        """The number of the word that each offset is in; -1 where there is none."""
        if not len(self.starts):
            return np.full(len(offsets), -1)
        found = np.searchsorted(self.starts, offsets, side="right") - 1
        inside = (found >= 0) & (self.ends[np.maximum(found, 0)] > offsets)
        return np.where(inside, found, -1)


def window(words: Words, statement: Statement) -> tuple[Numbers, Numbers]:
    """The numbers of the words to read for a statement, in order, and the role of each.

    Source and cue come first, then the beginning and the end of the content, then what is left
    of it, what stands between and behind, and last as much of what stands before as has room.
    """
    role = np.zeros(len(words.starts), dtype=np.int64)
    role[words.touching(statement.content)] = CONTENT
    role[words.touching(statement.cue)] = CUE
    role[words.touching(statement.source)] = SOURCE
    own = np.flatnonzero(role)
    if not len(own):
        return own, own
    first, last = own[0], own[-1]
    near = np.arange(max(0, first - WINDOW), min(len(role), last + AFTER + 1))
    rank = np.full(len(role), NEVER)
    rank[near] = np.where(near < first, 1000 + first - near, np.where(near > last, 900, 500))
    content = np.flatnonzero(role == CONTENT)
    rank[content] = 800
    rank[content[:HEAD]] = rank[content[-TAIL:]] = 100
    rank[(role == SOURCE) | (role == CUE)] = 0
    taken = np.sort(np.argsort(rank, kind="stable")[:WINDOW])
    taken = taken[rank[taken] < NEVER]
    return taken, role[taken]


@dataclass(frozen=True, slots=True, eq=False)
class View:
    """What the network is given of a statement: a number of each kind for every word.

    First comes a place for the whole, which no word has.  ``words`` are the rows of ``made``
    with the states of the words behind it, ``places`` where in the article they stand.
    ``mentions`` are the places at which the entities ``entities`` are mentioned, ``named`` says
    which mentions are by name.
    """

    words: Numbers
    made: NDArray[np.int8]
    roles: Numbers
    kinds: Numbers
    mentions: Numbers
    entities: list[int]
    named: list[bool]

    @property
    def states(self) -> NDArray[np.float32]:
        """What the network made of each word (words, 768)."""
        return self.made[self.words] * np.float32(1 / FINE)

    @property
    def places(self) -> Numbers:
        """How many words stand before each in the article, from the first that is seen."""
        return np.concatenate([np.zeros(1, np.int64), self.words - self.words[:1] + 1])


def view(words: Words, statement: Statement, mentions: Sequence[Mention]) -> View:
    """What the network sees of a statement; ``mentions`` are those of the whole article."""
    taken, roles = window(words, statement)
    places = {word: number for number, word in enumerate(taken.tolist(), start=1)}
    kinds = np.zeros(len(taken) + 1, dtype=np.int64)
    found = words.at(np.array([mention.at for mention in mentions], dtype=np.int64)).tolist()
    here = [(places[w], mention) for w, mention in zip(found, mentions, strict=True) if w in places]
    for place, mention in here:
        kinds[place] = mention.kind
    return View(
        words=taken,
        made=words.states,
        roles=np.concatenate([[CONTEXT], roles]),
        kinds=kinds,
        mentions=np.array([place for place, _ in here], dtype=np.int64),
        entities=[mention.entity for _, mention in here],
        named=[mention.kind in (PERSON, BODY) for _, mention in here],
    )
