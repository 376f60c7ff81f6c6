"""One quotation in many reports, and reports printed more than once."""

import dataclasses
import itertools
import random

import pytest

from onrecord.model import Article
from onrecord.record import Record

DATABASES = ("sqlite", "postgresql")

SAID = "we will hold the bridge until the ice is gone"
FILLING = [f"word{number}" for number in range(500)]


def direct(article: Article) -> Article:
    said = (dataclasses.replace(one, manner="direct") for one in article.statements)
    return dataclasses.replace(article, statements=tuple(said))


def reports(make) -> list[Article]:
    return [
        direct(make(f"Ida Holm | said | {SAID}", outlet="Post", origin="a")),
        direct(make("Ida Holm | told | we will hold the bridge", outlet="Wire", origin="b")),
        direct(make(f"Ida Holm | added | {SAID} and the ferry too", outlet="Echo", origin="c")),
        direct(make(f"Bo Lind | said | {SAID}", outlet="Echo", origin="d")),
        make("Ida Holm | said | that she would hold the bridge", outlet="Globe", origin="e"),
    ]


def groups(record: Record) -> set[frozenset[str]]:
    """The outlets of each quotation."""
    found = [record.variants(hit.statement.id) for hit in record.search(limit=100)]
    return {frozenset(f"{one.hit.origin}" for one in variants) for variants in found}


@pytest.mark.parametrize("order", list(itertools.permutations(range(5)))[::17])
def test_it_does_not_matter_in_which_order_they_come(record, make, order: list[int]) -> None:
    made = reports(make)
    for number in order:
        record.add(made[number])
    assert groups(record) == {frozenset("abc"), frozenset("d"), frozenset("e")}


def test_variants_tell_what_differs_from_the_fullest(record, make) -> None:
    said = "we will hold the bridge until all ice is gone and the ferry too"
    for article in (*reports(make)[:3], direct(make(f"Ida Holm | said | {said}", origin="f"))):
        record.add(article)
    [hit] = record.search(outlet="Wire")
    variants = record.variants(hit.statement.id)
    assert [one.hit.origin for one in variants] == ["c", "a", "b", "f"]
    assert [[(d.theirs, d.ours) for d in one.differences] for one in variants] == [
        [], [], [], [("all", "the")],
    ]  # fmt: skip


def test_what_held_a_quotation_together_may_go(record, make) -> None:
    first = "the toll is a tax on the poor and the wet"
    second = "and the harbour belongs to whoever has a boat"
    record.add(direct(make(f"Ida Holm | said | {first}", origin="a")))
    record.add(direct(make(f"Ida Holm | said | {second}", origin="b")))
    assert groups(record) == {frozenset("a"), frozenset("b")}
    record.add(direct(make(f"Ida Holm | said | {first} {second}", origin="c")))
    assert groups(record) == {frozenset("abc")}
    record.remove("c")
    assert groups(record) == {frozenset("a"), frozenset("b")}


def test_a_report_found_again_by_other_versions_keeps_its_quotation(record, make) -> None:
    first, second, *_ = reports(make)
    record.add(first)
    record.add(second)
    other = dataclasses.replace(second, statements=(), stages={"reading": "2", "attribution": "2"})
    assert record.add(other) == "updated"
    assert groups(record) == {frozenset("a")}
    again = dataclasses.replace(second, stages={"reading": "3", "attribution": "3"})
    assert record.add(again) == "updated"
    assert groups(record) == {frozenset("ab")}


def test_a_new_version_of_an_article_is_no_variant_of_the_old(record, make) -> None:
    more = "Eva Quill | said | fishing is what this town is for and will be for"
    for lines in ((f"Ida Holm | said | {SAID}",), (f"Ida Holm | said | {SAID}", more)):
        record.add(direct(make(more, *lines, origin="https://post.example/1")))
    [hit] = record.search("bridge")
    assert [one.hit.statement.id for one in record.variants(hit.statement.id)] == [hit.statement.id]


def test_what_was_paraphrased_is_told_again_in_copies_of_the_report_alone(record, make) -> None:
    rest = " ".join(random.Random(1).choices(FILLING, k=200))
    other = " ".join(random.Random(2).choices(FILLING, k=200))
    told = "Ida Holm | said | she would never sell the old ferry"
    for number, filling in enumerate((rest, rest, other)):
        ours = f"The Outlet {number} | wrote | its own line"
        record.add(make(told, f"Bo Lind | read | {filling}", ours, origin=str(number)))
    [hit, *_] = [one for one in record.search("ferry") if one.origin == "0"]
    variants = record.variants(hit.statement.id)
    assert {one.hit.origin for one in variants} == {"0", "1"}
    assert len({one.report for one in variants}) == 1


def test_adding_looks_at_no_more_in_a_large_record(record, make, monkeypatch) -> None:
    """What is looked at for a quotation is bounded, however many have it."""
    from onrecord.record.quotations import groups as module

    seen: list[int] = []
    rows_with = module.rows_with

    def counted(connection, keys):
        seen.append(len(keys))
        return rows_with(connection, keys)

    monkeypatch.setattr(module, "rows_with", counted)
    for number in range(80):
        record.add(direct(make(f"Ida Holm | said | {SAID} {number}", origin=str(number))))
    assert max(seen) <= module.EACH
    [hit] = record.search("79")
    assert len(record.variants(hit.statement.id)) == 80
