"""From pairs of statements to the comparer that the package ships.

    python -m training.positions

trains as plan.toml says, with a checkpoint in --work after each epoch, from which the same command
goes on.  What is held back is checked after each epoch; the scale of confidence is fitted to it.

    python -m training.positions --everything

then goes on with what was held back too, takes the mean of the weights before and after, and leaves
the scale as it is.  What is checked has been learned by then.

Last, what steps along a line weigh is learned (steps.py);

    python -m training.positions --steps

does that alone, for the comparer that is there.  To see how good the result is:
python -m benchmarks.positions
"""

from __future__ import annotations

import argparse
import copy
import json
import tomllib
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import torch
from tokenizers import Tokenizer

from onrecord import positions
from training import encoders
from training.keeping import logger, move
from training.positions import pairs, steps, worlds
from training.positions.checking import Checked, check, held_back, judged, sharpness
from training.positions.export import cut, export
from training.positions.learning import Plan, Reading, learn
from training.positions.network import ComparerNetwork
from training.positions.pairs import Pair

HERE = Path(__file__).parent
CHECKED = 1_000  # pairs of a kind that are looked at after an epoch, at most


def main() -> None:
    """Train the comparer."""
    arguments = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    arguments.add_argument("--plan", type=Path, default=HERE / "plan.toml")
    arguments.add_argument("--work", type=Path, default=Path("build/positions"))
    arguments.add_argument("--model", type=Path, default=Path(str(positions.MODEL)))
    arguments.add_argument("--everything", action="store_true")
    arguments.add_argument("--steps", action="store_true", help="only what steps weigh")
    options = arguments.parse_args()
    with options.plan.open("rb") as file:
        plan = tomllib.load(file)
    log = logger(options.work / "log.txt")
    if options.steps:
        steps.make(options.model, plan, log)
    else:
        make(plan, options.work, options.model, log, options.everything)


def make(
    plan: dict[str, Any],
    work: Path,
    model: Path,
    log: Callable[[str], None],
    everything: bool = False,
) -> None:
    """The whole way, as ``plan`` (the tables of plan.toml) says."""
    home = encoders.folder(plan["encoder"], work)
    tokenizer = cut(home / "tokenizer.json", plan["pieces"])
    reading = Reading(Tokenizer.from_str(json.dumps(tokenizer)))
    learned, kept, checked = material(plan)
    some = {name: held[:: 1 + len(held) // CHECKED] for name, held in checked.items()}
    comparer = ComparerNetwork.of(home, plan["layers"], plan["pieces"])
    learning, checkpoint = Plan(**plan["learning"]), work / "comparer.pt"
    if everything:
        comparer.load_state_dict(torch.load(checkpoint, weights_only=True)["averaged"])
        learning, checkpoint = Plan(**plan["learning"] | plan["onwards"]), work / "everything.pt"
        learned = [*learned[::2], *kept]  # half of it, lest it is forgotten
    log(f"{len(learned)} pairs")
    torch.manual_seed(learning.seed)
    look = partial(check, checked=some, reading=reading)
    before = copy.deepcopy(comparer)
    comparer = learn(comparer, learned, reading, learning, checkpoint, look, log)
    if everything:
        move(comparer, before, 0.5)  # the mean of two that learned keeps more than either
        settings = json.loads((model / "settings.json").read_text(encoding="utf-8"))
        sure = settings["issue_sharpness"], settings["stance_sharpness"]
    else:
        held = checked["pairs"] + checked["sets"]
        sure = sharpness(judged(comparer, [reading.case(pair) for pair in held]), held)
    log(f"sharpness of issue and stances: {sure[0]:.2f}, {sure[1]:.2f}")
    export(comparer, tokenizer, plan["version"], sure, model)
    steps.make(model, plan, log)


def material(plan: dict[str, Any]) -> tuple[list[Pair], list[Pair], Checked]:
    """What to learn from, what is kept back, and by name what of that is checked on.

    The pairs of the benchmark and the lines of the worlds count twice.  What was written with
    the worlds in view is kept back with them.
    """
    topics = {*pairs.HELD.read_text(encoding="utf-8").splitlines()}
    sets: dict[bool, list[Pair]] = {True: [], False: []}
    for pair in pairs.of_sets():
        sets[pair.topic.split(": ")[0] in plan["sets_held"]].append(pair)
    pairs_learned, pairs_held = held_back(pairs.marked(), topics)
    sets_learned, sets_held = held_back(sets[False], topics)
    learned = [*pairs_learned, *pairs_learned, *sets_learned]
    kept = [*pairs_held, *pairs_held, *sets_held, *sets[True]]
    checked = {"pairs": pairs_held, "sets": sets_held}
    for world in worlds.worlds():
        lines, held = worlds.lines(world), world.name in plan["worlds_held"]
        (kept if held else learned).extend([*worlds.of_world(world), *lines])
        if held:
            checked[world.name] = lines
    return learned, kept, checked


if __name__ == "__main__":
    main()
