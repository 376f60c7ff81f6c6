"""What a reader's browser sees of each page: ``python -m benchmarks.web.browser RECORD``.

Opens the pages of a record in Chromium, each in a window of its own with nothing kept from before,
and prints when something is painted first, how much came over the line, and how far what is shown
moved afterwards (cumulative layout shift).  Needs chromium; the record stays as it is.
"""

from __future__ import annotations

import argparse
import shutil
import socket
import statistics
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import uvicorn
from playwright.sync_api import Browser, sync_playwright

from onrecord import Record
from onrecord.web import Settings, create_app

ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
RUNS = 5
WATCH = """
window.shift = 0;
new PerformanceObserver((list) => {
  for (const one of list.getEntries()) if (!one.hadRecentInput) window.shift += one.value;
}).observe({type: 'layout-shift', buffered: true});
"""
PAINTED = "performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? 0"
ANSWERED = "performance.getEntriesByType('navigation')[0].responseEnd"


@dataclass(frozen=True, slots=True)
class Seen:
    """One visit: milliseconds until the page's answer was whole and until it was painted, bytes of
    the page and all that belongs to it, and how far it moved.
    """

    answered: float
    painted: float
    weight: int
    shift: float


def main() -> None:
    """Prints a table."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("record", help="the record whose pages are opened")
    options = arguments.parse_args()
    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    if chromium is None:
        raise SystemExit("needs chromium")
    with (
        Record(options.record, create=False) as record,
        serving(record) as address,
        sync_playwright() as playwright,
    ):
        browser = playwright.chromium.launch(executable_path=chromium, args=ARGUMENTS)
        print(f"{'page':28} {'answered':>9} {'painted':>9} {'behind it':>9} {'kB':>6} {'shift':>7}")
        for name, page in pages(record).items():
            seen = [visit(browser, address + page) for _ in range(RUNS)]
            answered, painted = (
                statistics.median(getattr(one, what) for one in seen)
                for what in ("answered", "painted")
            )
            weight, shift = max(one.weight for one in seen), max(one.shift for one in seen)
            print(
                f"{name:28} {answered:6.0f} ms {painted:6.0f} ms {painted - answered:6.0f} ms "
                f"{weight / 1000:6.0f} {shift:7.4f}",
                flush=True,
            )
        browser.close()


def pages(record: Record) -> dict[str, str]:
    """The name and the address of a page of each kind."""
    [hit] = record.search(limit=1)
    entries = record.commitments(limit=1)
    [party] = record.parties(limit=1)
    found = {
        "search": "/",
        "article": f"/articles/{hit.article}",
        "statement": f"/statements/{hit.statement.id}",
        "speaker": f"/parties/{party.id}",
        "commitments": "/commitments",
        "commitments, table": "/commitments?view=table",
        "positions": "/positions",
        "new": "/changes",
        "check": "/check",
        "review": "/review",
        "add": "/add",
        "articles": "/articles",
        "speakers": "/parties",
        "saved": "/alerts",
    }
    return found | {f"entry {entry.by}"[:28]: f"/commitments/{entry.id}" for entry in entries}


def visit(browser: Browser, address: str) -> Seen:
    """Opens one address with nothing kept from before."""
    context = browser.new_context()
    page = context.new_page()
    page.add_init_script(WATCH)
    line = context.new_cdp_session(page)
    line.send("Network.enable")
    sizes: list[int] = []
    line.on("Network.loadingFinished", lambda done: sizes.append(int(done["encodedDataLength"])))
    page.goto(address, wait_until="networkidle")
    seen = Seen(
        page.evaluate(ANSWERED), page.evaluate(PAINTED), sum(sizes), page.evaluate("window.shift")
    )
    context.close()
    return seen


@contextmanager
def serving(record: Record) -> Iterator[str]:
    """The application over a record, to be read; its address."""
    listening = socket.create_server(("127.0.0.1", 0))
    app = create_app(record, Settings(read_only=True))
    server = uvicorn.Server(uvicorn.Config(app, log_level="error"))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]})
    thread.start()
    yield f"http://127.0.0.1:{listening.getsockname()[1]}"
    server.should_exit = True
    thread.join()


if __name__ == "__main__":
    main()
