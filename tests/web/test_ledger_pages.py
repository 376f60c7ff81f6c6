"""The ledger in the browser and over HTTP: board, table, an entry's history, join and part."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import msgspec
import pytest
from fastapi.testclient import TestClient
from sqlalchemy import select
from typer.testing import CliRunner
from web_articles import Line, article_of

from onrecord.cli import app
from onrecord.model import Amount, Article, Commitment
from onrecord.record import Record, judging
from onrecord.record.schema import entries, entry_judgements

Open = Callable[..., TestClient]
PLEDGE: tuple[Line, ...] = (
    ("Ida Holm", "promised", "the town would pay 40 million euros for the ferry", "commit", None),
)
OTHER: tuple[Line, ...] = (
    ("Bo Lind", "promised", "the school would have a new roof", "commit", None),
)


def promised(lines: tuple[Line, ...], origin: str, day: str, **fields: object) -> Article:
    """A report of a promise."""
    article = article_of(lines, origin, published=day)
    [one] = article.statements
    what = Commitment(by=lines[0][0], what=one.content[0], **fields)  # type: ignore[arg-type]
    return replace(article, statements=(replace(one, commitment=what),))


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Record]:
    """Two promises, of which one is overdue."""
    with Record(tmp_path / "ledger.db") as opened:
        euros = Amount(40_000_000, "EUR")
        opened.add(promised(PLEDGE, "ferry.txt", "2024-03-05", amount=euros, due="2024-06"))
        opened.add(promised(OTHER, "roof.txt", "2024-04-05"))
        yield opened


@pytest.fixture
def client(open_app: Open, ledger: Record) -> TestClient:
    return open_app(over=ledger)


def ids(record: Record) -> list[str]:
    return [entry.id for entry in record.commitments()]


def test_what_is_overdue_stands_on_the_board(client: TestClient) -> None:
    page = client.get("/commitments").text
    overdue = re.search(r'<section class="column".*?Overdue.*?</section>', page, re.DOTALL)
    assert overdue
    assert "pay 40 million euros for the ferry" in overdue[0] and "due June 2024" in overdue[0]
    assert "40 million EUR" in overdue[0] and "new roof" not in overdue[0]


def test_the_table_is_narrowed(client: TestClient) -> None:
    page = client.get("/commitments?view=table&by=Lind").text
    assert ">1 entry<" in page and "new roof" in page and "ferry" not in page


def test_an_entry_tells_its_history(client: TestClient, ledger: Record) -> None:
    page = client.get(f"/commitments/{ids(ledger)[0]}").text
    assert "announced" in page and "5 March 2024" in page and "overdue" in page
    assert f'href="/statements/{ids(ledger)[0]}"' in page


def test_what_was_delivered_stands_beside_what_was_promised(
    client: TestClient, ledger: Record
) -> None:
    paid: tuple[Line, ...] = (
        (
            "Ida Holm",
            "said",
            "15 million of the 40 million euros for the ferry had been paid",
            "state",
            None,
        ),
    )
    ledger.add(article_of(paid, "paid.txt", published="2024-05-02"))
    [entry, _] = ledger.commitments()
    assert entry.delivered
    assert (entry.delivered.value, entry.delivered.of) == (15_000_000, 40_000_000)
    page = client.get(f"/commitments/{entry.id}").text
    assert re.search(r"15 million EUR</span> <span[^>]*>of 40 million<", page)
    assert "40 million EUR</span> promised, " in client.get("/commitments").text


def test_two_entries_are_joined_and_parted(client: TestClient, ledger: Record) -> None:
    one, other = ids(ledger)
    page = client.get(f"/commitments/{one}").text
    csrf = dict(re.findall(r'name="(csrf)" value="([^"]+)"', page))
    sent = csrf | {"other": f"http://127.0.0.1:8765/commitments/{other}"}
    page = client.post(f"/commitments/{one}/join", data=sent).text
    assert ids(ledger) == [one] and "new roof" in page and "Who judged so" in page
    client.post(f"/commitments/{one}/part", data=csrf | {"statement": other})
    assert ids(ledger) == [one, other]
    wrong = client.post(f"/commitments/{one}/join", data=csrf | {"other": "nothing"})
    assert wrong.status_code == 400 and "no such statement" in wrong.text


def test_an_entry_asks_of_itself_alone(client: TestClient, ledger: Record) -> None:
    third: tuple[Line, ...] = (("Bo Lind", "promised", "a bell for the school", "commit", None),)
    ledger.add(promised(third, "bell.txt", "2024-05-05"))
    ferry, roof, bell = ids(ledger)
    with ledger._writing() as connection:
        pair = connection.scalars(select(entries.c.statement).order_by(entries.c.place)).all()[1:]
        unsure = ("unsure", "both are of the school")
        judging.keep(connection, entry_judgements, tuple(pair), *unsure, by=None, us="1", score=0.4)
    assert {frozenset(one.pair) for one in ledger.entry_queue(entry=roof)} == {
        frozenset((roof, bell))
    }
    assert not ledger.entry_queue(entry=ferry)
    assert "Do these bear on it too?" in client.get(f"/commitments/{bell}").text
    assert "Do these bear on it too?" not in client.get(f"/commitments/{ferry}").text


def test_the_api_answers_what_the_command_prints(client: TestClient, ledger: Record) -> None:
    answer = client.get("/api/commitments?state=overdue").json()
    command = ["commitments", "--state", "overdue", "--format", "jsonl", "--record", ledger.name]
    printed = CliRunner().invoke(app, command).stdout
    assert answer["items"] == [msgspec.json.decode(line) for line in printed.splitlines()]
    assert (answer["total"], answer["next"]) == (1, None)


def test_the_api_gives_parts_and_files(client: TestClient, ledger: Record) -> None:
    first = client.get("/api/commitments?limit=1").json()
    rest = client.get("/api/commitments", params={"limit": 1, "cursor": first["next"]}).json()
    assert [one["id"] for one in first["items"] + rest["items"]] == ids(ledger)
    assert client.get(f"/api/commitments/{ids(ledger)[1]}").json() == rest["items"][0]
    table = client.get("/api/commitments", headers={"Accept": "text/csv"})
    assert table.headers["content-type"].startswith("text/csv") and "overdue" in table.text
    assert client.get("/api/commitments.csv").text == table.text
    assert client.get("/api/commitments.jsonl?state=lost").status_code == 422
    assert client.get("/api/commitments.doc").status_code == 422
    assert client.get("/api/commitments/nothing").status_code == 404
    assert client.get("/api/commitments?state=lost").status_code == 422
