"""Whether two wordings are one quotation; ``[`` and ``]`` stand for quotation marks."""

import pytest

from onrecord.quotations import Wording, same_quotation, wording

SAME = [
    ("[We will hold the bridge until spring]", "[we will hold the bridge, until spring!]"),
    ("[We will hold the bridge]", "[We will hold the bridge, and the ferry, and the toll]"),
    ("[There will be no toll on that bridge]", "there would be no toll on that bridge"),
    ("the toll [a bad answer to a fair question]", "[It was a bad answer to a fair question]"),
    ("the toll would be [moved, not muzzled]", "it would be [moved, not muzzled]"),
    ("stay out [until the whole plan is in the bin]", "out until the whole plan was [in the bin]"),
    (
        "[We did not close it on Tuesday or any day]",
        "[We did not close it on that Tuesday or any day]",
    ),
]
OTHER = [
    ("we will hold the bridge until spring", "we will hold the bridge until spring"),
    ("[by the end of the year]", "[six ferries by the end of the year]"),
    ("[as soon as we can]", "[as soon as we can, and not a day later]"),
    ("[It is a date]", "[It is a train]"),
    ("a figure [with a bow on it]", "[a figure without a bow]"),
    ("[by New Year’s Eve]", "[Six ferries by New Year’s Eve. Write it down]"),
    ("[]", "[]"),
    ("[the pact]", "[the pact is signed]"),
    ("[Never]", "[Never]"),
]


def marked(text: str) -> Wording:
    start, end = text.find("["), text.find("]")
    return wording(text, [] if start < 0 else [[start, end]])


@pytest.mark.parametrize(("one", "other"), SAME)
def test_the_same(one: str, other: str) -> None:
    assert same_quotation(marked(one), marked(other))
    assert same_quotation(marked(other), marked(one))


@pytest.mark.parametrize(("one", "other"), OTHER)
def test_not_the_same(one: str, other: str) -> None:
    assert not same_quotation(marked(one), marked(other))
    assert not same_quotation(marked(other), marked(one))
