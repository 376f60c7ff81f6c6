"""Training: pairs in, a better comparer out, with a checkpoint after each epoch."""

from __future__ import annotations

import copy
import random
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import torch
from tokenizers import Tokenizer
from torch import Tensor, nn

from onrecord.positions import LATER, RELATIONS, Half, laid_out, plain, signs, told
from training.keeping import move, save
from training.positions.network import ComparerNetwork, Said
from training.positions.pairs import Pair, Words, strangers
from training.precision import FAST

BLANK = 104  # the encoder's piece for a word that cannot be read
SMOOTHED = 0.06  # of a relation's likelihood goes to all relations: neighbours are hard to part
DEFENDED = 0.2  # of it goes to the relations that could be defended too
PIVOTS = 0.3  # what the pivots weigh beside the relations


@dataclass(frozen=True)
class Plan:
    """How to train: ``turned`` pairs are read the other way round, ``bare`` statements lack their
    cue, ``blanked`` pieces are hidden (shares); ``strangers`` are added for each pair.  The
    ``still`` lowest layers are left as they are.
    """

    epochs: int
    still: int
    rate: float
    head_rate: float = 1e-3
    sign_rate: float = 5e-3
    pairs: int = 32
    warmup: float = 0.1
    decay: float = 0.01
    average: float = 0.99
    blanked: float = 0.04
    turned: float = 0.3
    bare: float = 0.25
    strangers: float = 0.07
    seed: int = 1


@dataclass(frozen=True, slots=True, eq=False)
class Case:
    """A pair as the network reads it; ``relations``: how right each is; ``pivot``: 1 where a piece
    is a part of it, 0 where not, -1 where nobody said.
    """

    pieces: Tensor
    parts: Tensor
    signs: Tensor
    relations: Tensor
    pivot: Tensor


class Reading:
    """Pairs → cases, by a tokenizer."""

    def __init__(self, tokenizer: Tokenizer) -> None:
        self.tokenizer = tokenizer

    def half(self, words: Words, *, bare: bool = False) -> Half:
        """A statement in pieces, with or without its cue."""
        text = plain(told("" if bare else words.cue, words.content))
        return Half.of(text, self.tokenizer.encode(text, add_special_tokens=False))

    def case(self, pair: Pair, bare: tuple[bool, bool] = (False, False)) -> Case:
        """A pair as a case."""
        one = self.half(pair.earlier, bare=bare[0])
        other = self.half(pair.later, bare=bare[1])
        pieces, parts = laid_out(one.pieces, other.pieces)
        pivot = torch.full((len(pieces),), -1.0)
        if pair.pivot is not None and (start := other.words.find(plain(pair.pivot))) >= 0:
            end = start + len(plain(pair.pivot))
            inside = [float(first < end and last > start) for first, last in other.offsets]
            pivot[torch.from_numpy(parts == LATER)] = torch.tensor(inside)
        return Case(
            torch.from_numpy(pieces),
            torch.from_numpy(parts),
            torch.tensor(signs(one.words, other.words)),
            rightness(pair),
            pivot,
        )


def rightness(pair: Pair) -> Tensor:
    """How right each relation is, all together 1."""
    right = torch.full((len(RELATIONS),), SMOOTHED / len(RELATIONS))
    left = 1 - SMOOTHED
    for label in pair.also:
        right[RELATIONS.index(label)] += left * DEFENDED / len(pair.also)
    right[RELATIONS.index(pair.relation)] += left * (1 - DEFENDED * bool(pair.also))
    return right


def epoch(pairs: Sequence[Pair], reading: Reading, plan: Plan, number: int) -> list[Case]:
    """The cases of one epoch, varied anew."""
    chance = random.Random(f"{plan.seed} {number}")
    some = [*pairs, *strangers(pairs, round(plan.strangers * len(pairs)), chance)]
    cases = []
    for pair in some:
        other = pair.turned() if chance.random() < plan.turned else None
        bare = (chance.random() < plan.bare, chance.random() < plan.bare)
        cases.append(reading.case(other or pair, bare))
    return cases


def batches(cases: Sequence[Case], size: int, chance: random.Random) -> Iterator[list[Case]]:
    """The cases in batches, those of like length together, in random order."""
    order = list(cases)
    chance.shuffle(order)
    groups = []
    for at in range(0, len(order), 12 * size):
        near = sorted(order[at : at + 12 * size], key=lambda case: len(case.pieces))
        groups += [near[n : n + size] for n in range(0, len(near), size)]
    chance.shuffle(groups)
    yield from groups


