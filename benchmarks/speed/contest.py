"""Who runs against whom, and the rounds."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import spacy

from benchmarks.speed import peers
from benchmarks.speed.reports import Reports
from benchmarks.speed.tagging import Tagging
from onrecord import reading
from onrecord.model import Article
from onrecord.parsing.parser import installed_model
from onrecord.pipeline import batches, pipeline

# Reads the reports, and says how many statements, quotations or tagged words it found.
Contestant = Callable[[Reports], int]

STAGE, READ, SPACY = "attribution stage", "read", "spaCy alone"
GAP_TRACKER, TEXTACY, BERT = "Gender Gap Tracker-style", "textacy", "BERT-sized tagging"
COMPARED = ((STAGE, BERT), (READ, SPACY), (READ, GAP_TRACKER), (READ, TEXTACY), (READ, BERT))


def contestants(with_peers: bool, bert: Path | None, threads: int) -> dict[str, Contestant]:
    """All that can run here, by name; says of the others why they do not."""
    nlp = spacy.load(installed_model())
    able: dict[str, Contestant] = {
        STAGE: attribution,
        READ: read,
        SPACY: lambda reports: sum(len(list(doc.sents)) for doc in nlp.pipe(reports.texts)),
    }
    if with_peers:
        able[GAP_TRACKER] = lambda reports: peers.gender_gap_tracker(nlp, reports.texts)
        if peers.has_textacy():
            able[TEXTACY] = lambda reports: peers.textacy(nlp, reports.texts)
        else:
            print(f"left out: {TEXTACY} (pip install textacy)")
    else:
        print(f"left out: {GAP_TRACKER}, {TEXTACY} (--peers)")
    if bert and bert.is_file():
        able[BERT] = Tagging(bert, threads)
    else:
        print(f"left out: {BERT} (python -m benchmarks.speed.bert FILE, then --bert FILE)")
    return able


def attribution(reports: Reports) -> int:
    """Finding the statements alone, as many articles at once as the pipeline gives a stage."""
    stages = pipeline().only("network", "attribution")
    return sum(
        len(analysis.article.statements)
        for some in batches(reports.articles)
        for analysis in stages.analysed(some)
    )


def read(reports: Reports) -> int:
    """From bytes to articles with all that there is to know of their statements."""
    articles = (reading.to_article(report, "benchmark") for report in reports.data)
    return sum(
        len(article.statements) for article in pipeline()(articles) if isinstance(article, Article)
    )


def hold(able: dict[str, Contestant], reports: Reports, rounds: int) -> None:
    """Run everybody once to warm up, then in turn; print the speeds, and who is how much faster."""
    for name, contestant in able.items():
        print(f"{name:>24}  finds {contestant(reports):,}")
    speeds: dict[str, list[float]] = {name: [] for name in able}
    print("words per second")
    for number in range(1, rounds + 1):
        for name, contestant in able.items():
            speeds[name].append(reports.words / seconds(contestant, reports))
        latest = "  ".join(f"{name} {speeds[name][-1]:,.0f}" for name in able)
        print(f"round {number}: {latest}", flush=True)
    for line in summary(speeds):
        print(line)


def seconds(contestant: Contestant, reports: Reports) -> float:
    """Wall time of one run."""
    start = time.perf_counter()
    contestant(reports)
    return time.perf_counter() - start


def summary(speeds: dict[str, list[float]]) -> Iterator[str]:
    """The median speed of each, and of the pairs that matter how often one is as fast."""
    yield "median of the rounds"
    for name, rounds in speeds.items():
        yield f"{name:>24} {statistics.median(rounds):10,.0f}"
    yield "ratio, median of the rounds (lowest to highest)"
    for one, other in COMPARED:
        if one in speeds and other in speeds:
            ratios = [a / b for a, b in zip(speeds[one], speeds[other], strict=True)]
            extent = f"({min(ratios):.2f} to {max(ratios):.2f})"
            yield f"{statistics.median(ratios):8.2f} {extent}  {one} / {other}"
