"""A trained network → the folders that the package ships: two networks, tokenizer, settings."""

from __future__ import annotations

import hashlib
import json
import math
import shutil
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import torch
from onnxruntime import GraphOptimizationLevel, InferenceSession, SessionOptions
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn

from onrecord.meaning.reader import INPUTS
from onrecord.network.settings import SETTINGS, TOKENIZER, WEIGHTS
from onrecord.network.tagger import DEPTH
from training.network.learning import Workshop
from training.network.reader import ReaderNetwork, Said
from training.network.tagger import Tagger

OPSET = 17
# This fusion takes sums out of the matrix products before them: 5 % more time.
SLOW = ["SkipLayerNormFusion"]


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


class ShippedReader(nn.Module):
    """The reader for one statement without padding.

    Only of the places that its heads look at does the last layer make anything: of that for the
    whole, the statement's own words and the mentions, about a third of all.  Others point nowhere.
    """

    def __init__(self, reader: ReaderNetwork) -> None:
        super().__init__()
        self.reader = reader

    def forward(self, states: Tensor, places: Tensor, roles: Tensor, kinds: Tensor) -> Said:
        reader = self.reader
        found, biases = reader.laid(states, roles, kinds), reader.nearness(places)
        *layers, last = reader.encoder.layer
        for layer in layers:
            found = layer(found, position_bias=biases)[0]
        first = torch.zeros_like(roles[0, :1]) + 1
        asked = torch.cat([first, (roles + kinds)[0, 1:]]).nonzero()[:, 0]
        said: Said = reader.heads(some_of(last, found, biases, asked), roles[:, asked])
        points = torch.zeros_like(found[..., :2]).index_copy(1, asked, said.points)
        return said._replace(points=points)


def some_of(layer: Any, states: Tensor, biases: Tensor, asked: Tensor) -> Tensor:
    """What a layer of MPNet makes of the states at the places that are asked for."""
    attention, own = layer.attention.attn, states[:, asked]

    def heads(flat: Tensor) -> Tensor:
        return flat.unflatten(-1, (attention.num_attention_heads, -1)).transpose(1, 2)

    query, key, value = heads(attention.q(own)), heads(attention.k(states)), attention.v(states)
    scores = query @ key.transpose(-1, -2) / math.sqrt(attention.attention_head_size)
    shares = (scores + biases[:, :, asked]).softmax(-1)
    mixed = (shares @ heads(value)).transpose(1, 2).flatten(-2)
    seen = layer.attention.LayerNorm(attention.o(mixed) + own)
    made: Tensor = layer.output(layer.intermediate(seen), seen)
    return made


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
        "weights": write(ShippedReader(reader), inputs, Said._fields, axes, home / "reader.onnx"),
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
    """The network as ONNX in integers: weights by output in seven bits, activations as they come.

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
        eight = Path(there) / "eight.onnx"
        quantize_dynamic(
            str(whole), str(eight), weight_type=QuantType.QInt8, per_channel=True, reduce_range=True
        )
        optimise(eight, path)
    return hashlib.sha256(path.read_bytes()).hexdigest()


def optimise(network: Path, path: Path) -> None:
    """Write a network with its steps put together, which takes longer than all else when it is
    loaded.
    """
    options = SessionOptions()
    options.graph_optimization_level = GraphOptimizationLevel.ORT_ENABLE_EXTENDED
    options.optimized_model_filepath = str(path)
    InferenceSession(str(network), options, ["CPUExecutionProvider"], disabled_optimizers=SLOW)


def rounded(table: Tensor) -> list[Any]:
    """A table as plain numbers."""
    return [[round(float(value), 4) for value in row] for row in table.detach()]
