"""On a Ray cluster of two nodes, with workers and whoever began it killed."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

import pytest

pytest.importorskip("ray", reason="needs Ray: pip install 'onrecord[cluster]'")

import pyarrow.parquet as pq

from onrecord.cluster import InParquet, InRecord, articles, articles_at, documents, keep, read, run
from onrecord.model import Article, Failure
from onrecord.record import Record

ARTICLES = 12
DRIVER = """
import os, sys
from onrecord.cluster import InRecord, articles_at, connected, documents, keep, run
run.ARTICLES_AT_ONCE = documents.FILES_AT_ONCE = 2
keeping = InRecord(sys.argv[2])
with connected(sys.argv[1]):
    for done in keep(articles_at(sys.argv[3:], readers=1, keeping=keeping), keeping):
        os.kill(os.getpid(), 9)
"""


class Deadly:
    """Kills the process that it is in, a few times: readers, and writers before and after."""

    marks: Path

    def once(self, what: str) -> bool:
        """Whether this is the first time anywhere that this is asked."""
        try:
            (self.marks / what).touch(exist_ok=False)
        except FileExistsError:
            return False
        return True

    def die_once(self, what: str) -> None:
        if self.once(what):
            os.kill(os.getpid(), signal.SIGKILL)

    def recall(self, article: Article) -> Article:
        self.die_once("reader")
        recalled: Article = super().recall(article)  # type: ignore[misc]
        return recalled

    def keep(
        self, read: Iterable[Article], known: Iterable[Article], failed: Iterable[Failure]
    ) -> None:
        self.die_once("writer before")
        super().keep(read, known, failed)  # type: ignore[misc]
        self.die_once("writer after")


class DeadlyRecord(Deadly, InRecord): ...


class DeadlyParquet(Deadly, InParquet):
    def __getstate__(self) -> dict[str, object]:
        return super().__getstate__() | {"marks": self.marks}


@pytest.fixture
def places(
    reports: Path, nodes: object, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> list[str]:
    """What is read, in pieces so small that there are many."""
    from ray import cloudpickle

    cloudpickle.register_pickle_by_value(sys.modules[__name__])
    monkeypatch.setattr(run, "ARTICLES_AT_ONCE", 2)
    monkeypatch.setattr(documents, "FILES_AT_ONCE", 2)
    (tmp_path / "marks").mkdir()
    return [str(reports), str(reports.parent / "table.csv")]


def test_workers_killed_nothing_is_lost_and_nothing_twice(
    places: list[str], tmp_path: Path
) -> None:
    keeping = DeadlyRecord(str(tmp_path / "r.db"))
    keeping.marks = tmp_path / "marks"
    told = Counter(
        one.outcome for one in keep(articles_at(places, readers=2, keeping=keeping), keeping)
    )
    assert told == {"read": 13, "failed": 1, "passed over": 1}
    assert len(list(keeping.marks.iterdir())) == 3  # each of them died
    with Record(keeping.location) as record:
        added = Counter(getattr(one, "outcome", "failed") for one in record.take_in())
        assert added == {"added": ARTICLES, "unchanged": 1}
        assert record.count() == ARTICLES
        assert [Path(one.origin).name for one in record.failures()] == ["empty.txt"]
        assert not record.verify().faults


def test_whoever_began_it_killed_the_next_does_the_rest(
    places: list[str], nodes: object, tmp_path: Path
) -> None:
    location = str(tmp_path / "r.db")
    address = nodes.address  # type: ignore[attr-defined]
    killed = subprocess.run([sys.executable, "-c", DRIVER, address, location, *places], check=False)
    assert killed.returncode == -signal.SIGKILL
    with Record(location) as record:
        before = record.held()
    assert before
    keeping = InRecord(location)
    told = Counter(
        one.outcome for one in keep(articles_at(places, readers=1, keeping=keeping), keeping)
    )
    assert told["read"] + told["known"] == 13
    assert told["known"] >= before
    with Record(location) as record:
        assert Counter(getattr(one, "outcome", "failed") for one in record.take_in())
        assert record.count() == ARTICLES


def test_parquet_with_workers_killed_and_a_second_run(places: list[str], tmp_path: Path) -> None:
    keeping = DeadlyParquet(tmp_path / "found")
    keeping.marks = tmp_path / "marks"
    for _ in range(2):
        told = Counter(
            one.outcome for one in keep(articles_at(places, readers=1, keeping=keeping), keeping)
        )
        ids = pq.read_table(keeping.folder / "articles")["article_id"].to_pylist()
        assert len(ids) == len(set(ids)) == ARTICLES
        rows = pq.read_table(keeping.folder / "statements")["statement_id"].to_pylist()
        assert len(rows) == len(set(rows))
    assert told["known"] == 13


def test_a_dataset_of_ones_own_is_read(nodes: object) -> None:
    import ray

    text = "Mayor Ida Holm said Monday that the old bridge would hold.\n"
    rows = [{"text": text, "published": "2024-03-05", "outlet": "Harbour Post"}, {"text": None}]
    dataset = read(ray.data.from_items(rows), readers=1)
    [article] = articles(dataset)
    assert isinstance(article, Article)
    assert (article.outlet, article.statements[0].said_on) == ("Harbour Post", "2024-03-04")
