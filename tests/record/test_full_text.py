"""Whole articles: found by their words, page by page, kept in step, as old records are."""

import pytest

from onrecord.record import Record, RecordError
from onrecord.record.full_text import snippet

DATABASES = ("sqlite", "postgresql")


@pytest.fixture
def filled(record: Record, make) -> Record:
    for number in range(5):
        record.add(
            make(
                f"Ida Holm | said | the toll of number {number} will rise",
                origin=f"{number}.txt",
                published=f"2024-03-0{number + 1}",
                outlet="Post" if number % 2 else "Gazette",
            )
        )
    return record


def test_pages_follow_one_another(filled: Record) -> None:
    for sort in ("best", "date", "-date"):
        seen, cursor = [], None
        while True:
            page = filled.search_articles("tolls", sort=sort, limit=2, cursor=cursor)  # type: ignore[arg-type]
            assert page.total == 5
            seen += [hit.published for hit in page]
            cursor = page.next
            if cursor is None:
                break
        assert len(set(seen)) == 5
        if sort != "best":
            assert seen == sorted(seen, reverse=sort == "-date")


def test_matches_are_spans_of_the_text(filled: Record) -> None:
    for hit in filled.search_articles("toll rise"):
        text = filled.article(hit.article).text
        assert {span.text for span in hit.matches} == {"toll", "rise"}
        assert all(text[span.start : span.end] == span.text for span in (*hit.matches, hit.snippet))


def test_what_hides_in_words_hides_none_of_them(record: Record, make) -> None:
    hidden = "the har\u00adbour\u2019s o\u200bpening in Mu\u0308llby"
    record.add(make(f"Ida Holm | said | {hidden}"))
    for words in ("harbour", "opening", "müllby", '"harbour’s opening in Müllby"'):
        [hit] = record.search_articles(words)
        assert all(hit.snippet.text[m.start : m.end] == m.text for m in hit.matches), words
    assert [m.text for m in record.search_articles("opening").items[0].matches] == ["o\u200bpening"]
    assert not record.verify().faults
    record.remove(hit.article)
    assert record.search_articles("harbour").total == 0


def test_outlets_dates_and_exact_words(filled: Record) -> None:
    assert filled.search_articles("toll", outlet="gazette").total == 3
    assert filled.search_articles("toll", since="2024-03-04").total == 2
    assert filled.search_articles("toll", until="2024-03-01").total == 1
    assert filled.search_articles("tolls", exact=True).total == 0
    with pytest.raises(RecordError, match="give words"):
        filled.search_articles(" ")


def test_what_is_removed_is_found_no_more(filled: Record) -> None:
    filled.remove("2.txt")
    assert filled.search_articles("toll").total == 4
    assert not filled.verify().faults


def test_a_snippet_begins_and_ends_at_words() -> None:
    text = "Title\n\n" + "some words before it and " * 20 + "here" + " and more words" * 40
    around = snippet(text, text.index("here"))
    assert text[around.start - 1].isspace()
    assert text[around.end].isspace()
    assert "here" in around.text
