"""Stages: chosen and put together, loaded once, sent to other processes, versions that tell."""

from __future__ import annotations

import json
import pickle
import shutil
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier
from time import sleep

import pytest

from onrecord import versions
from onrecord.attribution import Attribution
from onrecord.dates import Dates
from onrecord.model import SetupError
from onrecord.network import MODEL, Network
from onrecord.once import Once
from onrecord.parsing import Parser
from onrecord.pipeline import Pipeline, standard
from onrecord.reading import from_text

REPORT = "Mayor Ida Holm said Monday that the bridge would hold.\n\n“It is safe,” she said.\n"
THREADS = 4


def test_what_a_stage_needs_comes_before_it() -> None:
    with pytest.raises(ValueError, match="attribution needs scores, which no stage before it"):
        Pipeline([Attribution(), Network()])
    with pytest.raises(ValueError, match="dates needs paragraphs"):
        standard().only("network", "attribution", "dates")
    assert Pipeline([Network(), Attribution()]).versions.keys() == {
        "reading",
        "network",
        "attribution",
    }


def test_chosen_stages_find_what_they_are_for(stages: Pipeline) -> None:
    [whole] = stages([from_text(REPORT, "test")])
    [some] = stages.only("network", "attribution")([from_text(REPORT, "test")])
    assert [s.id for s in some.statements] == [s.id for s in whole.statements]
    assert not some.speakers and whole.speakers


def test_later_stages_can_read_the_scores(stages: Pipeline) -> None:
    [analysis] = stages.analysed([from_text(REPORT, "test")])
    assert len(analysis.story) == len(analysis.paragraphs) == len(analysis.scores) == 2
    for tagging in analysis.scores:
        assert len(tagging.words) == len(tagging.tags) == len(tagging.links)


def test_four_threads_load_one() -> None:
    begin = Barrier(THREADS)
    loaded = []

    def load() -> object:
        loaded.append(object())
        sleep(0.05)  # so that the others come while it is being loaded
        return loaded[-1]

    once = Once(load)

    def ask(_: int) -> object:
        begin.wait()
        return once()

    with ThreadPoolExecutor(THREADS) as pool:
        asked = list(pool.map(ask, range(THREADS)))
    assert asked == loaded * THREADS


def test_threads_that_share_a_pipeline_find_the_same(stages: Pipeline) -> None:
    texts = [REPORT, REPORT.replace("Ida Holm", "Tom Arvid"), REPORT.replace("bridge", "ferry")] * 4
    articles = [from_text(text, str(number)) for number, text in enumerate(texts)]
    with ThreadPoolExecutor(THREADS) as pool:
        beside = list(pool.map(lambda article: list(stages([article])), articles))
    assert beside == [[found] for found in stages(articles)]


def test_a_stage_loads_nothing_before_it_is_used_and_is_sent_without_its_model() -> None:
    script = (
        "import pickle, sys; from onrecord.pipeline import pipeline;"
        "stages = pipeline(); stages.versions; sent = pickle.dumps(stages);"
        "assert len(sent) < 10_000, len(sent);"
        "assert not {'spacy', 'onnxruntime'} & set(sys.modules), 'loaded before it is needed'"
    )
    subprocess.run([sys.executable, "-c", script], check=True)


def test_a_pipeline_that_is_sent_finds_the_same(stages: Pipeline) -> None:
    chosen = stages.only("network", "attribution")
    articles = [from_text(REPORT, "test")]
    found = list(chosen(articles))
    assert found[0].statements  # it is loaded when it is sent
    assert list(pickle.loads(pickle.dumps(chosen))(articles)) == found  # noqa: S301


def test_versions_cover_a_room_and_what_it_rests_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    house = tmp_path / "house"
    for folder in ("", "room", "room/inner", "room/notes", "above", "beside"):
        (house / folder).mkdir()
    for folder in ("", "room", "room/inner", "above", "beside"):
        (house / folder / "__init__.py").write_text("")
    (house / "room" / "rules.py").write_text("from house.above import words\n")
    (house / "above" / "words.py").write_text("def f():\n    from house import nouns, name\n")
    monkeypatch.syspath_prepend(tmp_path)
    (house / "nouns.py").write_text("1\n")
    before = versions.version("4", "house.room")
    assert before.startswith("4+")
    for name, counts in (
        ("room/__init__.py", True),
        ("room/words.json", True),
        ("room/inner/__init__.py", True),
        ("above/words.json", True),
        ("nouns.py", True),
        ("room/notes/old.py", False),
        ("room/README.md", False),
        ("beside/rules.py", False),
        ("other.py", False),
    ):
        (house / name).write_text("2\n")
        after = versions.version("4", "house.room")
        assert (after != before) == counts, name
        before = after
    (house / "nouns.py").write_bytes(b"2\r\n")  # as a checkout on Windows has it
    assert versions.version("4", "house.room") == before


def test_other_weights_are_another_version_and_damaged_ones_are_told(tmp_path: Path) -> None:
    model = tmp_path / "model"
    shutil.copytree(str(MODEL), model)
    assert Network(model).version == Network().version
    weights = bytearray((model / "tagger.onnx").read_bytes())
    weights[len(weights) // 2] ^= 1
    (model / "tagger.onnx").write_bytes(weights)
    with pytest.raises(SetupError, match=r"tagger\.onnx: the file is damaged"):
        list(Pipeline([Network(model)])([from_text(REPORT, "test")]))
    settings = json.loads((model / "settings.json").read_text())
    (model / "settings.json").write_text(json.dumps({**settings, "weights": "0" * 64}))
    assert Network(model).version != Network().version


def test_every_stage_has_a_version_of_its_own(stages: Pipeline) -> None:
    made = [version.partition("+")[2] for version in stages.versions.values()]
    assert all(made) and len(set(made)) == len(made)
    assert Parser().version == stages.versions["parsing"]
    assert Dates().version == stages.versions["dates"]
