"""What the networks are to make small: how surprised they are by what is marked and told."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import torch
from torch import Tensor, nn

from onrecord.meaning import ACTS
from training.network.cases import UNKNOWN, Shares
from training.network.joint import JointNetwork
from training.network.learning import DEVICE
from training.network.reader import ReaderNetwork, Said
from training.network.reading import Answers, ReadBatch
from training.network.tagger import BARRED, Output, Tagger
from training.network.tagging import Links, TagBatch
from training.network.teacher import TeachBatch, TeacherNetwork
from training.network.versions import Versions

SMOOTHED = 0.05  # of an act's likelihood goes to all acts: neighbours are hard to tell apart
EVENED = 0.25  # the power to which the frequency of acts is taken back
WEIGHTS = Shares(acts=1.5, types=0.4, targets=1.0, sources=0.6)
TAUGHT = 0.5  # of what is learned about statements comes from the teachers
TAGGED = 0.25  # what tags and links weigh beside the statements
LEAST = -30.0  # a log-likelihood; less is as good as never


class JointBatch(NamedTuple):
    """Articles to read and articles to tag."""

    read: ReadBatch
    tag: TagBatch


def evening(articles: Sequence[Versions]) -> Tensor:
    """The weight of each act: rare ones count a little more."""
    acts = [case.act for plain, *_ in articles for case in plain.cases]
    counts = torch.bincount(torch.tensor(acts), minlength=len(ACTS))
    return ((counts.sum() / (len(ACTS) * counts.clamp(min=1))) ** EVENED).to(DEVICE)


@torch.no_grad()
def level(reader: ReaderNetwork, evened: Tensor) -> None:
    """Take back from the scores of acts that rare ones counted more in training."""
    reader.heads.acts[-1].bias -= evened.log()


def teacher_loss(teacher: TeacherNetwork, batch: TeachBatch, evened: Tensor) -> Tensor:
    """How surprised a teacher is by what is marked, per statement."""
    return surprise(scores(teacher, batch), batch, evened)


def joint_loss(joint: JointNetwork, batch: JointBatch, evened: Tensor) -> Tensor:
    """How surprised the joint network is by what is marked and told."""
    said, told = scores(joint, batch.read), batch.read.told
    loss = surprise(said, batch.read, evened)
    if told is not None:
        loss = (1 - TAUGHT) * loss + TAUGHT * difference(said, batch.read, told)
    return loss + TAGGED * tagger_loss(joint.tagger, batch.tag)


def scores(network: nn.Module, batch: ReadBatch | TeachBatch) -> Said:
    """What a network says of a batch."""
    return Said(*(part.float() for part in network(batch)))


def surprise(said: Said, batch: ReadBatch | TeachBatch, evened: Tensor) -> Tensor:
    """Minus the log-likelihood of what is marked, weighted, per statement."""
    right = batch.right
    acts = nn.functional.cross_entropy(
        said.acts, right.acts, weight=evened, label_smoothing=SMOOTHED
    )
    typed = (right.types != UNKNOWN).sum().clamp(min=1)
    types = nn.functional.cross_entropy(said.types, right.types, reduction="sum") / typed
    targets, sources = (
        missed(likely, answers)
        for likely, answers in zip(pointing(said, batch), right.answers, strict=True)
    )
    return weighted(Shares(acts, types, targets, sources))


def missed(likely: Tensor, answers: Answers) -> Tensor:
    """Minus the log-likelihood that one of the right mentions is meant."""
    right = likely.masked_fill(~answers.right, BARRED).logsumexp(1)
    return -(right * answers.known).sum() / answers.known.sum().clamp(min=1)


def difference(said: Said, batch: ReadBatch, told: Shares) -> Tensor:
    """How far what is said is from what teachers told: the cross-entropy, weighted."""
    targets, sources = pointing(said, batch)
    likely = Shares(said.acts.log_softmax(1), said.types.log_softmax(1), targets, sources)
    return weighted(
        Shares(
            *(
                -(by * found.clamp(min=LEAST)).sum(1).mean()
                for by, found in zip(told, likely, strict=True)
            )
        )
    )


def weighted(parts: Shares) -> Tensor:
    """The sum of the parts of a loss, each by its weight."""
    return torch.stack([by * part for by, part in zip(WEIGHTS, parts, strict=True)]).sum()


def pointing(said: Said, batch: ReadBatch | TeachBatch) -> list[Tensor]:
    """For target and source, the log-likelihood of each mention and, in the last column, nobody."""
    mentions = batch.marked.mentions
    rows = torch.arange(len(mentions), device=mentions.device).unsqueeze(1)
    points = said.points[rows, mentions]
    tables = [
        torch.cat([points[..., number], said.none[:, number : number + 1]], 1) for number in (0, 1)
    ]
    return [
        table.masked_fill(~answers.given, BARRED).log_softmax(1)
        for table, answers in zip(tables, batch.right.answers, strict=True)
    ]


def shares(said: Said, batch: ReadBatch | TeachBatch) -> Shares:
    """How likely everything is found."""
    targets, sources = pointing(said, batch)
    return Shares(said.acts.softmax(1), said.types.softmax(1), targets.exp(), sources.exp())


def tagger_loss(tagger: Tagger, batch: TagBatch) -> Tensor:
    """Minus the log-likelihood of all tags and links in a batch, per window."""
    output = tags(tagger, batch)
    scored = output.tags.flatten(0, 1)[batch.words]
    loss = tagger.surprise(scored, batch.tags, batch.real)
    for kind, links in enumerate((batch.contents, batch.cues)):
        if len(links.asks):
            found = link_scores(tagger, output, links, kind)
            loss = loss + nn.functional.cross_entropy(found, links.right, reduction="sum")
    return loss / len(batch.windows.pieces)


def tags(tagger: Tagger, batch: TagBatch) -> Output:
    """What the tagger says of a batch."""
    return Output(*(part.float() for part in tagger(batch.windows)))


def link_scores(tagger: Tagger, output: Output, links: Links, kind: int) -> Tensor:
    """How well each answer suits, and in the last column nobody (contents always have a cue)."""
    states = output.links.flatten(0, 1)
    asks = states[links.asks, 2 * kind]
    answers = states[links.answers, 2 * kind + 1]
    found = torch.einsum("qd,qad->qa", asks, answers) + tagger.distances[kind][links.steps]
    found = found.masked_fill(~links.given, BARRED)
    nobody = output.nobody.flatten()[links.asks]
    last = nobody if kind == 1 else torch.full_like(nobody, BARRED)
    return torch.cat([found, last.unsqueeze(1)], dim=1)
