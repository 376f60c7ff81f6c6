"""The pages of an article, a statement and a party."""

import re
from collections.abc import Callable
from dataclasses import replace
from html import unescape

import pytest
from fastapi.testclient import TestClient
from web_articles import HARBOUR, Line, article_of

from onrecord.record import Record
from onrecord.web.showing import doubts

Open = Callable[..., TestClient]


@pytest.fixture
def harbour(record: Record) -> str:
    """The id of the article on the harbour."""
    return record.article("harbour.txt").id


def texts(page: str, pattern: str) -> list[str]:
    """What stands in the parts of a page that a pattern captures, without their tags."""
    return [unescape(re.sub(r"<[^>]+>", "", part)) for part in re.findall(pattern, page, re.S)]


def test_an_article_shows_its_text_to_the_letter(client: TestClient, record: Record) -> None:
    for article in record.articles():
        page = client.get(f"/articles/{article.id}").text
        parts = re.findall(r'data-start="(\d+)"[^>]*>(.*?)</span>', page, re.S)
        assert parts
        for start, part in parts:
            assert article.text[int(start) :].startswith(unescape(part))
        assert "".join("".join(unescape(p) for _, p in parts).split()) == "".join(
            article.text.split()
        )


def test_source_cue_and_content_are_marked(client: TestClient, harbour: str) -> None:
    page = client.get(f"/articles/{harbour}").text
    assert texts(page, r'class="source v0[^"]*"[^>]*>(.*?)</span>')[0] == "Mayor Ida Holm"
    assert "denied" in texts(page, r'class="cue v0"[^>]*>(.*?)</span>')
    [own] = texts(page, r'class="content v0 own"[^>]*>(.*?)</span>')
    assert own == "“The harbour will open in May,”"
    assert texts(page, r'class="content v2 unsure"[^>]*>(.*?)</span>') == [
        "that the ice would come early"
    ]


def test_speakers_are_told_apart_without_colour(client: TestClient, harbour: str) -> None:
    page = client.get(f"/articles/{harbour}").text
    letters = re.findall(r'class="tag v\d+" href="#m-(\w+)"[^>]*>([A-Z])<', page)
    assert [letter for _, letter in letters] == ["A", "B", "A", "C"]
    for id, _ in letters:
        assert f'id="m-{id}"' in page and f'id="s-{id}"' in page


def test_why_and_doubt_are_told(client: TestClient, harbour: str) -> None:
    page = unescape(client.get(f"/articles/{harbour}").text)
    assert "the speaker is inferred (80%): She → Ida Holm: the only woman near" in page
    assert "that this was said so is unsure (50%)" in page


def test_doubt_of_what_words_do_is_told_where_it_is_claimed() -> None:
    [one, *_] = article_of(HARBOUR, "harbour.txt").statements
    assert doubts(one) == []
    assert doubts(replace(one, act_confidence=0.4)) == ["what the words do is unsure (40%)"]
    assert doubts(replace(one, act="state", act_confidence=0.4)) == []


def test_how_an_article_is_sourced(client: TestClient, harbour: str) -> None:
    page = " ".join(
        "".join(texts(client.get(f"/articles/{harbour}").text, r"<dl(.*?)</dl>")).split()
    )
    assert "3: 2 named, 1 unnamed" in page
    assert "2: 1 woman, 0 men, 1 of whom the article does not say" in page
    assert "4: 1 in their own words, 0 partly, 3 paraphrased" in page


def test_an_article_is_found_by_the_start_of_its_id(client: TestClient, harbour: str) -> None:
    answer = client.get(f"/articles/{harbour[:8]}", follow_redirects=False)
    assert answer.headers["location"] == f"/articles/{harbour}"
    assert client.get("/articles/0000").status_code == 404


def test_versions_stand_side_by_side(client: TestClient, record: Record, harbour: str) -> None:
    assert "versions" not in client.get(f"/articles/{harbour}").text
    edited = article_of(
        (*HARBOUR[:3], ("Bo Lind", "said", "it is over", "state", None)), "harbour.txt"
    )
    assert record.add(edited) == "edited"
    assert "2 versions" in client.get(f"/articles/{edited.id}").text
    page = client.get(f"/articles/{edited.id}/changes").text
    assert "that the ice would come early" in page and "it is over" in page
    said, text = page.split("The text</h2>")
    assert "The harbour will open" in text and "The harbour will open" not in said
    assert re.search(r"<del>[^<]*early", text) and re.search(r"<ins>[^<]*over", text)


def test_a_statement_has_a_page_for_good(client: TestClient, record: Record) -> None:
    hit = record.search("open in May")[0]
    page = unescape(client.get(f"/statements/{hit.statement.id}").text)
    assert "“The harbour will open in May,”" in page and "Mayor Ida Holm" in page
    assert "a promise" in page
    assert "the report does not say; published 5 March 2024" in re.sub("<[^>]+>", "", page)
    assert f"http://127.0.0.1:8765/statements/{hit.statement.id}" in page
    assert hit.article in page
    start = client.get(f"/statements/{hit.statement.id[:9]}", follow_redirects=False)
    assert start.headers["location"] == f"/statements/{hit.statement.id}"
    assert client.get("/statements/0000").status_code == 404


def test_a_statement_tells_what_was_corrected(client: TestClient, record: Record) -> None:
    id = record.search("open in May")[0].statement.id
    record.correct(id, "said_on", "2024-03-04", by="Ines")
    page = client.get(f"/statements/{id}").text
    assert 'said on: 4 March 2024 <span class="soft">Ines, ' in page
    record.correct(id, "content", "open in May", by="Bo")
    assert "words: “open in May”" in client.get(f"/statements/{id}").text
    assert "<strong>Words</strong> → “open in May”" in client.get("/review/decisions").text


