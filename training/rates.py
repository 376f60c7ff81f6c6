"""How often each kind of resolution is right: ``python -m training.rates CORPUS LAYER ...``.

Counts, on the sources of PolNeAR dev that the layers resolve, how often the speaker that each
kind of resolution gives has the right name, as ``benchmarks.meaning`` compares them, with one
right and one wrong added to each.  To these come the kinds that are rare there, of which
``benchmarks/meaning/judged.json`` counts how many of a sample on PolNeAR train, judged by
hand, were right, and of how many.  Writes ``src/onrecord/entities/rates.json``.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from math import floor
from pathlib import Path

from benchmarks.meaning import gold, score
from benchmarks.meaning.reading import read_marked

SHIPPED = Path(__file__).parents[1] / "src/onrecord/entities/rates.json"

JUDGED = Path(__file__).parents[1] / "benchmarks/meaning/judged.json"


def main() -> None:
    """Write kind → share that is right, and print what it rests on."""
    reports = gold([Path(argument) for argument in sys.argv[1:]])
    judged = json.loads(JUDGED.read_text(encoding="utf-8"))
    right = Counter({kind: n for kind, (n, _) in judged.items()})
    seen = Counter({kind: n for kind, (_, n) in judged.items()})
    for match in score(read_marked(reports), reports).somebody:
        if match.said and match.said.kind:
            seen[match.said.kind] += 1
            right[match.said.kind] += match.right("speaker")
    rates = {
        kind: floor(100 * (right[kind] + 1) / (n + 2)) / 100 for kind, n in sorted(seen.items())
    }
    SHIPPED.write_text(json.dumps(rates, indent=0) + "\n", encoding="utf-8")
    for kind, n in seen.most_common():
        print(f"{kind:20} {rates[kind]:.2f}   {right[kind]} of {n}")


if __name__ == "__main__":
    main()
