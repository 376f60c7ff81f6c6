"""Training: batches in, a better network out, with a checkpoint after each epoch."""

from __future__ import annotations

import copy
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch
from tokenizers import Tokenizer
from torch import Tensor, nn
from torch.utils.data import DataLoader, Dataset

from onrecord.network.words import Splitter
from training import encoders
from training.encoders import Special
from training.keeping import logger, move, save

DEVICE = torch.device("cuda" if torch.cuda.is_available() else "cpu")
WORKERS = 4 if DEVICE.type == "cuda" else 0  # processes that make batches, lest a GPU waits


@dataclass(frozen=True)
class Plan:
    """How to train: ``articles`` are in a batch; the rest are rates and shares."""

    epochs: int
    rate: float
    articles: int
    head_rate: float = 1e-3
    warmup: float = 0.08
    decay: float = 0.01
    average: float = 0.995
    blanked: float = 0.05
    hidden: float = 0.08
    renamed: float = 0.5
    seed: int = 1


@dataclass(frozen=True)
class Workshop:
    """What all training here needs: the encoder's folder, its pieces, a folder of one's own."""

    encoder: Path
    special: Special
    split: Splitter
    work: Path
    log: Callable[[str], None]

    @classmethod
    def of(cls, name: str, work: Path) -> Workshop:
        """The workshop in a folder, with the encoder of a name."""
        encoder = encoders.folder(name, work)
        tokenizer = Tokenizer.from_file(str(encoder / "tokenizer.json"))
        special = encoders.special(tokenizer)
        return cls(encoder, special, Splitter(tokenizer), work, logger(work / "log.txt"))


@dataclass(frozen=True)
class Batches(Dataset):
    """The batches of an epoch, each made when its turn comes."""

    make: Callable[[Any], Any]
    given: Sequence[Any]

    def __len__(self) -> int:
        return len(self.given)

    def __getitem__(self, number: int) -> Any:
        return self.make(self.given[number])


def learn(
    network: nn.Module,
    name: str,
    epoch: Callable[[int], Batches],
    loss_of: Callable[[Any, Any], Tensor],
    plan: Plan,
    check: Callable[[Any], str],
    shop: Workshop,
) -> Any:
    """Train as planned; the averaged network.  Goes on from its checkpoint if there is one."""
    network = network.to(DEVICE)
    checkpoint = shop.work / f"{name}.pt"
    optimizer = torch.optim.AdamW(groups(network, plan), weight_decay=plan.decay, fused=True)
    total = plan.epochs * len(epoch(0))
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer,
        lambda n: min(
            n / max(1, plan.warmup * total), max(0.0, (total - n) / (total * (1 - plan.warmup)))
        ),
    )
    averaged, done, begun = copy.deepcopy(network), 0, 0
    parts = {
        "network": network,
        "averaged": averaged,
        "optimizer": optimizer,
        "schedule": schedule,
    }
    if checkpoint.exists():
        saved = torch.load(checkpoint, map_location=DEVICE, weights_only=True)
        for key, part in parts.items():
            part.load_state_dict(saved[key])
        done, begun = saved["done"], saved["epoch"]
        shop.log(f"{name}: going on from epoch {begun}")
    for number in range(begun, plan.epochs):
        torch.manual_seed(plan.seed + number)
        started, lost = time.monotonic(), torch.zeros((), device=DEVICE)
        batches = epoch(number)
        network.train()
        for batch in DataLoader(batches, batch_size=None, num_workers=WORKERS):
            loss = loss_of(network, moved(batch))
            loss.backward()
            nn.utils.clip_grad_norm_(network.parameters(), 2.0)
            optimizer.step()
            schedule.step()
            optimizer.zero_grad()
            done, lost = done + 1, lost + loss.detach()
            move(averaged, network, min(plan.average, (1 + done) / (10 + done)))
        states = {key: part.state_dict() for key, part in parts.items()}
        save(checkpoint, {**states, "done": done, "epoch": number + 1})
        mean, spent = float(lost) / len(batches), time.monotonic() - started
        shop.log(f"{name}: epoch {number + 1}: loss {mean:.3f}, {spent:.0f} s; {check(averaged)}")
    return averaged.eval()


def groups(network: nn.Module, plan: Plan) -> list[dict[str, Any]]:
    """What is to be learned: the encoder slowly, what is new faster."""
    learning = {name: p for name, p in network.named_parameters() if p.requires_grad}
    body = [p for name, p in learning.items() if "encoder." in name]
    new = [p for name, p in learning.items() if "encoder." not in name]
    return [{"params": body, "lr": plan.rate}, {"params": new, "lr": plan.head_rate}]


def moved(some: Any) -> Any:
    """A batch where the network is."""
    if isinstance(some, tuple):
        return type(some)(*map(moved, some))
    return some if some is None else some.to(DEVICE)
