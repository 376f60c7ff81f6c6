"""Statements about invented promises, as the ledger sees them."""

from collections.abc import Callable
from itertools import count

import pytest

from onrecord.ledger import Told, told
from onrecord.model import Commitment, Span

Say = Callable[..., Told]


@pytest.fixture
def say() -> Say:
    """Makes a statement: ``say("2024-03-05", "Ida Holm", "commit", "to build ten ferries")``."""
    numbers = count()

    def make(
        day: str,
        speaker: str,
        act: str,
        words: str,
        *,
        by: str | None = None,
        due: str | None = None,
        due_words: str | None = None,
        condition: str | None = None,
        cue: str = "said",
        outlet: str = "Harbour Post",
    ) -> Told:
        promised = Commitment(
            by=by or speaker,
            what=Span(0, len(words), words),
            due=due,
            due_words=due_words or (due and f"by {due}"),
            condition=condition,
        )
        return told(
            id=f"{next(numbers):020x}",
            article=f"{day}-{outlet}",
            position=next(numbers),
            act=act,
            speaker=speaker,
            cue=cue,
            words=words,
            published=day,
            outlet=outlet,
            commitment=promised if act in ("commit", "refuse") else None,
        )

    return make
