"""How well a tagger does on paragraphs, as the CofeNet paper counts (COLING 2022)."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Sequence

import numpy as np
import torch
from training.attribution.batches import Special, batches, packed
from training.attribution.corpus import Example
from training.attribution.learning import link_scores
from training.attribution.network import Tagger

from onrecord.attribution import linking
from onrecord.network.decoding import decode
from onrecord.network.tags import ROLES, TAGS
from onrecord.network.words import WINDOW, Numbers


def check(tagger: Tagger, articles: Sequence[Sequence[Example]], special: Special) -> str:
    """Exact F1 of source, cue and content, and how many links of marked spans are right."""
    windows = packed(articles, lambda: WINDOW)
    count: Counter[str] = Counter()
    chain = tagger.chain().detach().numpy()
    with torch.inference_mode():
        for batch in batches(windows, 4096, special, random.Random(0)):
            with torch.autocast("cpu", dtype=torch.bfloat16):
                output = tagger(batch.pieces, batch.looks, batch.mask)
            scores = output.tags.float().flatten(0, 1)[batch.words].numpy()
            sizes = batch.real.sum(1).tolist()
            found = decode([row[:size] for row, size in zip(scores, sizes, strict=True)], chain)
            for (tags, _), gold, size in zip(found, batch.tags.numpy(), sizes, strict=True):
                compare(count, spans(gold[:size]), spans(tags))
            for kind, links in enumerate((batch.contents, batch.cues)):
                if len(links.asks):
                    right = link_scores(tagger, output, links, kind).argmax(1) == links.right
                    count[f"links{kind}"] += len(right)
                    count[f"right{kind}"] += int(right.sum())
    shown = [f"{role} {f1(count, role):.3f}" for role in ROLES]
    shown += [
        f"link{kind} {count[f'right{kind}'] / max(1, count[f'links{kind}']):.3f}" for kind in (0, 1)
    ]
    return " ".join(shown)


def spans(tags: Numbers) -> set[tuple[str, int, int]]:
    """(role, first word, end) of each span."""
    sure = np.ones((len(tags), len(TAGS)), np.float32)
    return {(span.role, span.start, span.end) for span in linking.spans(tags, sure)}


def compare(
    count: Counter[str], gold: set[tuple[str, int, int]], found: set[tuple[str, int, int]]
) -> None:
    for name, some in (("gold", gold), ("found", found), ("both", gold & found)):
        count.update(f"{name} {role}" for role, _, _ in some)


def f1(count: Counter[str], role: str) -> float:
    total = count[f"gold {role}"] + count[f"found {role}"]
    return 2 * count[f"both {role}"] / total if total else 0.0
