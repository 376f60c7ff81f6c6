"""Stems of words: the same for whoever asks, also where many ask at once."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from itertools import product

import pytest

from onrecord.stems import stem_of, stems_of

PARTS = "gener organ re lat ation iz ing ly ness ful y ed s".split()
WORDS = ["".join(parts) for parts in product(PARTS, repeat=3)]


@pytest.fixture
def restless() -> Iterator[None]:
    """Threads that take turns all the time, as on a busy server."""
    before = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    yield
    sys.setswitchinterval(before)


def test_forms_of_a_word_have_one_stem() -> None:
    assert stems_of("The organized, organizing") == stems_of("organize")


@pytest.mark.usefixtures("restless")
def test_many_threads_get_what_one_gets() -> None:
    afresh = stem_of.__wrapped__  # not what is remembered
    right = [afresh(word) for word in WORDS]
    with ThreadPoolExecutor(8) as threads:
        assert list(threads.map(afresh, WORDS)) == right
