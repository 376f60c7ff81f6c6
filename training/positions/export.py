"""A trained comparer → the folder that the package ships: network, tokenizer, settings."""

from __future__ import annotations

import hashlib
import json
import shutil
import tempfile
from pathlib import Path

import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn

from onrecord.positions import SIGNS
from training.positions.network import ComparerNetwork, Said

OPSET = 17
INPUTS, OUTPUTS = ("pieces", "parts", "signs"), ("issue", "stances", "pivots")


class Shipped(nn.Module):
    """The comparer for one pair without padding, the layers called one by one: the library's own
    loop adds a mask to every attention, which costs time and does nothing here.
    """

    def __init__(self, comparer: ComparerNetwork) -> None:
        super().__init__()
        self.comparer = comparer

    def forward(self, pieces: Tensor, parts: Tensor, signs: Tensor) -> Said:
        encoder = self.comparer.encoder
        states = encoder.embeddings(inputs_embeds=self.comparer.embedded(pieces, parts))
        for layer in encoder.encoder.layer:
            found = layer(states)
            states = found[0] if isinstance(found, tuple) else found
        return self.comparer.read(states, parts, signs)


def export(
    comparer: ComparerNetwork,
    tokenizer: Path,
    version: str,
    sharpness: tuple[float, float],
    home: Path,
) -> None:
    """Write the files that ``onrecord.positions`` reads; ``sharpness``: of issue and stances."""
    home.mkdir(parents=True, exist_ok=True)
    weights = home / "comparer.onnx"
    with tempfile.TemporaryDirectory() as there:
        whole = Path(there) / "whole.onnx"
        write(comparer, whole)
        quantize_dynamic(str(whole), str(weights), weight_type=QuantType.QInt8, per_channel=True)
    shutil.copyfile(tokenizer, home / "tokenizer.json")
    settings = {
        "version": version,
        "weights": hashlib.sha256(weights.read_bytes()).hexdigest(),
        "issue_sharpness": round(sharpness[0], 2),
        "stance_sharpness": round(sharpness[1], 2),
    }
    (home / "settings.json").write_text(json.dumps(settings) + "\n", encoding="utf-8")


def write(comparer: ComparerNetwork, path: Path) -> None:
    """The network as ONNX, in 32-bit numbers, for any length."""
    pieces = torch.ones(1, 16, dtype=torch.int64)
    parts = torch.tensor([[0, *[1] * 6, 0, *[2] * 7, 0]])
    torch.onnx.export(
        Shipped(comparer).eval(),
        (pieces, parts, torch.zeros(1, len(SIGNS))),
        str(path),
        input_names=list(INPUTS),
        output_names=list(OUTPUTS),
        dynamic_axes={name: {1: "length"} for name in ("pieces", "parts", "pivots")},
        opset_version=OPSET,
        dynamo=False,
    )
