"""Saved web pages: the story, and only what the page itself says about it."""

from pathlib import Path

import pytest

from onrecord.model import Article, ReadError
from onrecord.reading import to_article
from onrecord.reading.markup import MAX_DEPTH, MAX_ELEMENTS

PAGES = Path(__file__).parent / "pages"
PARAGRAPHS = "".join(
    f"<p>On day {day} of the month the harbour board said that boat number {day} had paid.</p>"
    for day in range(1, 12)
)


def read(name: str) -> Article:
    return to_article((PAGES / name).read_bytes(), name)


def read_html(body: str) -> Article:
    return to_article(f"<html><body>{body}</body></html>".encode(), "x")


def test_json_ld() -> None:
    article = read("json-ld.html")
    assert article.title == "Tallow bridge stays open, mayor says"
    assert article.byline == ("Ines Okafor", "Piet Lindqvist")
    assert article.outlet == "The Tallow Courier"
    assert article.published == "2024-02-12"
    assert article.credits == ("Reuters",)
    assert [block.kind for block in article.blocks] == (
        ["heading", "dateline", "body", "body", "heading", "body", "body", "body", "chrome"]
    )


def test_the_story_is_all_there_and_the_site_is_not() -> None:
    text = read("json-ld.html").text
    assert text.startswith("Tallow bridge stays open, mayor says\n\nPORT TALLOW (Reuters)")
    assert "“No,” she said." in text
    for other in ("Home", "Most read", "Harbour fees", "nobody ever", "Copyright", "Not a story"):
        assert other not in text


def test_meta_tags_in_windows_1252() -> None:
    article = read("meta-tags.html")
    assert article.title == "Harbour fees to rise in April"
    assert article.byline == ("Bo Achterberg",)
    assert article.outlet == "Saltmarsh Gazette"
    assert article.published == "2023-11-05"
    assert "“It is that or close the slipway,” the board’s chair" in article.text


def test_a_page_that_says_nothing_of_itself_and_is_laid_out_in_tables() -> None:
    article = read("bare.html")
    assert (article.title, article.byline, article.outlet) == (None, (), None)
    assert article.published is None  # the day in its last paragraph is another one
    assert [block.kind for block in article.blocks] == ["body"] * 4


@pytest.mark.parametrize(
    "elsewhere",
    [
        '<meta property="article:modified_time" content="2024-02-20">',
        '<meta property="og:image" content="https://x.example/2017/03/09/a.jpg">',
        "<title>What happened on 2017-03-09</title>",
        '<img src="https://x.example/2017-03-09.jpg">',
        "<aside><time datetime='2017-03-09'>older story</time></aside>",
        "<footer>Copyright 2017-03-09</footer>",
    ],
)
def test_a_day_of_something_else_is_not_the_day_of_the_report(elsewhere: str) -> None:
    assert read_html(elsewhere + PARAGRAPHS).published is None


def test_the_article_s_own_time_is() -> None:
    own = "<article><time datetime='2017-03-09T10:00'>9 March</time>" + PARAGRAPHS + "</article>"
    assert read_html(own).published == "2017-03-09"


def test_what_the_caller_gives_wins() -> None:
    data = (PAGES / "json-ld.html").read_bytes()
    article = to_article(data, "x", published="2020-01-02", outlet="Elsewhere")
    assert (article.published, article.outlet) == ("2020-01-02", "Elsewhere")


def test_images_saved_into_the_page_are_no_burden() -> None:
    image = f'<img src="data:image/png;base64,{"iVBORw0KGgo" * 1_500_000}">'
    assert len(read_html(image + PARAGRAPHS).blocks) == 11


@pytest.mark.parametrize(
    "odd", ["\x03", "\x0b", "\x0c", "\x1b", "\ufffe", "&#3;", "&#11", "&#x1b;", "&#xFFFE;"]
)
def test_characters_that_have_no_place_on_a_page_are_spaces(odd: str) -> None:
    text = read_html(PARAGRAPHS + f"<p>She said:{odd}“&#8216;No&#146; &#60;i&#62;.”</p>").text
    assert text.endswith("She said: “‘No’ <i>.”\n")


def test_a_short_page_is_read_without_captions_and_links() -> None:
    caption = "<figure><figcaption>Maud Ferreira said hello on Sunday.</figcaption></figure>"
    story = "<p>The fees will rise, she said.</p><p>“It is that or close the slipway.”</p>"
    links = "<aside>Read more: Board to meet</aside><div class='related'><a href='x'>Fees</a></div>"
    article = read_html(f"<article><h1>Fees rise</h1>{caption}{story}{links}</article>")
    assert article.text == (
        "Fees rise\n\nThe fees will rise, she said.\n\n“It is that or close the slipway.”\n"
    )


@pytest.mark.parametrize(
    "hidden",
    [
        '<script type="application/ld+json">{"@type":"NewsArticle","articleBody":"%s"}</script>',
        "<template><p>%s</p></template>",
    ],
)
def test_what_a_page_does_not_show_is_not_read(hidden: str) -> None:
    shown = "<article><p>The fees will rise next year, she said on Sunday.</p></article>"
    article = read_html(hidden % ("Nobody sees these words, he said. " * 20) + shown)
    assert article.text == "The fees will rise next year, she said on Sunday.\n"


def test_a_line_break_in_a_paragraph_is_a_space_and_two_part_paragraphs() -> None:
    broken = "<p>She\u2028said: “The\nfees<br>will<br/>\nrise.” <b>Nobody</b><br>\n<br>agreed.</p>"
    assert read_html(PARAGRAPHS + broken).text.endswith(
        "\n\nShe said: “The fees will rise.” Nobody\n\nagreed.\n"
    )


@pytest.mark.parametrize(
    ("body", "why"),
    [
        ("", "no story found|nothing on this page"),
        ("<nav><a href='/'>Home</a></nav>", "no story found"),
        ("<div>" * 100_000 + PARAGRAPHS, f"more than {MAX_DEPTH} levels"),
        ("<i>x</i>" * (MAX_ELEMENTS + 1), "more than 50,000 elements"),
        ("<p " + " ".join(f"a{n}=1" for n in range(200_000)) + ">", "more than 1,000 attributes"),
        (("<p " + " ".join(f"a{n}" for n in range(300)) + ">x</p>") * 700, "200,000 attributes"),
    ],
)
def test_pages_beyond_reason_are_refused(body: str, why: str) -> None:
    with pytest.raises(ReadError, match=why):
        read_html(body)


@pytest.mark.parametrize("data", [b"<?xml version='1.0'?><rss><channel/></rss>", b"<feed></feed>"])
def test_feeds_are_named(data: bytes) -> None:
    with pytest.raises(ReadError, match="feed"):
        to_article(data, "x")


def test_a_plain_text_that_mentions_markup_is_plain_text() -> None:
    assert (
        to_article(b"The <p> tag is safe, she said.", "x").text == "The <p> tag is safe, she said."
    )
