"""Quotation marks of all shapes, and the apostrophes that only look like them."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.parsing.quotations import covering, quotations


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“We hope”, she said.", ["“We hope”"]),
        ('"We hope", she said. "So do I."', ['"We hope"', '"So do I."']),
        ('“Opened curly, closed straight", he said.', ['“Opened curly, closed straight"']),
        ('"Opened straight, closed curly”, he said.', ['"Opened straight, closed curly”']),
        ("''Two apostrophes,'' he said of the '90s.", ["''Two apostrophes,''"]),
        ("“One never closes, she said.", ["“One never closes, she said."]),
        ("the dockers' rights and the ‘right to rest’", ["‘right to rest’"]),
        ("'The dockers' rights matter,' she said.", ["'The dockers' rights matter,'"]),
        ("'We won't go,' she said, 'ever.'", ["'We won't go,'", "'ever.'"]),
        ("It's the workers' day; rock 'n' roll, 'twas fun", []),
        ("He said“no”and left.", ["“no”"]),
        ("“First.”“Second.”", ["“First.”", "“Second.”"]),
        ('a 6" pipe and a 4" pipe', []),
        ('"', []),
        ("»The ice is out,« she said. »We sail.«", ["»The ice is out,«", "»We sail.«"]),
        ("„No“, she said, and ”Yes”, and « Oui », and ‹so›.", ["„No“", "”Yes”", "« Oui »", "‹so›"]),
        ("‚Nein‘, she said, and ›doch‹.", ["‚Nein‘", "›doch‹"]),
        ("'Ello there, mates,' he said. 'Get 'em in.'", ["'Ello there, mates,'", "'Get 'em in.'"]),
        ("He was 'bout to leave, the boys' mother said.", []),
        ("A straight 'mark that never closes, he said.", []),
        ("‘He told me “no” twice,’ she said.", ["‘He told me “no” twice,’"]),
        ('“He said "no," then left,” she said.', ['“He said "no," then left,”']),
    ],
)
def test_finds_quotations(text: str, expected: list[str]) -> None:
    assert [text[q.start : q.end] for q in quotations(text)] == expected


def test_a_quotation_over_two_paragraphs_is_open_in_the_first() -> None:
    text = "“The first part.\n\n“The second part.”"
    first, second = quotations(text)
    assert (first.closed, second.closed) == (False, True)
    assert text[first.start : first.end] == "“The first part."


def test_single_marks_run_over_paragraphs() -> None:
    text = "'It's shut,' he said. 'It's a shame.\n\n'My ward's roads are mud.\n\n'It ends.'\n"
    found = [(text[q.start : q.end], q.closed) for q in quotations(text)]
    assert found == [
        ("'It's shut,'", True),
        ("'It's a shame.", False),
        ("'My ward's roads are mud.", False),
        ("'It ends.'", True),
    ]


def test_a_straight_mark_may_set_off_an_excerpt() -> None:
    text = '"Holm walked on. “Let us go,” she said.\n\n"It was night.\n\n“Now,” she said.\n'
    assert [text[q.start : q.end] for q in quotations(text)] == ["“Let us go,”", "“Now,”"]


def test_an_unclosed_quotation_stops_at_its_line() -> None:
    text = 'She said "we will\nand nobody quoted this.\n'
    [quotation] = quotations(text)
    assert text[quotation.start : quotation.end] == '"we will'


def test_covering_is_inside_the_marks() -> None:
    found = quotations('a "bc" d')
    assert covering(found, 3) == found[0]
    assert covering(found, 2) is None  # the opening mark itself
    assert covering(found, 7) is None


@given(st.text(alphabet="ab .,'\"“”‘’\n", max_size=80))
def test_quotations_stand_in_order_within_their_lines(text: str) -> None:
    found = quotations(text)
    assert all(a.end <= b.start for a, b in pairwise(found))
    assert all("\n" not in text[q.start : q.end] for q in found)
    assert all(0 <= q.start < q.end <= len(text) for q in found)


@pytest.mark.parametrize("marks", ["'a ", '"b ', "“", "’", " ’d", "'a \"b “c ’d "])
def test_many_marks_in_a_line_are_read_in_linear_time(
    marks: str, growth: Callable[..., float]
) -> None:
    assert growth(lambda size: quotations(marks * size), 10_000) < 8
