"""Checking a draft in the browser and over HTTP; positions and what is new."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from xml.etree import ElementTree

import msgspec
import pytest
from fastapi.testclient import TestClient
from typer.testing import CliRunner
from web_articles import Line, article_of

from onrecord.cli import app
from onrecord.record import Record, Wanted
from onrecord.web.examples import POSITION
from onrecord.web.pages.positions import in_words
from onrecord.web.wordings import changed

DRAFT = "“The harbour will open in May,” said Ida Holm. “Who pays for the bridge?” Lind asked."
QUOTED = [
    ("“The harbour will open in May,”", "Ida Holm"),
    ("“Who pays for the bridge?”", "Bo Lind"),
]


class Quoting:
    """Finds the quotations of a draft, in place of the process beside the server."""

    def quotations(self, draft: str) -> list[tuple[str, str | None]]:
        return [(words, by) for words, by in QUOTED if words in draft]


def checked(client: TestClient, draft: str) -> str:
    client.app.state.worker = Quoting()  # type: ignore[attr-defined]
    csrf = re.search(r'name="csrf" value="([^"]+)"', client.get("/check").text)
    assert csrf
    return client.post("/check", data={"csrf": csrf[1], "text": draft}).text


def test_each_quotation_has_its_verdict(client: TestClient) -> None:
    page = checked(client, DRAFT)
    assert "2 quotations" in page and "1 on record so" in page and "1 to look at" in page
    assert "word for word" in page and "altered" in page
    assert "“Who pays for the <del>bridge</del>?”" in page
    assert "“Who pays for the <ins>harbour</ins>?”" in page
    assert "/statements/" in page.split("only-print source-name")[1]  # paper leads to the source
    assert DRAFT[:20] in page  # to be changed and checked again


def test_a_draft_without_quotations_says_so(client: TestClient) -> None:
    assert "No quotation was found" in checked(client, "Nothing was said.")


def test_the_api_answers_what_the_command_prints(client: TestClient, record: Record) -> None:
    asked = [{"words": words, "by": by} for words, by in QUOTED]
    lines = "".join(msgspec.json.encode(one).decode() + "\n" for one in asked)
    command = ["check", "-", "--format", "jsonl", "--record", record.name]
    printed = CliRunner().invoke(app, command, input=lines).stdout.splitlines()
    answers = [client.post("/api/check", json=one).json() for one in asked]
    assert answers == [msgspec.json.decode(line) for line in printed]
    assert client.post("/api/check", json=asked).json()["items"] == answers
    client.app.state.worker = Quoting()  # type: ignore[attr-defined]
    assert client.post("/api/check", json={"text": DRAFT}).json()["items"] == answers


def test_a_draft_that_lies_in_the_record_proves_nothing(client: TestClient, record: Record) -> None:
    client.app.state.worker = Quoting()  # type: ignore[attr-defined]
    draft = record.article("harbour.txt").text
    [found] = client.post("/api/check", json={"text": draft}).json()["items"]
    assert found["verdict"] == "not in the record"


def test_what_is_no_quotation_is_refused(client: TestClient) -> None:
    for sent in ({}, {"words": ""}, {"words": "a", "text": "b"}, [{}], "words"):
        assert client.post("/api/check", json=sent).status_code == 422


def test_a_published_record_checks_too(open_app) -> None:  # type: ignore[no-untyped-def]
    client = open_app(read_only=True)
    assert client.post("/api/check", json={"words": "The harbour"}).status_code == 200


@pytest.fixture
def behind(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> list[Callable[[], object]]:
    """What is to be asked behind the pages."""
    asked: list[Callable[[], object]] = []
    behind = client.app.state.behind  # type: ignore[attr-defined]
    monkeypatch.setattr(behind, "ask", lambda address, question: asked.append(question))
    return asked


def test_positions_stand_in_order_of_time(
    client: TestClient, record: Record, behind: list[Callable[[], object]]
) -> None:
    address = "/positions?name=Lind&on=harbour&beside=Holm"
    page = client.get(address).text
    assert f'hx-get="{address.replace("&", "&amp;")}"' in page and 'http-equiv="refresh"' in page
    behind.pop()()
    page = client.get(address).text
    assert "hx-get" not in page and "refresh" not in page
    assert page.index("hiding the cost of the harbour") < page.index("Who pays for the harbour?")
    assert "The harbour will open in May" in page
    party = record.party("Bo Lind").id
    assert ">Bo Lind <" in client.get(f"/positions?name={party}&on=harbour").text
    assert "nobody" in client.get("/positions?name=Nobody+Atall&on=harbour").text.lower()


def test_what_differs_is_marked_where_two_statements_are_much_alike() -> None:
    both = changed("We will keep the ferry", "We will not keep the ferry.")
    assert both is not None
    assert [[word.text for word in side if word.differs] for side in both] == [[], ["not"]]
    assert "".join(word.text for word in both[1]) == "We will not keep the ferry."
    assert changed("We will keep the ferry", "The quay is sold, and she knew of it") is None


def test_words_that_changed_are_marked_in_their_place() -> None:
    said = (
        "We will pay in May",
        "We will pay in June",
        "Nobody ever spoke of money",
        "Not a crown",
    )
    relations = ("first", "softens", "reverses", "unclear")
    found = [
        replace(POSITION, statement=str(n), to=str(n - 1), words=words, relation=how, pivot=None)
        for n, (words, how) in enumerate(zip(said, relations, strict=True))
    ]
    words, before = in_words([*found[:2], replace(found[2], pivot="Nobody"), found[3]])
    assert [[one.text for one in words[n] if one.differs] for n in "0123"] == [
        [], ["June"], ["Nobody"], [],
    ]  # fmt: skip
    assert [one.text for one in before["1"]] == ["We will pay in ", "May"]
    assert list(before) == ["1", "2"]  # what is unclear is not set against anything


def test_the_api_has_positions_and_changes(client: TestClient, record: Record) -> None:
    answer = client.get("/api/positions?name=Lind&on=harbour").json()
    found = record.positions("Lind", "harbour")
    assert answer["items"] == msgspec.json.decode(msgspec.json.encode(found))
    news = client.get("/api/changes?since=2024-03").json()
    assert news["items"] == msgspec.json.decode(msgspec.json.encode(record.changes("2024-03")))
    assert client.get("/api/changes?since=someday").status_code == 422


def test_what_is_new_is_told_and_fed(client: TestClient, record: Record) -> None:
    page = client.get("/changes?since=2024-03").text
    assert "hiding the cost of the harbour" in page and "that anything was hidden" in page
    feed = ElementTree.fromstring(client.get("/changes.atom?since=2024-03").text)  # noqa: S314  our own
    titles = [e.text or "" for e in feed.iter("{http://www.w3.org/2005/Atom}title")]
    assert any("accusation" in title for title in titles)
    named = client.get("/api/changes.atom?since=2024-03")
    asked = client.get("/api/changes?since=2024-03", headers={"Accept": "application/atom+xml"})
    assert named.headers["content-type"] == "application/atom+xml"
    assert named.text == asked.text and "accusation" in named.text


CHANGED_MIND: tuple[Line, ...] = (
    ("Ida Holm", "said", "the harbour will not open in May", "state", None),
)


@pytest.mark.usefixtures("simple_comparer")
def test_what_is_new_is_there_before_it_is_all_compared(
    client: TestClient, record: Record, behind: list[Callable[[], object]]
) -> None:
    record.add(article_of(CHANGED_MIND, "later.txt", published="2024-05-06"))
    page = client.get("/changes?since=2024-03").text
    assert "hiding the cost of the harbour" in page and "Took back" not in page
    assert re.search(r"\d pairs? of statements to compare", page)
    assert 'hx-get="/changes?since=2024-03"' in page
    assert client.get("/changes.atom?since=2024-03").status_code == 200
    behind.pop()()
    page = client.get("/changes?since=2024-03").text
    assert "Took back what they said" in page and "hx-get" not in page


QUARREL: tuple[Line, ...] = (
    ("Bo Lind", "accused", "the mayor of selling the island", "accuse", "Ida Holm"),
    ("She", "denied", "the island was sold", "deny", None),
)


@pytest.mark.usefixtures("simple_comparer")
def test_who_answered_whom(
    client: TestClient, record: Record, behind: list[Callable[[], object]]
) -> None:
    record.add(article_of(QUARREL, "quarrel.txt", published="2024-05-06"))
    page = client.get("/answers?since=2024-05").text
    assert "selling the island" in page
    for question in behind:  # unless the ledger wanted to know before
        question()
    page = client.get("/answers?since=2024-05").text
    assert page.index("selling the island") < page.index("what answers it") < page.index("was sold")
    page = client.get("/answers?view=denials&since=2024-05").text
    assert page.index("was sold") < page.index("what it denies") < page.index("selling the island")
    assert "No accusation" in client.get("/answers?by=Nobody").text
    assert "selling the island" not in client.get("/answers?unanswered=true").text


def test_the_api_has_what_answers_what(client: TestClient, record: Record) -> None:
    for kind, found in (("answers", record.answers()), ("denials", record.denials())):
        told = client.get(f"/api/{kind}").json()
        assert told["items"] == msgspec.json.decode(msgspec.json.encode(found.items)) != []
        assert (told["total"], told["next"]) == (found.total, None)


def test_what_is_new_of_a_beat_is_that_alone(client: TestClient, record: Record) -> None:
    assert client.get("/changes?since=&beat=").status_code == 200
    beat = record.save_search(Wanted(words="hidden"), "Hidden", by="Bo")
    page = client.get(f"/changes?since=2024-03&beat={beat}").text
    assert "that anything was hidden" in page and "hiding the cost" not in page
