"""The application in a real browser: keys, themes, sizes, paper, without JavaScript."""

import re
from collections.abc import Callable
from dataclasses import replace

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect
from web_articles import article_of

from onrecord.model import Amount, Commitment
from onrecord.record import Record, Wanted

Visit = Callable[..., Page]
PHONE = {"width": 390, "height": 844}
# Pages that have no number of their own in their address.
PAGES = (
    "/",
    "/?q=harbour&act=ask&sort=-date",
    "/?q=zzzz",
    "/facets?q=harbour",
    "/articles",
    "/parties",
    "/alerts",
)

WITH_FORMS = ("/commitments", "/positions", "/changes", "/answers", "/check", "/review", "/add")


@pytest.fixture
def pages(record: Record) -> list[str]:
    """An address of every page."""
    hit = record.search("open in May")[0]
    wanted = Wanted("harbour")
    alert = record.save_search(wanted, "Harbour", by="Ines")
    return [
        *PAGES,
        f"/articles/{hit.article}",
        f"/statements/{hit.statement.id}",
        f"/parties/{hit.party}",
        f"/alerts/{alert}",
        f"/snapshots/{record.freeze(wanted, 'March', by='Ines')}",
        "/signin",
    ]


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("size", [None, PHONE], ids=["desk", "phone"])
def test_every_page_can_be_used_by_everybody(
    visit: Visit, pages: list[str], theme: str, size: dict[str, int] | None
) -> None:
    page = visit(color_scheme=theme, **({"viewport": size} if size else {}))
    for address in pages:
        page.goto(address)
        found = Axe().run(page)
        told = [f"{v['id']}: {v['nodes'][0]['html'][:200]}" for v in found.response["violations"]]
        assert not told, f"{address}: {told}"
        wide = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
        assert wide <= 0, f"{address} is {wide} pixels wider than the window"
        assert page.evaluate("document.documentElement.classList.contains('js')")


def test_from_a_question_to_its_source_by_keys_alone(visit: Visit) -> None:
    page = visit()
    page.keyboard.press("/")
    page.keyboard.type("harbour")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"/\?q=harbour$"))
    page.keyboard.press("j")
    page.keyboard.press("j")
    page.keyboard.press("k")
    expect(page.locator("[data-item].at")).to_have_count(1)
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"/statements/\w+$"))
    page.get_by_role("link", name="Holm speaks").focus()
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"/articles/\w+#s-\w+$"))
    expect(page.locator(".text .lit").first).to_be_visible()


