"""The way from choices to the branch of the comparer that the ledger asks."""

from __future__ import annotations

import gzip
import shutil
from pathlib import Path

import pytest

pytest.importorskip("torch", reason="training needs PyTorch: pip install 'onrecord[train]'")
pytest.importorskip("onnx", reason="training needs pip install 'onrecord[train]'")

import numpy as np
import onnx
import torch
from training.ledger import joining
from training.ledger.branch import Branch, frozen
from training.ledger.choices import Choice

from onrecord.ledger import Context
from onrecord.positions import MODEL, WEIGHTS, Comparer

FERRIES = ["ten ferries by June", "the boats are late", "ferries after all", "no boat came"]
BREAD = ["bread for all schools", "loaves are dear", "the ovens are cold", "no flour came"]
TEXTS = [f"Ida Holm said {words}, at the quay." for words in (*FERRIES, *BREAD)]
EXCERPTS = {
    text: Context(text, len("Ida Holm said "), len(text) - len(", at the quay.")) for text in TEXTS
}
CHOICES = [
    Choice(later, [TEXTS[0], TEXTS[4]], [0.5, 0.5], [at < 4, at >= 4], "repeated")
    for at, later in enumerate(TEXTS)
    if at not in (0, 4)
]


@pytest.fixture(scope="module")
def network() -> onnx.ModelProto:
    return onnx.load_from_string(gzip.decompress((Path(str(MODEL)) / WEIGHTS).read_bytes()))


def test_a_branch_learns_to_choose_and_ships_as_it_is(
    network: onnx.ModelProto, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(joining, "EPOCHS", 8)
    seen = joining.seen(CHOICES, EXCERPTS, network)
    torch.manual_seed(1)
    branch = joining.learn(
        Branch(frozen(network)), CHOICES, seen, tmp_path / "branch.pt", lambda _: None
    )
    found = joining.scores(branch, CHOICES, seen)
    for choice in CHOICES:
        right, wrong = sorted(
            choice.pairs, key=lambda pair: -choice.right[choice.pairs.index(pair)]
        )
        assert found[right] > found[wrong]
    model = tmp_path / "model"
    shutil.copytree(str(MODEL), model)
    joining.put(branch, network, model)
    comparer = Comparer(model)
    shipped = [comparer.bears(*(EXCERPTS[name] for name in pair)) for pair in found]
    assert np.corrcoef(shipped, list(found.values()))[0, 1] > 0.95
