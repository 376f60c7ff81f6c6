"""Training: batches in, a better network out, with a checkpoint after each epoch."""

from __future__ import annotations

import copy
import time
from collections.abc import Callable, Iterator, Sequence
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
from training.precision import SHORT

DEVICE = torch.device("cuda" if torch.cuda.is_available() else "cpu")
CLIPPED = 2.0  # the norm of a gradient, at most
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


class Learner:
    """A network while it learns, and the mean of its weights on the way.

    ``network`` has in 16 bits what ``weights`` has in 32, so that on a processor, too, nearly all
    of the time goes into products of matrices (Micikevicius et al., ICLR 2018).
    """

    def __init__(self, network: nn.Module, plan: Plan, steps: int) -> None:
        self.weights = network.to(DEVICE)
        self.network = copy.deepcopy(self.weights).to(SHORT)
        self.averaged = copy.deepcopy(self.weights)
        self.plan = plan
        self.steps = steps
        self.optimizer = torch.optim.AdamW(
            groups(self.weights, plan), weight_decay=plan.decay, fused=True
        )
        self.schedule = torch.optim.lr_scheduler.LambdaLR(self.optimizer, self.pace)
        self.done = self.epochs = 0  # steps and epochs

    def pace(self, step: int) -> float:
        """By what the rates are multiplied: up to 1 at first, then down to 0."""
        first = self.plan.warmup * self.steps
        return min(step / max(1, first), max(0.0, (self.steps - step) / (self.steps - first)))

    def step(self, loss: Tensor) -> None:
        """Move the weights to where the loss is smaller."""
        loss.backward()
        for kept, seen in self.both():
            kept.grad = None if seen.grad is None else seen.grad.float()
        nn.utils.clip_grad_norm_(self.weights.parameters(), CLIPPED)
        self.optimizer.step()
        self.schedule.step()
        self.network.zero_grad()
        self.round()
        self.done += 1
        move(
            self.averaged, self.weights, min(self.plan.average, (1 + self.done) / (10 + self.done))
        )

    def both(self) -> Iterator[tuple[nn.Parameter, nn.Parameter]]:
        """What is to be learned, in 32 bits and in 16."""
        pairs = zip(self.weights.parameters(), self.network.parameters(), strict=True)
        return ((kept, seen) for kept, seen in pairs if kept.requires_grad)

    @torch.no_grad()
    def round(self) -> None:
        """Give the network its weights."""
        for kept, seen in self.both():
            seen.copy_(kept)

    def parts(self) -> dict[str, Any]:
        """All that has a state, by name."""
        names = ("weights", "averaged", "optimizer", "schedule")
        return {name: getattr(self, name) for name in names}

    def save(self, path: Path) -> None:
        """Write a checkpoint."""
        states = {name: part.state_dict() for name, part in self.parts().items()}
        save(path, states | {"done": self.done, "epochs": self.epochs})

    def load(self, path: Path) -> None:
        """Go on from a checkpoint."""
        saved = torch.load(path, map_location=DEVICE, weights_only=True)
        for name, part in self.parts().items():
            part.load_state_dict(saved[name])
        self.round()
        self.done, self.epochs = saved["done"], saved["epochs"]


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
    learner = Learner(network, plan, plan.epochs * len(epoch(0)))
    checkpoint = shop.work / f"{name}.pt"
    if checkpoint.exists():
        learner.load(checkpoint)
        shop.log(f"{name}: going on from epoch {learner.epochs}")
    for number in range(learner.epochs, plan.epochs):
        torch.manual_seed(plan.seed + number)
        started, lost, batches = time.monotonic(), torch.zeros((), device=DEVICE), epoch(number)
        learner.network.train()
        for batch in DataLoader(batches, batch_size=None, num_workers=WORKERS):
            loss = loss_of(learner.network, moved(batch))
            learner.step(loss)
            lost += loss.detach()
        learner.epochs = number + 1
        learner.save(checkpoint)
        mean, spent = float(lost) / len(batches), time.monotonic() - started
        figures = check(learner.averaged)
        shop.log(f"{name}: epoch {learner.epochs}: loss {mean:.3f}, {spent:.0f} s; {figures}")
    return learner.averaged.eval()


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
