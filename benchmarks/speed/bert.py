"""Makes the network that ``--bert`` takes: ``python -m benchmarks.speed.bert OUT.onnx``.

MPNet-base, twelve layers, in 32-bit numbers, with a linear layer of seven tags on top:
what a published tagger of BERT's size costs to run.  The tags mean nothing, as the
layer is not trained.  Needs the ``train`` extra.
"""

from __future__ import annotations

import argparse
import shutil
from pathlib import Path

import torch
from training.encoders import folder, load

LAYERS, TAGS = 12, 7
OPSET = 17


def build(path: Path, cache: Path) -> None:
    """Write the network, and its tokenizer beside it; the encoder is unpacked into ``cache``."""
    torch.manual_seed(0)
    home = folder("mpnet", cache)
    encoder = load(home, LAYERS).eval()
    head = torch.nn.Linear(encoder.config.hidden_size, TAGS).requires_grad_(False)
    encoder.register_forward_hook(lambda _, __, output: head(output.last_hidden_state))
    example = torch.ones(2, 16, dtype=torch.int64)
    path.parent.mkdir(parents=True, exist_ok=True)
    torch.onnx.export(
        encoder,
        (example, example),
        str(path),
        input_names=["pieces", "mask"],
        output_names=["tags"],
        dynamic_axes={name: {0: "batch", 1: "length"} for name in ("pieces", "mask", "tags")},
        opset_version=OPSET,
        dynamo=False,
    )
    shutil.copyfile(home / "tokenizer.json", path.with_suffix(".json"))


def main() -> None:
    """Make the network."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("out", type=Path, metavar="OUT.onnx")
    arguments.add_argument("--cache", type=Path, help="where encoders are unpacked")
    options = arguments.parse_args()
    build(options.out, options.cache or options.out.parent)


if __name__ == "__main__":
    main()
