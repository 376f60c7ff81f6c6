"""Cases: one statement as the reader sees it, and what it is to say of it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from onrecord.meaning import ACTS, TYPES
from onrecord.meaning.views import View, Words, view
from onrecord.network.tagger import DEPTH
from training.meaning.articles import Marked

UNKNOWN = -100  # what PyTorch leaves out of a loss


@dataclass(frozen=True, eq=False)
class Case:
    """What is right of a statement: the numbers of its act, its source's type, its entities.

    ``type`` is ``UNKNOWN`` where only act and target are marked.
    ``sources`` and ``targets`` are the entities that are right, none where nobody of those near
    is, ``None`` where that cannot be told.
    """

    view: View
    act: int
    type: int
    sources: list[int] | None
    targets: list[int] | None


def cases(article: Marked) -> Iterator[Case]:
    """The statements of an article."""
    words = Words(article.taggings)
    called: dict[str, list[int]] = defaultdict(list)
    for number, name in enumerate(article.names):
        called[normal(name)].append(number)
    for statement, mark in zip(article.statements, article.marks, strict=True):
        seen = view(words, statement, article.mentions)
        if not seen.roles.any():
            continue
        target = normal(mark["target"])
        act = ACTS.index(mark["act"])
        act_alone = "speaker_type" not in mark
        # Where the act alone was the care, a target that is not marked may be one all the same.
        elsewhere = target != "" or (act_alone and mark["act"] != "state")
        targets = right(called, target, set(seen.entities), elsewhere)
        if act_alone:
            yield Case(seen, act, UNKNOWN, None, targets)
            continue
        named = {e for e, is_name in zip(seen.entities, seen.named, strict=True) if is_name}
        # A person who is not near may be meant all the same; of others, the words are the name.
        sources = right(called, normal(mark["speaker"]), named, mark["speaker_type"] == "person")
        yield Case(seen, act, TYPES.index(mark["speaker_type"]), sources, targets)


def normal(name: str | None) -> str:
    """A name to compare: lower case, white space folded, no article before it."""
    return " ".join((name or "").split()).lower().removeprefix("the ")


def right(
    called: dict[str, list[int]], name: str, near: set[int], elsewhere: bool
) -> list[int] | None:
    """Those near who have a name; ``None`` if that may be somebody ``elsewhere``."""
    found = [number for number in called.get(name, []) if number in near] if name else []
    return None if not found and elsewhere else found


@dataclass(frozen=True, eq=False)
class Batch:
    """Cases side by side, padded; ``mentions`` (cases, mentions) are places of words.

    ``states`` (cases, words, 768) are those of the words, as small integers.
    """

    states: Tensor
    places: Tensor
    roles: Tensor
    kinds: Tensor
    mask: Tensor
    mentions: Tensor
    acts: Tensor
    types: Tensor
    answers: tuple[Answers, Answers]  # of targets, of sources


@dataclass(frozen=True, eq=False)
class Answers:
    """Which mentions are right, which may be, and of which cases that is known.

    A column each (cases, mentions + 1); the last stands for nobody.
    """

    right: Tensor
    given: Tensor
    known: Tensor


def batch(some: Sequence[Case]) -> Batch:
    """Cases as one batch."""
    views = [case.view for case in some]
    width = max((len(seen.entities) for seen in views), default=0)
    entities = padded([np.array(seen.entities, dtype=np.int64) for seen in views], width, -1)
    named = padded([np.array(seen.named, dtype=np.int64) for seen in views], width, 0)
    return Batch(
        states=states(views),
        places=torch.from_numpy(padded([seen.places for seen in views])),
        roles=torch.from_numpy(padded([seen.roles for seen in views])),
        kinds=torch.from_numpy(padded([seen.kinds for seen in views])),
        mask=torch.from_numpy(padded([np.ones_like(seen.roles) for seen in views])) > 0,
        mentions=torch.from_numpy(padded([seen.mentions for seen in views], width)),
        acts=torch.tensor([case.act for case in some]),
        types=torch.tensor([case.type for case in some]),
        answers=(
            answers([case.targets for case in some], entities, entities >= 0),
            answers([case.sources for case in some], entities, named > 0),
        ),
    )


def states(views: Sequence[View]) -> Tensor:
    """What the network made of each word, padded."""
    longest = max(len(seen.words) for seen in views)
    table = np.zeros((len(views), longest, DEPTH), dtype=np.int8)
    for row, seen in zip(table, views, strict=True):
        row[: len(seen.words)] = seen.made[seen.words]
    return torch.from_numpy(table)


def answers(
    right: Sequence[list[int] | None], entities: NDArray[np.int64], given: NDArray[np.bool_]
) -> Answers:
    """The right columns of each case; the last one is nobody's."""
    columns = np.zeros((len(right), entities.shape[1] + 1), dtype=bool)
    for number, some in enumerate(right):
        columns[number, :-1] = np.isin(entities[number], some or [])
        columns[number, -1] = some == []
    nobody = np.ones((len(right), 1), dtype=bool)
    return Answers(
        torch.from_numpy(columns),
        torch.from_numpy(np.concatenate([given, nobody], 1)),
        torch.tensor([some is not None for some in right]),
    )


def padded(
    rows: Sequence[NDArray[np.int64]], width: int | None = None, filling: int = 0
) -> NDArray[np.int64]:
    """Rows of different lengths as one table."""
    longest = max(map(len, rows)) if width is None else width
    table = np.full((len(rows), longest), filling, dtype=np.int64)
    for number, row in enumerate(rows):
        table[number, : len(row)] = row
    return table
