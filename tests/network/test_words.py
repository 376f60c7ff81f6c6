"""Words, windows and decoding: nothing is cut off, nothing moves, the best is the best."""

from __future__ import annotations

import tracemalloc
from itertools import pairwise, product

import numpy as np
import pytest

from onrecord.network import MODEL
from onrecord.network.decoding import decode
from onrecord.network.tagger import Tagger
from onrecord.network.tags import ROLES, TAGS, follows
from onrecord.network.words import OVERLAP, WINDOW, Splitter, distance, windows
from onrecord.parsing import Passage


@pytest.fixture(scope="module")
def split() -> Splitter:
    return Tagger(MODEL).split


def test_words_stand_where_they_stand_in_the_text(split: Splitter) -> None:
    text = "x “Café\u00a0owners,” said N\u0303ame O’Hara: 12.5% — 😀 \u200b end"
    [words] = split([Passage.of(text, 2, len(text))])
    found = [text[b:e] for b, e in zip(words.starts, words.ends, strict=True)]
    assert found[:4] == ["“", "Café", "owners", ","]
    assert "Hara" in found and "😀" in found and found[-1] == "end"
    assert all(a <= b for a, b in pairwise(words.starts.tolist()))


def test_windows_hold_every_piece_and_no_window_is_too_long(split: Splitter) -> None:
    short, long = "Holm said no. ", "the quay and the ferry " * 400
    text = short + long
    places = [(0, len(short)), (len(short), len(text)), (0, len(short))]
    paragraphs = split([Passage.of(text, *place) for place in places])
    cut = list(windows(paragraphs))
    assert all(1 + sum(p.end - p.start + 1 for p in window) <= WINDOW for window in cut)
    parts = [part for window in cut for part in window if part.words is paragraphs[1]]
    assert parts[0].start == 0 and parts[-1].end == len(paragraphs[1].pieces)
    assert all(a.end - b.start == OVERLAP for a, b in pairwise(parts))
    assert sum(part.words is paragraphs[2] for window in cut for part in window) == 1


def test_distances_have_a_sign_and_grow_by_powers_of_two() -> None:
    steps = distance(np.array([-1000, -2, -1, 0, 1, 2, 3, 4, 1000]))
    assert steps.tolist() == [0, 6, 7, 8, 8, 9, 9, 10, 15]


def test_decoding_is_the_best_of_all_sequences() -> None:
    chance = np.random.default_rng(5)
    chain = follows() + chance.normal(size=(7, 7)).astype(np.float32)
    rows = [chance.normal(size=(size, 7)).astype(np.float32) * 2 for size in (4, 1, 3)]
    for scores, (tags, likely) in zip(rows, decode(rows, chain), strict=True):
        every = list(product(range(len(TAGS)), repeat=len(scores)))
        totals = np.array(
            [
                chain[0, path[0]]
                + sum(chain[a, b] for a, b in pairwise(path))
                + sum(scores[i, tag] for i, tag in enumerate(path))
                for path in every
            ],
            dtype=np.float64,
        )
        assert tuple(tags.tolist()) == every[int(totals.argmax())]
        weights = np.exp(totals - totals.max())
        first = [weights[[path[0] == tag for path in every]].sum() for tag in range(7)]
        assert np.allclose(likely[0], np.array(first) / weights.sum(), atol=1e-4)


def test_no_span_goes_on_that_has_not_begun() -> None:
    allowed = follows()
    for role in ROLES:
        begin, inside = TAGS.index(f"B-{role}"), TAGS.index(f"I-{role}")
        assert allowed[begin, inside] == allowed[inside, inside] == 0
        assert allowed[0, inside] < -1000


def test_decoding_many_short_paragraphs_beside_a_long_one_takes_little_memory() -> None:
    lengths = [2] * 10_000 + [4_000]
    scores = [np.zeros((length, len(TAGS)), dtype=np.float32) for length in lengths]
    tracemalloc.start()
    decoded = decode(scores, follows())
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert [len(tags) for tags, _ in decoded] == lengths
    assert peak < 100_000_000
