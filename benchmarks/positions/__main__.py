"""How a later statement stands to an earlier one: ``python -m benchmarks.positions``.

Without more words, on the pairs beside this file and along the position lines of the worlds, there
by the words alone, and with the acts of both as they are marked (or read, with --read).  From the
pairs and all worlds but ``accord`` and ``league`` (``training/positions/worlds.py``) the shipped
weights have learned: what they score there says nothing of new pairs (what they scored before they
had seen them, the model card tells).  PAIRS is a file of other pairs, --world a
folder of another world, --rated a file of pairs that people rated consistent, inconsistent or
unrelated (the Inconsistency Detection Benchmark, arXiv 2505.19191).
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path

from benchmarks.positions import baselines, gold
from benchmarks.positions.gold import Pair
from onrecord.positions import RELATIONS, STANCES, Comparer, is_named

RATED = ("consistent", "inconsistent", "unrelated")


def main() -> None:
    """Compare the pairs, print the figures."""
    arguments = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    arguments.add_argument("pairs", type=Path, nargs="*")
    arguments.add_argument("--world", type=Path, nargs="*", default=[])
    arguments.add_argument("--rated", type=Path)
    arguments.add_argument("--read", action="store_true", help="acts as onrecord reads them")
    arguments.add_argument("--model", type=Path, help="other weights than the package's")
    options = arguments.parse_args()
    compare = Comparer(options.model) if options.model else Comparer()
    given = options.pairs or options.world or options.rated
    for path in options.pairs or ([] if given else [gold.PAIRS]):
        pairs = gold.marked(path)
        found = [compare(pair.earlier, pair.later).relation for pair in pairs]
        show(path.name, pairs, found, RELATIONS)
        show("  later alone", pairs, baselines.guessed(pairs, baselines.later_alone), RELATIONS)
        show("  shared words", pairs, baselines.guessed(pairs, baselines.shared_words), RELATIONS)
    for folder in options.world or ([] if given else gold.WORLDS):
        show_line(compare, f"along the lines of {folder.name}", gold.along(folder, {}))
        acts = gold.read_acts(folder) if options.read else gold.marked_acts(folder)
        how = "read" if options.read else "marked"
        show_line(compare, f"  with their acts as {how}", gold.along(folder, acts))
    if options.rated:
        pairs = gold.rated(options.rated)
        show(options.rated.name, pairs, [as_rated(compare, pair) for pair in pairs], RATED)


def show_line(compare: Comparer, name: str, pairs: Sequence[Pair]) -> None:
    """Print how steps along lines are told: all of them, and those that are named."""
    compared = [compare(pair.earlier, pair.later, pair.acts) for pair in pairs]
    stances = [one.stance for one in compared]
    show(name, pairs, stances, STANCES)
    print(f"  precision of reverses {precision(pairs, stances, 'reverses'):.2f}")
    named = [
        how.stance if is_named(how, pair.earlier, pair.later) else "unclear"
        for how, pair in zip(compared, pairs, strict=True)
    ]
    some = [pair for pair, found in zip(pairs, named, strict=True) if found != "unclear"]
    right = [found for found in named if found != "unclear"]
    hits = sum(pair.relation == found for pair, found in zip(some, right, strict=True))
    print(
        f"  named {len(some) / len(pairs):.2f}, of them right {hits / max(1, len(some)):.2f}, "
        f"precision of reverses {precision(some, right, 'reverses'):.2f} "
        f"({right.count('reverses')} named)"
    )


def as_rated(compare: Comparer, pair: Pair) -> str:
    """One of three: what does not reverse is consistent."""
    relation = compare(pair.earlier, pair.later).relation
    return {"reverses": "inconsistent", "unrelated": "unrelated"}.get(relation, "consistent")


def show(name: str, pairs: Sequence[Pair], found: Sequence[str], labels: Sequence[str]) -> None:
    """Print the macro-F1 and the F1 of each label."""
    scores = {label: f1(pairs, found, label) for label in labels}
    each = ", ".join(f"{label} {score:.2f}" for label, score in scores.items())
    macro = sum(scores.values()) / len(scores)
    defended = sum(f in (p.relation, *p.also) for p, f in zip(pairs, found, strict=True))
    print(f"{name}: {len(pairs)} pairs, macro-F1 {macro:.3f} ({each})")
    print(f"  right or defensible {defended / max(1, len(pairs)):.2f}")


def f1(pairs: Sequence[Pair], found: Sequence[str], label: str) -> float:
    """F1 of one label."""
    both = sum(p.relation == f == label for p, f in zip(pairs, found, strict=True))
    either = sum(p.relation == label for p in pairs) + sum(f == label for f in found)
    return 2 * both / either if either else 0.0


def precision(pairs: Sequence[Pair], found: Sequence[str], label: str) -> float:
    """How many of those found to be so are."""
    right = [p.relation == label for p, f in zip(pairs, found, strict=True) if f == label]
    return sum(right) / len(right) if right else 0.0


if __name__ == "__main__":
    main()
