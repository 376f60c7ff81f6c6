"""Texts that are printings of one report."""

import random

import pytest

from onrecord.quotations import bands, is_copy

WORDS = [f"word{number}" for number in range(3_000)]
WIRE = random.Random(1).choices(WORDS, k=400)
OTHER = random.Random(2).choices(WORDS, k=400)


@pytest.mark.parametrize(
    ("text", "copy"),
    [
        (WIRE, True),
        (WIRE[:250], True),  # cut at the end
        (["headline", "of", "ours", *WIRE[3:], "our", "own", "credit"], True),
        (WIRE[:200] + OTHER[:200], False),
        (OTHER, False),
        (WIRE[:30], False),  # too short to tell
        ([], False),
    ],
)
def test_copies(text: list[str], copy: bool) -> None:
    assert is_copy(WIRE, text) is copy
    if copy:
        assert set(bands(WIRE)) & set(bands(text)), "they would not be found"


def test_other_texts_share_no_band() -> None:
    assert not set(bands(WIRE)) & set(bands(OTHER))


def test_the_numbers_stay_the_same() -> None:
    """They are kept in records: another version of the library must not change them."""
    assert bands(WORDS[:100])[:3] == BEFORE


BEFORE = [976685290, 1399468829, 698501075]
