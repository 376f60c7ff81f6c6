"""One text in many places: with other ends of its lines, and published by other outlets."""

import dataclasses

import pytest

from onrecord import model
from onrecord.model import Article, Span

LINES = (
    "Ida Holm | said | we will hold the bridge until the ice is gone",
    "Bo Lind | said | nobody asked the fishermen of the north shore",
)


def in_lines(article: Article, change: tuple[str, str], **fields: object) -> Article:
    """The article with other white space, its statements where they stand then."""
    text = article.text.replace(*change)
    id = model.text_id(text)

    def moved(spans: tuple[Span, ...]) -> tuple[Span, ...]:
        starts = [len(article.text[: span.start].replace(*change)) for span in spans]
        words = [span.text.replace(*change) for span in spans]
        return tuple(Span.of(text, at, at + len(w)) for at, w in zip(starts, words, strict=True))

    said = []
    for one in article.statements:
        parts = {part: moved(getattr(one, part)) for part in ("source", "cue", "content")}
        said.append(dataclasses.replace(one, id=model.statement_id(id, **parts), **parts))
    whole = (dataclasses.replace(article.blocks[0], end=len(text)),)
    return dataclasses.replace(
        article, id=id, text=text, statements=tuple(said), blocks=whole, **fields
    )


@pytest.mark.parametrize("change", [("\n", "\r\n"), ("\n", "\n\n"), (" the ", "\nthe ")])
def test_a_text_in_other_lines_is_the_same(record, make, change) -> None:
    story = make(*LINES, origin="a.txt", outlet="Post")
    copy = in_lines(story, change, origin="b.txt", outlet="Wire")
    assert (record.add(story), record.add(copy)) == ("added", "unchanged")
    assert record.count() == 1
    assert record.knows(copy, {"reading": "9"})  # nothing in it is looked for again
    for key in ("a.txt", "b.txt", story.id, copy.id):
        assert record.article(key).text == story.text
    [hit, _] = record.search(sort="date")
    assert (hit.outlet, hit.outlets) == ("Post", ("Post", "Wire"))


def test_a_file_whose_lines_end_otherwise_now_is_no_new_version(record, make) -> None:
    story = make(*LINES, origin="a.txt")
    record.add(story)
    copy = in_lines(story, ("\n", "\r\n"), origin="a.txt", stages={"reading": "2"})
    assert record.add(copy) == "unchanged"
    assert record.versions("a.txt") == [story.id]


def test_other_words_are_another_text(record, make) -> None:
    record.add(make(*LINES, origin="a.txt"))
    assert record.add(make(*LINES, "Bo Lind | added | no", origin="b.txt")) == "added"


def test_going_back_to_an_earlier_text_in_other_lines_is_a_new_version(record, make) -> None:
    story = make(*LINES, origin="a.txt")
    more = make(*LINES, "Bo Lind | added | no", origin="a.txt")
    back = in_lines(story, ("\n", "\r\n"), origin="a.txt")
    assert [record.add(one) for one in (story, more, back)] == ["added", "edited", "edited"]
    assert record.versions("a.txt") == [more.id, story.id]
    assert record.compare(back.id).newer.id == story.id


def test_who_publishes_it_elsewhere_does_not_publish_it_here(record, make) -> None:
    story = make(*LINES, origin="a.txt")
    record.add(story, outlet="Post")
    record.add(dataclasses.replace(story, origin="b.txt"), outlet="Wire")
    assert record.article("b.txt").outlet == "Post"
    record.add(dataclasses.replace(story, origin="b.txt"))
    [hit, _] = record.search(sort="date")
    assert hit.outlets == ("Post", "Wire")
    record.add(story, outlet="Echo")  # put right where it was found first
    [hit, _] = record.search(sort="date")
    assert (hit.outlet, hit.outlets) == ("Echo", ("Echo", "Wire"))


def test_a_date_given_elsewhere_fills_in(record, make) -> None:
    story = make(*LINES, origin="a.txt")
    record.add(story)
    record.add(in_lines(story, ("\n", "\r\n"), origin="b.txt"), published="2024-03-05")
    assert {hit.date for hit in record.search()} == {"2024-03-05"}
