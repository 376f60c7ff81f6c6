"""A trained tagger → the folder that the package ships: network, tokenizer, settings."""

from __future__ import annotations

import hashlib
import json
import shutil
import tempfile
from pathlib import Path
from typing import Any

import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn
from training.attribution.batches import Special
from training.attribution.network import Tagger

from onrecord.network.settings import SETTINGS, TOKENIZER, WEIGHTS

OPSET = 17
NAMES = ("pieces", "looks")
OUTPUTS = ("output", "states")
HALFWAY = 3  # the fourth of six layers: behind it, the states lean towards the tags


class Shipped(nn.Module):
    """The tagger for one window without padding: its scores (1, length, 264), and its states.

    The states (1, length, 768) are those halfway, from which ``training/meaning`` goes on.

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
        halfway = states
        for number, layer in enumerate(encoder.encoder.layer):
            states = layer(states, position_bias=bias)[0]
            halfway = states if number <= HALFWAY else halfway
        output = self.tagger.read(states)
        scores = [output.tags, output.links.flatten(-2), output.nobody.unsqueeze(-1)]
        return torch.cat(scores, -1), halfway


def export(tagger: Tagger, tokenizer: Path, special: Special, version: str, home: Path) -> None:
    """Write the files that ``onrecord.network`` reads."""
    home.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as there:
        whole = Path(there) / "whole.onnx"
        write(tagger, whole)
        shrink(whole, home / WEIGHTS)
    shutil.copyfile(tokenizer, home / TOKENIZER)
    settings = {
        "version": version,
        "weights": hashlib.sha256((home / WEIGHTS).read_bytes()).hexdigest(),
        "opening": special.opening,
        "closing": special.closing,
        "chain": rounded(tagger.chain()),
        "distances": rounded(tagger.distances),
        "certainty": [1.0, 0.0],
    }
    (home / SETTINGS).write_text(json.dumps(settings) + "\n", encoding="utf-8")


def write(tagger: Tagger, path: Path) -> None:
    """The network as ONNX, in 32-bit numbers, for any length."""
    example = torch.ones(1, 16, dtype=torch.int64)
    axes = {name: {1: "length"} for name in (*NAMES, *OUTPUTS)}
    torch.onnx.export(
        Shipped(tagger).eval(),
        (example, example),
        str(path),
        input_names=list(NAMES),
        output_names=list(OUTPUTS),
        dynamic_axes=axes,
        opset_version=OPSET,
        dynamo=False,
    )


def shrink(whole: Path, small: Path) -> None:
    """The network in eight-bit integers: weights by output, activations as they come."""
    quantize_dynamic(str(whole), str(small), weight_type=QuantType.QInt8, per_channel=True)


def rounded(table: Tensor) -> list[Any]:
    """A table as plain numbers."""
    return [[round(float(value), 4) for value in row] for row in table.detach()]
