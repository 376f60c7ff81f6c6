"""What wordings are found by."""

import random

from hypothesis import given
from hypothesis import strategies as st

from onrecord.quotations import landmarks, shingles, wording

WORDS = st.sampled_from("the of and it is harbour bridge ferry opens closes late".split())


def some(least: int, most: int) -> st.SearchStrategy[list[str]]:
    """A few words."""
    return st.lists(WORDS, min_size=least, max_size=most)


@given(some(4, 9), some(0, 9), some(0, 9), some(0, 9), some(0, 9))
def test_four_words_in_common_are_enough(shared, before, behind, other, another) -> None:
    one = wording(" ".join([*before, *shared, *behind]))
    two = wording(" ".join([*other, *shared, *another]), ())
    assert set(landmarks(one)) & set(landmarks(two))


@given(some(3, 3), some(0, 9), some(0, 9))
def test_what_is_quoted_again_whole_is_found_by_three_words(quoted, before, behind) -> None:
    words = " ".join(quoted)
    inside = " ".join([*before, words, *behind])
    start = len(" ".join([*before, ""]))
    told = wording(inside, [(start, start + len(words))])
    whole = landmarks(wording(words))
    assert not whole or set(whole) & set(landmarks(told))


def test_they_are_about_half_of_the_pairs_of_a_long_wording() -> None:
    chance = random.Random(1)
    words = wording(" ".join("".join(chance.choices("abcdefgh", k=7)) for _ in range(1_000)))
    assert set(landmarks(words)) <= set(shingles(words.keys))
    assert 0.45 < len(landmarks(words)) / len(shingles(words.keys)) < 0.55
