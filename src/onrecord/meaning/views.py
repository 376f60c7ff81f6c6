"""Views: what the reader of one statement is given of an article.

It sees the pieces of the source, the cue and the content, marked as such, and what stands
before them, with the mentions in it marked, too; and of each what the network that found the
statement made of its word, for that has seen more of the article.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

from onrecord.model import Span, Statement
from onrecord.network import Tagging
from onrecord.network.tagger import DEPTH, FINE
from onrecord.network.words import Numbers
from onrecord.parsing import Passage

WINDOW = 112  # pieces, with the marks at either end
HEAD, TAIL = 56, 16  # pieces of a content that is too long to be read whole
AFTER = 10  # pieces behind the statement
OPENING, CLOSING = 101, 102  # the encoder's special pieces: before a window; after a paragraph
CONTEXT, SOURCE, CUE, CONTENT = range(4)  # the role of a piece
PERSON, BODY, DESCRIBED = 1, 2, 3  # what a mention is of; 0: no mention
NEVER = 1_000_000


class Mention(NamedTuple):
    """Where somebody or something is mentioned: an offset, whose it is, of what kind."""

    at: int
    entity: int
    kind: int


class Pieces:
    """The story of an article in pieces; ``starts`` and ``ends`` are offsets into its text.

    ``words`` are the rows of ``states`` with what the network made of the word of each piece.
    """

    def __init__(
        self,
        tokenizer: Tokenizer,
        text: str,
        story: Sequence[Passage],
        taggings: Sequence[Tagging],
    ) -> None:
        ids: list[int] = []
        spans: list[tuple[int, int]] = []
        encodings = tokenizer.encode_batch(
            [text[passage.start : passage.end] for passage in story], add_special_tokens=False
        )
        for passage, encoding in zip(story, encodings, strict=True):
            ids += [*encoding.ids, CLOSING]
            spans += [(passage.start + b, passage.start + e) for b, e in encoding.offsets]
            spans.append(2 * (spans[-1][1] if spans else passage.end,))
        self.ids = np.array(ids, dtype=np.int64)
        self.starts, self.ends = np.array(spans, dtype=np.int64).reshape(-1, 2).T
        nothing = np.zeros((1, DEPTH), dtype=np.int8)
        self.states = np.concatenate([*(tagging.states for tagging in taggings), nothing])
        starts = np.concatenate([*(tagging.words.starts for tagging in taggings), self.starts[:0]])
        words = np.searchsorted(starts, self.starts, side="right") - 1
        self.words = np.where(self.ids == CLOSING, len(starts), words)

    def touching(self, spans: Iterable[Span]) -> Numbers:
        """The numbers of the pieces that some spans touch."""
        hit = np.zeros(len(self.ids), dtype=bool)
        for span in spans:
            hit |= (self.starts < span.end) & (self.ends > span.start)
        return np.flatnonzero(hit)

    def at(self, offsets: Numbers) -> Numbers:
        """The number of the piece that each offset is in; -1 where there is none."""
        if not len(self.ids):
            return np.full(len(offsets), -1)
        found = np.searchsorted(self.starts, offsets, side="right") - 1
        inside = (found >= 0) & (self.ends[np.maximum(found, 0)] > offsets)
        return np.where(inside, found, -1)


def window(pieces: Pieces, statement: Statement) -> tuple[Numbers, Numbers]:
    """The numbers of the pieces to read for a statement, in order, and the role of each.

    Source and cue come first, then the beginning and the end of the content, then what is left
    of it, what stands between and behind, and last as much of what stands before as has room.
    """
    role = np.zeros(len(pieces.ids), dtype=np.int64)
    role[pieces.touching(statement.content)] = CONTENT
    role[pieces.touching(statement.cue)] = CUE
    role[pieces.touching(statement.source)] = SOURCE
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
    taken = np.sort(np.argsort(rank, kind="stable")[: WINDOW - 2])
    taken = taken[rank[taken] < NEVER]
    return taken, role[taken]


@dataclass(frozen=True, slots=True, eq=False)
class View:
    """What the network is given of a statement: a number of each kind for every piece.

    ``words`` are the rows of ``made`` with the states of the pieces' words.  ``mentions`` are the
    pieces at which the entities ``entities`` are mentioned, ``named`` says which mentions are by
    name.
    """

    pieces: Numbers
    words: Numbers
    made: NDArray[np.int8]
    roles: Numbers
    kinds: Numbers
    mentions: Numbers
    entities: list[int]
    named: list[bool]

    @property
    def states(self) -> NDArray[np.float32]:
        """What the network made of each piece's word (pieces, 768)."""
        return self.made[self.words] * np.float32(1 / FINE)


def view(pieces: Pieces, statement: Statement, mentions: Sequence[Mention]) -> View:
    """What the network sees of a statement; ``mentions`` are those of the whole article."""
    taken, roles = window(pieces, statement)
    places = {piece: number for number, piece in enumerate(taken.tolist(), start=1)}
    kinds = np.zeros(len(taken) + 2, dtype=np.int64)
    found = pieces.at(np.array([mention.at for mention in mentions], dtype=np.int64)).tolist()
    here = [(places[p], mention) for p, mention in zip(found, mentions, strict=True) if p in places]
    for place, mention in here:
        kinds[place] = mention.kind
    edge, nothing = [CONTEXT], [len(pieces.states) - 1]
    return View(
        pieces=np.concatenate([[OPENING], pieces.ids[taken], [CLOSING]]),
        words=np.concatenate([nothing, pieces.words[taken], nothing]),
        made=pieces.states,
        roles=np.concatenate([edge, roles, edge]),
        kinds=kinds,
        mentions=np.array([place for place, _ in here], dtype=np.int64),
        entities=[mention.entity for _, mention in here],
        named=[mention.kind != DESCRIBED for _, mention in here],
    )
