"""What every training keeps: a log, checkpoints, and the mean of the weights on the way."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

import torch
from torch import nn


def logger(path: Path) -> Callable[[str], None]:
    """Prints a line with the time, and keeps it."""
    path.parent.mkdir(parents=True, exist_ok=True)

    def log(line: str) -> None:
        stamped = f"{time.strftime('%Y-%m-%d %H:%M:%S')} {line}"
        print(stamped, flush=True)
        with path.open("a", encoding="utf-8") as file:
            file.write(stamped + "\n")

    return log


def save(path: Path, what: object) -> None:
    """Write a checkpoint, whole or not at all."""
    path.parent.mkdir(parents=True, exist_ok=True)
    new = path.with_suffix(".new")
    torch.save(what, new)
    new.replace(path)


@torch.no_grad()
def move(averaged: nn.Module, network: nn.Module, kept: float) -> None:
    """Move the averaged weights a little towards the network's."""
    for mean, new in zip(averaged.parameters(), network.parameters(), strict=True):
        mean.lerp_(new, 1 - kept)
