"""How long does the application take?  ``python -m benchmarks.web``.

Makes a large record of invented articles (as ``benchmarks.record`` does, with acts; or takes one
that is there already, ``--record``) and then prints, each beside what is asked of it:

- in what time 95 of a hundred askings of every page were answered, in the processor's time of the
  server, so that other programs count less;
- what went wrong when fifty readers asked for an hour's pages in a few minutes while another
  program added reports, how long they waited, and how the memory of the server grew;
- when pages are painted first in Chromium, where it is installed.

Waiting is only worth something on a quiet machine; how a file without a page was waited for
meanwhile tells how quiet it was.
"""

from __future__ import annotations

import argparse
import random
import shutil
import tempfile
import time
from functools import partial
from pathlib import Path

from fastapi import FastAPI
from fastapi.testclient import TestClient

from benchmarks.parties.growth import fill, invented
from benchmarks.record.__main__ import PEOPLE, articles, p95, words
from benchmarks.web.acting import acting
from benchmarks.web.crowd import at_once
from benchmarks.web.verdict import line
from onrecord import Record
from onrecord.web import create_app
from onrecord.web.behind import Behind

HERE = "http://127.0.0.1:8765"
NEW = 100  # articles that come while they read
ASKED = {"search": 60, "page": 100}  # milliseconds that either may take
PAINTED = 500  # milliseconds until something is there to be seen


def main() -> None:
    """Prints what was measured, and in the end whether it is what is asked."""
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
                print(f"making a record of {options.size:,} articles", flush=True)
                old = articles(chance, people, vocabulary, options.size)
                fill(record, acting(old, random.Random(3)))  # noqa: S311
            asked = pages(record, people, vocabulary)
            told = [alone(record, asked)]
            unlike = random.Random(record.count())  # noqa: S311  a kept record has those before
        later = articles(unlike, people, vocabulary, options.size + NEW)
        new = acting((next(later) for _ in range(NEW)), random.Random(4))  # noqa: S311
        somebody = unlike.choice(people).rpartition(" ")[2]
        lines = f"/api/positions?name={somebody}&on={unlike.choice(vocabulary[:50])}"
        told.append(at_once(path, list(asked), lines, list(new), options.minutes * 60))
        told.append(painted(path))
    print("\n" + "\n".join(told))


def pages(record: Record, people: list[str], vocabulary: list[str]) -> dict[str, str]:
    """Addresses of every kind of page, on much and on little, each with what it is."""
    common, rare = vocabulary[20], vocabulary[5_000]
    hit = record.search(rare)[0]
    loudest = record.parties(limit=1)[0].id
    accusation = record.answers(limit=1)[0].accusation.statement
    last = people[0].rpartition(" ")[2]
    searches = [
        "/",
        "/?q=the",
        f"/?q={common}",
        f"/?q={rare}",
        f"/?q={common}+{vocabulary[25]}",
        f"/?q={common}&from=2010-03&to=2010-03",
        f"/?speaker={last}",
        f"/?q={common}&speaker={last}",
        "/?outlet=Outlet+7",
        f"/?act=accuse&speaker={last}",
        f"/api/statements?q={common}",
    ]
    others = [
        f"/facets?q={common}",
        f"/articles/{hit.article}",
        f"/statements/{hit.statement.id}",
        f"/statements/{accusation}",
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
        "/answers",
        f"/answers?at={last}&unanswered=true",
        "/answers?view=denials",
        "/check",
        "/review",
        f"/api/parties/{hit.party}",
        f"/api/articles/{hit.article}",
        "/api/answers",
    ]
    return dict.fromkeys(searches, "search") | dict.fromkeys(others, "page")


def alone(record: Record, asked: dict[str, str]) -> str:
    """Prints how long the server takes for each page, and says what that comes to."""
    app = create_app(record)
    client = TestClient(app, base_url=HERE, client=("127.0.0.1", 1))  # no rate holds at home
    longest: dict[str, float] = {}
    print(f"\n{'the processor’s time of a page':60} {'95 %':>8} {'asked':>6}")
    for page, kind in asked.items():
        compared(app, client, page)
        took = p95(partial(get, client, page))
        longest[kind] = max(took, longest.get(kind, 0))
        print(f"{page[:60]:60} {took:5.1f} ms {ASKED[kind]:6}", flush=True)
    return "\n".join(
        line(f"a {kind}, the longest", f"{took:.0f} ms", took <= ASKED[kind], f"{ASKED[kind]} ms")
        for kind, took in longest.items()
    )


def compared(app: FastAPI, client: TestClient, page: str) -> None:
    """Asks for a page until nothing is compared for it any more."""
    get(client, page)
    behind: Behind = app.state.behind
    while behind.asked or behind.waiting:
        time.sleep(0.2)
        get(client, page)


def get(client: TestClient, page: str) -> None:
    """Asks for a page."""
    answer = client.get(page)
    if answer.status_code != 200:
        raise SystemExit(f"{page}: {answer.status_code}")


def painted(path: Path) -> str:
    """When pages are painted first."""
    if shutil.which("chromium") is None and shutil.which("chromium-browser") is None:
        return "first paint was not measured: there is no chromium"
    from benchmarks.web.browser import look_at

    print()
    last = look_at(path)
    return line("first paint, the last", f"{last:.0f} ms", last <= PAINTED, f"{PAINTED} ms")


if __name__ == "__main__":
    main()
