"""Words as they are compared."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.quotations import wording

SAME = [
    ("The bridge holds.", "“the bridge   holds”"),
    ("an air-defence gun", "an air defence gun"),
    ("line by\r\nline", "line by line"),
    ("We’re late", "we're late"),
    ("har\u00adbour walls", "harbour walls"),
    ("har\u200bbour", "harbour"),
    ("\u202eharbour\u202c walls", "harbour walls"),
    ("cafe\u0301 noir", "café noir"),
    ("the U.S. fleet", "the US fleet"),
    ("2,300 members", "2300 members"),
    ("5 %", "5%"),
    ("â€œtrue wordsâ€\x9d", "true words"),
    ("„Wir bleiben“", "»Wir bleiben«"),
    ("橋は安全だ。", "橋は 安全だ"),
]
OTHER = [
    ("we're late", "were late"),
    ("€60 million", "$60 million"),
    ("60 million", "€60 million"),
    ("1.5 percent", "15 percent"),
    ("-5 degrees", "5 degrees"),
    ("5%", "5"),
    ("cafe", "café"),
    ("re-sign", "resign"),
    ("की", "का"),
    ("橋は安全だ", "橋は危険だ"),
    ("pаper", "paper"),  # a Cyrillic letter in one
]


@pytest.mark.parametrize(("one", "other"), SAME)
def test_marks_spaces_and_what_hides_are_no_words(one: str, other: str) -> None:
    assert wording(one).keys == wording(other).keys


@pytest.mark.parametrize(("one", "other"), OTHER)
def test_what_changes_the_meaning_is(one: str, other: str) -> None:
    assert wording(one).keys != wording(other).keys


@given(st.text())
def test_each_word_stands_where_it_says(text: str) -> None:
    words = wording(text)
    assert list(words.starts) == sorted(words.starts)
    places = zip(words.starts, words.ends, strict=True)
    assert all(0 <= start < end <= len(text) for start, end in places)


def test_which_words_are_quoted() -> None:
    text = "the guns would be “moved, not muzzled”"
    stretch = [text.index("“"), len(text)]
    assert wording(text, [stretch]).quoted == (False,) * 4 + (True,) * 3
    assert wording(text, []).quoted == (False,) * 7
    assert wording(text).quoted == (True,) * 7
