"""Many readers of a served record and one program that adds to it, all for some minutes."""

from __future__ import annotations

import multiprocessing
import random
import re
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import httpx

from benchmarks.web.verdict import line
from onrecord import Record
from onrecord.model import Article

READERS = 50
LOOKED_AT = 60  # pages by each of them: in an hour one a minute
PLAIN = "/static/icon.svg"  # for which the record is not asked
WAITED = 400  # milliseconds for nineteen of twenty pages, as is asked
GROWN = 1.05  # times what the server's memory was after a fifth of the time
SERVE = "from onrecord.cli import main; main()"


@dataclass
class Seen:
    """What all readers saw together: seconds until pages, and until files, were there."""

    pages: list[float] = field(default_factory=list)
    files: list[float] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)


def at_once(
    path: Path, asked: list[str], uncompared: str, new: list[Article], seconds: float
) -> str:
    """Prints how it goes, and says what it comes to.

    ``uncompared`` is asked for first: a page for which the server has to load the comparer, which
    is no growth.
    """
    print(f"\n{READERS} readers and a writer, {seconds / 60:g} minutes", flush=True)
    with Record(path) as record:
        count = record.count()
    seen, sizes = Seen(), list[int]()
    spawn = multiprocessing.get_context("spawn")
    with served(path) as (address, server), ProcessPoolExecutor(1, spawn) as apart:
        httpx.get(address + uncompared, timeout=60).raise_for_status()
        readers = [
            threading.Thread(target=read, args=(number, address, asked, seconds, seen))
            for number in range(READERS)
        ]
        written = apart.submit(write, path, new, seconds)
        for reader in readers:
            reader.start()
        while any(reader.is_alive() for reader in readers):
            time.sleep(seconds / 50)
            sizes.append(memory_of(server))
        added = written.result()
    with Record(path) as record:
        lost = count + added - record.count()
    for error in seen.wrong[:5]:
        print(error)
    waited, plain = longest(seen.pages), longest(seen.files)
    early, late = sizes[len(sizes) // 5], sizes[-1]
    print(f"{len(seen.pages):,} pages; 19 of 20 within {waited:.0f} ms")
    print(f"a file without a page meanwhile: 19 of 20 within {plain:.0f} ms")
    print(f"the server's memory: {early} MB after a fifth of the time, {late} MB in the end")
    return "\n".join(
        (
            line(
                f"19 of 20 pages of {READERS} readers",
                f"{waited:.0f} ms",
                waited <= WAITED,
                "400 ms",
            ),
            line("answers that were errors", f"{len(seen.wrong)}", not seen.wrong, "none"),
            line("reports added and lost", f"{lost}", not lost, "none"),
            line("memory", f"{early} to {late} MB", late <= early * GROWN, "flat (5 %)"),
        )
    )


@contextmanager
def served(path: Path) -> Iterator[tuple[str, int]]:
    """The application over a record in a process of its own: its address, and its number."""
    command = [sys.executable, "-c", SERVE, "serve", "--record", str(path), "--port", "0"]
    server = subprocess.Popen(  # noqa: S603
        [*command, "--no-browser"], stdout=subprocess.PIPE, text=True
    )
    try:
        assert server.stdout  # noqa: S101
        told = re.search(r"http://[^\s/]+", server.stdout.readline())
        if told is None:
            raise SystemExit("the server did not begin")
        yield told[0], server.pid
    finally:
        server.terminate()
        server.wait()


def read(number: int, address: str, asked: list[str], seconds: float, seen: Seen) -> None:
    """One reader, who reads each page before asking for the next."""
    chance = random.Random(number)  # noqa: S311
    pause = seconds / LOOKED_AT
    with httpx.Client(base_url=address, timeout=60) as client:
        for turn in range(LOOKED_AT):
            time.sleep(chance.uniform(0, 2 * pause))
            page = chance.choice(asked)
            look(client, page, seen.pages, seen.wrong)
            if turn % 4 == 0:
                look(client, PLAIN, seen.files, seen.wrong)


def look(client: httpx.Client, page: str, waited: list[float], wrong: list[str]) -> None:
    """One page, and how long it took."""
    start = time.perf_counter()
    try:
        status: object = client.get(page).status_code
    except httpx.HTTPError as error:
        status = repr(error)
    waited.append(time.perf_counter() - start)
    if status != 200:
        wrong.append(f"{page}: {status}")


def write(path: Path, new: list[Article], seconds: float) -> int:
    """Adds articles, all over the time, and says how many it was told are safe.

    Those that a kept record has from the last time are no news.
    """
    added = 0
    with Record(path) as record:
        for article in new:
            time.sleep(seconds / len(new))
            added += record.add(article) == "added"
    return added


def longest(waited: list[float]) -> float:
    """The milliseconds within which nineteen of twenty were there."""
    return sorted(waited)[int(len(waited) * 0.95)] * 1000


def memory_of(process: int) -> int:
    """The megabytes that a process takes up now; 0 where the system does not say."""
    try:
        told = Path(f"/proc/{process}/status").read_text()
    except OSError:
        return 0
    found = re.search(r"VmRSS:\s+(\d+) kB", told)
    return int(found[1]) // 1024 if found else 0
