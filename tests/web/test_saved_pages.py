"""Saved searches, feeds, snapshots and files of what was found."""

import csv
import io
import re
from collections.abc import Callable
from urllib.parse import parse_qsl

import msgspec
import pyarrow.parquet as pq
import pytest
from fastapi.testclient import TestClient
from lxml import etree
from web_articles import article_of

from onrecord.record import Hit, Record, Wanted

DATABASES = ("sqlite", "postgresql")

ATOM = {"a": "http://www.w3.org/2005/Atom"}
LATER = (("Bo Lind", "said", "the harbour is late", "state", None),)
Send = Callable[..., str]


@pytest.fixture
def send(client: TestClient) -> Send:
    """Fills in a form of a page, and gives the address that it leads to."""

    def send(page: str, action: str, **fields: str) -> str:
        shown = client.get(page).text
        form = re.search(
            rf'<form method="post" action="{re.escape(action)}".*?</form>', shown, re.S
        )
        assert form, f"{page} has no form for {action}"
        hidden = dict(re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', form[0]))
        data = {name: value.replace("&amp;", "&") for name, value in hidden.items()}
        answer = client.post(action, data=data | fields, follow_redirects=False)
        assert answer.status_code == 303, answer.text
        return str(answer.headers["location"])

    return send


def test_a_saved_search_tells_what_is_new(client: TestClient, record: Record, send: Send) -> None:
    alert = send("/?q=harbour&speaker=Lind", "/alerts", name="Lind on the harbour")
    page = client.get(alert).text
    assert "0 new" in page and "The latest of it" in page and "Who pays for the" in page
    record.add(article_of(LATER, "late.txt", published="2024-05-01"))
    assert (
        "1 new" in client.get(alert).text
        and "the harbour is late" not in client.get("/alerts").text
    )
    assert "1 new" in client.get("/alerts").text
    send(alert, f"{alert}/looked")
    assert "0 new" in client.get(alert).text
    assert send(alert, f"{alert}/forget") == "/alerts"
    assert client.get(alert).status_code == 404


def test_its_feed_has_the_newest_first(client: TestClient, record: Record, send: Send) -> None:
    alert = send("/?q=harbour", "/alerts", name="<b>Harbour</b>")
    feed = etree.fromstring(client.get(f"{alert}.atom").content)
    assert feed.findtext("a:title", namespaces=ATOM) == "<b>Harbour</b>"
    titles = [title.text for title in feed.findall("a:entry/a:title", ATOM)]
    assert titles[0] == "Bo Lind asked: “Who pays for the harbour?”" and len(titles) == 3
    for link in feed.findall("a:entry/a:link", ATOM):
        assert client.get(link.get("href")).status_code == 200


def test_reading_a_saved_search_writes_nothing(
    client: TestClient, record: Record, send: Send
) -> None:
    alert = send("/?q=harbour", "/alerts", name="Harbour")
    before = record.saved_searches()
    for page in (alert, f"{alert}.atom", "/alerts"):
        client.get(page)
    assert record.saved_searches() == before


def test_a_snapshot_stays_as_it_was(client: TestClient, record: Record, send: Send) -> None:
    address = send("/?q=harbour", "/snapshots", name="March")
    before = client.get(address).text
    assert "3 statements" in before
    for article in list(record.articles()):
        record.remove(article.id)
    assert client.get(address).text == before
    assert client.get("/?q=harbour").status_code == 200
    assert client.get("/snapshots/0000").status_code == 404


def test_a_snapshot_holds_what_was_found(record: Record) -> None:
    wanted = Wanted("harbour", speaker="Lind", sort="date")
    kept = record.snapshot(record.freeze(wanted, "Lind", by="Ines"))
    assert kept.wanted == wanted and kept.author == "Ines"
    assert kept.hits == record.search("harbour", speaker="Lind", sort="date").items


@pytest.mark.parametrize("ask", ["end", "accept"])
def test_what_was_found_is_a_file(client: TestClient, record: Record, ask: str) -> None:
    def file(end: str, kind: str) -> bytes:
        if ask == "end":
            return client.get(f"/api/statements.{end}?q=harbour").content
        return client.get("/api/statements?q=harbour", headers={"Accept": kind}).content

    found = record.search("harbour")
    rows = list(csv.DictReader(io.StringIO(file("csv", "text/csv").decode("utf-8-sig"))))
    assert [row["statement_id"] for row in rows] == [hit.statement.id for hit in found]
    assert rows[0]["speaker"] == found[0].speaker and rows[0]["published"] == found[0].published
    table = pq.read_table(io.BytesIO(file("parquet", "application/vnd.apache.parquet")))
    assert table.column("content").to_pylist() == [row["content"] for row in rows]
    lines = file("jsonl", "application/jsonl").splitlines()
    assert [msgspec.json.decode(line, type=Hit) for line in lines] == list(found)


def test_a_page_leads_to_its_files(client: TestClient) -> None:
    page = client.get("/?q=harbour&from=2024-04").text
    address = re.search(r'href="/api/statements.csv\?([^"]+)"', page)
    assert address
    assert dict(parse_qsl(address[1].replace("&amp;", "&"))) == {"q": "harbour", "from": "2024-04"}
