"""The way from marked articles to the reader and the choosers, on an encoder of no size."""

from __future__ import annotations

import json
import random
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("torch", reason="training needs PyTorch: pip install 'onrecord[train]'")
pytest.importorskip("transformers", reason="training needs pip install 'onrecord[train]'")
pytest.importorskip("onnx", reason="training needs pip install 'onrecord[train]'")

from training.meaning.__main__ import make
from training.meaning.articles import Prepared, acts_alone, marked, prepared, renamed
from training.meaning.cases import UNKNOWN, cases
from training.meaning.choosing import read
from transformers import MPNetConfig, MPNetModel

from onrecord.entities import Entities
from onrecord.meaning import ACTS, Chooser
from onrecord.network.tagger import DEPTH

PEOPLE = ("Ida Holm", "Mara Lind", "Chris Roark", "Julia Halvey")
SAID = {
    "accuse": "accused {} of hiding the accident",
    "endorse": "praised {} for the new bridge",
    "commit": "promised {} to repair the old quay",
}
PLAN: dict[str, Any] = {
    "version": "test-1",
    "rounds": [{"worlds": False, "acts": False, "epochs": 2, "rate": 1e-3}],
    "learning": {"statements": 8, "seed": 1},
}


def report(number: int) -> tuple[dict[str, Any], dict[str, Any]]:
    """A report of three statements with everything marked."""
    chance = random.Random(number)
    text, attributions, marks = "", [], {}
    for key, act in enumerate(chance.choices(list(SAID), k=3)):
        speaker, target = chance.sample(PEOPLE, 2)
        words = SAID[act].format(target)
        cue = words.split()[0]
        start = len(text)
        text += f"{speaker} {words}.\n\n"
        at = start + len(speaker) + 1
        spans = ([start, at - 1], [at, at + len(cue)], [at + len(cue) + 1, at + len(words)])
        roles = ("source", "cue", "content")
        attributions.append({"id": f"E{key}"} | {r: [s] for r, s in zip(roles, spans, strict=True)})
        marks[f"E{key}"] = {
            "act": act, "speaker": speaker, "speaker_type": "person", "target": target,
        }  # fmt: skip
    return {"id": f"report {number}", "text": text, "attributions": attributions}, marks


@pytest.fixture(scope="module")
def articles() -> list[Prepared]:
    return list(prepared(report(number) for number in range(20)))


@pytest.fixture(scope="module")
def encoder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An encoder that knows nothing, of two thin layers."""
    home = tmp_path_factory.mktemp("encoder")
    MPNetModel(
        MPNetConfig(
            vocab_size=8,
            hidden_size=DEPTH,
            num_hidden_layers=2,
            num_attention_heads=2,
            intermediate_size=32,
        )
    ).save_pretrained(home)
    return home


def test_other_names_stand_where_the_names_stood(articles: list[Prepared]) -> None:
    article = marked(articles[0])
    other = renamed(article, ["Aakroyd", "Bo"], random.Random(1))
    assert other.text != article.text
    for before, after in zip(article.statements, other.statements, strict=True):
        for span in (*after.source, *after.cue, *after.content):
            assert other.text[span.start : span.end] == span.text
        assert [span.text for span in after.cue] == [span.text for span in before.cue]
    for mention in other.mentions:
        assert other.text[mention.at :].startswith(("Aakroyd", "Bo"))


def test_a_case_knows_who_is_right(articles: list[Prepared]) -> None:
    article = marked(articles[0])
    for case, mark in zip(cases(article), article.marks, strict=True):
        assert ACTS[case.act] == mark["act"]
        assert case.type != UNKNOWN
        assert [article.names[number] for number in case.targets or ()] == [mark["target"]]
        assert [article.names[number] for number in case.sources or ()] == [mark["speaker"]]


def test_of_some_articles_acts_and_targets_alone_are_marked(tmp_path: Path) -> None:
    row, marks = report(1)
    (tmp_path / "corpus.jsonl").write_text(json.dumps(row) + "\n", encoding="utf-8")
    lines = [f"{row['id']}\t{key}\t{mark['act']}\t{mark['target']}" for key, mark in marks.items()]
    (tmp_path / "acts.tsv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    [found] = prepared(acts_alone(tmp_path / "corpus.jsonl", tmp_path / "acts.tsv"))
    for case, mark in zip(cases(marked(found)), marks.values(), strict=True):
        assert (ACTS[case.act], case.type, case.sources) == (mark["act"], UNKNOWN, None)
        assert case.targets


def test_what_is_trained_can_be_used(
    articles: list[Prepared], encoder: Path, tmp_path: Path
) -> None:
    plan = PLAN | {"encoder": str(encoder), "layers": [1]}
    model, paths = tmp_path / "model", (tmp_path / "sources.json", tmp_path / "targets.json")
    make(plan, articles, [], [], tmp_path / "work", model, paths)
    stage = Entities(model)
    assert len(read(articles[0], stage).readings) == 3
    assert all(Chooser(path).sharpness > 0 for path in paths)
    log = (tmp_path / "work" / "log.txt").read_text("utf-8")
    assert "epoch 2: held: acts" in log
    make(plan, articles, [], [], tmp_path / "work", model, paths)
    assert "going on from epoch 2" in (tmp_path / "work" / "log.txt").read_text("utf-8")