def test_keys_are_told_and_lead_to_pages(visit: Visit) -> None:
    page = visit()
    page.keyboard.press("?")
    expect(page.get_by_role("dialog", name="Keys")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_have_count(0)
    page.keyboard.press("g")
    page.keyboard.press("p")
    expect(page).to_have_url(re.compile("/parties$"))
    page.locator("[data-search]").focus()
    page.keyboard.type("j/?g")
    expect(page.locator("[data-search]")).to_have_value("j/?g")


def test_text_and_margin_of_an_article_are_linked(visit: Visit, record: Record) -> None:
    article = record.article("harbour.txt")
    page = visit(f"/articles/{article.id}")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    lit = page.locator(".text .lit")
    expect(lit.nth(0)).to_have_text("Bo Lind")
    expect(lit.nth(2)).to_have_text("the mayor of hiding the cost of the harbour")
    page.keyboard.press("ArrowUp")
    expect(lit.nth(0)).to_have_text("Mayor Ida Holm")
    page.locator("[data-s]", has_text="that anything was hidden").hover()
    expect(page.locator(".note.lit")).to_contain_text("that anything was hidden")


def test_a_citation_goes_to_the_clipboard(visit: Visit, record: Record) -> None:
    id = record.search("open in May")[0].statement.id
    page = visit(f"/statements/{id}", permissions=["clipboard-read", "clipboard-write"])
    page.get_by_role("button", name="Copy").first.click()
    expect(page.locator("#told")).to_have_text("Copied")
    assert "The harbour will open in May" in page.evaluate("navigator.clipboard.readText()")


@pytest.mark.usefixtures("simple_comparer")
def test_what_is_yet_to_be_compared_comes_by_itself(visit: Visit) -> None:
    page = visit("/positions?name=Lind&on=harbour")
    expect(page.locator("#sides").get_by_text("Who pays for the harbour?")).to_be_visible()


@pytest.mark.usefixtures("simple_comparer")
def test_what_is_yet_to_be_compared_without_javascript(visit: Visit) -> None:
    page = visit("/positions?name=Lind&on=harbour", java_script_enabled=False)
    expect(page.locator("#sides").get_by_text("Who pays for the harbour?")).to_be_visible()


def test_without_javascript(visit: Visit, pages: list[str], record: Record) -> None:
    page = visit(java_script_enabled=False)
    page.get_by_role("searchbox", name="Words").fill("harbour")
    page.get_by_role("button", name="Search").click()
    expect(page.get_by_text("3 statements")).to_be_visible()
    page.get_by_text("Save", exact=True).click()
    page.get_by_role("button", name="Save this search").click()
    expect(page.get_by_role("heading", name="harbour")).to_be_visible()
    expect(page.get_by_text("0 new")).to_be_visible()
    for address in pages:
        answer = page.goto(address)
        assert answer and answer.ok
        expect(page.get_by_role("heading", level=1)).to_have_count(1)
    expect(page.get_by_role("button", name="Keys")).to_have_count(0)


def test_on_paper(visit: Visit) -> None:
    page = visit("/?q=harbour", color_scheme="dark")
    page.emulate_media(media="print")
    expect(page.get_by_text("The harbour will open in May")).to_be_visible()
    for gone in (".head nav", ".search", ".facets", ".actions"):
        expect(page.locator(gone)).to_be_hidden()
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    expect(page.get_by_text("What was searched for: harbour")).to_be_visible()
    page.goto("/?q=hidden")
    expect(page.get_by_text("the speaker is inferred (80%)")).to_be_visible()  # though folded
    expect(page.get_by_text("Open this statement")).to_be_hidden()


def test_the_ledger_fits_on_paper(visit: Visit, record: Record) -> None:
    words = "the town would pay 40 million euros to the Harbour Council"
    article = article_of((("Ida Holm", "promised", words, "commit", None),), "pledge.txt")
    [one] = article.statements
    promise = Commitment(
        by="Administration Council",
        what=one.content[0],
        to="Reconstruction Commission",
        amount=Amount(40_000_000, "EUR"),
        due="2024-09-30",
    )
    record.add(replace(article, statements=(replace(one, commitment=promise),)))
    page = visit("/commitments?view=table", viewport={"width": 660, "height": 900})  # of A4
    page.emulate_media(media="print")
    wide = (
        "document.querySelector('.ledger').offsetWidth - document.querySelector('main').offsetWidth"
    )
    assert page.evaluate(wide) <= 0


def test_a_page_is_light_and_does_not_shift(visit: Visit, pages: list[str]) -> None:
    page = visit()
    page.add_init_script(
        "window.shift = 0; new PerformanceObserver((list) => { for (const one of list.getEntries())"
        " if (!one.hadRecentInput) window.shift += one.value; })"
        ".observe({type: 'layout-shift', buffered: true});"
    )
    for address in (*pages, *WITH_FORMS):
        weight = 0

        def weigh(answer: object) -> None:
            nonlocal weight
            weight += len(answer.body())  # type: ignore[attr-defined]

        page.on("response", weigh)
        page.goto(address, wait_until="networkidle")
        page.remove_listener("response", weigh)
        assert weight <= 150_000, f"{address} weighs {weight:,} bytes"
        assert round(page.evaluate("window.shift"), 3) == 0, f"{address} shifts"
