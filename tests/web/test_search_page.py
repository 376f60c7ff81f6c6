"""The first page: words, narrowing, order, and what is found."""

import re

from fastapi.testclient import TestClient

from onrecord.record import Record


def test_words_are_found_and_marked(client: TestClient) -> None:
    page = client.get("/?q=harbour").text
    assert "3 statements" in page
    assert '<mark class="said">harbour</mark>' in page
    assert "Ida Holm" in page and "Harbour Post" in page and "5 March 2024" in page


def test_a_search_is_narrowed_by_its_facets(client: TestClient) -> None:
    page = client.get("/facets?q=harbour").text
    assert page.index("Who speaks") < page.index("What the words do")
    address = re.search(r'href="(/\?[^"]*speaker=Bo\+Lind[^"]*)"', page)
    assert address and "q=harbour" in address[1]
    narrowed = client.get(address[1].replace("&amp;", "&")).text
    assert "2 statements" in narrowed and "Take out: said by Bo Lind" in narrowed


def test_fields_left_empty_ask_nothing(client: TestClient) -> None:
    assert "6 statements" in client.get("/?q=&speaker=&act=&from=&min_confidence=").text


def test_a_field_that_cannot_be_is_told(client: TestClient) -> None:
    answer = client.get("/?from=someday")
    assert answer.status_code == 422 and "From: someday cannot be" in answer.text


def test_a_name_that_nobody_has_leads_to_those_near(client: TestClient) -> None:
    assert "speaker=Bo+Lind" in client.get("/?speaker=Bo+Lindt").text


def test_an_empty_record_has_a_start(open_app, empty: Record) -> None:  # type: ignore[no-untyped-def]
    for article in list(empty.articles()):
        empty.remove(article.id)
    page = open_app(over=empty).get("/").text
    assert "Nothing on record yet" in page and 'href="/add"' in page


def test_an_answer_that_is_known_is_not_sent_again(client: TestClient) -> None:
    mark = client.get("/?q=ice").headers["etag"]
    assert client.get("/?q=ice", headers={"If-None-Match": mark}).status_code == 304
    assert client.get("/?q=harbour", headers={"If-None-Match": mark}).status_code == 200


def test_what_is_found_by_its_headline_shows_it(client: TestClient) -> None:
    page = client.get("/?q=speaks").text
    assert "in “Holm speaks”" in page
    assert "in “Holm speaks”" not in client.get("/?q=harbour").text


def test_what_cannot_be_asked_is_told_in_plain_words(client: TestClient) -> None:
    page = client.get("/?from=someday").text
    assert "write it as 2024, 2024-03 or 2024-03-05" in page and "Unprocessable" not in page
    assert "Not Found" not in client.get("/nowhere").text
