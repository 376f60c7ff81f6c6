"""Memory that nothing is in goes back to the system while many reports are read."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from onrecord import pipeline, spare
from onrecord.document import Document


def texts(number: int) -> Iterator[Document]:
    """So many short texts."""
    return (Document(f"It rained on {n} days.\n", f"{n}.txt", kind="text") for n in range(number))


@pytest.mark.parametrize(("number", "most"), [(1, 0), (200, 200 // pipeline.ARTICLES_AT_ONCE)])
def test_memory_is_given_back_now_and_then(
    number: int, most: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    given: list[None] = []
    monkeypatch.setattr(pipeline, "give_back", lambda: given.append(None))
    assert len(list(pipeline.read_many(texts(number), skip=lambda _: True))) == number
    assert bool(most) <= len(given) <= most


def test_a_c_library_that_cannot_is_left_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    spare.give_back()
    monkeypatch.setattr(spare, "trimmer", lambda: None)
    spare.give_back()
