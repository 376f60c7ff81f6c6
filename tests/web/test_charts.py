"""A chart that can be walked through where JavaScript runs, and is a picture where it does not."""

import re
from collections.abc import Callable

from axe_playwright_python.sync_playwright import Axe
from fastapi.testclient import TestClient
from playwright.sync_api import Page, expect

from onrecord.record import Record

Visit = Callable[..., Page]


def test_each_mark_leads_to_the_statements_that_it_counts(
    client: TestClient, record: Record
) -> None:
    party = record.party("Ida Holm")
    picture = client.get(f"/parties/{party.id}/acts.svg").text
    told = re.findall(
        r'<a [^>]*xlink:href="http://127.0.0.1:8765/\?([^"]+)"[^>]*>.*?aria-label="([^"]+)"',
        picture,
    )
    assert ("promised once, March 2024" in [what for _, what in told]) and len(told) == 3
    for query, what in told:
        found = client.get("/api/statements?" + query.replace("&amp;", "&")).json()
        assert found["total"] == 1 and " once, " in what


def test_a_chart_is_walked_through_by_mouse_and_keys(visit: Visit, record: Record) -> None:
    page = visit(f"/parties/{record.party('Ida Holm').id}")
    marks = page.locator(".chart svg a")
    expect(marks).to_have_count(3)
    marks.nth(1).hover()
    told = page.locator(".chart-told")
    expect(told).to_be_visible()
    expect(told).to_have_text(marks.nth(1).get_attribute("aria-label") or "")
    page.mouse.move(0, 0)
    expect(told).to_be_hidden()
    assert page.locator('.chart svg a[tabindex="0"]').count() == 1  # one stop of the tabulator
    marks.nth(0).focus()
    page.keyboard.press("ArrowRight")
    expect(marks.nth(1)).to_be_focused()
    expect(told).to_be_visible()
    assert not Axe().run(page).response["violations"]
    act = re.search(r"act=\w+", marks.nth(1).get_attribute("href") or "")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(act[0] if act else "nothing"))
    expect(page.get_by_text("1 statement", exact=True)).to_be_visible()


def test_without_javascript_a_chart_is_a_picture_with_its_numbers(
    visit: Visit, record: Record
) -> None:
    page = visit(f"/parties/{record.party('Ida Holm').id}", java_script_enabled=False)
    picture = page.locator(".chart img")
    picture.scroll_into_view_if_needed()
    expect(picture).to_be_visible()
    page.get_by_text("The numbers").click()
    expect(page.get_by_role("cell", name="a promise")).to_be_visible()
