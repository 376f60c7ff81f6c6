"""Who is who across articles: ``python -m benchmarks.parties RECORD CORPUS.jsonl ...``.

The record is made from the corpora where there is none yet, each article added in order of
its date.  Then each pair, marked by hand, is looked up: are its two names, each in its
article, one party?  The pairs are names alone, most of them hard: relatives, last names
alone, initials, nicknames, "Jr.", short forms.

Those of ``unseen.jsonl`` and ``fresh.jsonl`` were drawn at random from the speakers of a
record, without a look at its parties, and marked before they were measured.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from pathlib import Path
from typing import Any

from benchmarks.accuracy.__main__ import measured
from onrecord import Article, Record, RecordError
from onrecord.pipeline import batches, pipeline
from onrecord.reading import from_text

FILES = {
    "pairs.jsonl": "pairs that were in view while tuning",
    "unseen.jsonl": "pairs that were not; what they showed was mended afterwards",
    "fresh.jsonl": "pairs that were not, drawn after that",
}
Row = dict[str, Any]


def main() -> None:
    """Print precision and recall over the pairs, and what is wrong."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("record", type=Path)
    arguments.add_argument("corpus", type=Path, nargs="*")
    options = arguments.parse_args()
    with Record(options.record) as record:
        if record.count() == 0:
            fill(record, options.corpus)
        for file, title in FILES.items():
            lines = Path(__file__).with_name(file).read_text(encoding="utf-8").splitlines()
            print(title)
            print_figures(record, [json.loads(line) for line in lines])


def fill(record: Record, corpora: list[Path]) -> None:
    """Adds the articles of the corpora, the oldest first."""
    rows = sorted((row for path in corpora for row in measured(path)), key=lambda row: row["date"])
    for some in batches(rows):
        articles = [
            from_text(row["text"], row["id"], published=row["date"], outlet=row["outlet"])
            for row in some
        ]
        for article in pipeline()(articles):
            if isinstance(article, Article):
                record.add(article)


def print_figures(record: Record, pairs: list[Row]) -> None:
    """Precision and recall, and each pair that is judged wrong."""
    asked = {frozenset((q.left.id, q.right.id)) for q in record.queue(limit=10_000)}
    counts: Counter[str] = Counter()
    for pair in pairs:
        left, right = (party_of(record, pair[side]) for side in ("left", "right"))
        if left is None or right is None:
            counts["not found"] += 1
            continue
        one = left == right
        counts["right" if one == pair["same"] else "wrong"] += 1
        counts["same"] += pair["same"]
        counts["one"] += one
        counts["same and one"] += pair["same"] and one
        if one != pair["same"]:
            waiting = " (a question)" if frozenset((left, right)) in asked else ""
            names = f"{pair['left']['name']} – {pair['right']['name']}"
            print(f"  {'missed' if pair['same'] else 'wrong'}: {names}{waiting}")
    print(f"precision {counts['same and one'] / counts['one']:.3f}   of {counts['one']}")
    print(f"recall    {counts['same and one'] / counts['same']:.3f}   of {counts['same']}")
    judged = counts["right"] + counts["wrong"]
    print(f"{judged} pairs; {counts['not found']} more whose names are not among the speakers")


def party_of(record: Record, side: Row) -> int | None:
    """The party of a name in an article, None where nobody speaks under that name there."""
    try:
        return record.named_in(side["article"]).get(side["name"])
    except RecordError:  # the article could not be read
        return None


if __name__ == "__main__":
    main()
