"""Training: cases in, a better reader out, with a checkpoint after each epoch."""

from __future__ import annotations

import copy
import random
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import torch
from torch import Tensor, nn

from onrecord.meaning import ACTS
from onrecord.meaning.views import CUE
from onrecord.network.tagger import FINE
from training.meaning.cases import UNKNOWN, Answers, Batch, Case, batch
from training.meaning.network import ReaderNetwork, Said

SMOOTHED = 0.05  # of an act's likelihood goes to all acts: neighbours are hard to tell apart
EVENED = 0.25  # the power to which the frequency of acts is taken back
WEIGHTS = {"acts": 1.5, "types": 0.4, "targets": 1.0, "sources": 0.6}


@dataclass(frozen=True)
class Plan:
    """How to train."""

    epochs: int
    rate: float
    head_rate: float = 1e-3
    statements: int = 32
    warmup: float = 0.08
    decay: float = 0.01
    average: float = 0.995
    blanked: float = 0.05
    hidden: float = 0.08
    renamed: float = 0.5
    seed: int = 1


def learn(
    reader: ReaderNetwork,
    epoch: Callable[[int], Sequence[Case]],
    plan: Plan,
    checkpoint: Path,
    check: Callable[[ReaderNetwork], str],
    log: Callable[[str], None],
) -> ReaderNetwork:
    """Train as planned; the averaged reader.  Goes on from the checkpoint if there is one."""
    learning = {name: p for name, p in reader.named_parameters() if p.requires_grad}
    groups = [
        {"params": [p for n, p in learning.items() if n.startswith("encoder.")], "lr": plan.rate},
        {
            "params": [p for n, p in learning.items() if not n.startswith("encoder.")],
            "lr": plan.head_rate,
        },
    ]
    optimizer = torch.optim.AdamW(groups, weight_decay=plan.decay, fused=True)
    first = epoch(0)
    evened = evening(first)
    total = plan.epochs * -(-len(first) // plan.statements)
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer,
        lambda n: min(
            n / max(1, plan.warmup * total), max(0.0, (total - n) / (total * (1 - plan.warmup)))
        ),
    )
    averaged, done, begun = copy.deepcopy(reader), 0, 0
    if checkpoint.exists():
        saved = torch.load(checkpoint, weights_only=True)
        reader.load_state_dict(saved["reader"])
        averaged.load_state_dict(saved["averaged"])
        optimizer.load_state_dict(saved["optimizer"])
        schedule.load_state_dict(saved["schedule"])
        done, begun = saved["done"], saved["epoch"]
        log(f"going on from epoch {begun}")
    for number in range(begun, plan.epochs):
        torch.manual_seed(plan.seed + number)
        started, lost, steps = time.monotonic(), 0.0, 0
        for some in shuffled(epoch(number), plan, number):
            reader.train()
            loss = losses(reader, blanked(some, plan), evened)
            loss.backward()
            nn.utils.clip_grad_norm_(reader.parameters(), 2.0)
            optimizer.step()
            schedule.step()
            optimizer.zero_grad()
            done, steps, lost = done + 1, steps + 1, lost + loss.item()
            move(averaged, reader, min(plan.average, (1 + done) / (10 + done)))
            if steps % 50 == 0:
                pace = steps / (time.monotonic() - started)
                log(f"step {done}/{total} loss {lost / steps:.3f} ({pace:.2f} steps/s)")
        save(
            checkpoint,
            {
                "reader": reader.state_dict(),
                "averaged": averaged.state_dict(),
                "optimizer": optimizer.state_dict(),
                "schedule": schedule.state_dict(),
                "done": done,
                "epoch": number + 1,
            },
        )
        log(f"epoch {number + 1}: {check(averaged.eval())}")
    averaged.eval()
    return averaged


def evening(cases: Sequence[Case]) -> Tensor:
    """The weight of each act: rare ones count a little more."""
    counts = torch.bincount(torch.tensor([case.act for case in cases]), minlength=len(ACTS))
    return (counts.sum() / (len(ACTS) * counts.clamp(min=1))) ** EVENED


def shuffled(cases: Sequence[Case], plan: Plan, number: int) -> Iterator[Batch]:
    """The cases in batches, those of like length together."""
    chance = random.Random(f"{plan.seed} {number}")
    order = list(cases)
    chance.shuffle(order)
    groups = []
    for at in range(0, len(order), 20 * plan.statements):
        near = sorted(order[at : at + 20 * plan.statements], key=lambda c: len(c.view.words))
        groups += [near[n : n + plan.statements] for n in range(0, len(near), plan.statements)]
    chance.shuffle(groups)
    yield from map(batch, groups)


def blanked(some: Batch, plan: Plan) -> Batch:
    """A batch with some words blanked out, and now and then the whole cue."""
    roles = some.roles[:, 1:]
    cueless = (torch.rand(len(roles), 1) < plan.hidden) & (roles == CUE)
    hidden = (torch.rand(roles.shape) < plan.blanked) | cueless
    return replace(some, states=some.states.masked_fill(hidden.unsqueeze(-1), 0))


def losses(reader: ReaderNetwork, some: Batch, evened: Tensor) -> Tensor:
    """Minus the log-likelihood of what is marked, weighted, per statement."""
    said = scores(reader, some)
    acts = nn.functional.cross_entropy(
        said.acts, some.acts, weight=evened, label_smoothing=SMOOTHED
    )
    known = (some.types != UNKNOWN).sum().clamp(min=1)
    types = nn.functional.cross_entropy(said.types, some.types, reduction="sum") / known
    targets, sources = (
        pointing(said, some, number, answers) for number, answers in enumerate(some.answers)
    )
    return (
        WEIGHTS["acts"] * acts
        + WEIGHTS["types"] * types
        + WEIGHTS["targets"] * targets
        + WEIGHTS["sources"] * sources
    )


def scores(reader: ReaderNetwork, some: Batch) -> Said:
    """What the reader says of a batch."""
    with torch.autocast("cpu", dtype=torch.bfloat16):
        states = some.states.float() / FINE
        said = reader(states, some.places, some.roles, some.kinds, some.mask)
    return Said(*(part.float() for part in said))


def pointing(said: Said, some: Batch, number: int, answers: Answers) -> Tensor:
    """Minus the log-likelihood that one of the right mentions is meant."""
    if not answers.known.any():
        return said.points.sum() * 0
    likely = shares(said, some, number, answers)
    right = likely.masked_fill(~answers.right, -1e4).logsumexp(1)
    return -right[answers.known].mean()


def shares(said: Said, some: Batch, number: int, answers: Answers) -> Tensor:
    """The log-likelihood of each mention, and in the last column that it is nobody."""
    rows = torch.arange(len(some.roles)).unsqueeze(1)
    points = said.points[rows, some.mentions, number]
    table = torch.cat([points, said.none[:, number : number + 1]], 1)
    return table.masked_fill(~answers.given, -1e4).log_softmax(1)


def move(averaged: nn.Module, reader: nn.Module, kept: float) -> None:
    """Move the averaged weights a little towards the reader's."""
    with torch.no_grad():
        for mean, new in zip(averaged.parameters(), reader.parameters(), strict=True):
            mean.lerp_(new, 1 - kept)


def save(path: Path, what: dict[str, object]) -> None:
    """Write a checkpoint, whole or not at all."""
    path.parent.mkdir(parents=True, exist_ok=True)
    new = path.with_suffix(".new")
    torch.save(what, new)
    new.replace(path)