def learn(
    comparer: ComparerNetwork,
    pairs: Sequence[Pair],
    reading: Reading,
    plan: Plan,
    checkpoint: Path,
    check: Callable[[ComparerNetwork], str],
    log: Callable[[str], None],
) -> ComparerNetwork:
    """Train as planned; the averaged comparer.  Goes on from the checkpoint if there is one."""
    learning = {name: p for name, p in comparer.named_parameters() if p.requires_grad}
    body = [p for name, p in learning.items() if name.startswith("encoder.")]
    heads = [p for name, p in learning.items() if not name.startswith(("encoder.", "signs."))]
    optimizer = torch.optim.AdamW(
        [
            {"params": body, "lr": plan.rate},
            {"params": heads, "lr": plan.head_rate},
            {"params": comparer.signs.parameters(), "lr": plan.sign_rate},
        ],
        weight_decay=plan.decay,
        fused=True,
    )
    total = plan.epochs * -(-len(epoch(pairs, reading, plan, 0)) // plan.pairs)
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer,
        lambda n: min(
            n / max(1, plan.warmup * total), max(0.0, (total - n) / (total * (1 - plan.warmup)))
        ),
    )
    averaged, done, begun = copy.deepcopy(comparer), 0, 0
    parts = {"comparer": comparer, "averaged": averaged, "optimizer": optimizer}
    if checkpoint.exists():
        saved = torch.load(checkpoint, weights_only=True)
        for name, part in {**parts, "schedule": schedule}.items():
            part.load_state_dict(saved[name])
        done, begun = saved["done"], saved["epoch"]
        log(f"going on from epoch {begun}")
    for layer in comparer.encoder.encoder.layer[: plan.still]:
        layer.requires_grad_(False)
    for number in range(begun, plan.epochs):
        torch.manual_seed(plan.seed + number)
        started, lost, steps = time.monotonic(), 0.0, 0
        chance = random.Random(f"{plan.seed} order {number}")
        for some in batches(epoch(pairs, reading, plan, number), plan.pairs, chance):
            comparer.train()
            loss = losses(comparer, some, plan.blanked)
            loss.backward()
            nn.utils.clip_grad_norm_(comparer.parameters(), 1.0)
            optimizer.step()
            schedule.step()
            optimizer.zero_grad()
            done, steps, lost = done + 1, steps + 1, lost + loss.item()
            move(averaged, comparer, min(plan.average, (1 + done) / (10 + done)))
        states = {name: part.state_dict() for name, part in parts.items()}
        save(
            checkpoint,
            {**states, "schedule": schedule.state_dict(), "done": done, "epoch": number + 1},
        )
        spent = time.monotonic() - started
        log(f"epoch {number + 1}: loss {lost / steps:.3f}, {spent:.0f} s; {check(averaged.eval())}")
    averaged.eval()
    return averaged


def losses(comparer: ComparerNetwork, some: Sequence[Case], blanked: float) -> Tensor:
    """Minus the log-likelihood of what is marked, per pair."""
    pieces, parts, signs, mask = padded(some)
    hidden = (torch.rand(pieces.shape) < blanked) & (parts > 0)
    said = scores(comparer, pieces.masked_fill(hidden, BLANK), parts, signs, mask)
    relations = torch.stack([case.relations for case in some])
    loss = -(relations * likelihoods(said)).sum(1).mean()
    pivots = nn.utils.rnn.pad_sequence([c.pivot for c in some], True, padding_value=-1.0)
    known = pivots >= 0
    if known.any():
        found = nn.functional.binary_cross_entropy_with_logits(said.pivots[known], pivots[known])
        loss = loss + PIVOTS * found
    return loss


def padded(some: Sequence[Case]) -> tuple[Tensor, Tensor, Tensor, Tensor]:
    """Pieces, parts, signs and mask of a batch."""
    pieces = nn.utils.rnn.pad_sequence([case.pieces for case in some], batch_first=True)
    parts = nn.utils.rnn.pad_sequence([case.parts for case in some], batch_first=True)
    lengths = torch.tensor([len(case.pieces) for case in some])
    mask = torch.arange(pieces.shape[1]) < lengths.unsqueeze(1)
    return pieces, parts, torch.stack([case.signs for case in some]), mask


def scores(
    comparer: ComparerNetwork, pieces: Tensor, parts: Tensor, signs: Tensor, mask: Tensor
) -> Said:
    """What the comparer says of a batch."""
    with torch.autocast("cpu", dtype=torch.bfloat16, enabled=FAST):
        said = comparer(pieces, parts, signs, mask)
    return Said(*(part.float() for part in said))


def likelihoods(said: Said, sharpness: tuple[float, float] = (1.0, 1.0)) -> Tensor:
    """The log-likelihood of each of the six relations: on one issue and of a stance, or on two."""
    issue, stances = said.issue / sharpness[0], said.stances / sharpness[1]
    same = nn.functional.logsigmoid(issue)
    return torch.cat([same + stances.log_softmax(-1), nn.functional.logsigmoid(-issue)], -1)
