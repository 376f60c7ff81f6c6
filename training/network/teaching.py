"""What teachers say of articles: each of those that it did not learn from, in folds."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import replace
from functools import partial

import torch
from torch import Tensor

from training.encoders import Special
from training.keeping import save
from training.network.cases import Seen, Shares
from training.network.checking import of_statements, runs
from training.network.learning import Batches, Plan, Workshop, learn
from training.network.losses import evening, shares, teacher_loss
from training.network.reading import hidden_cues
from training.network.teacher import TeachBatch, TeacherNetwork, teach_batch
from training.network.versions import Versions, drawn
from training.network.windows import blanked

Some = tuple[Sequence[Seen], int]  # articles, and a number from which all chance comes


def taught(
    articles: Sequence[Versions],
    held: Sequence[Seen],
    plan: Plan,
    shop: Workshop,
    *,
    folds: int,
    layers: int,
) -> list[Versions]:
    """The articles with what is told of each case by a teacher that never saw the article.

    There is a teacher for each fold; how it does on articles ``held`` back is told after epochs.
    """
    evened = evening(articles)
    found = list(articles)
    for fold in range(folds):
        kept = shop.work / f"told-{fold}.pt"
        if not kept.exists():
            learned = [a for number, a in enumerate(articles) if number % folds != fold]
            torch.manual_seed(plan.seed)
            new = TeacherNetwork.of(shop.encoder, layers)
            teacher = trained(new, f"teacher-{fold}", learned, held, evened, plan, shop)
            save(kept, [told(teacher, some, shop.special) for some in articles[fold::folds]])
        rows = torch.load(kept, weights_only=True)
        found[fold::folds] = [
            [with_told(*both) for both in zip(*pair, strict=True)]
            for pair in zip(articles[fold::folds], rows, strict=True)
        ]
    return found


def trained(
    teacher: TeacherNetwork,
    name: str,
    learned: Sequence[Versions],
    held: Sequence[Seen],
    evened: Tensor,
    plan: Plan,
    shop: Workshop,
) -> TeacherNetwork:
    """A teacher of these articles."""
    make = partial(batch, plan=plan, special=shop.special)
    checked = [teach_batch([article], shop.special) for article in held]

    def epoch(number: int) -> Batches:
        chance = random.Random(f"{plan.seed} {number}")
        some = drawn(learned, plan.renamed, chance)
        parts = -(-len(some) // plan.articles)
        return Batches(make, [(some[n::parts], chance.getrandbits(32)) for n in range(parts)])

    loss_of = partial(teacher_loss, evened=evened)
    check = partial(of_statements, batches=checked)
    found: TeacherNetwork = learn(teacher, name, epoch, loss_of, plan, check, shop)
    return found


def batch(some: Some, plan: Plan, special: Special) -> TeachBatch:
    """The statements of articles, of which some pieces and some cues are blanked out."""
    articles, seed = some
    noise = torch.Generator().manual_seed(seed)
    plain = teach_batch(articles, special)
    cues = hidden_cues(plain.marked.roles, plan.hidden, noise)
    windows = plain.windows._replace(pieces=plain.windows.pieces.masked_fill(cues, special.blank))
    return plain._replace(windows=blanked(windows, plan.blanked, special, noise))


def told(
    teacher: TeacherNetwork, article: Versions, special: Special
) -> list[list[tuple[Tensor, ...]]]:
    """What a teacher says of each case of each version of an article, as it can be saved."""
    batches = (teach_batch([version], special) for version in article)
    return [
        [
            tuple(row.half().cpu() for row in (acts, types, targets[given], sources[given]))
            for acts, types, targets, sources, given in zip(
                *shares(said, seen), seen.right.targets.given, strict=True
            )
        ]
        for seen, said in runs(teacher, batches)
    ]


def with_told(article: Seen, rows: Sequence[tuple[Tensor, ...]]) -> Seen:
    """An article with what is told of its cases."""
    both = zip(article.cases, rows, strict=True)
    return replace(article, cases=[replace(case, told=Shares(*row)) for case, row in both])
