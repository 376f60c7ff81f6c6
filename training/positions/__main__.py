"""From pairs of statements to the comparer that the package ships.

    python -m training.positions

trains as plan.toml says, with a checkpoint in --work after each epoch, from which the same command
goes on.  What is held back is checked after each epoch; the scale of confidence is fitted to it.
To see how good the result is: python -m benchmarks.positions
"""

from __future__ import annotations

import argparse
import tomllib
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import torch
from tokenizers import Tokenizer

from onrecord import positions
from training.attribution.__main__ import logger
from training.attribution.encoders import encoder
from training.positions import pairs
from training.positions.checking import check, judged, sharpness, split
from training.positions.export import export
from training.positions.learning import Plan, Reading, learn
from training.positions.network import ComparerNetwork

HERE = Path(__file__).parent
PARTS = 5  # of the pairs' topics; one is held back


def main() -> None:
    """Train the comparer."""
    arguments = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    arguments.add_argument("--plan", type=Path, default=HERE / "plan.toml")
    arguments.add_argument("--work", type=Path, default=Path("build/positions"))
    arguments.add_argument("--model", type=Path, default=Path(str(positions.MODEL)))
    options = arguments.parse_args()
    with options.plan.open("rb") as file:
        plan = tomllib.load(file)
    make(plan, options.work, options.model, logger(options.work / "log.txt"))


def make(plan: dict[str, Any], work: Path, model: Path, log: Callable[[str], None]) -> None:
    """The whole way, as ``plan`` (the tables of plan.toml) says.

    The pairs and the lines of the worlds, which are what reports say, count twice.
    """
    home = encoder(plan["encoder"])
    tokenizer = Tokenizer.from_file(str(home / "tokenizer.json"))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    reading = Reading(tokenizer)
    most, held = split(pairs.marked(), 0, PARTS)
    lines = [pair for world in pairs.WORLDS for pair in pairs.of_world(world)]
    apart = [pair for world in pairs.WORLDS for pair in pairs.apart(world)]
    learned = [*most, *most, *lines, *lines, *apart, *pairs.of_sets()]
    log(f"{len(learned)} pairs")
    learning = Plan(**plan["learning"])
    torch.manual_seed(learning.seed)
    comparer = learn(
        ComparerNetwork.of(home),
        learned,
        reading,
        learning,
        work / "comparer.pt",
        partial(check, checked={"held": held}, reading=reading),
        log,
    )
    sure = sharpness(judged(comparer, [reading.case(pair) for pair in held]), held)
    log(f"sharpness of issue and stances: {sure[0]:.2f}, {sure[1]:.2f}")
    export(comparer, home / "tokenizer.json", plan["version"], sure, model)


if __name__ == "__main__":
    main()
