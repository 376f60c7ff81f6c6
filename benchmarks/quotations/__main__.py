"""The same words again: ``python -m benchmarks.quotations [WORLD ...]``.

How many pairs of statements that are one quotation are found, and how many of those found are
right; then, of 300 quotations made from the worlds with a fixed seed (a third said so, a third
altered by one to three words or put in another mouth, a third of the other world), for how many
the verdict is right.  The statements are those that were marked; with ``--read`` onrecord reads
the reports itself.
"""

from __future__ import annotations

import argparse
import itertools
import random
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from benchmarks.meaning.gold import WORLDS
from benchmarks.quotations.made import Question, questions, said_in
from benchmarks.quotations.worlds import articles, marked
from onrecord import Record
from onrecord.model import Article, Statement
from onrecord.pipeline import pipeline
from onrecord.reading import from_text

QUESTIONS = 300
SEED = 1
Pair = frozenset[str]


def main() -> None:
    """Prints the figures, and what is wrong."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("worlds", type=Path, nargs="*", default=WORLDS)
    arguments.add_argument("--read", action="store_true", help="read the reports, marks aside")
    options = arguments.parse_args()
    worlds: list[Path] = options.worlds
    counts: Counter[str] = Counter()
    for world in worlds:
        counts += pairs(world)
    print(f"same quotation: precision {counts['right'] / counts['found']:.3f}", end="")
    print(f"  recall {counts['right'] / counts['marked']:.3f}  ({counts['marked']} pairs)")
    verdicts: Counter[tuple[str, bool]] = Counter()
    others = [*worlds[1:], worlds[0]] if len(worlds) > 1 else [w for w in WORLDS if w not in worlds]
    for world, other in zip(worlds, others, strict=False):
        verdicts += checked(world, other, QUESTIONS // 3 // len(worlds), read=options.read)
    for verdict in sorted({verdict for verdict, _ in verdicts}):
        right, wrong = verdicts[verdict, True], verdicts[verdict, False]
        print(f"check, {verdict:20} {right / (right + wrong):.3f}  ({right + wrong})")
    right = sum(number for (_, is_right), number in verdicts.items() if is_right)
    print(f"check, all                  {right / verdicts.total():.3f}  ({verdicts.total()})")


def pairs(world: Path) -> Counter[str]:
    """How many pairs are marked as one quotation, how many were found, how many of these right.

    What is paraphrased in two copies of a report is no quotation, and not counted.
    """
    made = list(articles(world))
    names = {id: mark for _, ids in made for id, mark in ids.items()}
    gold = set(pairs_in(marked(world)["same_quotation"]))
    with tempfile.TemporaryDirectory() as folder, Record(Path(folder, "record.db")) as record:
        for article, _ in made:
            record.add(article)
        groups = [
            [
                names[one.hit.statement.id]
                for one in record.variants(id)
                if is_quoted(one.hit.statement)
            ]
            for id in names
        ]
    found = set(pairs_in(groups))
    for pair in sorted(map(sorted, found ^ gold)):
        print(
            f"  {'missed' if frozenset(pair) in gold else 'wrong'}: {world.name} {' '.join(pair)}"
        )
    return Counter(marked=len(gold), found=len(found), right=len(found & gold))


def is_quoted(statement: Statement) -> bool:
    """Whether a statement has words in quotation marks."""
    return statement.manner != "indirect"


def pairs_in(groups: Iterable[Sequence[str]]) -> Iterator[Pair]:
    """All pairs of the members of groups."""
    for group in groups:
        yield from map(frozenset, itertools.combinations(group, 2))


def checked(world: Path, other: Path, number: int, *, read: bool) -> Counter[tuple[str, bool]]:
    """How often each verdict was right and wrong, on a record of one world."""
    ours = [article for article, _ in articles(world)]
    elsewhere = said_in([article for article, _ in articles(other)])
    asked = list(questions(random.Random(SEED), said_in(ours), elsewhere, number))  # noqa: S311
    with tempfile.TemporaryDirectory() as folder, Record(Path(folder, "record.db")) as record:
        for article in read_by_us(ours) if read else ours:
            record.add(article)
        return Counter((one.verdict, is_right(record, one)) for one in asked)


def read_by_us(reports: Sequence[Article]) -> Iterator[Article]:
    """The reports as onrecord reads them."""
    bare = (
        from_text(one.text, one.origin, published=one.published, outlet=one.outlet)
        for one in reports
    )
    return (article for article in pipeline()(bare) if isinstance(article, Article))


def is_right(record: Record, asked: Question) -> bool:
    """Whether the verdict on a quotation is right; if not, it is shown."""
    found = record.check(asked.words, by=asked.by)
    if found.verdict != asked.verdict:
        there = found.found[0].snippet.text if found.found else ""
        print(f"  {asked.verdict} → {found.verdict}: {asked.words} ({asked.by}) | {there}")
    return found.verdict == asked.verdict


if __name__ == "__main__":
    main()
