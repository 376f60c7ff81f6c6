"""Learn the branch of the comparer: which of a few earlier statements one bears on, or none.

The few are the likeliest by trees that did not learn from their world.  Half of the worlds are
learned from and the other half is scored, and the other way round, so that what the scores are
worth can be learned where they are honest; what ships has the mean of both halves' weights.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import random
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

import onnx
import onnxruntime
import torch
from torch import Tensor, nn
from torch.nn import functional
from torch.nn.utils.rnn import pad_sequence

from onrecord.ledger import KINDS
from onrecord.ledger.context import Context
from onrecord.ledger.likeness import odds
from onrecord.positions import BRANCH, MODEL, WEIGHTS, Comparer
from onrecord.positions.excerpts import laid_out
from training.keeping import save
from training.ledger.branch import BELOW, Branch, addition, frozen
from training.ledger.choices import Choice, Pair
from training.precision import SHORT

EPOCHS = 3
RATE, BESIDE_RATE, TREES_RATE = 5e-4, 1.7e-4, 1e-2
TOGETHER = 8  # later statements in a batch
WARMUP, DECAY, SMOOTHED, HIDDEN = 0.08, 0.01, 0.04, 0.06
ALONE, EVENTS = 0.5, 0.15  # what each pair and its event weigh beside the choice among the few
AT_ONCE = 48
ADDED = ("down", "up")


class Seen(NamedTuple):
    """What the branch sees of a pair: states, marks and places of pieces."""

    states: Tensor
    marks: Tensor
    places: Tensor


def make(
    choices: Mapping[str, Sequence[Choice]],
    excerpts: Mapping[str, Context],
    work: Path,
    log: Callable[[str], None],
) -> dict[Pair, float]:
    """Makes the branch and puts it beside the comparer; what both halves found where they had not
    learned.
    """
    model = Path(str(MODEL))
    network = onnx.load_from_string(gzip.decompress((model / WEIGHTS).read_bytes()))
    kept = seen([one for some in choices.values() for one in some], excerpts, network)
    names, halves = sorted(choices), []
    found: dict[Pair, float] = {}
    for half in range(2):
        held = names[half::2]
        log(f"leaves out {', '.join(held)}")
        torch.manual_seed(1)
        branch = Branch(frozen(network))
        mine = [one for name in names if name not in held for one in choices[name]]
        halves.append(learn(branch, mine, kept, work / f"branch-{half}.pt", log))
        found |= scores(branch, [one for name in held for one in choices[name]], kept)
    put(mean_of(*halves, Branch(frozen(network))), network, model)
    return found


def put(branch: Branch, network: onnx.ModelProto, model: Path) -> None:
    """Writes what is added to the network, and its hash into the settings."""
    added = gzip.compress(addition(branch, network), mtime=0)
    (model / BRANCH).write_bytes(added)
    settings = json.loads((model / "settings.json").read_text(encoding="utf-8"))
    settings["branch"] = hashlib.sha256(added).hexdigest()
    (model / "settings.json").write_text(json.dumps(settings) + "\n", encoding="utf-8")


def seen(
    choices: Sequence[Choice], excerpts: Mapping[str, Context], network: onnx.ModelProto
) -> dict[Pair, Seen]:
    """What the branch sees of all pairs, from the lower layers of the network as it ships."""
    lower = onnx.utils.Extractor(network).extract_model(["pieces", "parts"], [BELOW])
    session = onnxruntime.InferenceSession(lower.SerializeToString())
    comparer = Comparer()
    halves = {name: comparer.read(excerpt) for name, excerpt in excerpts.items()}
    found = {}
    for pair in (pair for choice in choices for pair in choice.pairs):
        laid = laid_out(*(halves[name] for name in pair))
        feed = {"pieces": [laid.pieces], "parts": [laid.parts]}
        (states,) = session.run([BELOW], feed)
        kept = torch.from_numpy(states[0])[laid.seen].to(SHORT)
        found[pair] = Seen(kept, torch.tensor(laid.marks), torch.tensor(laid.seen))
    return found


def learn(
    branch: Branch,
    choices: Sequence[Choice],
    seen: Mapping[Pair, Seen],
    checkpoint: Path,
    log: Callable[[str], None],
) -> Branch:
    """The branch after it learned from choices."""
    trees = nn.Parameter(torch.tensor(0.5))  # what their likeness is worth beside the branch
    optimizer = torch.optim.AdamW(groups(branch, trees), weight_decay=DECAY)
    rates = [group["lr"] for group in optimizer.param_groups]
    total = EPOCHS * -(-len(choices) // TOGETHER)
    branch.train()
    for done, some in enumerate(batches(choices)):
        loss = lost(branch, some, seen, trees)
        loss.backward()
        nn.utils.clip_grad_norm_(branch.parameters(), 1.0)
        gone = done / total
        for group, rate in zip(optimizer.param_groups, rates, strict=True):
            group["lr"] = rate * min(gone / WARMUP + 0.02, (1 - gone) / (1 - WARMUP))
        optimizer.step()
        optimizer.zero_grad()
        if done % 20 == 0:
            log(f"step {done} of {total}: loss {loss.item():.3f}")
            save(checkpoint, learned(branch))
    save(checkpoint, learned(branch))
    branch.eval()
    return branch


def groups(branch: Branch, trees: nn.Parameter) -> list[dict[str, object]]:
    """What learns, with the rate of each."""
    named = list(branch.named_parameters())
    beside = [p for name, p in named if name.startswith(("layers", "marks"))]
    added = [p for name, p in named if name.endswith(ADDED) or name.startswith(("inner", "outer"))]
    kept = {id(p) for p in added}
    return [
        {"params": added, "lr": RATE},
        {"params": [p for p in beside if id(p) not in kept], "lr": BESIDE_RATE},
        {"params": [trees], "lr": TREES_RATE},
    ]


def learned(branch: Branch) -> dict[str, Tensor]:
    """The weights that learn."""
    return {name: p.detach() for name, p in branch.named_parameters()}


def batches(choices: Sequence[Choice]) -> Iterator[list[Choice]]:
    """The choices of all epochs, some at a time."""
    chance = random.Random(1)
    for _ in range(EPOCHS):
        order = list(choices)
        chance.shuffle(order)
        for at in range(0, len(order), TOGETHER):
            yield order[at : at + TOGETHER]


def lost(
    branch: Branch, some: Sequence[Choice], seen: Mapping[Pair, Seen], trees: Tensor
) -> Tensor:
    """Minus the log-likelihood of what is right: of the right ones among the few, or of none; of
    each pair alone; and of its event.
    """
    states, marks, places, mask = padded([seen[pair] for choice in some for pair in choice.pairs])
    hidden = torch.rand(mask.shape) < HIDDEN
    hidden[:, 0] = False
    found = branch(states, marks, places, mask & ~hidden)
    likely = torch.tensor([odds(one) for choice in some for one in choice.likely])
    right = torch.tensor([one for choice in some for one in choice.right])
    scores = found[:, 0] + trees * likely
    smooth = right * (1 - SMOOTHED) + SMOOTHED / 2
    loss = ALONE * functional.binary_cross_entropy_with_logits(scores, smooth)
    sizes = [len(choice.earlier) for choice in some]
    for these, which in zip(scores.split(sizes), right.split(sizes), strict=True):
        loss = loss + chosen(these, which) / len(some)
    events = torch.tensor(
        [
            KINDS.index(choice.event) if choice.event and one else -100
            for choice in some
            for one in choice.right
        ]
    )
    if (events >= 0).any():
        loss = loss + EVENTS * functional.cross_entropy(found[:, 1:], events)
    return loss


def chosen(scores: Tensor, right: Tensor) -> Tensor:
    """Minus the log-likelihood that a right one is chosen; of none, where there is none."""
    all_of_them = torch.logsumexp(torch.cat([scores, scores.new_zeros(1)]), 0)
    return all_of_them - torch.logsumexp(scores[right], 0) if right.any() else all_of_them


def padded(some: Sequence[Seen]) -> tuple[Tensor, Tensor, Tensor, Tensor]:
    """States, marks, places and mask of a batch."""
    states, marks, places = (pad_sequence(list(one), True) for one in zip(*some, strict=True))
    lengths = torch.tensor([len(one.marks) for one in some])
    return states, marks, places, torch.arange(marks.shape[1]) < lengths.unsqueeze(1)


@torch.no_grad()
def scores(
    branch: Branch, choices: Sequence[Choice], seen: Mapping[Pair, Seen]
) -> dict[Pair, float]:
    """What a branch finds of all pairs."""
    pairs = [pair for choice in choices for pair in choice.pairs]
    found: dict[Pair, float] = {}
    for at in range(0, len(pairs), AT_ONCE):
        some = pairs[at : at + AT_ONCE]
        given = branch(*padded([seen[pair] for pair in some]))[:, 0].tolist()
        found |= {pair: round(score, 3) for pair, score in zip(some, given, strict=True)}
    return found


@torch.no_grad()
def mean_of(one: Branch, other: Branch, into: Branch) -> Branch:
    """A branch with the mean of the weights of two that began alike."""
    for mean, *both in zip(into.parameters(), one.parameters(), other.parameters(), strict=True):
        mean.copy_((both[0] + both[1]) / 2)
    into.eval()
    return into
