"""The comparer: a small network that reads two statements together.

It tells in two steps: how likely both are on one issue at all, and how the later then stands to
the earlier; and which words of the later decide it.  How they stand in one party's line is weighed
anew (``steps.py``).  A branch of its upper layers reads two statements in their context, and tells
whether they bear on one promise: that is for the ledger (``excerpts.py``).  What it learned from
and how good it is, ``model/MODEL_CARD.md`` tells.
"""

from __future__ import annotations

import gzip
import hashlib
import math
from dataclasses import dataclass
from functools import cached_property, lru_cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from threading import Lock

import msgspec
import numpy as np
from numpy.typing import NDArray
from tokenizers import Encoding, Tokenizer

from onrecord.model import SetupError
from onrecord.offline import session, stay_offline
from onrecord.once import Once
from onrecord.positions.excerpts import CLOSING, EARLIER, LATER, OPENING, Excerpt, Read, read
from onrecord.positions.excerpts import laid_out as excerpts_laid_out
from onrecord.positions.relations import RELATIONS, STANCES, Compared
from onrecord.positions.signs import SIGNS, signs
from onrecord.positions.steps import UNKNOWN, Acts, Seen, Steps, shares
from onrecord.positions.words import plain

KEPT = 4096  # pairs kept in mind
FEW = 256  # pairs in their context, which are long, and are kept in the record
MODEL = files(__package__) / "model"
WEIGHTS = "comparer.onnx.gz"
# The network's file does not give out the states that its scores come from.  It is a message, and
# a message written behind another of its kind is read as one with it: this one wishes for them.
STATES = "/Concat_1_output_0"
WISH = b":\x16b\x14\n\x12" + STATES.encode()
BRANCH = "branch.onnx.gz"  # nodes that are read as the network's own, in the same way
QUIET = 3  # what the runtime tells of: that it fails
OUTPUTS = ("issue", "stances", "pivots", STATES)
HALF = 62  # pieces of a statement; of a longer one its beginning and its end
TAIL = 20
NEITHER = 0  # the part that a piece belongs to that is of no statement

Numbers = NDArray[np.int64]


class Settings(msgspec.Struct, frozen=True):
    """``weights``, ``branch``, ``steps``: the SHA-256 of the network's file, of what is added to
    it, and of the weights of steps.  ``sharpness``: by what its scores of the issue and of
    stances are divided, so that they are as sure as they are right.
    """

    version: str
    weights: str
    issue_sharpness: float
    stance_sharpness: float
    branch: str = ""
    steps: str = ""


@dataclass(frozen=True, slots=True, eq=False)
class Half:
    """A statement in pieces, with the offsets of each into its words."""

    words: str
    pieces: list[int]
    offsets: list[tuple[int, int]]

    @classmethod
    def of(cls, words: str, encoding: Encoding) -> Half:
        """What is read of a statement."""
        pieces, offsets = encoding.ids, encoding.offsets
        if len(pieces) > HALF:
            pieces = pieces[: HALF - TAIL] + pieces[-TAIL:]
            offsets = offsets[: HALF - TAIL] + offsets[-TAIL:]
        return cls(words, pieces, offsets)


