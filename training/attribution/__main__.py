"""From a corpus and an encoder's packages to the model that the package ships.

    python -m training.attribution TRAIN.jsonl DEV.jsonl

trains as plan.toml says (about an hour on two cores; a checkpoint is kept in --work, and
the same command goes on from it), writes the model's files and calibrates its confidence
on the second corpus.  To see how well it does: python -m benchmarks.accuracy DEV.jsonl
"""

from __future__ import annotations

import argparse
import random
import time
import tomllib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import torch
from tokenizers import Tokenizer
from training.attribution import corpus, encoders
from training.attribution.augment import Variety, names_in, varied
from training.attribution.batches import Special, batches, packed
from training.attribution.calibrating import calibrate
from training.attribution.checking import check
from training.attribution.corpus import Example
from training.attribution.export import export
from training.attribution.learning import Plan, learn
from training.attribution.network import Tagger

from onrecord import network
from onrecord.network.words import WINDOW, Splitter

HERE = Path(__file__).parent
SAMPLE = 60  # articles by which the neurons to keep are chosen


@dataclass(frozen=True)
class Encoder:
    """Which encoder to start from, and how much of it to keep."""

    name: str
    layers: int
    width: int


def main() -> None:
    """Train, export, calibrate."""
    arguments = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    arguments.add_argument("train", type=Path, help="the corpus to learn from")
    arguments.add_argument("dev", type=Path, help="the corpus to check and calibrate on")
    arguments.add_argument("--plan", type=Path, default=HERE / "plan.toml")
    arguments.add_argument("--work", type=Path, default=Path("build/attribution"))
    arguments.add_argument("--model", type=Path, default=Path(network.__file__).parent / "model")
    options = arguments.parse_args()
    with options.plan.open("rb") as file:
        plan = tomllib.load(file)
    make(plan, options.train, options.dev, options.work, options.model)


def make(plan: dict[str, Any], train: Path, dev: Path, work: Path, model: Path) -> None:
    """The whole way, as ``plan`` (the tables of plan.toml) says."""
    log = logger(work / "log.txt")
    encoder, learning = Encoder(**plan["encoder"]), Plan(**plan["learning"])
    torch.manual_seed(learning.seed)
    home = encoders.folder(encoder.name, work)
    tokenizer = Tokenizer.from_file(str(home / "tokenizer.json"))
    special, splitter = encoders.special(tokenizer), Splitter(tokenizer)
    rows = corpus.rows(train)
    plain = [corpus.examples(row, splitter) for row in rows]
    checked = [corpus.examples(row, splitter) for row in corpus.rows(dev) if row.get("first", True)]
    tagger = new_tagger(home, encoder, plain, special)
    learn(
        tagger,
        each_epoch(rows, plain, splitter, Variety(**plan["variety"])),
        learning,
        special,
        work / "checkpoint.pt",
        lambda averaged: check(averaged, checked, special),
        log,
    )
    export(tagger, home / "tokenizer.json", special, plan["version"], model)
    log(calibrate(model, dev))


def new_tagger(
    home: Path, encoder: Encoder, articles: Sequence[Sequence[Example]], special: Special
) -> Tagger:
    """A tagger that has learned nothing yet, on the encoder cut to size."""
    body = encoders.load(home, encoder.layers)
    chance = random.Random(0)
    sample = list(batches(packed(articles[:SAMPLE], lambda: WINDOW), 2048, special, chance))
    encoders.narrow(body, encoder.width, [(batch.pieces, batch.mask) for batch in sample[:12]])
    return Tagger(body, body.config.hidden_size)


def each_epoch(
    rows: list[dict[str, Any]], plain: list[list[Example]], splitter: Splitter, variety: Variety
) -> Callable[[int], list[list[Example]]]:
    """Epoch → the articles, some of them changed."""
    names = sorted({name for row in rows for name in names_in(row)})

    @lru_cache(1)
    def articles(epoch: int) -> list[list[Example]]:
        chance = random.Random(f"variety {epoch}")
        changed = (varied(row, names, variety, chance) for row in rows)
        return [
            as_it_is if new is row else corpus.examples(new, splitter)
            for row, new, as_it_is in zip(rows, changed, plain, strict=True)
        ]

    return articles


def logger(path: Path) -> Callable[[str], None]:
    """Prints a line with the time, and keeps it."""
    path.parent.mkdir(parents=True, exist_ok=True)

    def log(line: str) -> None:
        stamped = f"{time.strftime('%Y-%m-%d %H:%M:%S')} {line}"
        print(stamped, flush=True)
        with path.open("a", encoding="utf-8") as file:
            file.write(stamped + "\n")

    return log


if __name__ == "__main__":
    main()
