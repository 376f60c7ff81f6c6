"""Words per second, beside others: ``python -m benchmarks.speed PATH… [--peers] [--bert FILE]``.

Reads the reports at the paths (or the texts of a corpus, ``.jsonl`` with ``text``)
into memory, then times in turn, several rounds in one process, on the same texts:

- the attribution stage alone: articles in, statements out;
- the whole ``read``: from bytes to articles with their statements and speakers;
- spaCy's own small English pipeline, unchanged;
- with ``--peers`` two extractors that people use, on that same pipeline (``peers.py``);
- with ``--bert FILE`` tagging by a network of BERT-base's size (``tagging.py``), where
  ``python -m benchmarks.speed.bert FILE`` has made the file.

A peer that is not installed is left out, with the reason.  Everything runs on the same
``--threads`` processors.  The ratio of each round is what counts: absolute figures are
the machine's.
"""

from __future__ import annotations

import argparse
import os
from pathlib import Path

from onrecord.offline import stay_offline


def limit(threads: int) -> None:
    """Let this process have so many processors, and its libraries as many threads.

    Comes before anything is imported that counts processors as it is loaded.
    """
    for library in ("OMP", "OPENBLAS", "MKL", "BLIS", "VECLIB", "RAYON"):
        os.environ[f"{library}_NUM_THREADS"] = str(threads)
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, sorted(os.sched_getaffinity(0))[:threads])


def main() -> None:
    """Print the words per second of each round, and the medians of their ratios."""
    arguments = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    arguments.add_argument("paths", type=Path, nargs="+")
    arguments.add_argument("--rounds", type=int, default=5)
    arguments.add_argument("--threads", type=int, default=2)
    arguments.add_argument("--peers", action="store_true")
    arguments.add_argument("--bert", type=Path, metavar="FILE")
    options = arguments.parse_args()
    limit(options.threads)
    stay_offline()

    from benchmarks.speed.contest import contestants, hold
    from benchmarks.speed.reports import Reports

    reports = Reports.at(options.paths)
    print(f"{len(reports.texts)} reports, {reports.words:,} words, {options.threads} threads")
    hold(contestants(options.peers, options.bert, options.threads), reports, options.rounds)


if __name__ == "__main__":
    main()
