"""A trained reader → the folder that the package ships: network, tokenizer, settings."""

from __future__ import annotations

import hashlib
import json
import tempfile
from pathlib import Path

import torch
from onnxruntime.quantization import QuantType, quantize_dynamic

from onrecord.meaning.reader import INPUTS
from onrecord.network.tagger import DEPTH
from training.meaning.network import ReaderNetwork

OPSET = 17
OUTPUTS = ("acts", "types", "none", "points")


def export(reader: ReaderNetwork, version: str, sharpness: float, home: Path) -> None:
    """Write the files that ``onrecord.meaning`` reads."""
    home.mkdir(parents=True, exist_ok=True)
    weights = home / "reader.onnx"
    with tempfile.TemporaryDirectory() as there:
        whole = Path(there) / "whole.onnx"
        write(reader, whole)
        quantize_dynamic(str(whole), str(weights), weight_type=QuantType.QInt8, per_channel=True)
    settings = {
        "version": version,
        "weights": hashlib.sha256(weights.read_bytes()).hexdigest(),
        "sharpness": round(sharpness, 2),
    }
    (home / "settings.json").write_text(json.dumps(settings) + "\n", encoding="utf-8")


def write(reader: ReaderNetwork, path: Path) -> None:
    """The network as ONNX, in 32-bit numbers, for one statement of any length."""
    some = torch.ones(1, 16, dtype=torch.int64)
    states = torch.ones(1, 15, DEPTH)
    axes = {name: {1: "length"} for name in ("places", "roles", "kinds", "points")}
    torch.onnx.export(
        reader.eval(),
        (states, some.cumsum(1), some, some, None),
        str(path),
        input_names=list(INPUTS),
        output_names=list(OUTPUTS),
        dynamic_axes={"states": {1: "words"}, **axes},
        opset_version=OPSET,
        dynamo=False,
    )
