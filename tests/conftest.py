"""What several rooms' tests share."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

import pytest

from onrecord.model import Article
from onrecord.pipeline import Pipeline, pipeline
from onrecord.reading import from_text

SHARED = Path(__file__).parents[2] / "shared"


@pytest.fixture(scope="session")
def stages() -> Pipeline:
    """The pipeline, loaded once for all tests."""
    return pipeline()


@pytest.fixture(scope="session")
def analyse(stages: Pipeline) -> Callable[..., Article]:
    """A report's text → its article with statements."""

    def analyse(text: str, published: str | None = None) -> Article:
        [article] = stages([from_text(text, "test", published=published)])
        return article

    return analyse


@pytest.fixture(scope="session")
def growth() -> Callable[[Callable[[int], object], int], float]:
    """How many times as much work something is at four times its size: 4 where it is linear.

    Work is processor time, the least of three, so that a busy machine counts for nothing.
    """

    def growth(work: Callable[[int], object], size: int) -> float:
        return cost(work, 4 * size) / cost(work, size)

    def cost(work: Callable[[int], object], size: int) -> float:
        return min(once(work, size) for _ in range(3))

    def once(work: Callable[[int], object], size: int) -> float:
        started = time.process_time()
        work(size)
        return time.process_time() - started

    return growth


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of corpora and reports beside the checkout, which users do not have."""
    if not (SHARED / "corpus").is_dir():
        pytest.skip("needs the shared corpus beside the checkout")
    return SHARED
