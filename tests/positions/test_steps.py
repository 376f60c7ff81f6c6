"""Steps: how one statement of a line stands to another, by what the words of both do besides."""

from __future__ import annotations

import shutil
from pathlib import Path

import numpy as np
import pytest

from onrecord.model import SetupError
from onrecord.positions import DONE, MODEL, STANCES, STEPS, Comparer, Seen, comparer, line
from onrecord.positions.lines import Said
from onrecord.positions.steps import Acts

PAIR = "said the yard would build the ship", "said the yard had other things to do"


def likely(stance: str, acts: Acts) -> float:
    """How likely a stance is of one pair."""
    compare = comparer()
    seen = compare.seen(*(compare.half(words) for words in PAIR))
    return float(compare.steps(seen, acts)[STANCES.index(stance)])


def test_who_refused_and_now_says_has_moved() -> None:
    assert likely("softens", ("refuse", "state")) > likely("softens", ("refuse", "refuse"))
    assert likely("repeats", ("refuse", "refuse")) > likely("repeats", ("refuse", "state"))


def test_what_nobody_knows_of_acts_is_said_all_the_same() -> None:
    for acts in ((None, None), ("commit", None), (None, "refuse"), ("no act", "state")):
        assert sum(likely(stance, acts) for stance in STANCES) == pytest.approx(1, abs=1e-5)


def test_each_act_has_its_place_in_the_evidence() -> None:
    nothing = np.zeros(1, dtype=np.float32)
    seen = Seen(nothing, np.zeros(len(STANCES), dtype=np.float32), nothing, nothing, nothing)
    found = {tuple(seen.evidence(acts)) for acts in ((a, b) for a in DONE for b in DONE)}
    assert len(found) == len(DONE) ** 2


def test_damaged_weights_are_told(tmp_path: Path) -> None:
    shutil.copytree(str(MODEL), tmp_path / "model")
    weights = tmp_path / "model" / STEPS
    weights.write_bytes(weights.read_bytes()[:-1] + b"?")
    with pytest.raises(SetupError, match="damaged"):
        Comparer(tmp_path / "model")("The mill will close.", "The mill stays open.")


def test_a_reversal_in_plain_words_is_named() -> None:
    words = "We will send 20 tanks by June.", "We will not send any tanks."
    said = [Said(f"s{n}", text, text, f"2024-0{n}-01") for n, text in enumerate(words, 1)]
    assert [one.relation for one in line(said, comparer())] == ["first", "reverses"]
