"""How long does the application take?  ``python -m benchmarks.web``.

Makes a large record of invented articles (as ``benchmarks.record`` does; or takes one that is
there already, ``--record``), asks for every page again and again, and prints what the 95th of
a hundred took, in the processor's time of the server, so that other programs do not count.
Then many readers ask at once while one program adds, and it prints what went wrong, what
nineteen of twenty of them waited at most, and how the memory grew.
"""

from __future__ import annotations

import argparse
import random
import resource
import tempfile
import threading
import time
from pathlib import Path

from fastapi.testclient import TestClient

from benchmarks.parties.growth import fill, invented
from benchmarks.record.__main__ import PEOPLE, articles, words
from onrecord import Record
from onrecord.model import Article
from onrecord.web import create_app

RUNS = 20
READERS = 50
ADDED = 20  # articles that come while they read
HERE = "http://127.0.0.1:8765"


def main() -> None:
    """Prints a table, and a line on many at once."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--size", type=int, default=20_000, help="articles in the record")
    arguments.add_argument("--record", help="a record that was made before, or is to be kept")
    options = arguments.parse_args()
    chance = random.Random(1)  # noqa: S311
    people = [invented(chance) for _ in range(PEOPLE)]
    vocabulary = words(chance)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(options.record or Path(folder, "record.db"))
        made = path.exists()
        with Record(path) as record:
            if not made:
                fill(record, articles(chance, people, vocabulary, options.size))
            asked = pages(record, people, vocabulary)
            client = TestClient(create_app(record), base_url=HERE)
            for page in asked:
                print(f"{page[:60]:60} {slow(client, page):7.1f} ms", flush=True)
            new = articles(random.Random(2), people, vocabulary, options.size + ADDED)  # noqa: S311
            at_once(record, asked, [next(new) for _ in range(ADDED)])


def pages(record: Record, people: list[str], vocabulary: list[str]) -> list[str]:
    """Addresses of every kind of page, on much and on little."""
    common, rare = vocabulary[20], vocabulary[5_000]
    hit = record.search(rare)[0]
    loudest = record.parties(limit=1)[0].id
    last = people[0].rpartition(" ")[2]
    return [
        "/",
        "/?q=the",
        f"/?q={common}",
        f"/?q={rare}",
        f"/?q={common}+{vocabulary[25]}",
        f"/?q={common}&from=2010-03&to=2010-03",
        f"/?speaker={last}",
        f"/?q={common}&speaker={last}",
        "/?outlet=Outlet+7",
        f"/facets?q={common}",
        f"/articles/{hit.article}",
        f"/statements/{hit.statement.id}",
        f"/parties/{hit.party}",
        f"/parties/{loudest}",
        f"/parties/{loudest}/acts.svg",
        "/parties",
        "/articles",
        f"/articles?q={rare}",
        "/alerts",
        "/commitments",
        "/review",
        f"/api/statements?q={common}",
        f"/api/parties/{hit.party}",
        f"/api/articles/{hit.article}",
    ]


def slow(client: TestClient, page: str) -> float:
    """The milliseconds of the slowest of several runs but one."""
    taken = []
    for _ in range(RUNS):
        start = time.process_time()
        answer = client.get(page)
        taken.append((time.process_time() - start) * 1000)
        if answer.status_code != 200:
            raise SystemExit(f"{page}: {answer.status_code}")
    return sorted(taken)[-2]


def at_once(record: Record, asked: list[str], new: list[Article]) -> None:
    """Many readers and one writer."""
    wrong: list[str] = []
    waited: list[float] = []
    app = create_app(record)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss

    def read(number: int) -> None:
        client = TestClient(app, base_url=HERE, raise_server_exceptions=False)
        for page in random.Random(number).sample(asked, 10):  # noqa: S311
            start = time.perf_counter()
            answer = client.get(page)
            waited.append(time.perf_counter() - start)
            if answer.status_code != 200:
                wrong.append(f"{page}: {answer.status_code}")
            time.sleep(random.Random(number).random())  # noqa: S311  somebody reads the page

    readers = [threading.Thread(target=read, args=(number,)) for number in range(READERS)]
    for reader in readers:
        reader.start()
    count = record.count()
    for article in new:
        record.add(article)
    for reader in readers:
        reader.join()
    grown = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
    lost = count + len(new) - record.count()
    print(f"{READERS} readers at once, one writer: {len(wrong)} errors, {lost} lost")
    print(f"19 of 20 pages within {sorted(waited)[int(len(waited) * 0.95)] * 1000:.0f} ms")
    print(f"memory grew by {grown / 1024:.0f} MB")
    for line in wrong[:5]:
        print(line)


if __name__ == "__main__":
    main()
