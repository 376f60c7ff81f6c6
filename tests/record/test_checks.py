"""A quotation held against a record."""

import dataclasses

import pytest

from onrecord import model
from onrecord.model import Article
from onrecord.record.quotations import checking

LONG = "we will hold the bridge until the ice is gone and the last ferry is home"


def direct(article: Article) -> Article:
    """The article with its statements as direct quotations."""
    said = (dataclasses.replace(one, manner="direct") for one in article.statements)
    return dataclasses.replace(article, statements=tuple(said))


@pytest.fixture(autouse=True)
def filled(record, make) -> None:
    record.add(direct(make(f"Ida Holm | said | {LONG}", origin="a.txt", outlet="Post")))
    record.add(direct(make("Bo Lind | said | nobody asked the fishermen of the north shore")))
    record.add(make("Ida Holm | said | she would sell the ferry to anybody who asked"))


@pytest.mark.parametrize(
    ("words", "by", "verdict", "holds"),
    [
        ("Hold the bridge\u00ad until the ice is gone!", "Holm", "exact", True),
        ("hold the bridge until the ice is gone", "Mayor Ida Holm", "exact", True),
        ("hold the bridge until the ice is gone", None, "exact", True),
        ("hold the bridge until the ice is gone", "Bo Lind", "another speaker", False),
        ("hold the bridge until the ice is gone", "Zoe Zaal", "another speaker", False),
        ("hold the bridge until the snow is gone", "Holm", "altered", False),
        ("hold the bridge, nobody asked the fishermen", None, "joined", False),
        ("she would sell the ferry", "Holm", "paraphrase", False),
        ("we are the champions of the sea", "Holm", "not in the record", False),
        ("we will", "Holm", "exact", True),  # no pair of words that tells anything
        ("ice", "Holm", "exact", True),
        ("", "Holm", "not in the record", False),
        ('" OR content : *', None, "not in the record", False),
        ("\x00\ud800\u202e", "\x00", "not in the record", False),
    ],
)
def test_verdict(record, words: str, by: str | None, verdict: str, holds: bool) -> None:
    found = record.check(words, by=by)
    assert (found.verdict, found.holds) == (verdict, holds)
    assert bool(found.found) == (verdict != "not in the record")
    assert found.to_json()["statement"] == found.statement


def test_what_differs_and_where_it_stands(record) -> None:
    found = record.check("hold the bridge until the snow is gone", by="Holm")
    assert [(one.theirs, one.ours) for one in found.differences] == [("snow", "ice")]
    [hit] = found.found
    assert (hit.speaker, hit.outlet, hit.statement.id) == ("Ida Holm", "Post", found.statement)
    assert record.article(found.article).origin == "a.txt"


def test_words_of_a_speaker_whom_nobody_knows_do_not_hold_for_anybody(record, make) -> None:
    article = direct(make("She | said | the toll is a tax on the poor and the wet"))
    unknown = tuple(dataclasses.replace(one, speaker=None) for one in article.statements)
    record.add(dataclasses.replace(article, statements=unknown, speakers=()))
    found = record.check("the toll is a tax on the poor", by="Ida Holm")
    assert (found.verdict, found.confirmed, found.holds) == ("exact", None, False)
    assert record.check("the toll is a tax on the poor").holds


def test_what_was_taken_out_of_a_report_does_not_hold(record, make) -> None:
    more = "the harbour stays open to everybody who has a boat and a flag and a friend"
    before = direct(make(f"Ida Holm | said | {more}", "Eva Quill | said | sharks ate the toll"))
    after = direct(make(f"Ida Holm | said | {more}"))
    record.add(dataclasses.replace(before, origin="https://post.example/1"))
    assert record.check("sharks ate the toll").holds
    record.add(dataclasses.replace(after, origin="https://post.example/1"))
    found = record.check("sharks ate the toll")
    assert (found.verdict, found.taken_out, found.holds) == ("exact", True, False)
    assert record.check("the harbour stays open to everybody").holds


def test_a_phrase_of_words_that_are_everywhere_is_found(record, make, monkeypatch) -> None:
    monkeypatch.setattr(checking, "EACH", 2)  # statements looked at that share a pair of words
    for number in range(4):
        record.add(direct(make(f"Ida Holm | said | no toll for boat {number} on the lake")))
    record.add(direct(make("Bo Lind | said | the lake no toll for boat")))
    assert record.check("the lake no toll for boat").verdict == "exact"
    assert record.check("no toll for boat", by="Bo Lind").verdict == "exact"


@pytest.mark.parametrize("times", [10_000, 400_000])
def test_a_mark_that_nobody_closed_is_no_quotation_on_record(record, times: int) -> None:
    assert record.check("la " * times).verdict == "not in the record"


def test_a_removed_article_is_not_on_record(record) -> None:
    record.remove("a.txt")
    assert record.check("hold the bridge until the ice is gone").verdict == "not in the record"


def test_what_no_statement_has_is_looked_for_in_whole_texts(record, make) -> None:
    lost = make("Ida Holm | said | “the otters of the harbour pay no toll”, and: “nor do eels”")
    record.add(dataclasses.replace(lost, statements=(), title="Otters", outlet="Post"))
    found = record.check("the otters of the harbour pay no toll")
    assert (found.verdict, found.statement, found.article) == ("exact", None, lost.id)
    assert found.passage is not None
    assert lost.text[found.passage.span.start : found.passage.span.end] == found.passage.span.text
    assert found.holds
    named = record.check("the otters of the harbour pay no toll", by="Ida Holm")
    assert (named.verdict, named.confirmed, named.holds) == ("exact", None, False)
    assert record.check("pay no toll and nor do eels").verdict == "paraphrase"
    assert found.to_json()["outlet"] == "Post"


def test_a_quotation_that_was_read_in_part_is_whole(record, make) -> None:
    part = "“the otters of the harbour pay no toll | and the eels pay none”"
    article = direct(make(f"Ida Holm | said | {part}"))
    [one] = article.statements
    cut = dataclasses.replace(one, content=one.content[:1])
    cut = dataclasses.replace(
        cut, id=model.statement_id(article.id, cut.source, cut.cue, cut.content)
    )
    record.add(dataclasses.replace(article, statements=(cut,)))
    found = record.check("pay no toll and the eels pay none", by="Ida Holm")
    assert (found.verdict, found.holds, found.statement) == ("exact", True, cut.id)
    assert record.check("no toll and the eels", by="Bo Lind").verdict == "another speaker"
