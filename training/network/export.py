"""A trained network → the folders that the package ships: two networks, tokenizer, settings."""

from __future__ import annotations

import hashlib
import json
import shutil
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn

from onrecord.meaning.reader import INPUTS
from onrecord.network.settings import SETTINGS, TOKENIZER, WEIGHTS
from onrecord.network.tagger import DEPTH
from training.network.learning import Workshop
from training.network.reader import ReaderNetwork, Said
from training.network.tagger import Tagger

OPSET = 17


class Shipped(nn.Module):
    """The tagger for one window without padding: its scores (1, length, 264), and its states.

    The states (1, length, 768) are those of its last layer, from which the reader goes on.

    The layers of MPNet (Song et al., NeurIPS 2020) are called one by one, because the
    library's own loop adds a mask to every attention, which costs time and does nothing here.
    """

    def __init__(self, tagger: Tagger) -> None:
        super().__init__()
        self.tagger = tagger

    def forward(self, pieces: Tensor, looks: Tensor) -> tuple[Tensor, Tensor]:
        encoder = self.tagger.encoder
        embedded = encoder.get_input_embeddings()(pieces) + self.tagger.looks(looks)
        states = encoder.embeddings(inputs_embeds=embedded)
        bias = encoder.encoder.compute_position_bias(states)
        for layer in encoder.encoder.layer:
            states = layer(states, position_bias=bias)[0]
        output = self.tagger.read(states)
        scores = [output.tags, output.links.flatten(-2), output.nobody.unsqueeze(-1)]
        return torch.cat(scores, -1), states


def export_tagger(tagger: Tagger, version: str, shop: Workshop, home: Path) -> None:
    """Write the files that ``onrecord.network`` reads."""
    some = torch.ones(1, 16, dtype=torch.int64)
    inputs, outputs = {"pieces": some, "looks": some}, ("scores", "states")
    axes = {name: {1: "length"} for name in (*inputs, *outputs)}
    weights = write(Shipped(tagger), inputs, outputs, axes, home / WEIGHTS)
    shutil.copyfile(shop.encoder / "tokenizer.json", home / TOKENIZER)
    settings = {
        "version": version,
        "weights": weights,
        "opening": shop.special.opening,
        "closing": shop.special.closing,
        "chain": rounded(tagger.chain()),
        "distances": rounded(tagger.distances),
        "certainty": [1.0, 0.0],
    }
    (home / SETTINGS).write_text(json.dumps(settings) + "\n", encoding="utf-8")


def export_reader(reader: ReaderNetwork, version: str, sharpness: float, home: Path) -> None:
    """Write the files that ``onrecord.meaning`` reads."""
    some = torch.ones(1, 16, dtype=torch.int64)
    given = (torch.ones(1, 15, DEPTH), some.cumsum(1), some, some)
    axes = {name: {1: "length"} for name in (*INPUTS[1:], "points")} | {"states": {1: "words"}}
    inputs = dict(zip(INPUTS, given, strict=True))
    settings = {
        "version": version,
        "weights": write(reader, inputs, Said._fields, axes, home / "reader.onnx"),
        "sharpness": round(sharpness, 2),
    }
    (home / "settings.json").write_text(json.dumps(settings) + "\n", encoding="utf-8")


def write(
    network: nn.Module,
    inputs: Mapping[str, Tensor],
    outputs: Sequence[str],
    axes: Mapping[str, Any],
    path: Path,
) -> str:
    """The network as ONNX in eight-bit integers: weights by output, activations as they come.

    ``axes`` has those that may be of any length.  Returns the SHA-256 of the file.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as there:
        whole = Path(there) / "whole.onnx"
        torch.onnx.export(
            network.cpu().eval(),
            tuple(inputs.values()),
            str(whole),
            input_names=list(inputs),
            output_names=list(outputs),
            dynamic_axes=axes,
            opset_version=OPSET,
            dynamo=False,
        )
        quantize_dynamic(str(whole), str(path), weight_type=QuantType.QInt8, per_channel=True)
    return hashlib.sha256(path.read_bytes()).hexdigest()


def rounded(table: Tensor) -> list[Any]:
    """A table as plain numbers."""
    return [[round(float(value), 4) for value in row] for row in table.detach()]
