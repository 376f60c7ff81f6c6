"""Reports a second, in a process that has some cores."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator
from itertools import islice
from pathlib import Path

from benchmarks.scale.reports import reports
from benchmarks.speed.__main__ import limit
from onrecord.model import Article
from onrecord.pipeline import read_many

__all__ = ["both", "limit"]
WARM = 8  # reports that load the models


def both(size: int, _: Path | None) -> Iterator[str]:
    """Ours and spaCy's small English pipeline on the same texts, one after the other."""
    from onrecord.parsing.parser import load_spacy

    nlp = load_spacy()
    texts = [str(document.content) for document in reports(size)]
    list(read_many(islice(reports(WARM, seed=2), WARM)))
    list(nlp.pipe(texts[:WARM]))
    words = sum(len(text.split()) for text in texts)
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    yield f"{size:,} reports of {words / size:.0f} words, cores: {cores}"
    ours = taken(lambda: sum(isinstance(one, Article) for one in read_many(reports(size))))
    theirs = taken(lambda: sum(1 for _ in nlp.pipe(texts)))
    for name, (passed, worked) in (("onrecord", ours), ("spaCy alone", theirs)):
        rate, own = size / passed, size / worked
        yield f"{name:12} {rate:7.1f} a second, {own:7.1f} a second of one processor"
    yield f"ratio        {theirs[0] / ours[0]:7.2f} passed, {theirs[1] / ours[1]:7.2f} worked"


def taken(run: Callable[[], object]) -> tuple[float, float]:
    """The seconds that passed, and those that the processors worked."""
    passed, worked = time.perf_counter(), time.process_time()
    run()
    return time.perf_counter() - passed, time.process_time() - worked
