"""Reports are somebody else's text: whatever stands in one is shown, and does nothing."""

import re
from collections.abc import Callable, Iterator
from html import unescape

import pytest
from fastapi.testclient import TestClient
from playwright.sync_api import Page
from web_articles import article_of

from onrecord.model import Article
from onrecord.record import Record, adding

Visit = Callable[..., Page]
HOSTILE = (
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(2)>",
    '"><svg onload=alert(3)>',
    "<a href='javascript:alert(4)'>tolls</a>",
    "javascript:alert(5)",
    "{{ 7 * 7 }}{% raw %}",
    "' onmouseover='alert(6)",
    "\u202eesrever\u202c and \u2066hidden\u2069",
    "<!--",
    "]]>&lt;b&gt;&#x3c;",
    "</title><style>*{display:none}</style>",
    "<iframe srcdoc='<script>parent.alert(7)</script>'>",
    "<meta http-equiv=refresh content='0;url=https://evil.example'>",
    "<base href=https://evil.example/>",
)
# Hundreds of reports: each bit of mischief in each place that a report has.
MANY = 300
A_FEW = 6


@pytest.fixture(scope="module")
def record(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Record]:
    """A record of hostile reports."""
    with Record(tmp_path_factory.mktemp("hostile") / "record.db") as made:
        with made._writing() as connection:  # one transaction: each by itself would take minutes
            for report in reports():
                adding.add(connection, report, {})
        yield made


def reports() -> Iterator[Article]:
    """Hostile reports."""
    for number in range(MANY // len(HOSTILE) + 1):
        for bad in HOSTILE:
            who = f"{bad} Lind" if number % 2 else f"Bo {bad}"
            lines = (
                (who, f"said {bad}", f"harbour {number} {bad}", "accuse", f"{bad} Holm"),
                ("Officials", "warned", f"of {bad}", "warn", bad),
            )
            fields = {
                "title": f"{bad} {number}" if number % 3 else bad,
                "outlet": bad,
                "byline": (bad,),
                "url": "javascript:alert(8)",
            }
            yield article_of(lines, f"{bad}{number}.txt", **fields)


def addresses(record: Record) -> list[str]:
    """A few pages of each kind."""
    hits = record.search("harbour", limit=A_FEW).items
    found = ["/", "/?q=alert", "/?speaker=Lind&outlet=alert", "/articles?q=alert", "/parties"]
    for hit in hits:
        found += [f"/articles/{hit.article}", f"/statements/{hit.statement.id}"]
        found += [f"/parties/{hit.party}"] if hit.party else []
    return found


def test_nothing_of_a_report_is_markup(record: Record, client: TestClient) -> None:
    ours = re.compile(r"<script src=\"/static/[\w./-]+\?v=\w+\" defer></script>")
    for address in addresses(record):
        page = ours.sub("", client.get(address).text)
        assert not re.search(r"<(script|img src=x|svg|iframe|style|base|!--)", page), address
        for tag in re.findall(r"<\w[^>]*>", page):
            bare = re.sub(r'"[^"]*"', '""', tag)
            assert not re.search(r"\son\w+\s*=", bare), tag
        assert not re.search(r'(href|src|action)="\s*(javascript|data|https?://evil)', page), (
            address
        )
        assert "\u202e" not in page and "\u2066" not in page
        assert "49" not in re.findall(r"\d+", re.sub(r"<[^>]+>", "", unescape(page)))


def test_what_a_person_types_is_text_too(client: TestClient) -> None:
    for bad in HOSTILE:
        for field in ("q", "speaker", "outlet", "cursor"):
            page = client.get("/", params={field: bad}).text
            assert "<script>alert" not in page and "<svg onload" not in page


def test_no_alert_fires_and_no_request_leaves(record: Record, visit: Visit) -> None:
    page = visit()
    for address in addresses(record):
        page.goto(address)
        page.keyboard.press("j")
    for element in page.locator("main a, main span").all()[:50]:
        element.dispatch_event("mouseover")
