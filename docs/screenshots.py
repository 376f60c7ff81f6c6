"""Make the pictures of the application's pages again.

    .venv/bin/python docs/screenshots.py [RECORD]

Needs chromium.  Reads the example reports into a record of its own, unless one is named, and
takes each page as it stands in the browser: light on a desk, and dark on a phone.
"""

import os
import shutil
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from onrecord.record import Record, Wanted
from onrecord.web import serving

ROOT = Path(__file__).resolve().parent.parent
PICTURES = ROOT / "docs" / "screenshots"
DESK = {"width": 1000, "height": 640}
PHONE = {"width": 390, "height": 640}
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
WHO, ABOUT = "Lindqvist", "icebreakers"  # what the pictures search for, in the example reports


def main() -> None:
    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    if chromium is None:
        sys.exit("docs/screenshots.py: needs chromium; install it and try again")
    PICTURES.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "record.db")
        if sys.argv[1:]:
            shutil.copyfile(sys.argv[1], path)
        with Record(path) as record, serving(record) as address, sync_playwright() as playwright:
            if not record.count():
                os.chdir(ROOT)  # so that no picture shows where the checkout is
                for added in record.add_all("examples"):
                    print(added)
            browser = playwright.chromium.launch(executable_path=chromium, args=ARGUMENTS)
            take(browser, address, pages(record))
            browser.close()


def pages(record: Record) -> dict[str, str]:
    """The name and the address of each picture."""
    [hit, *_] = record.search(ABOUT, speaker=WHO, sort="-date") or record.search(act="commit")
    record.save_search(Wanted(ABOUT), ABOUT, by="Ines")
    return {
        "search": f"/?q={ABOUT}",
        "article": f"/articles/{hit.article}",
        "statement": f"/statements/{hit.statement.id}",
        "speaker": f"/parties/{record.parties(limit=1)[0].id}",
        "commitments": "/commitments",
        "positions": f"/positions?name={hit.speaker}&on={ABOUT}",
        "changes": "/changes?since=2024-01-01",
        "check": "/check",
        "saved": "/alerts",
        "review": "/review",
        "add": "/add",
    }


def take(browser: Browser, address: str, pages: dict[str, str]) -> None:
    """Takes every page twice."""
    for kind, size, theme in (("desk", DESK, "light"), ("phone", PHONE, "dark")):
        window = browser.new_page(viewport=size, color_scheme=theme)  # type: ignore[arg-type]
        for name, page in pages.items():
            answer = window.goto(address + page)
            if answer is None or not answer.ok:
                print(f"{page}: {answer and answer.status}; no picture of it")
                continue
            window.wait_for_load_state("networkidle")
            window.locator("[hx-trigger*=every]").wait_for(state="detached")  # what comes by itself
            window.screenshot(path=PICTURES / f"{name}-{kind}.png")
        window.close()


if __name__ == "__main__":
    main()
