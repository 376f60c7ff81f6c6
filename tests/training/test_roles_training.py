"""What the chooser of roles is given, on made-up choices."""

from __future__ import annotations

import numpy as np
import pytest

pytest.importorskip("torch", reason="training needs PyTorch: pip install 'onrecord[train]'")

from benchmarks.meaning.gold import Mark
from training.roles.__main__ import DIRECTIONS, Offer, roles_of, spread


def test_the_directions_in_which_edges_differ_come_first() -> None:
    states = np.zeros((6, 4, DIRECTIONS + 4), np.float32)
    states[:, :, 3] = np.arange(24).reshape(6, 4)
    offer = Offer("a", np.zeros((6, 1), np.float32), states, np.arange(7) == 0)
    found = spread([offer, offer])
    assert found.shape == (DIRECTIONS + 4, DIRECTIONS)
    assert abs(found[3, 0]) == pytest.approx(1.0)


def test_the_roles_of_persons_alone_are_learned() -> None:
    def mark(name: str, kind: str, *roles: str | None) -> Mark:
        return Mark("1", {}, {"speaker": (name,), "speaker_type": (kind,), "role": roles})

    marks = [mark("Ida Holm", "person", "The Mayor", None), mark("Dock Union", "organization", "x")]
    assert roles_of(marks) == {"ida holm": {"mayor", None}}
