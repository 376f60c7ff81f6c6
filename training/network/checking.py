"""How well the networks do: on tags and links, and on statements."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import TypeVar

import numpy as np
import torch
from torch import Tensor, nn

from onrecord.attribution import linking
from onrecord.meaning import ACTS
from onrecord.network.decoding import decode
from onrecord.network.tags import ROLES, TAGS
from onrecord.network.words import Numbers
from training.network.cases import UNKNOWN
from training.network.learning import moved
from training.network.losses import link_scores, pointing, scores, tags
from training.network.reader import Said
from training.network.reading import ReadBatch
from training.network.tagger import Tagger
from training.network.tagging import TagBatch
from training.network.teacher import TeachBatch

Batch = TypeVar("Batch", ReadBatch, TeachBatch)


def of_tags(tagger: Tagger, batches: Iterable[TagBatch]) -> str:
    """Exact F1 of source, cue and content, and how many links of marked spans are right.

    As the CofeNet paper counts (COLING 2022), on paragraphs.
    """
    count: Counter[str] = Counter()
    tagger.eval()
    chain = tagger.chain().detach().cpu().numpy()
    with torch.inference_mode():
        for batch in map(moved, batches):
            output = tags(tagger, batch)
            rows = output.tags.flatten(0, 1)[batch.words].cpu().numpy()
            sizes = batch.real.sum(1).tolist()
            found = decode([row[:size] for row, size in zip(rows, sizes, strict=True)], chain)
            golden = batch.tags.cpu().numpy()
            for (words, _), gold, size in zip(found, golden, sizes, strict=True):
                compare(count, spans(gold[:size]), spans(words))
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


def runs(network: nn.Module, batches: Iterable[Batch]) -> Iterator[tuple[Batch, Said]]:
    """What a network says of statements, batch by batch."""
    network.eval()
    with torch.inference_mode():
        for batch in map(moved, batches):
            yield batch, scores(network, batch)


def of_statements(network: nn.Module, batches: Sequence[Batch]) -> str:
    """Right acts and their macro-F1, types, targets and sources, in one line."""
    confusion = torch.zeros(len(ACTS), len(ACTS), dtype=torch.int64)
    count: Counter[str] = Counter()
    for batch, said in runs(network, batches):
        right = batch.right
        for gold, found in zip(right.acts.tolist(), said.acts.argmax(1).tolist(), strict=True):
            confusion[gold, found] += 1
        count["types right"] += int((said.types.argmax(1) == right.types).sum())
        count["types"] += int((right.types != UNKNOWN).sum())
        pointed = zip(("targets", "sources"), pointing(said, batch), right.answers, strict=True)
        for name, likely, answers in pointed:
            best = likely.argmax(1, keepdim=True)
            hit = answers.right.gather(1, best).squeeze(1) & answers.known
            count[f"{name} right"] += int(hit.sum())
            count[name] += int(answers.known.sum())
    shown = [
        f"{name} {count[f'{name} right'] / max(1, count[name]):.3f}"
        for name in ("types", "targets", "sources")
    ]
    acts = float(confusion.trace() / confusion.sum())
    return f"acts {acts:.3f} (macro-F1 {macro_f1(confusion):.3f}) {' '.join(shown)}"


def macro_f1(confusion: Tensor) -> float:
    """The mean F1 over the acts."""
    both = 2 * confusion.diagonal().float()
    return float((both / (confusion.sum(0) + confusion.sum(1)).clamp(min=1)).mean())


def sharpness(network: nn.Module, batches: Sequence[ReadBatch]) -> float:
    """By what the scores of acts are to be divided to be as sure as they are right.

    Temperature scaling (Guo et al., ICML 2017): the one of a grid with the least loss.
    """
    found = [(said.acts, batch.right.acts) for batch, said in runs(network, batches)]
    acts = torch.cat([scores for scores, _ in found])
    gold = torch.cat([acts for _, acts in found])
    grid = [0.5 + 0.05 * step for step in range(50)]
    return min(grid, key=lambda by: float(torch.nn.functional.cross_entropy(acts / by, gold)))
