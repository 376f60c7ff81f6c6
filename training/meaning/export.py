"""A trained reader → the folder that the package ships: network, tokenizer, settings."""

from __future__ import annotations

import hashlib
import json
import shutil
import tempfile
from pathlib import Path

import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn

from onrecord.network.tagger import DEPTH
from training.meaning.network import ReaderNetwork, Said

OPSET = 17
INPUTS = ("pieces", "roles", "kinds", "states")
OUTPUTS = ("acts", "types", "none", "points")


class Shipped(nn.Module):
    """The reader for one statement without padding.

    The layers are called one by one, because the library's own loop adds a mask to every
    attention, which costs time and does nothing here.
    """

    def __init__(self, reader: ReaderNetwork) -> None:
        super().__init__()
        self.reader = reader

    def forward(self, pieces: Tensor, roles: Tensor, kinds: Tensor, states: Tensor) -> Said:
        encoder = self.reader.encoder
        embedded = self.reader.embedded(pieces, roles, kinds, states)
        found = encoder.embeddings(inputs_embeds=embedded)
        for layer in encoder.encoder.layer:
            found = layer(found)
            found = found[0] if isinstance(found, tuple) else found
        return self.reader.read(found, roles)


def export(
    reader: ReaderNetwork, tokenizer: Path, version: str, sharpness: float, home: Path
) -> None:
    """Write the files that ``onrecord.meaning`` reads."""
    home.mkdir(parents=True, exist_ok=True)
    weights = home / "reader.onnx"
    with tempfile.TemporaryDirectory() as there:
        whole = Path(there) / "whole.onnx"
        write(reader, whole)
        quantize_dynamic(str(whole), str(weights), weight_type=QuantType.QInt8, per_channel=True)
    shutil.copyfile(tokenizer, home / "tokenizer.json")
    settings = {
        "version": version,
        "weights": hashlib.sha256(weights.read_bytes()).hexdigest(),
        "sharpness": round(sharpness, 2),
    }
    (home / "settings.json").write_text(json.dumps(settings) + "\n", encoding="utf-8")


def write(reader: ReaderNetwork, path: Path) -> None:
    """The network as ONNX, in 32-bit numbers, for any length."""
    example = torch.ones(1, 16, dtype=torch.int64)
    states = torch.ones(1, 16, DEPTH)
    axes = {name: {1: "length"} for name in (*INPUTS, "points")}
    torch.onnx.export(
        Shipped(reader).eval(),
        (example, example, example, states),
        str(path),
        input_names=list(INPUTS),
        output_names=list(OUTPUTS),
        dynamic_axes=axes,
        opset_version=OPSET,
        dynamo=False,
    )
