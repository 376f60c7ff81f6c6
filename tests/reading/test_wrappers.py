"""Pages whose story is wrapped, linked, hidden in part, or beside what the page sells."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest

from onrecord.model import Article
from onrecord.reading import to_article

SENTENCES = [
    "The wall of the old quay has three new cracks, and the town has been told to wait.",
    "The harbour office ordered four pumps in March, and none of them has come so far.",
    "Nobody on the council could say who had signed the papers for the winter ferry.",
    "A second engineer looked at the wall on Friday and asked for twenty more days.",
    "The fishermen of the north pier have moved their boats to the other side of the bay.",
    "Until the ice goes, the only way to the islands is by the road over the old bridge.",
]


def read(body: str, head: str = "") -> Article:
    """The article of a page with this body."""
    page = f"<!DOCTYPE html><html lang='en'><head>{head}</head><body>{body}</body></html>"
    return to_article(page.encode(), "page.html")


def paragraphs(*numbers: int) -> str:
    """Some of the sentences as paragraphs."""
    return "".join(f"<p>{SENTENCES[number]}</p>" for number in numbers)


@pytest.mark.parametrize(
    "story",
    [
        f"<div class='teaser-content'>{paragraphs(0, 1)}</div><div>{paragraphs(2, 3, 4, 5)}</div>",
        f"<div class='article-body'>{paragraphs(0)}</div><div class='ad'>Buy</div>"
        f"<div class='article-body'>{paragraphs(1, 2)}</div>"
        f"<div class='article-body'>{paragraphs(3, 4, 5)}</div>",
        f"<section>{paragraphs(0, 1)}</section><section>{paragraphs(2, 3, 4, 5)}</section>",
        f"{paragraphs(0, 1)}<p><a href='/live'><b>{SENTENCES[2]}</b></a></p>{paragraphs(3, 4, 5)}",
    ],
)
def test_all_of_a_story_is_read(story: str) -> None:
    text = read(f"<main><article><h1>Quay</h1>{story}</article></main>").text
    assert [text.count(sentence) for sentence in SENTENCES] == [1] * len(SENTENCES)


def test_the_card_of_another_story_is_not() -> None:
    card = "<div class='teaser'><h3><a href='/x'>Fees</a></h3><p>The fees of the slipway will "
    card += "rise again next year, the board has said.</p></div>"
    text = read(f"<main><article>{paragraphs(0, 1)}{card}{paragraphs(2, 3)}</article></main>").text
    assert "slipway" not in text


@pytest.mark.parametrize(
    "around",
    [
        "<div hidden>{}</div>",
        "<div style='display: none'>{}</div>",
        "<div aria-hidden='true'>{}</div>",
        "<div class='newsletter-box'>{}<button>Sign up</button></div>",
        "<div id='paywall'>{}<form><input name='mail'></form></div>",
    ],
)
def test_what_is_hidden_or_offered_is_not_read(around: str) -> None:
    offer = "<p>“The best paper on this coast,” says the old harbour master, and you may leave.</p>"
    story = f"{paragraphs(0, 1, 2)}{around.format(offer)}{paragraphs(3, 4, 5)}"
    text = read(f"<main><article>{story}</article></main>").text
    assert "best paper" not in text
    assert all(sentence in text for sentence in SENTENCES)


def test_a_post_is_a_paragraph_with_its_author() -> None:
    post = "<blockquote class='twitter-tweet'><p>The ferry is full again.</p>&mdash; Ida Holm "
    post += "(@idaholm) <a href='https://social.example/1'>March 4, 2024</a></blockquote>"
    text = read(f"<article>{paragraphs(0, 1)}{post}{paragraphs(2, 3)}</article>").text
    assert "\n\nThe ferry is full again.— Ida Holm (@idaholm) March 4, 2024\n\n" in text


def test_nonsense_in_a_page_s_json_costs_its_metadata_only() -> None:
    data = json.dumps({"@type": "NewsArticle", "headline": 5, "author": [3, None]})
    head = f"<title>Quay</title><script type='application/ld+json'>{data}</script>"
    article = read(f"<article>{paragraphs(0, 1, 2)}</article>", head)
    assert SENTENCES[0] in article.text


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("By Ida Holm, Ole Vehl and Tilda Brand<br>Senior Reporters<br>Email the author", 3),
        ("By Ida Holm<br>Political Editor", 1),
    ],
)
def test_a_byline_is_its_names(line: str, names: int) -> None:
    body = f"<article><h1>Quay</h1><div class='byline'>{line}</div>{paragraphs(0, 1, 2)}</article>"
    assert read(body).byline == ("Ida Holm", "Ole Vehl", "Tilda Brand")[:names]


@pytest.mark.parametrize(
    "opening",
    [
        "PORT ASH, Tarn / ACCESSWIRE / March 4, 2024 / ",
        "PORT ASH, March 4, 2024 /PRNewswire/ -- ",
        "PORT ASH (March 4, 2024) — ",
    ],
)
def test_the_day_of_a_release(opening: str) -> None:
    article = to_article(
        f"New ferries\n\n{opening}{SENTENCES[0]}\n\n{SENTENCES[1]}\n".encode(), "x"
    )
    assert article.published == "2024-03-04"
    assert [block.kind for block in article.blocks][1] == "dateline"


@pytest.mark.parametrize("masthead", ["THE GAZETTE", "DEPARTMENT FOR ROADS"])
def test_whose_page_it_is_is_no_title(masthead: str) -> None:
    text = f"{masthead}\n\nQuay to stay closed\n\n{SENTENCES[0]}\n\n{SENTENCES[1]}\n"
    assert to_article(text.encode(), "x").title == "Quay to stay closed"


def test_many_spans_in_a_paragraph_are_read_in_linear_time(growth: Callable[..., float]) -> None:
    words = "<span>word </span>"
    assert growth(lambda n: read(f"<article><p>{words * n}.</p>{paragraphs(0, 1)}"), 2_000) < 8
