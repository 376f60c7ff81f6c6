"""Files of every kind that are cut off or damaged anywhere: a clear outcome, soon there."""

from __future__ import annotations

import random
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from onrecord.document import PassedOver
from onrecord.model import Failure
from onrecord.pipeline import read_many

FILES = sorted(Path(__file__).with_name("files").glob("[a-z]*"))
A_KIND = 30
MOST_SECONDS = 2.0  # on a processor, for one small file


def damaged(good: bytes) -> Iterator[bytes]:
    """Copies, cut off and with bytes overwritten, the same ones on every run."""
    chance = random.Random(5)
    for _ in range(A_KIND):
        data = bytearray(good if chance.random() < 0.7 else good[: chance.randrange(len(good))])
        for _ in range(chance.choice((1, 20, 200))):
            data[chance.randrange(len(data))] = chance.randrange(256)
        yield bytes(data)


@pytest.mark.parametrize("good", FILES, ids=lambda file: file.name)
def test_a_damaged_file_has_a_clear_outcome(good: Path, tmp_path: Path) -> None:
    for number, data in enumerate(damaged(good.read_bytes())):
        file = tmp_path / f"{number}-{good.name}"
        file.write_bytes(data)
        begun = time.process_time()
        passed_over: list[PassedOver] = []
        outcomes = list(read_many([file], skip=lambda _: True, pass_over=passed_over.append))
        assert time.process_time() - begun < MOST_SECONDS
        assert outcomes or passed_over, "nothing came of it"
        for outcome in outcomes:
            if isinstance(outcome, Failure):
                reason, _, remedy = outcome.reason.partition("; ")
                assert reason, remedy
                assert outcome.reason.isprintable()
                assert outcome.error is None, outcome.error
