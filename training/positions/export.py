"""A trained comparer → the folder that the package ships: network, tokenizer, settings."""

from __future__ import annotations

import gzip
import hashlib
import json
import tempfile
from pathlib import Path
from typing import Any

import numpy as np
import onnx
import torch
from onnx import numpy_helper
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn

from onrecord.positions import SIGNS, WEIGHTS
from training.positions.network import ComparerNetwork, Said

OPSET = 17
STEP = 0.25  # of a matrix's spread, between two values of a weight
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
        bias = encoder.encoder.compute_position_bias(states)
        for layer in encoder.encoder.layer:
            found = layer(states, None, position_bias=bias)
            states = found[0] if isinstance(found, tuple) else found
        return self.comparer.read(states, parts, signs)


def export(
    comparer: ComparerNetwork,
    tokenizer: dict[str, Any],
    version: str,
    sharpness: tuple[float, float],
    home: Path,
) -> None:
    """Write the files that ``onrecord.positions`` reads; ``sharpness``: of issue and stances."""
    home.mkdir(parents=True, exist_ok=True)
    weights = home / WEIGHTS
    with tempfile.TemporaryDirectory() as there:
        whole = Path(there) / "whole.onnx"
        write(comparer, whole)
        weights.write_bytes(gzip.compress(small(whole), mtime=0))
    (home / "tokenizer.json").write_text(json.dumps(tokenizer) + "\n", encoding="utf-8")
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


def small(whole: Path) -> bytes:
    """The same network in eight-bit integers, of which the layers' weights take few values: they
    run as fast as any, and need half the room once compressed.

    All weights of a matrix have one step, as coarse for those that vary little: with a code that
    gives frequent values few bits, that loses least at a given size (Gish and Pierce 1968).
    """
    bytewise = whole.with_name("bytewise.onnx")
    quantize_dynamic(str(whole), str(bytewise), weight_type=QuantType.QInt8, per_channel=True)
    network = onnx.load(bytewise)
    held = {one.name: one for one in network.graph.initializer}
    for node in network.graph.node:
        if node.op_type != "MatMulInteger" or node.input[1] not in held:
            continue
        values = held[node.input[1]]
        scale = held[values.name.removesuffix("_quantized") + "_scale"]
        weights = numpy_helper.to_array(values) * numpy_helper.to_array(scale)
        step = STEP * float(np.sqrt(np.mean(weights**2)))
        few = np.rint(weights / step).clip(-127, 127).astype(np.int8)
        steps = np.full(numpy_helper.to_array(scale).shape, step, np.float32)
        values.CopyFrom(numpy_helper.from_array(few, values.name))
        scale.CopyFrom(numpy_helper.from_array(steps, scale.name))
    return network.SerializeToString()  # type: ignore[no-any-return]


def cut(tokenizer: Path, pieces: int) -> dict[str, Any]:
    """A tokenizer's file with so many of its pieces, the first, which are the most frequent; what
    is left out is then read as smaller pieces.
    """
    settings: dict[str, Any] = json.loads(tokenizer.read_text(encoding="utf-8"))
    vocabulary = settings["model"]["vocab"]
    settings["model"]["vocab"] = {word: n for word, n in vocabulary.items() if n < pieces}
    settings["added_tokens"] = [one for one in settings["added_tokens"] if one["id"] < pieces]
    return settings | {"truncation": None, "padding": None}
