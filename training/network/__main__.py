"""From marked articles and an encoder's packages to the networks that the package ships.

    python -m training.network TRAIN.jsonl DEV.jsonl LAYER.jsonl [--world FOLDER ...]

trains as plan.toml says: teachers, then the joint network that tags and reads.  Checkpoints are
kept in --work, and the same command goes on from them; a GPU is used where there is one.  A fifth
of the articles with a layer is held back from reading, and on it, last, the choosers are fitted;
confidence is calibrated on the second corpus.  To see how well all does:
python -m benchmarks.accuracy DEV.jsonl; python -m benchmarks.meaning CORPUS.jsonl LAYER.jsonl
"""

from __future__ import annotations

import argparse
import random
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch

from onrecord import acts, entities, meaning, network
from onrecord.network.words import WINDOW
from training.network import articles, choosing, corpus
from training.network.articles import Prepared, Row
from training.network.augment import Variety
from training.network.calibrating import calibrate
from training.network.cases import Seen
from training.network.checking import of_statements, of_tags, sharpness
from training.network.export import export_reader, export_tagger
from training.network.joining import each_epoch, joined
from training.network.joint import JointNetwork
from training.network.learning import Plan, Workshop, moved
from training.network.losses import evening, level
from training.network.reading import ReadBatch, read_batch
from training.network.rounding import round_off
from training.network.tagging import tag_batch
from training.network.teaching import taught
from training.network.versions import Versions, names, versions

HERE = Path(__file__).parent
HELD = 5  # every fifth article with a layer is held back, for the choosers
SAMPLE = 24  # articles by which the neurons to keep are chosen, and weights are rounded
AT_ONCE = 4  # articles in a batch that is looked at


@dataclass(frozen=True)
class Material:
    """What there is to learn from: articles to tag, a corpus to check that on, articles to read.

    ``tagged`` are rows of a corpus.  ``marked`` are articles with everything marked, a part of
    which is held back; ``others`` are those that are learned from in any case.
    """

    tagged: Sequence[Row]
    dev: Path
    marked: Sequence[Prepared]
    others: Sequence[Prepared]

    def parted(self) -> tuple[list[Prepared], list[Prepared]]:
        """The articles that are held back, and those to learn to read from."""
        order = list(self.marked)
        random.Random(7).shuffle(order)
        held = len(order) // HELD
        return order[:held], [*order[held:], *self.others]


@dataclass(frozen=True)
class Shipped:
    """Where the package has what is made."""

    network: Path = Path(str(network.MODEL))
    meaning: Path = Path(str(meaning.MODEL))
    sources: Path = Path(str(entities.CHOOSER))
    targets: Path = Path(str(acts.CHOOSER))


def main() -> None:
    """Train, export, calibrate, and fit the choosers."""
    arguments = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    arguments.add_argument("train", type=Path, help="the corpus to learn from")
    arguments.add_argument("dev", type=Path, help="the corpus to check and calibrate on")
    arguments.add_argument("layer", type=Path, help="the marks of articles of the first")
    arguments.add_argument("--world", type=Path, nargs="*", default=[], help="more to tag and read")
    arguments.add_argument("--plan", type=Path, default=HERE / "plan.toml")
    arguments.add_argument("--work", type=Path, default=Path("build/network"))
    options = arguments.parse_args()
    with options.plan.open("rb") as file:
        plan = tomllib.load(file)
    worlds = [pair for folder in options.world for pair in articles.world(folder)]
    others = [articles.acts_alone(options.train, HERE / "acts.tsv"), worlds]
    material = Material(
        [*corpus.rows(options.train), *(row for row, _ in worlds)],
        options.dev,
        list(articles.prepared(articles.corpus(options.train, options.layer))),
        [article for rows in others for article in articles.prepared(rows)],
    )
    make(plan, material, options.work, Shipped())


def make(plan: dict[str, Any], material: Material, work: Path, shipped: Shipped) -> None:
    """The whole way, as ``plan`` (the tables of plan.toml) says."""
    shop = Workshop.of(plan["encoder"], work)
    held, learned = material.parted()
    seen = [one for article in held for one in versions(article, 0, shop.split)]
    batches = [
        read_batch(seen[at : at + AT_ONCE], WINDOW, shop.special)
        for at in range(0, len(seen), AT_ONCE)
    ]
    read = taught_by(plan, learned, seen, shop)
    joint = trained(plan, material, read, batches, shop)
    level(joint.reader, evening(read))
    rounded_off(joint, [plain for plain, *_ in read[:SAMPLE]], shop)
    sure = sharpness(joint, batches)
    export_tagger(joint.tagger, plan["version"], shop, shipped.network)
    export_reader(joint.reader, plan["version"], sure, shipped.meaning)
    shop.log(calibrate(shipped.network, material.dev))
    choose(held, learned, shipped, shop)


def taught_by(
    plan: dict[str, Any], learned: Sequence[Prepared], held: Sequence[Seen], shop: Workshop
) -> list[Versions]:
    """Versions of the articles to learn from, with what teachers say of them."""
    pool = names()
    read = [versions(article, plan["renamed"], shop.split, pool) for article in learned]
    teachers = dict(plan["teachers"])
    learning = Plan(**plan["learning"] | teachers.pop("learning"))
    return taught([some for some in read if some], held, learning, shop, **teachers)


def trained(
    plan: dict[str, Any],
    material: Material,
    read: Sequence[Versions],
    held: Sequence[ReadBatch],
    shop: Workshop,
) -> JointNetwork:
    """The joint network, looked at after each epoch."""
    rows = [row for row in corpus.rows(material.dev) if row.get("first", True)]
    dev = [tag_batch([corpus.examples(row, shop.split)], WINDOW, shop.special) for row in rows]
    encoder, learning = dict(plan["network"]), Plan(**plan["learning"])
    torch.manual_seed(learning.seed)
    width = encoder.pop("width")
    joint = JointNetwork.of(shop.encoder, **encoder)
    joint.narrow(width, [plain for plain, *_ in read[:SAMPLE]], shop.special)
    tagged = each_epoch(material.tagged, shop.split, Variety(**plan["variety"]))

    def check(joint: JointNetwork) -> str:
        return f"{of_tags(joint.tagger, dev)}; {of_statements(joint, held)}"

    return joined(joint, read, tagged, learning, check, shop)


def rounded_off(joint: JointNetwork, sample: Sequence[Seen], shop: Workshop) -> None:
    """The network with its weights in seven bits, as suits a sample of articles."""
    batches = [moved(read_batch([article], WINDOW, shop.special)) for article in sample]
    joint.eval()
    round_off(joint, lambda: [(joint(seen), joint.tagger(seen.windows)) for seen in batches])


def choose(
    held: Sequence[Prepared], learned: Sequence[Prepared], shipped: Shipped, shop: Workshop
) -> None:
    """Fit the choosers on articles that the networks did not learn to read from, and on others.

    Where these have no speakers marked, there is nothing to learn from them.
    """
    seen = list(articles.scored(held, network.Network(shipped.network)))
    others = [one for one in learned if all("speaker" in mark for mark in one.marks.values())]
    stage = entities.Entities(shipped.meaning)
    sources = list(choosing.sources(seen, others, stage))
    shop.log(choosing.chooser(sources, shipped.sources))
    shop.log(choosing.chooser(list(choosing.targets(seen, stage)), shipped.targets))


if __name__ == "__main__":
    main()
