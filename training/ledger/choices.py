"""Choices: a statement, the few earlier ones that it may bear on, and which it does."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

Pair = tuple[str, str]  # the ids of the earlier statement and the later


@dataclass(frozen=True, slots=True)
class Choice:
    """A later statement with the earlier ones in question, each with how likely the trees find it
    and whether it is right; and the event that it is.
    """

    later: str
    earlier: Sequence[str]
    likely: Sequence[float]
    right: Sequence[bool]
    event: str | None

    @property
    def pairs(self) -> list[Pair]:
        """The pairs in question."""
        return [(one, self.later) for one in self.earlier]
