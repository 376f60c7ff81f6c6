"""Reviewing, adding and following in a real browser: by keys alone, and without JavaScript."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect
from web_articles import HARBOUR, article_of

from onrecord.model import Amount, Commitment, Resolution
from onrecord.record import Parcel, Record

Visit = Callable[..., Page]
PHONE = {"width": 390, "height": 844}
REPORT = "“The ferry will sail in winter too,” said Captain Åsa Berg on Monday.\n"
FERRY = (("Bo Lind", "promised", "the town would pay for the ferry", "commit", None),)


@pytest.fixture
def unsure(record: Record) -> Record:
    """The record with a report of which who speaks and what the words do is unsure, a promise,
    something handed over and something decided.
    """
    shares = (0.65, 0.6, 0.4, 0.5)
    again = tuple((who, cue, f"{words} again", *rest) for who, cue, words, *rest in HARBOUR)
    article = article_of(again, "again.txt")  # type: ignore[arg-type]
    said = tuple(
        replace(one, resolution=Resolution("office", share, f"why {share}"), act_confidence=share)
        for one, share in zip(article.statements, shares, strict=True)
    )
    record.add(replace(article, statements=said))
    promise = article_of(FERRY, "ferry.txt", published="2024-03-01")
    [one] = promise.statements
    euros = Amount(40_000_000, "EUR")
    owed = Commitment("Bo Lind", one.content[0], amount=euros, due="2024-06")
    record.add(replace(promise, statements=(replace(one, commitment=owed),)))
    return record


@pytest.fixture
def addresses(unsure: Record) -> list[str]:
    """An address of every page of these."""
    batch = unsure.receive([Parcel("a.txt", REPORT.encode()), Parcel("b/c.jpg", b"")], by="Ines")
    unsure.accept(unsure.search("open in May")[0].statement.id, by="Ines")
    statement = unsure.search("Who pays")[0].statement.id
    entry = unsure.commitments("ferry")[0]
    pages = ["/review", "/review?kind=act", "/review?kind=content", "/review?kind=same"]
    pages += ["/review/decisions", f"/review?statement={statement}", "/add", f"/add/{batch}"]
    pages += ["/commitments", "/commitments?view=table", f"/commitments/{entry.id}", "/check"]
    pages += ["/positions?name=Lind&on=harbour&beside=Holm", "/changes?since=2024-03"]
    return [*pages, "/answers", "/answers?view=denials"]


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("size", [None, PHONE], ids=["desk", "phone"])
def test_everybody_can_use_these_pages(
    visit: Visit, addresses: list[str], theme: str, size: dict[str, int] | None
) -> None:
    page = visit(color_scheme=theme, **({"viewport": size} if size else {}))
    for address in addresses:
        page.goto(address)
        found = Axe().run(page)
        told = [f"{v['id']}: {v['nodes'][0]['html'][:200]}" for v in found.response["violations"]]
        assert not told, f"{address}: {told}"
        wide = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
        assert wide <= 0, f"{address} is {wide} pixels wider than the window"


def test_a_review_by_keys_alone(visit: Visit, unsure: Record) -> None:
    page = visit("/review")
    expect(page.locator(".sureness")).to_contain_text("why 0.4")
    page.keyboard.press("2")  # Bo Lind says it
    expect(page.locator(".sureness")).to_contain_text("why 0.5")
    [hit] = unsure.search('"hidden again"')
    assert hit.speaker == "Bo Lind"
    page.keyboard.press("z")
    expect(page.locator(".sureness")).to_contain_text("why 0.4")
    [hit] = unsure.search('"hidden again"')
    assert hit.speaker == "Ida Holm"
    page.keyboard.press("a")
    expect(page.locator(".sureness")).to_contain_text("why 0.5")
    page.keyboard.press("n")
    expect(page.locator(".sureness")).to_contain_text("why 0.6")
    page.keyboard.press("x")
    expect(page.locator(".sureness")).to_contain_text("why 0.65")
    assert not unsure.search('"cost of the harbour again"')
    page.keyboard.press("s")
    page.keyboard.press("Control+a")
    page.keyboard.type("Eva Dahl")
    page.keyboard.press("Enter")
    expect(page.get_by_text("That was the last one.")).to_be_visible()
    assert unsure.search("again", speaker="Eva Dahl")
    decided = [one.changes[0] for one in unsure.decisions()]
    assert decided[:2] == [("speaker", "Eva Dahl"), ("rejected", None)]


def test_other_words_are_selected_by_keys(visit: Visit, unsure: Record) -> None:
    page = visit("/review")
    page.keyboard.press("w")
    expect(page.locator("#spans")).to_be_visible()
    page.keyboard.press("Shift+ArrowLeft")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Kept, with your name.")).to_be_visible()
    [decision] = unsure.decisions()
    assert decision.changes[0][0] == "content" and decision.statement
    _, one = unsure.statement(decision.statement)
    assert one.content[0].text == "that anything was hidden"


def test_the_source_is_selected_by_the_mouse(visit: Visit, unsure: Record) -> None:
    page = visit("/review")
    page.locator(".source[data-s]").dblclick()
    page.get_by_role("button", name="the cue").click()
    expect(page.get_by_text("Kept, with your name.")).to_be_visible()
    [one] = unsure.decisions()
    assert one.changes[0][0] == "cue"


def test_a_review_without_javascript(visit: Visit, unsure: Record) -> None:
    page = visit("/review", java_script_enabled=False)
    page.get_by_text("Change something else").click()
    page.get_by_label("Aimed at").fill("The harbour office")
    page.get_by_label("Aimed at").locator("xpath=../..").get_by_role("button").click()
    expect(page.get_by_text("Kept, with your name.")).to_be_visible()
    assert unsure.search(target="harbour office")
    page.get_by_role("button", name="Undo").click()
    assert not unsure.search(target="harbour office")
    page.get_by_role("button", name="Right").click()
    expect(page.locator(".sureness")).to_contain_text("why 0.5")


def test_a_dropped_folder_is_handed_over(visit: Visit, record: Record, tmp_path: Path) -> None:
    folder = tmp_path / "stories"
    folder.mkdir()
    for name in ("one.txt", "two.txt"):
        (folder / name).write_text(REPORT + name, encoding="utf-8")
    page = visit("/add")
    page.locator("[webkitdirectory]").set_input_files(folder)
    page.get_by_role("button", name="Read").click()
    expect(page).to_have_url(re.compile(r"/add/\w{16}$"))
    expect(page.get_by_role("heading", name="Read", exact=True)).to_be_visible(timeout=120_000)
    expect(page.get_by_text("stories/one.txt")).to_be_visible()
    assert {hit.speaker for hit in record.search("ferry winter")} == {"Åsa Berg"}


def test_a_file_is_handed_over_without_javascript(
    visit: Visit, record: Record, tmp_path: Path
) -> None:
    file = tmp_path / "one.txt"
    file.write_text(REPORT, encoding="utf-8")
    page = visit("/add", java_script_enabled=False)
    page.get_by_label("Choose files").set_input_files(file)
    page.get_by_role("button", name="Read").click()
    expect(page.get_by_role("heading", name="Read", exact=True)).to_be_visible(timeout=120_000)
    assert record.search("ferry winter")