class Comparer:
    """The network with its tokenizer.  Any number of threads may use one; they take turns, so that
    several that ask for the same wait for one, and the rest of the machine is for others.
    """

    def __init__(self, model: Traversable = MODEL) -> None:
        """``model`` is a folder that ``training/positions`` made; by default the package's."""
        stay_offline()
        self.settings = msgspec.json.decode((model / "settings.json").read_bytes(), type=Settings)
        self.tokenizer = Tokenizer.from_str((model / "tokenizer.json").read_text("utf-8"))
        self.tokenizer.no_truncation()
        self.tokenizer.no_padding()
        network = whole(model, WEIGHTS, self.settings.weights) + WISH
        if self.settings.branch:
            network += whole(model, BRANCH, self.settings.branch)
        self.network = session(network, severity=QUIET)
        self.model = model
        self.turn = Lock()
        self.compare = lru_cache(KEPT)(self.compared)
        self.bear = lru_cache(FEW)(self.bearing)

    def __call__(self, earlier: str, later: str, acts: Acts = UNKNOWN) -> Compared:
        """What became of ``earlier`` in ``later``: texts, or cue and content joined by ``told``;
        ``acts`` are what the words of both do, where that is known.

        The last pairs are kept in mind: pages are looked at again.
        """
        with self.turn:
            return self.compare(earlier, later, acts)

    def compared(self, earlier: str, later: str, acts: Acts = UNKNOWN) -> Compared:
        """What became of one text in another."""
        one, other = self.half(earlier), self.half(later)
        if not (one.pieces and other.pieces):
            return NOTHING
        if one.words.casefold() == other.words.casefold():
            return THE_SAME
        seen = self.seen(one, other)
        same = 1 / (1 + math.exp(-float(seen.issue[0]) / self.settings.issue_sharpness))
        likely = shares(seen.stances / self.settings.stance_sharpness)
        all_six = [*(same * likely), 1 - same]
        found = int(np.argmax(all_six))
        steps = self.steps(seen, acts)
        best = int(steps.argmax())
        return Compared(
            relation=RELATIONS[found],
            confidence=round(float(all_six[found]), 4),
            same_issue=round(same, 4),
            pivot=pivot(other, seen.pivots) if 0 < found < len(STANCES) else None,
            stance=STANCES[best],
            stance_confidence=round(float(steps[best]), 4),
        )

    def bears(self, earlier: Excerpt, later: Excerpt) -> float:
        """How much speaks for two statements in their context bearing on one promise: likelier than
        not from 0 on.
        """
        with self.turn:
            return self.bear(earlier, later)

    def bearing(self, earlier: Excerpt, later: Excerpt) -> float:
        """What the branch finds of two statements."""
        pieces, parts, seen, marks = (
            np.array(one) for one in excerpts_laid_out(self.read(earlier), self.read(later))
        )
        feed = {
            "pieces": pieces[None],
            "parts": parts[None],
            "signs": np.zeros((1, len(SIGNS)), np.float32),
            "bearing": np.array(True),
            "seen": seen,
            "marks": marks,
        }
        (score,) = self.network.run(("bears",), feed)
        return float(score[0, 0])

    def read(self, excerpt: Excerpt) -> Read:
        """What is read of a statement in its context."""
        text, start, end = excerpt
        return read(self.tokenizer.encode(text, add_special_tokens=False), start, end)

    @cached_property
    def steps(self) -> Steps:
        """What is weighed along a line: learned when there is a network."""
        return Steps(self.model, self.settings.steps)

    def seen(self, one: Half, other: Half) -> Seen:
        """What the network makes of two statements.

        They go through alone, so that nothing else has a part in what is found.
        """
        pieces, parts = laid_out(one.pieces, other.pieces)
        outside = np.array(signs(one.words, other.words), dtype=np.float32)
        feed = {"pieces": pieces[None], "parts": parts[None], "signs": outside[None]}
        issue, stances, pivots, states = (found[0] for found in self.network.run(OUTPUTS, feed))
        return Seen(issue, stances, pivots[parts == LATER], states, outside)

    def half(self, text: str) -> Half:
        """What is read of a statement."""
        words = plain(text)
        return Half.of(words, self.tokenizer.encode(words, add_special_tokens=False))


def whole(model: Traversable, name: str, digest: str) -> bytes:
    """What a compressed file of the model's folder has, if it is the one that the settings mean."""
    kept = (model / name).read_bytes()
    if hashlib.sha256(kept).hexdigest() != digest:
        raise SetupError(f"{model}: the file {name} is damaged; install onrecord again")
    return gzip.decompress(kept)


# Of a text without a word nothing can be said; of the same words there is nothing to ask.
NOTHING = Compared("unrelated", 1.0, 0.0, None, "repeats", 0.0)
THE_SAME = Compared("repeats", 1.0, 1.0, None, "repeats", 1.0)

comparer = Once(Comparer)


def compare(earlier: str, later: str) -> Compared:
    """What became of one statement in another, both given as text.

    >>> onrecord.compare("We will close the mill.", "The mill stays open.")  # doctest: +SKIP
    """
    return comparer()(earlier, later)


def laid_out(earlier: list[int], later: list[int]) -> tuple[Numbers, Numbers]:
    """The pieces as the network gets them, and the part that each belongs to."""
    pieces = [OPENING, *earlier, CLOSING, *later, CLOSING]
    parts = [NEITHER, *[EARLIER] * len(earlier), NEITHER, *[LATER] * len(later), NEITHER]
    return np.array(pieces, dtype=np.int64), np.array(parts, dtype=np.int64)


def pivot(later: Half, scores: NDArray[np.float32]) -> str | None:
    """The words of the later statement that decide: the stretch of pieces with the highest sum of
    scores, taken to whole words.  None where no piece speaks for itself.
    """
    best, start, end, since, total = 0.0, 0, 0, 0, 0.0
    for number, score in enumerate(scores.tolist()):
        if total <= 0:
            since, total = number, 0.0
        total += score
        if total > best:
            best, start, end = total, since, number + 1
    if best <= 0:
        return None
    words = later.words
    first, last = later.offsets[start][0], later.offsets[end - 1][1]
    while first > 0 and not words[first - 1].isspace():
        first -= 1
    while last < len(words) and not words[last].isspace():
        last += 1
    return words[first:last].strip(" ,.;:!?…—–-") or None
