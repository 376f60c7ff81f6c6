"""What the reader says: likelihoods, the same in any company, from weights that are whole."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from importlib.resources.abc import Traversable
from pathlib import Path

import numpy as np
import pytest

from onrecord import network
from onrecord.meaning import MODEL, Mention, Reader, Reading
from onrecord.meaning.chooser import Chooser
from onrecord.model import SetupError, Span, Statement
from onrecord.network.tagger import Tagger
from onrecord.parsing.story import Passage

TEXT = "The union accused Ida Holm of hiding the accident, and Lind denied that it knew.\n"


def span(words: str) -> Span:
    start = TEXT.index(words)
    return Span.of(TEXT, start, start + len(words))


ACCUSED = Statement(
    "a",
    (span("The union"),),
    (span("accused"),),
    (span("Ida Holm of hiding the accident"),),
    "mixed",
)
DENIED = Statement("b", (span("Lind"),), (span("denied"),), (span("that it knew"),), "indirect")
MENTIONS = [Mention(TEXT.index("Ida"), 0, 1), Mention(TEXT.index("Lind"), 1, 1)]


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader()


def read(reader: Reader, *statements: Statement) -> list[Reading]:
    story = [Passage.of(TEXT, 0, len(TEXT) - 1)]
    with ThreadPoolExecutor(2) as pool:
        taggings = Tagger(network.MODEL).start(story, pool).taggings()
        runs = reader.start(taggings, statements, MENTIONS, pool)
        return [run.result() for run in runs]


def test_all_that_may_be_is_as_likely_as_one(reader: Reader) -> None:
    for reading in read(reader, ACCUSED, DENIED):
        for shares in (reading.acts, reading.types):
            assert np.exp(shares).sum() == pytest.approx(1, abs=1e-4)
        for named in (reading.sources, reading.targets):
            assert sum(np.exp(list(named.values()))) == pytest.approx(1, abs=1e-4)
            assert None in named


def test_a_statement_is_read_alike_in_any_company(reader: Reader) -> None:
    [alone] = read(reader, DENIED)
    _, beside = read(reader, ACCUSED, DENIED)
    assert np.array_equal(alone.acts, beside.acts)
    assert alone.targets == beside.targets


def test_what_is_said_outside_the_story_is_read_without_surroundings(reader: Reader) -> None:
    with ThreadPoolExecutor(1) as pool:
        [run] = reader.start((), [DENIED], MENTIONS, pool)
        assert set(run.result().targets) == {None}


def test_damaged_weights_are_told(tmp_path: Path) -> None:
    copied(MODEL, tmp_path)
    weights = bytearray((tmp_path / "reader.onnx").read_bytes())
    weights[len(weights) // 2] ^= 1
    (tmp_path / "reader.onnx").write_bytes(weights)
    with pytest.raises(SetupError, match="damaged"):
        Reader(tmp_path)


def copied(model: Traversable, folder: Path) -> None:
    for file in model.iterdir():
        (folder / file.name).write_bytes(file.read_bytes())


def test_a_chooser_prefers_what_has_more_of_what_counts(tmp_path: Path) -> None:
    weights = tmp_path / "weights.json"
    weights.write_text(
        '{"mean": [0, 0], "scale": [1, 1], "inner": [[2, 0]], "inner_bias": [0], "outer": [1],'
        ' "sharpness": 1.0}'
    )
    likely = Chooser(weights)(np.array([[0, 5], [1, 0], [2, 9]], np.float32))
    assert sum(likely) == pytest.approx(1)
    assert likely[0] < likely[1] < likely[2]
