"""How the joint network learns: articles to read and articles to tag, side by side."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

import torch

from onrecord.network.words import Splitter
from training.encoders import Special
from training.network import corpus
from training.network.augment import Variety, names_in, varied
from training.network.cases import Seen
from training.network.corpus import Example
from training.network.joint import JointNetwork
from training.network.learning import Batches, Plan, Workshop, learn
from training.network.losses import JointBatch, evening, joint_loss
from training.network.reading import cueless, read_batch
from training.network.tagging import tag_batch
from training.network.versions import Versions, drawn
from training.network.windows import blanked

# Now and then a window is long or short; in short ones, what is to be tagged stands a paragraph
# at a time, so that one on its own is no surprise.
SHORT = 64
WINDOWS = (256, 128, 128, 128, SHORT)

Tagged = Sequence[Sequence[Example]]
Some = tuple[Sequence[Seen], Tagged, int]  # and a number from which all chance comes


def joined(
    joint: JointNetwork,
    articles: Sequence[Versions],
    tagged: Callable[[int], Tagged],
    plan: Plan,
    check: Callable[[JointNetwork], str],
    shop: Workshop,
) -> JointNetwork:
    """The network, trained on articles to read and, by epoch, others to tag."""
    make = partial(batch, plan=plan, special=shop.special)

    def epoch(number: int) -> Batches:
        chance = random.Random(f"{plan.seed} {number}")
        read, tag = drawn(articles, plan.renamed, chance), list(tagged(number))
        chance.shuffle(tag)
        parts = max(1, min(len(read) // plan.articles, len(tag)))
        return Batches(
            make, [(read[n::parts], tag[n::parts], chance.getrandbits(32)) for n in range(parts)]
        )

    loss_of = partial(joint_loss, evened=evening(articles))
    found: JointNetwork = learn(joint, "joint", epoch, loss_of, plan, check, shop)
    return found


def batch(some: Some, plan: Plan, special: Special) -> JointBatch:
    """Articles to read and to tag, of which some pieces and some cues are hidden."""
    read, tag, seed = some
    chance, noise = random.Random(seed), torch.Generator().manual_seed(seed)
    reading = read_batch(read, chance.choice(WINDOWS), special)
    longest = chance.choice(WINDOWS)
    parts = [[part] for article in tag for part in article] if longest == SHORT else tag
    tagging = tag_batch(parts, longest, special)
    hazy = partial(blanked, share=plan.blanked, special=special, noise=noise)
    reading = reading._replace(windows=hazy(reading.windows))
    tagging = tagging._replace(windows=hazy(tagging.windows))
    return JointBatch(cueless(reading, plan.hidden, noise), tagging)


def each_epoch(
    rows: Sequence[dict[str, Any]], split: Splitter, variety: Variety
) -> Callable[[int], Tagged]:
    """Epoch → the articles of a corpus, some of them changed."""
    names = sorted({name for row in rows for name in names_in(row)})
    plain = [corpus.examples(row, split) for row in rows]

    def articles(epoch: int) -> Tagged:
        chance = random.Random(f"variety {epoch}")
        changed = (varied(row, names, variety, chance) for row in rows)
        return [
            as_it_is if new is row else corpus.examples(new, split)
            for row, new, as_it_is in zip(rows, changed, plain, strict=True)
        ]

    return articles
