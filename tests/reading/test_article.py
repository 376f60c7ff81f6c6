"""What holds for every text and for any bytes."""

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from onrecord.legible import legible
from onrecord.model import Article, ReadError, text_id
from onrecord.reading import VERSION, from_text, to_article
from onrecord.reading.article import MAX_CHARACTERS

LINES = st.sampled_from(
    [
        "Harbour fees rise",
        "By Bo Achterberg",
        "SALTMARSH (AP) — The board met.",
        "“No,” she said.",
        "Photo: Ana Ruiz",
        "Advertisement",
        "November 5, 2023",
        "\u00a0",
        "\u2028",
        "\ufeff",
        "\x1c",
        "(((",
        "####",
        "",
    ]
)
REPORTS = st.lists(LINES | st.text(max_size=60), max_size=12).map("\n".join)


def check(article: Article) -> None:
    """Blocks stand in order, do not overlap, and between them there is only white space."""
    end = 0
    for block in article.blocks:
        assert end <= block.start < block.end <= len(article.text)
        assert not legible(article.text[end : block.start]).text.strip()
        assert legible(article.text[block.start : block.end]).text.strip()
        end = block.end
    assert not legible(article.text[end:]).text.strip()
    assert article.id == text_id(article.text)


@settings(deadline=None)  # the models are loaded on first use
@given(REPORTS)
@example("\r\n\x85 a\u2029b\x0b")
def test_every_line_of_any_text_is_labelled_and_the_text_is_kept(text: str) -> None:
    article = from_text(text, "x")
    assert article.text == text
    assert from_text(text, "x") == article
    check(article)


@settings(deadline=None)  # the models are loaded on first use
@given(st.binary(max_size=300) | REPORTS.map(str.encode))
def test_any_bytes_are_a_report_or_a_clear_refusal(data: bytes) -> None:
    try:
        check(to_article(data, "x"))
    except ReadError as error:
        assert str(error).isprintable() and ";" in str(error)


@settings(deadline=None)  # the models are loaded on first use
@given(st.text(alphabet="<>/=\"'& apdivtbler!-[]\0\n", max_size=200))
def test_any_markup_is_too(markup: str) -> None:
    try:
        check(to_article(f"<html><p>{markup}".encode(), "x"))
    except ReadError as error:
        assert ";" in str(error)


@pytest.mark.parametrize("data", [b"", b" \n\t\n", b"\xef\xbb\xbf\n"])
def test_nothing_is_no_report(data: bytes) -> None:
    with pytest.raises(ReadError, match="give a file with a report"):
        to_article(data, "x")


@pytest.mark.parametrize(
    "day", ["2023-02-30", "20231105", "5 Nov 2023", "2023-11-5", "", "2023-W01-1"]
)
def test_a_day_of_publication_must_be_a_day(day: str) -> None:
    with pytest.raises(ReadError, match="YYYY-MM-DD"):
        from_text("She said no.", "x", published=day)


def test_what_is_given_wins_and_the_stage_is_named() -> None:
    article = from_text("Published May 3, 2021\n\nShe said no.", "x", published="2021-05-04")
    assert article.published == "2021-05-04"
    assert article.stages == {"reading": VERSION}


def test_too_long_a_text_is_refused() -> None:
    with pytest.raises(ReadError, match="200,000 characters"):
        from_text("a" * (MAX_CHARACTERS + 1), "x")


def test_a_report_of_one_sentence_is_story_though_it_has_no_full_stop() -> None:
    article = from_text("The quay will be mended by May, Mayor Ida Holm said", "x")
    assert [block.kind for block in article.blocks] == ["body"]
    assert article.title is None


def test_text_that_cannot_be_written_is_refused() -> None:
    with pytest.raises(ReadError, match="not valid Unicode"):
        from_text("She said \ud800 no.", "x")
