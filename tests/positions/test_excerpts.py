"""Excerpts: what of a statement in its context the comparer's branch reads."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.positions import comparer
from onrecord.positions.excerpts import LATER, OWN, READ, SEEN, laid_out

SAID = "four icebreakers will come to the islands by December"
OTHER = "the boats that were promised for the winter are late"


def test_two_statements_on_one_promise_are_likelier_than_two_on_two() -> None:
    before, after = "Mara Lindqvist (will): Ice | She said ", ", at the quay."
    text = f"{before}{SAID}{after}"
    one = (text, len(before), len(before) + len(SAID))
    far = ("Ben Orr (state): Bread | Bakers said flour is dear.", 37, 50)
    same = comparer().bears(one, (f"She said: {OTHER}", 10, 10 + len(OTHER)))
    assert comparer().bears(one, far) < min(0.0, same)


@settings(max_examples=40, deadline=None)
@given(st.text(max_size=900), st.integers(0, 900), st.integers(0, 900))
def test_any_excerpt_is_read(text: str, one: int, other: int) -> None:
    start, end = sorted((min(one, len(text)), min(other, len(text))))
    read = comparer().read((text, start, end))
    laid = laid_out(read, read)
    assert len(read.pieces) == len(read.own) <= READ.all
    assert len(laid.pieces) == len(laid.parts) <= 2 * READ.all + 3
    assert laid.seen[0] == 0
    assert laid.seen == sorted(set(laid.seen))
    assert len(laid.seen) == len(laid.marks) <= 2 * SEEN.all + 1


def test_of_a_long_statement_the_beginning_and_the_end_are_read() -> None:
    words = " ".join(f"boat {number}" for number in range(60))
    read = comparer().read((f"She said {words}.", 9, 9 + len(words)))
    assert sum(read.own) == READ.own
    laid = laid_out(read, read)
    assert laid.marks.count(LATER + OWN) == SEEN.own
