"""The reader: a small network that looks at one statement in its surroundings.

It tells which act the statement is, of what type its source, and which of the names near
it are meant: by the source, and by what is said.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from concurrent.futures import Executor, Future
from dataclasses import dataclass
from importlib.resources import files
from importlib.resources.abc import Traversable

import msgspec
import numpy as np

from onrecord.meaning.views import Mention, View, Words, view
from onrecord.model import Act, SetupError, SpeakerType, Statement
from onrecord.network import Tagging
from onrecord.network.decoding import Scores
from onrecord.offline import session

INPUTS = ("states", "places", "roles", "kinds")
MODEL = files(__package__) / "model"
ACTS: tuple[Act, ...] = (
    "ask", "deny", "accuse", "refuse", "commit", "demand", "warn", "endorse", "predict", "state",
)  # fmt: skip
TYPES: tuple[SpeakerType, ...] = (
    "person", "unnamed-person", "group", "organization", "document", "none",
)  # fmt: skip


class Settings(msgspec.Struct, frozen=True):
    """``weights``: the SHA-256 of the network's file.  ``sharpness``: by what the scores of acts
    are divided, so that they are as sure as they are right."""

    version: str
    weights: str
    sharpness: float


@dataclass(frozen=True, slots=True, eq=False)
class Reading:
    """What the network says of one statement, in log-likelihoods.

    ``acts``: of each of ``ACTS``.  ``types``: of each of ``TYPES`` for the source.
    ``sources`` and ``targets``: of the entities, by number, that are mentioned near, and
    (``None``) that it is none of them.
    """

    acts: Scores
    types: Scores
    sources: dict[int | None, float]
    targets: dict[int | None, float]


class Reader:
    """The network.  Any number of threads may use one."""

    def __init__(self, model: Traversable = MODEL) -> None:
        """``model`` is a folder that ``training/`` made; by default that of the package."""
        self.settings = msgspec.json.decode((model / "settings.json").read_bytes(), type=Settings)
        weights = (model / "reader.onnx").read_bytes()
        if hashlib.sha256(weights).hexdigest() != self.settings.weights:
            raise SetupError(f"{model}: the file reader.onnx is damaged; install onrecord again")
        self.network = session(weights, ready=True)

    def start(
        self,
        taggings: Sequence[Tagging],
        statements: Sequence[Statement],
        mentions: Sequence[Mention],
        pool: Executor,
    ) -> list[Future[Reading]]:
        """Let the pool read each statement of an article.

        A statement goes through alone, so that nothing else has a part in what is found.
        """
        words = Words(taggings)
        return [pool.submit(self.read, view(words, s, mentions)) for s in statements]

    def read(self, seen: View) -> Reading:
        """What the network says of what it sees."""
        feed = {name: getattr(seen, name)[None] for name in INPUTS}
        acts, types, none, points = (found[0] for found in self.network.run(None, feed))
        targets, sources = points[seen.mentions].T
        return Reading(
            acts=log_shares(acts / self.settings.sharpness),
            types=log_shares(types),
            sources=by_entity(seen.entities, np.where(seen.named, sources, -np.inf), none[1]),
            targets=by_entity(seen.entities, targets, none[0]),
        )


def by_entity(entities: Iterable[int], scores: Scores, none: float) -> dict[int | None, float]:
    """The log-likelihood that each entity is meant at any of its mentions, or none of them."""
    shares = log_shares(np.append(scores, none)).tolist()
    found: dict[int | None, float] = {None: shares.pop()}
    for entity, share in zip(entities, shares, strict=True):
        found[entity] = float(np.logaddexp(found.get(entity, -np.inf), share))
    return found


def log_shares(scores: Scores) -> Scores:
    """Scores as log-likelihoods."""
    shares: Scores = scores - np.logaddexp.reduce(scores)
    return shares
