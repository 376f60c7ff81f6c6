"""How long does the application take?  ``python -m benchmarks.web``.

Makes a large record of invented articles (as ``benchmarks.record`` does; or takes one that is
there already, ``--record``), asks for every page a hundred times, and prints in what time 95 of
them were made, in the processor's time of the server, so that other programs count less.
Then fifty readers ask for an hour's pages in a few minutes while one program adds, and it prints
what went wrong, what nineteen of twenty of them waited at most, and how the memory grew.
"""

from __future__ import annotations

import argparse
import random
import resource
import tempfile
import threading
import time
from functools import partial
from pathlib import Path

from fastapi.testclient import TestClient

from benchmarks.parties.growth import fill, invented
from benchmarks.record.__main__ import PEOPLE, articles, p95, words
from onrecord import Record
from onrecord.model import Article
from onrecord.web import create_app

READERS = 50
LOOKED_AT = 60  # pages by each of them: in an hour one a minute
ADDED = 100  # articles that come while they read
HERE = "http://127.0.0.1:8765"


def main() -> None:
    """Prints a table, and a line on many at once."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--size", type=int, default=20_000, help="articles in the record")
    arguments.add_argument("--record", help="a record that was made before, or is to be kept")
    arguments.add_argument("--minutes", type=float, default=5, help="in which an hour's pages come")
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
                print(f"{page[:60]:60} {p95(partial(get, client, page)):7.1f} ms", flush=True)
            new = articles(random.Random(2), people, vocabulary, options.size + ADDED)  # noqa: S311
            at_once(record, asked, [next(new) for _ in range(ADDED)], options.minutes * 60)


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
        f"/positions?name={hit.party}&on={common}",
        "/changes",
        "/review",
        f"/api/statements?q={common}",
        f"/api/parties/{hit.party}",
        f"/api/articles/{hit.article}",
    ]


def get(client: TestClient, page: str) -> None:
    """Asks for a page."""
    answer = client.get(page)
    if answer.status_code != 200:
        raise SystemExit(f"{page}: {answer.status_code}")


def at_once(record: Record, asked: list[str], new: list[Article], seconds: float) -> None:
    """Many readers and one writer, all for so long."""
    wrong: list[str] = []
    waited: list[float] = []
    app = create_app(record)
    pause = seconds / LOOKED_AT

    def read(number: int) -> None:
        client = TestClient(app, base_url=HERE, raise_server_exceptions=False)
        chance = random.Random(number)  # noqa: S311
        for _ in range(LOOKED_AT):
            time.sleep(chance.uniform(0, 2 * pause))  # somebody reads the page before
            page = chance.choice(asked)
            start = time.perf_counter()
            answer = client.get(page)
            waited.append(time.perf_counter() - start)
            if answer.status_code != 200:
                wrong.append(f"{page}: {answer.status_code}")

    count, used = record.count(), time.process_time()
    readers = [threading.Thread(target=read, args=(number,)) for number in range(READERS)]
    for reader in readers:
        reader.start()
    grown: list[int] = []
    for article in new:
        time.sleep(seconds / len(new))
        record.add(article)
        grown.append(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024)
    for reader in readers:
        reader.join()
    used = (time.process_time() - used) * 1000 / len(waited)
    lost = count + len(new) - record.count()
    print(f"{READERS} readers, one writer, {len(waited)} pages: {len(wrong)} errors, {lost} lost")
    print(f"19 of 20 pages within {sorted(waited)[int(len(waited) * 0.95)] * 1000:.0f} ms")
    print(f"the processor's time of a page, adding included: {used:.0f} ms")
    print(
        f"memory: {grown[len(grown) // 5]} MB after a fifth of the time, {grown[-1]} MB at the end"
    )
    for line in wrong[:5]:
        print(line)


if __name__ == "__main__":
    main()
