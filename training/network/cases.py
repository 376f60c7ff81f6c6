"""Cases: one statement as the reader sees it, and what it is to say of it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray
from torch import Tensor

from onrecord.meaning import ACTS, TYPES
from onrecord.meaning.views import View, Words, view
from onrecord.network import Tagging
from onrecord.network.tagger import DEPTH
from onrecord.network.words import Words as Paragraph
from training.network.articles import Marked

UNKNOWN = -100  # what PyTorch leaves out of a loss
NOTHING: NDArray[Any] = np.zeros((0, 0), dtype=np.float32)


class Shares(NamedTuple):
    """How likely a teacher finds each act and type, each mention and, last, nobody."""

    acts: Tensor
    types: Tensor
    targets: Tensor
    sources: Tensor


@dataclass(frozen=True, eq=False)
class Case:
    """What is right of a statement: the numbers of its act, its source's type, its entities.

    ``type`` is ``UNKNOWN`` where only act and target are marked.  ``told`` is what a teacher says.
    ``sources`` and ``targets`` are the entities that are right, none where nobody of those near
    is, ``None`` where that cannot be told.
    """

    view: View
    act: int
    type: int
    sources: list[int] | None
    targets: list[int] | None
    told: Shares | None = None


@dataclass(frozen=True, eq=False)
class Seen:
    """An article as it is learned from: its paragraphs in words, and its cases."""

    paragraphs: Sequence[Paragraph]
    cases: Sequence[Case]

    @classmethod
    def of(cls, article: Marked) -> Seen:
        """What is to be seen of an article."""
        return cls(article.paragraphs, list(cases(article)))


def cases(article: Marked) -> Iterator[Case]:
    """The statements of an article.

    Their views come without the states of words, which another network gives in each step.
    """
    words = Words([unread(paragraph) for paragraph in article.paragraphs])
    called: dict[str, list[int]] = defaultdict(list)
    for number, name in enumerate(article.names):
        called[normal(name)].append(number)
    for statement, mark in zip(article.statements, article.marks, strict=True):
        seen = view(words, statement, article.mentions)
        if not seen.roles.any():
            continue
        seen = replace(seen, made=NOTHING)
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


def unread(paragraph: Paragraph) -> Tagging:
    """A paragraph before any network has seen it."""
    states = np.zeros((len(paragraph), DEPTH), dtype=np.int8)
    return Tagging(paragraph, NOTHING, NOTHING, NOTHING, states)


def normal(name: str | None) -> str:
    """A name to compare: lower case, white space folded, no article before it."""
    return " ".join((name or "").split()).lower().removeprefix("the ")


def right(
    called: dict[str, list[int]], name: str, near: set[int], elsewhere: bool
) -> list[int] | None:
    """Those near who have a name; ``None`` if that may be somebody ``elsewhere``."""
    found = [number for number in called.get(name, []) if number in near] if name else []
    return None if not found and elsewhere else found
