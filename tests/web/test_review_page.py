"""Reviewing in the browser's way: the least certain, decided by forms, taken back."""

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from web_articles import HARBOUR, Line, article_of

from onrecord.model import Commitment, Resolution
from onrecord.record import Record

DATABASES = ("sqlite", "postgresql")


@pytest.fixture
def bare(tmp_path: Path) -> Iterator[Record]:
    """A record with nothing in it."""
    with Record(tmp_path / "bare.db") as opened:
        yield opened


@pytest.fixture
def unsure(bare: Record) -> Record:
    """A report of whose speakers two are unsure."""
    article = article_of(HARBOUR, "harbour.txt")
    shares = (0.95, 0.6, 0.4, 0.9)
    said = tuple(
        replace(one, resolution=Resolution("office", share, f"why {share}"))
        for one, share in zip(article.statements, shares, strict=True)
    )
    bare.add(replace(article, statements=said))
    return bare


@pytest.fixture
def reviewer(open_app, unsure: Record) -> TestClient:  # type: ignore[no-untyped-def]
    return open_app(over=unsure)


def fields_of(page: str, do: str) -> dict[str, str]:
    """What the first form of a page that does this sends."""
    forms = re.findall(r"<form.*?</form>", page, re.DOTALL)
    form = next(form for form in forms if f'name="do" value="{do}"' in form)
    return dict(re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', form))


def test_the_least_certain_speaker_is_asked_first(reviewer: TestClient) -> None:
    page = reviewer.get("/review").text
    assert "why 0.4" in page and "that anything was hidden" in page
    next_one = re.search(r'href="([^"]+)" data-key="n"', page)
    assert next_one
    assert "why 0.6" in reviewer.get(next_one[1].replace("&amp;", "&")).text


def test_what_is_right_is_asked_no_more_until_undone(reviewer: TestClient, unsure: Record) -> None:
    page = reviewer.post("/review", data=fields_of(reviewer.get("/review").text, "accept")).text
    assert "why 0.6" in page and "Kept, with your name." in page
    assert unsure.doubtful("speaker").total == 1
    form = re.search(r'<form class="well.*?</form>', page, re.DOTALL)
    assert form
    data = dict(re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', form[0]))
    assert "why 0.4" in reviewer.post("/review/undo", data=data).text
    assert unsure.doubtful("speaker").total == 2


def test_another_speaker_is_kept_with_the_name_of_who_says_so(
    open_app,  # type: ignore[no-untyped-def]
    unsure: Record,
) -> None:
    client = open_app(over=unsure)
    client.app.state.local = replace(client.app.state.local, name="Ines")
    data = fields_of(client.get("/review").text, "correct")
    client.post("/review", data=data | {"field": "speaker", "value": "Bo Lind"})
    [hit] = unsure.search('"anything was hidden"')
    assert hit.speaker == "Bo Lind"
    assert unsure.decisions()[0].author == "Ines"
    assert "Bo Lind" in client.get("/review/decisions").text


def test_what_nobody_said_is_gone(reviewer: TestClient, unsure: Record) -> None:
    reviewer.post("/review", data=fields_of(reviewer.get("/review").text, "reject"))
    assert not unsure.search('"anything was hidden"')
    page = reviewer.get("/review/decisions").text
    data = fields_of_undo(page)
    reviewer.post("/review/undo", data=data)
    assert unsure.search('"anything was hidden"')


def fields_of_undo(page: str) -> dict[str, str]:
    """What the first button of the list of decisions sends."""
    form = next(f for f in re.findall(r"<form.*?</form>", page, re.DOTALL) if "Take back" in f)
    return dict(re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', form))


def test_other_words_may_be_typed_and_wrong_ones_are_told(
    reviewer: TestClient, unsure: Record
) -> None:
    data = fields_of(reviewer.get("/review").text, "correct")
    wrong = reviewer.post("/review", data=data | {"field": "content", "value": "not there"})
    assert wrong.status_code == 400 and "does not have these words" in wrong.text
    reviewer.post("/review", data=data | {"field": "content", "value": "anything was hidden"})
    [hit] = unsure.search('"anything was hidden"')
    assert hit.statement.content[0].text == "anything was hidden"


def test_readers_see_but_do_not_decide(open_app, unsure: Record) -> None:  # type: ignore[no-untyped-def]
    client = open_app(over=unsure, read_only=True)
    page = client.get("/review").text
    assert "why 0.4" in page and 'name="do"' not in page
    data = {"statement": "x", "do": "accept"}
    assert client.post("/review", data=data).status_code == 403


def test_two_names_are_told_apart(open_app, bare: Record) -> None:  # type: ignore[no-untyped-def]
    lines = (("Ida Holm", "said", "the tolls would stay as they are", "state", None),)
    others = (("Mayor Holm", "said", "the ferry would sail in winter too", "state", None),)
    bare.add(article_of(lines, "one.txt"))
    bare.add(article_of(others, "other.txt"))
    client = open_app(over=bare)
    if not bare.queue(1):
        pytest.skip("the names are sure by themselves")
    page = client.get("/review?kind=same").text
    data = dict(re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', page))
    client.post("/review/same", data=data | {"verdict": "different"})
    assert not bare.queue(1)


def test_two_statements_are_joined_or_parted(open_app, bare: Record) -> None:  # type: ignore[no-untyped-def]
    said = (
        "the town would pay 40 million euros for the ferry",
        "the town would keep the harbour open",
    )
    for number, words in enumerate(said, 1):
        lines: tuple[Line, ...] = (("Ida Holm", "promised", words, "commit", None),)
        article = article_of(lines, f"{number}.txt", published=f"2024-0{number}-05")
        [one] = article.statements
        promise = Commitment(by="Ida Holm", what=one.content[0])
        bare.add(replace(article, statements=(replace(one, commitment=promise),)))
    client = open_app(over=bare)
    page = client.get("/review?kind=promise").text
    assert all(words in page for words in said) and "Same promise?</a>" not in page
    data = dict(re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', page))
    page = client.post("/review/promise", data=data | {"verdict": "same"}).text
    assert bare.commitments().total == 1 and "No two statements wait" in page
    form = re.search(r'<form class="well.*?</form>', page, re.DOTALL)
    assert form
    client.post("/review/undo", data=dict(re.findall(r'name="(\w+)" value="([^"]*)"', form[0])))
    assert bare.commitments().total == 2 and bare.entries_asked() == 1
