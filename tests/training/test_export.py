"""What ships says what was trained, with less done for it."""

from __future__ import annotations

import pytest

pytest.importorskip("torch", reason="training needs PyTorch: pip install 'onrecord[train]'")
pytest.importorskip("transformers", reason="training needs pip install 'onrecord[train]'")
pytest.importorskip("onnx", reason="training needs pip install 'onrecord[train]'")

import torch
from torch import nn
from training.network.export import ShippedReader
from training.network.reader import KINDS, ReaderNetwork
from training.network.rounding import LARGEST, round_off, rounded
from transformers import MPNetConfig, MPNetModel

SIZE, WORDS = 48, 30


@pytest.fixture(autouse=True)
def seed() -> None:
    torch.manual_seed(0)


def test_the_reader_that_ships_says_the_same_where_it_is_asked() -> None:
    shape = {"hidden_size": SIZE, "intermediate_size": 64, "num_attention_heads": 4}
    encoder = MPNetModel(MPNetConfig(num_hidden_layers=3, **shape), add_pooling_layer=False).encoder
    reader = ReaderNetwork(encoder, SIZE).eval()
    roles = torch.tensor([[0] * 12 + [1] * 2 + [2] + [3] * 6 + [0] * (WORDS - 20)])
    kinds = torch.zeros_like(roles)
    kinds[0, [3, 7, 16]] = torch.tensor([1, 4, KINDS - 1])
    seen = (torch.randn(1, WORDS, SIZE), torch.arange(WORDS + 1)[None], roles, kinds)
    with torch.no_grad():
        trained, shipped = reader(*seen), ShippedReader(reader)(*seen)
    for one, other in zip(trained[:3], shipped[:3], strict=True):
        assert torch.allclose(one, other, atol=1e-5)
    mentions = kinds[0].nonzero()[:, 0]
    assert torch.allclose(trained.points[0, mentions], shipped.points[0, mentions], atol=1e-5)


def test_rounded_weights_are_steps_and_the_largest_stays() -> None:
    weights, seen = torch.randn(20, 100).double(), torch.randn(40, 100).double()
    found = rounded(weights, seen.T @ seen)
    largest = weights.abs().amax(1, keepdim=True)
    steps = found / largest * LARGEST
    assert torch.allclose(steps, steps.round(), atol=1e-6)
    assert torch.allclose(found.abs().amax(1, keepdim=True), largest)


def test_errors_of_rounding_make_up_for_each_other() -> None:
    mixing = torch.randn(64, 64)
    mixing[:, 8:] *= 0.1  # what goes in hangs together
    seen = torch.randn(500, 64) @ mixing.T
    layer = nn.Linear(64, 32)
    weights = layer.weight.detach().clone()
    right = layer(seen)
    round_off(layer, lambda: layer(seen))
    steps = weights.abs().amax(1, keepdim=True) / LARGEST
    nearest = nn.functional.linear(seen, (weights / steps).round() * steps, layer.bias)
    assert (layer(seen) - right).square().mean() < 0.5 * (nearest - right).square().mean()
