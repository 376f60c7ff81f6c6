"""One quotation in many reports counts, and is found, once."""

import dataclasses

import pytest

from onrecord.model import Article
from onrecord.record.quotations import folding

DATABASES = ("sqlite", "postgresql")

SAID = "we will hold the bridge until the ice is gone"


def direct(article: Article) -> Article:
    said = (dataclasses.replace(one, manner="direct") for one in article.statements)
    return dataclasses.replace(article, statements=tuple(said))


@pytest.fixture(autouse=True)
def filled(record, make) -> None:
    for day, outlet in enumerate(("Post", "Wire", "Echo", "Echo"), 1):
        said = direct(make(f"Ida Holm | said | {SAID} {'and so on ' * day}", outlet=outlet))
        record.add(dataclasses.replace(said, published=f"2024-03-0{day}"))
    record.add(direct(make("Ida Holm | said | the bridge is ours", outlet="Post")))
    record.add(direct(make("Bo Lind | said | bridges are for trolls", outlet="Wire")))


def test_a_search_shows_the_first_and_says_how_many_there_are(record) -> None:
    found = record.search("bridge")
    assert (len(found), found.total, found.printed) == (3, 3, 6)
    [hold] = [hit for hit in found if SAID in hit.statement.content[0].text]
    assert (hold.printed, hold.outlets) == (4, ("Echo", "Post", "Wire"))
    others = [hit for hit in found if hit is not hold]
    assert [(hit.printed, hit.quotation) for hit in others] == [(1, None), (1, None)]
    each = record.search("bridge", each=True)
    assert (len(each), each.total, each.printed) == (6, 6, 6)
    assert {hit.quotation for hit in each} == {None, hold.quotation}


@pytest.mark.parametrize(
    ("wanted", "outlet"),
    [
        ({"sort": "date"}, "Post"),
        ({"sort": "-date"}, "Echo"),
        ({"outlet": "Wire"}, "Wire"),
        ({"since": "2024-03-02", "sort": "date"}, "Wire"),
        ({"words": "hold", "outlet": "Echo"}, "Echo"),
    ],
)
def test_who_stands_for_all_is_the_first_of_those_found(record, wanted, outlet: str) -> None:
    hits = record.search(speaker="Holm", **wanted)
    held = [hit for hit in hits if SAID in hit.statement.content[0].text]
    assert [hit.outlet for hit in held] == [outlet]


@pytest.mark.parametrize("sort", ["best", "date", "-date"])
def test_page_by_page_each_quotation_comes_once(record, monkeypatch, sort: str) -> None:
    monkeypatch.setattr(folding, "AT_ONCE", 2)
    whole = [hit.statement.id for hit in record.search("bridge", sort=sort)]
    pages, cursor = [], None
    while True:
        page = record.search("bridge", sort=sort, limit=1, cursor=cursor)
        pages += [hit.statement.id for hit in page]
        if (cursor := page.next) is None:
            break
    assert pages == whole
    assert len(set(pages)) == 3


def test_speakers_and_parties_count_what_was_said_and_what_was_printed(record) -> None:
    [holm, lind] = record.speakers()
    assert (holm.name, holm.statements, holm.printed, holm.articles) == ("Ida Holm", 2, 5, 5)
    assert (lind.statements, lind.printed) == (1, 1)
    party = record.party("Ida Holm")
    assert (party.statements, party.printed) == (2, 5)
    assert [one.name for one in record.parties()] == ["Ida Holm", "Bo Lind"]


def test_facets_count_what_was_said(record) -> None:
    from onrecord.record import Wanted

    fields = record.facets(Wanted(words="bridge")).fields
    counts = {count.value: count.statements for count in fields["speaker"]}
    assert counts == {"Ida Holm": 2, "Bo Lind": 1}


def test_rows_tell_which_quotation_and_who_carried_it(record) -> None:
    [hit] = record.search("hold", outlet="Wire")
    [known] = record.known_of(hit.article).values()
    assert (known.quotation, known.outlets) == (hit.quotation, "Echo; Post; Wire")
