"""What a reader's browser sees of each page: ``python -m benchmarks.web.browser RECORD``.

Opens the pages of a record in Chromium, each in a window of its own with nothing kept from before,
and prints when something is painted first, how many times that of a plain page in the same browser
at the same time is, how much came over the line, and how far what is shown moved afterwards
(cumulative layout shift).  Needs chromium; the record stays as it is.
"""

from __future__ import annotations

import argparse
import shutil
import statistics
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from onrecord import Record
from onrecord.web import Settings, serving

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
    """Takes the record from the command line."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("record", help="the record whose pages are opened")
    look_at(arguments.parse_args().record)


def look_at(path: str | Path) -> float:
    """Prints a table, and says when the last of its pages is painted first."""
    last = 0.0
    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    if chromium is None:
        raise SystemExit("needs chromium")
    with (
        Record(path, create=False) as record,
        serving(record, Settings(read_only=True)) as address,
        plain_page() as plain,
        sync_playwright() as playwright,
    ):
        browser = playwright.chromium.launch(executable_path=chromium, args=ARGUMENTS)
        print(f"{'page':28} {'answered':>9} {'painted':>9} {'of plain':>8} {'kB':>6} {'shift':>7}")
        for name, page in pages(record).items():
            beside, seen = [], []
            for _ in range(RUNS):  # in turns, so that both are painted on the same busy machine
                beside.append(visit(browser, plain))
                seen.append(visit(browser, address + page))
            answered = statistics.median(one.answered for one in seen)
            painted = statistics.median(one.painted for one in seen)
            last = max(last, painted)
            plainly = statistics.median(one.painted for one in beside)
            weight, shift = max(one.weight for one in seen), max(one.shift for one in seen)
            print(
                f"{name:28} {answered:6.0f} ms {painted:6.0f} ms "
                f"{painted / plainly:8.1f} {weight / 1000:6.0f} {shift:7.4f}",
                flush=True,
            )
        browser.close()
    return last


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
        "answers": "/answers",
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


class Plain(BaseHTTPRequestHandler):
    """Answers with a page of one paragraph, without a style or a script."""

    def do_GET(self) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.end_headers()
        self.wfile.write(b"<!doctype html><title>Plain</title><p>A plain page.")

    def log_message(self, *told: object) -> None:
        """Says nothing."""


@contextmanager
def plain_page() -> Iterator[str]:
    """The address of a page than which none is painted sooner."""
    with ThreadingHTTPServer(("127.0.0.1", 0), Plain) as server:
        threading.Thread(target=server.serve_forever).start()
        try:
            yield f"http://127.0.0.1:{server.server_port}/"
        finally:
            server.shutdown()


if __name__ == "__main__":
    main()
