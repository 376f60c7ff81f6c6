"""What do very many reports cost?  ``python -m benchmarks.scale speed|memory|growth|space``.

- ``speed``: reports a second on 1 and 2 cores, beside spaCy's small pipeline on the same texts.
- ``memory``: the memory of a process that adds many reports to a record, at each tenth of them.
- ``growth``: what adding a report, linking and ledger included, costs in a large record beside an
  empty one.
- ``space``: what the file of a record consists of, beside its texts.

Times are those of the processor, so that other programs do not count; ``speed`` gives both.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

from benchmarks.scale import growth, memory, space, speed

MEASURED: dict[str, Callable[[int, Path | None], Iterator[str]]] = {
    "speed": speed.both,
    "memory": memory.kept,
    "growth": growth.ratios,
    "space": space.shares,
}
USUAL = {"speed": 400, "memory": 20_000, "growth": 100_000, "space": 2_000}


def main() -> None:
    """Prints what was measured."""
    arguments = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    arguments.add_argument("what", choices=MEASURED)
    arguments.add_argument("--size", type=int, help="reports")
    arguments.add_argument("--record", type=Path, help="a large record there is (growth, space)")
    arguments.add_argument("--cores", type=int, help=argparse.SUPPRESS)  # of speed's processes
    options = arguments.parse_args()
    size = options.size or USUAL[options.what]
    if options.what == "speed" and options.cores is None:
        for cores in (1, 2):
            this = [sys.executable, "-m", "benchmarks.scale", "speed"]
            words = [*this, "--size", str(size), "--cores", str(cores)]
            subprocess.run(words, check=True)  # noqa: S603
        return
    if options.cores:
        speed.limit(options.cores)
    for line in MEASURED[options.what](size, options.record):
        print(line, flush=True)


if __name__ == "__main__":
    main()
