"""From articles with everything marked to the reader and the choosers that the package ships.

    python -m training.meaning TRAIN.jsonl LAYER.jsonl [--world FOLDER ...]

trains the reader as plan.toml says (a checkpoint is kept in --work after each epoch, and the
same command goes on from it) on all but a fifth of the articles, and then, on that fifth, the
choosers.  To see how well they do: python -m benchmarks.meaning CORPUS.jsonl LAYER.jsonl
"""

from __future__ import annotations

import argparse
import random
import tomllib
from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache, partial
from pathlib import Path
from typing import Any

import torch

from onrecord import acts, entities, meaning
from onrecord.names.first_names import first_names
from training.attribution.__main__ import logger
from training.attribution.encoders import folder
from training.meaning import articles, choosing
from training.meaning.articles import Marked, Prepared
from training.meaning.cases import Case, cases
from training.meaning.checking import check, level, sharpness
from training.meaning.export import export
from training.meaning.learning import Plan, learn
from training.meaning.network import ReaderNetwork

HERE = Path(__file__).parent
HELD = 5  # every fifth article is held back, for the choosers
# Of these, last names are put together: names from nowhere in particular.
SYLLABLES = """mar hol lind bran dal wick ver tor ker sten vik lun ros gar pel ost fen hal rud nor
    ash cal mor tan sor lev kov ski ard ell ine ova enko berg man son field ton ley by worth ier eau
    oso ano ini ez ares aki ida wara zhu chen obi eze diop""".split()


def main() -> None:
    """Train the reader, then the choosers."""
    arguments = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    arguments.add_argument("train", type=Path, help="the corpus to learn from")
    arguments.add_argument("layer", type=Path, help="the marks of its articles")
    arguments.add_argument("--world", type=Path, nargs="*", default=[], help="more to learn from")
    arguments.add_argument("--plan", type=Path, default=HERE / "plan.toml")
    arguments.add_argument("--work", type=Path, default=Path("build/meaning"))
    options = arguments.parse_args()
    with options.plan.open("rb") as file:
        plan = tomllib.load(file)
    marked = list(articles.prepared(articles.corpus(options.train, options.layer)))
    others = list(articles.prepared(articles.acts_alone(options.train, HERE / "acts.tsv")))
    worlds = [
        found for folder in options.world for found in articles.prepared(articles.world(folder))
    ]
    make(plan, marked, worlds, others, options.work)


def make(
    plan: dict[str, Any],
    marked: Sequence[Prepared],
    worlds: Sequence[Prepared],
    others: Sequence[Prepared],
    work: Path,
    model: Path = Path(str(meaning.MODEL)),
    choosers: tuple[Path, Path] = (Path(str(entities.CHOOSER)), Path(str(acts.CHOOSER))),
) -> None:
    """The whole way, as ``plan`` (the tables of plan.toml) says.

    ``marked`` are articles with everything marked, ``others`` with acts and targets.
    """
    log = logger(work / "log.txt")
    order = list(marked)
    random.Random(7).shuffle(order)
    held, learned = order[: len(order) // HELD], order[len(order) // HELD :]
    train_reader(plan, (learned, worlds, others), held, work, model, log)
    stage = entities.Entities(model)
    for choices, path in zip((choosing.sources, choosing.targets), choosers, strict=True):
        log(choosing.chooser(list(choices(held, stage)), path))


def train_reader(
    plan: dict[str, Any],
    learned: tuple[Sequence[Prepared], Sequence[Prepared], Sequence[Prepared]],
    held: Sequence[Prepared],
    work: Path,
    model: Path,
    log: Callable[[str], None],
) -> None:
    """Train the reader, round by round, and write its files.

    ``learned`` are the articles, the worlds, and those with acts and targets alone.
    """
    checked = seen(held)
    torch.manual_seed(plan["learning"]["seed"])
    reader = ReaderNetwork.of(folder(plan["encoder"], work), plan["layers"])
    for number, each in enumerate(plan["rounds"], start=1):
        learning = Plan(epochs=each["epochs"], rate=each["rate"], **plan["learning"])
        marked, worlds, others = learned
        some = [*marked, *(worlds if each["worlds"] else ()), *(others if each["acts"] else ())]
        checks = {"held": checked}
        if not each["worlds"] and worlds:
            checks["worlds"] = seen(worlds)
        reader = learn(
            reader,
            each_epoch([articles.marked(article) for article in some], learning),
            learning,
            work / f"round-{number}.pt",
            partial(shown, checks),
            log,
        )
    level(reader, checked)
    log(f"levelled: {check(reader, checked)}")
    export(reader, plan["version"], sharpness(reader, checked), model)


def seen(some: Iterable[Prepared]) -> list[Case]:
    """The cases of some articles."""
    return [case for article in some for case in cases(articles.marked(article))]


def shown(checks: dict[str, list[Case]], reader: ReaderNetwork) -> str:
    """The figures of a reader on each of several sets of cases."""
    return "; ".join(f"{name}: {check(reader, some)}" for name, some in checks.items())


def each_epoch(learned: Iterable[Marked], plan: Plan) -> Any:
    """Epoch → the cases, those of some articles with other names."""
    plain = [(article, list(cases(article))) for article in learned]
    pool = names()

    @lru_cache(1)
    def epoch(number: int) -> list[Case]:
        chance = random.Random(f"names {number}")
        return [
            case
            for article, as_it_is in plain
            for case in (
                cases(articles.renamed(article, pool, chance))
                if chance.random() < plan.renamed
                else as_it_is
            )
        ]

    return epoch


def names() -> list[str]:
    """Names to take for other names: first names, and last names that nobody has."""
    chance = random.Random(3)
    first = [name.capitalize() for name in chance.sample(sorted(first_names()), 1500)]
    last = ["".join(chance.choices(SYLLABLES, k=chance.choice((2, 2, 3)))) for _ in range(1500)]
    return [*first, *(name.capitalize() for name in last)]


if __name__ == "__main__":
    main()