def test_a_party_is_told_with_its_dealings(client: TestClient, record: Record) -> None:
    holm = record.party("Ida Holm")
    page = client.get(f"/parties/{holm.id}").text
    assert "3 statements in 2 articles" in page and "mayor" in page
    told = texts(page, r"<dt>(.*?)</dd>")
    assert "Accused byBo Lind" in told and "Asked byBo Lind" in told
    assert "Answers with a denialBo Lind" in told


def test_a_party_has_a_chart_and_its_numbers(client: TestClient, record: Record) -> None:
    holm = record.party("Ida Holm")
    page = client.get(f"/parties/{holm.id}").text
    for theme in ("light", "dark"):
        picture = client.get(f"/parties/{holm.id}/acts.svg?theme={theme}")
        assert picture.headers["content-type"] == "image/svg+xml"
        assert b"<svg" in picture.content and b"<script" not in picture.content
    rows = re.findall(r"<td>(\w+ 2024)</td>.*?<td class=\"number\">(\d+)</td>", page, re.S)
    assert rows == [("March 2024", "1"), ("March 2024", "1"), ("April 2024", "1")]


def test_a_chart_is_drawn_as_wide_as_a_phone(client: TestClient, record: Record) -> None:
    holm = record.party("Ida Holm").id
    page = client.get(f"/parties/{holm}").text
    assert f'srcset="/parties/{holm}/acts.svg?size=narrow" media="(max-width: 40rem)"' in page
    assert 'width="358"' in client.get(f"/parties/{holm}/acts.svg?size=narrow").text


def test_what_a_party_said_last_is_told_once(client: TestClient, record: Record) -> None:
    record.add(article_of(HARBOUR[:1], "copy.txt", outlet="Évening News", published="2024-03-06"))
    hits = record.said(record.party("Ida Holm").id)
    assert [hit.printed for hit in hits].count(2) == 2
    page = client.get(f"/parties/{record.party('Ida Holm').id}").text
    assert page.count("“The harbour will open in May,”") == 1


def test_the_same_person_is_confirmed(client: TestClient, record: Record) -> None:
    for name, words in (("Julie Varn", "it is late"), ("Julianne Varn", "it is early")):
        lines = ((name, "said", words, "state", None),)
        record.add(article_of(lines, f"{name}.txt", outlet=name, title="The port"))
    julie = record.party("Julie Varn")
    page = client.get(f"/parties/{julie.id}").text
    form = re.search(rf'action="/parties/{julie.id}/same".*?</form>', page, re.S)
    assert form and "Julianne Varn" in form[0]
    data = dict(re.findall(r'name="(\w+)" value="([^"]*)"', form[0])) | {"verdict": "same"}
    answer = client.post(f"/parties/{julie.id}/same", data=data, follow_redirects=False)
    assert answer.status_code == 303
    assert record.party("Julie Varn").id == record.party("Julianne Varn").id


def test_speakers_and_articles_are_listed(client: TestClient) -> None:
    page = client.get("/parties").text
    assert page.index("Ida Holm") < page.index("Bo Lind") and "Officials" not in page
    assert "Bo Lind" not in client.get("/parties?name=holm").text
    assert "2 articles" in client.get("/articles").text


@pytest.mark.parametrize("page", ["/articles/x", "/statements/x", "/parties/x", "/alerts/x"])
def test_what_is_not_there_is_said(client: TestClient, page: str) -> None:
    answer = client.get(page)
    assert answer.status_code in (404, 422) and "<h1>" in answer.text


def test_nothing_is_offered_that_a_reader_may_not(open_app: Open, record: Record) -> None:
    client = open_app(read_only=True)
    for page in ("/?q=harbour", f"/parties/{record.party('Ida Holm').id}", "/alerts"):
        assert 'method="post"' not in client.get(page).text


CHARGE: tuple[Line, ...] = (
    ("Bo Lind", "accused", "the mayor of hiding the island report", "accuse", "Ida Holm"),
)
DENIAL: tuple[Line, ...] = (("She", "denied", "the island report was hidden", "deny", None),)


@pytest.mark.usefixtures("simple_comparer")
def test_what_a_statement_answers_in_another_report(open_app: Open, empty: Record) -> None:
    empty.add(article_of(CHARGE, "charge.txt", outlet="Morning Sun"))
    empty.add(article_of(DENIAL, "denial.txt", outlet="Evening News", published="2024-03-06"))
    charge, denial = (empty.search(words)[0].statement.id for words in ("hiding", "hidden"))
    client = open_app(over=empty)
    assert "Looking for what answers it" in client.get(f"/statements/{charge}").text
    empty.replies(charge)
    page = client.get(f"/statements/{charge}").text
    assert "What answers it" in page and f'href="/statements/{denial}" data-open' in page
    page = client.get(f"/statements/{denial}").text  # compared for the other one
    assert "What it answers" in page and f'href="/statements/{charge}" data-open' in page
    told = client.get(f"/api/statements/{denial}/replies").json()
    assert [one["statement"] for one in told["answers"]] == [charge] and not told["answered_by"]
    assert client.get("/api/statements/0000/replies").status_code == 404
    empty.reject(denial, by="Ines")
    assert "Nobody denied it" in client.get(f"/statements/{charge}").text
