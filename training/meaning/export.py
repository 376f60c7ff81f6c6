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

from training.meaning.network import ReaderNetwork, Said

OPSET = 17
INPUTS, OUTPUTS = ("pieces", "roles", "kinds"), ("acts", "types", "none", "points")


class Shipped(nn.Module):
    """The reader for one statement without padding.

    The layers are called one by one, because the library's own loop adds a mask to every
    attention, which costs time and does nothing here.
    """

    def __init__(self, reader: ReaderNetwork) -> None:
        super().__init__()
        self.reader = reader

    def forward(self, pieces: Tensor, roles: Tensor, kinds: Tensor) -> Said:
        encoder = self.reader.encoder
        states = encoder.embeddings(inputs_embeds=self.reader.embedded(pieces, roles, kinds))
        for layer in encoder.encoder.layer:
            found = layer(states)
            states = found[0] if isinstance(found, tuple) else found
        return self.reader.read(states, roles)


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
    axes = {name: {1: "length"} for name in (*INPUTS, "points")}
    torch.onnx.export(
        Shipped(reader).eval(),
        (example, example, example),
        str(path),
        input_names=list(INPUTS),
        output_names=list(OUTPUTS),
        dynamic_axes=axes,
        opset_version=OPSET,
        dynamo=False,
    )
