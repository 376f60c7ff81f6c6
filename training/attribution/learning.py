"""Training: batches in, a better tagger out, with a checkpoint now and then."""

from __future__ import annotations

import copy
import random
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import torch
from torch import Tensor, nn
from training.attribution.batches import Batch, Links, Special, batches, packed
from training.attribution.corpus import Example
from training.attribution.network import Output, Tagger


@dataclass(frozen=True)
class Plan:
    """How to train; ``pieces`` is the size of a batch and ``window`` of a window."""

    epochs: float
    rate: float
    head_rate: float = 1e-3
    pieces: int = 2048
    window: int = 256
    warmup: float = 0.06
    decay: float = 0.01
    average: float = 0.998
    blanked: float = 0.05
    seed: int = 1


def losses(tagger: Tagger, batch: Batch, blanked: float, blank: int) -> Tensor:
    """Minus the log-likelihood of everything marked in a batch, per window.

    A share of the pieces is blanked out, so that the tagger learns not to lean on words.
    """
    pieces = batch.pieces.masked_fill(torch.rand(batch.pieces.shape) < blanked, blank)
    with torch.autocast("cpu", dtype=torch.bfloat16):
        output = tagger(pieces, batch.looks, batch.mask)
    tags = output.tags.float().flatten(0, 1)[batch.words]
    surprise = tagger.surprise(tags, batch.tags, batch.real)
    for kind, links in enumerate((batch.contents, batch.cues)):
        if len(links.asks):
            scores = link_scores(tagger, output, links, kind)
            surprise = surprise + nn.functional.cross_entropy(scores, links.right, reduction="sum")
    return surprise / len(batch.pieces)


def link_scores(tagger: Tagger, output: Output, links: Links, kind: int) -> Tensor:
    """How well each answer suits, and in the last column nobody (contents always have a cue)."""
    states = output.links.float().flatten(0, 1)
    asks = states[links.asks, 2 * kind]
    answers = states[links.answers, 2 * kind + 1]
    scores = torch.einsum("qd,qad->qa", asks, answers) + tagger.distances[kind][links.steps]
    scores = scores.masked_fill(~links.given, -1e4)
    nobody = output.nobody.float().flatten()[links.asks]
    last = nobody if kind == 1 else torch.full_like(nobody, -1e4)
    return torch.cat([scores, last.unsqueeze(1)], dim=1)


def learn(
    tagger: Tagger,
    articles: Callable[[int], Sequence[Sequence[Example]]],
    plan: Plan,
    special: Special,
    checkpoint: Path,
    check: Callable[[Tagger], str],
    log: Callable[[str], None],
    check_every: int = 400,
) -> Tagger:
    """Train as planned; the averaged tagger.  Goes on from the checkpoint if there is one."""
    learning = {name: p for name, p in tagger.named_parameters() if p.requires_grad}
    body = [p for name, p in learning.items() if name.startswith("encoder.")]
    heads = [p for name, p in learning.items() if not name.startswith("encoder.")]
    optimizer = torch.optim.AdamW(
        [{"params": body, "lr": plan.rate}, {"params": heads, "lr": plan.head_rate}],
        weight_decay=plan.decay,
        fused=True,
    )
    averaged = {name: value.clone() for name, value in tagger.state_dict().items()}
    per_epoch = sum(1 for _ in stream(articles, plan, special, 0))
    total = int(per_epoch * plan.epochs)
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer,
        lambda n: min(
            n / max(1, plan.warmup * total), max(0.0, (total - n) / (total * (1 - plan.warmup)))
        ),
    )
    done = 0
    if checkpoint.exists():
        saved = torch.load(checkpoint, weights_only=True)
        tagger.load_state_dict(saved["tagger"])
        optimizer.load_state_dict(saved["optimizer"])
        schedule.load_state_dict(saved["schedule"])
        averaged, done = saved["averaged"], saved["done"]
        log(f"going on from step {done}")
    torch.manual_seed(plan.seed + done)
    log(f"{total} steps, {per_epoch} an epoch")
    started, mean, seen = time.monotonic(), 0.0, 0
    epoch = done // per_epoch
    skip = done % per_epoch
    while done < total:
        for batch in stream(articles, plan, special, epoch):
            if skip:
                skip -= 1
                continue
            if done >= total:
                break
            tagger.train()
            loss = losses(tagger, batch, plan.blanked, special.blank)
            loss.backward()
            nn.utils.clip_grad_norm_(tagger.parameters(), 5.0)
            optimizer.step()
            schedule.step()
            optimizer.zero_grad()
            done += 1
            average(averaged, tagger, min(plan.average, (1 + done) / (10 + done)))
            mean += loss.item()
            seen += int(batch.mask.sum())
            if done % 50 == 0:
                rate = seen / (time.monotonic() - started)
                log(f"step {done}/{total} loss {mean / 50:.3f} ({rate:.0f} pieces/s)")
                mean = 0.0
            if done % check_every == 0 or done == total:
                save(checkpoint, tagger, optimizer, schedule, averaged, done)
                log(f"step {done}: {check(with_weights(tagger, averaged))}")
        epoch += 1
    return with_weights(tagger, averaged)


def stream(
    articles: Callable[[int], Sequence[Sequence[Example]]], plan: Plan, special: Special, epoch: int
) -> Iterator[Batch]:
    """The batches of one epoch, the same each time it is asked for."""
    chance = random.Random(f"{plan.seed} {epoch}")
    # Now and then a window is short, so that a paragraph on its own is no surprise.
    cuts = (plan.window,) * 3 + (plan.window // 2, plan.window // 4)
    cut = packed(articles(epoch), lambda: chance.choice(cuts))
    yield from batches(cut, plan.pieces, special, chance)


def average(averaged: dict[str, Tensor], tagger: Tagger, weight: float) -> None:
    """Move the averaged weights a little towards the tagger's."""
    for name, value in tagger.named_parameters():
        if value.requires_grad:
            averaged[name].lerp_(value.detach(), 1 - weight)


def with_weights(tagger: Tagger, weights: dict[str, Tensor]) -> Tagger:
    """A copy of the tagger with other weights, ready to be used."""
    other = copy.deepcopy(tagger)
    other.load_state_dict(weights)
    other.eval()
    return other


def save(
    path: Path,
    tagger: Tagger,
    optimizer: torch.optim.Optimizer,
    schedule: torch.optim.lr_scheduler.LambdaLR,
    averaged: dict[str, Tensor],
    done: int,
) -> None:
    """Write a checkpoint, whole or not at all."""
    path.parent.mkdir(parents=True, exist_ok=True)
    new = path.with_suffix(".new")
    torch.save(
        {
            "tagger": tagger.state_dict(),
            "optimizer": optimizer.state_dict(),
            "schedule": schedule.state_dict(),
            "averaged": averaged,
            "done": done,
        },
        new,
    )
    new.replace(path)
