"""The way from pairs of statements to the comparer, on an encoder of no size."""

from __future__ import annotations

import random
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("torch", reason="training needs PyTorch: pip install 'onrecord[train]'")
pytest.importorskip("transformers", reason="training needs pip install 'onrecord[train]'")
pytest.importorskip("onnx", reason="training needs pip install 'onrecord[train]'")

from tokenizers import Tokenizer, models, normalizers, pre_tokenizers, trainers
from training.positions import __main__ as making
from training.positions import pairs, steps, worlds
from training.positions.learning import BLANK, Plan, Reading, epoch, rightness
from training.positions.pairs import Pair, Words
from transformers import MPNetConfig, MPNetModel

from onrecord.positions import DONE, LATER, RELATIONS, STANCES, Comparer
from onrecord.positions.excerpts import CLOSING, OPENING

LEARNING = {"epochs": 2, "still": 1, "rate": 1e-3, "pairs": 8, "seed": 1}
PLAN: dict[str, Any] = {
    "version": "test-1",
    "layers": 2,
    "pieces": 300,
    "worlds_held": ["works"],
    "sets_held": ["courses"],
    "onwards": {"epochs": 1},
    "learning": LEARNING,
}


@pytest.fixture(scope="module")
def encoder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An encoder that knows nothing, with a tokenizer for the pairs."""
    home = tmp_path_factory.mktemp("encoder")
    tokenizer = Tokenizer(models.WordPiece(unk_token="[UNK]"))  # noqa: S106
    tokenizer.normalizer = normalizers.BertNormalizer()
    tokenizer.pre_tokenizer = pre_tokenizers.BertPreTokenizer()
    unused = [f"[unused{number}]" for number in range(100)]
    special = ["<s>", "<pad>", "</s>", "<unk>", *unused, "[UNK]"]
    trainer = trainers.WordPieceTrainer(vocab_size=400, special_tokens=special)
    tokenizer.train_from_iterator([pair.later.content for pair in pairs.marked()[:50]], trainer)
    assert (tokenizer.token_to_id("<s>"), tokenizer.token_to_id("</s>")) == (OPENING, CLOSING)
    assert tokenizer.token_to_id("[UNK]") == BLANK
    tokenizer.save(str(home / "tokenizer.json"))
    MPNetModel(
        MPNetConfig(
            vocab_size=tokenizer.get_vocab_size(),
            hidden_size=32,
            num_hidden_layers=3,
            num_attention_heads=2,
            intermediate_size=32,
        )
    ).save_pretrained(home)
    return home


def test_every_line_of_our_sets_is_a_pair() -> None:
    for path in pairs.SETS.glob("*.txt"):
        for topic, first, later in pairs.sets(path):
            assert first.content, topic
            assert later, topic
            for relation, words in later:
                assert relation in RELATIONS, (topic, words)
                assert words.content.strip(" |"), topic
                assert words != first, (topic, words)


def test_every_line_written_for_steps_is_one() -> None:
    blocks = [
        block.splitlines()
        for path in steps.LINES.glob("*.txt")
        for block in path.read_text(encoding="utf-8").split("\n## ")[1:]
    ]
    assert len({topic for topic, *_ in blocks}) == len(blocks)
    for topic, *rows in blocks:
        found = [steps.LINE.fullmatch(row) for row in rows if row]
        assert None not in found, topic
        first, *later = [one["relation"] for one in found]
        assert first == "=", topic
        assert {*later} <= {*STANCES}, topic
        assert {one["act"] for one in found} <= {*DONE}, topic
    assert len(list(steps.of_lines())) == sum(len(rows) - rows.count("") - 1 for _, *rows in blocks)


def test_nothing_learns_from_the_worlds_to_measure_on() -> None:
    learned = {folder.name for folder in [*worlds.worlds(), *worlds.unseen()]}
    assert learned.isdisjoint(folder.name for folder in worlds.measured())
    assert "ballot" in learned


def test_no_set_is_there_twice() -> None:
    known = [one for path in pairs.SETS.glob("*.txt") for one in pairs.sets(path)]
    assert max(Counter(first for _, first, _ in known).values()) == 1
    assert max(Counter(topic for topic, _, _ in known).values()) == 1


def test_what_is_held_back_is_there_and_not_learned_from() -> None:
    topics = {*pairs.HELD.read_text(encoding="utf-8").splitlines()}
    assert topics <= {pair.topic for pair in [*pairs.marked(), *pairs.of_sets()]}
    learned, kept, checked = making.material(PLAN)
    assert topics.isdisjoint(pair.topic for pair in learned)
    assert "works" not in {pair.topic for pair in learned}
    assert topics | {"works"} <= {pair.topic for pair in kept}
    held = [pair for name in ("pairs", "sets") for pair in checked[name]]
    assert topics == {pair.topic for pair in held}


@pytest.mark.parametrize("folder", worlds.worlds(), ids=lambda folder: folder.name)
def test_a_world_gives_pairs_of_every_relation(folder: Path) -> None:
    found = worlds.of_world(folder)
    assert {pair.relation for pair in found} == {*RELATIONS}
    assert all(pair.earlier.content and pair.later.content for pair in found)
    assert all(pair.earlier != pair.later for pair in found)


def test_a_pair_the_other_way_round() -> None:
    pair = Pair("t", Words("said", "less"), Words("said", "more"), "hardens", "more")
    turned = pair.turned()
    assert turned == Pair("t", pair.later, pair.earlier, "softens")
    assert Pair("t", pair.earlier, pair.later, "adds").turned() is None


def test_what_could_be_defended_too_is_partly_right() -> None:
    pair = Pair("t", Words("", "a"), Words("", "b"), "adds", also=("softens",))
    right = dict(zip(RELATIONS, rightness(pair).tolist(), strict=True))
    assert right["adds"] > right["softens"] > right["repeats"] > 0
    assert sum(right.values()) == pytest.approx(1)


def test_the_pieces_of_a_pivot_are_marked(encoder: Path) -> None:
    reading = Reading(Tokenizer.from_file(str(encoder / "tokenizer.json")))
    pair = next(pair for pair in pairs.marked() if pair.pivot)
    case = reading.case(pair)
    assert set(case.pivot[case.parts == LATER].tolist()) == {0.0, 1.0}
    assert set(case.pivot[case.parts != LATER].tolist()) == {-1.0}


def test_an_epoch_is_the_same_each_time(encoder: Path) -> None:
    reading = Reading(Tokenizer.from_file(str(encoder / "tokenizer.json")))
    some = pairs.marked()[:40]
    one, again, other = (
        [case.pieces.tolist() for case in epoch(some, reading, Plan(**LEARNING), number)]
        for number in (0, 0, 1)
    )
    assert one == again != other


def test_what_is_trained_can_be_used(
    encoder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    few = random.Random(1).sample(pairs.marked(), 40)
    monkeypatch.setattr(pairs, "marked", lambda: few)
    monkeypatch.setattr(pairs, "of_sets", lambda: few[:20])
    for some in ("worlds", "unseen", "measured"):
        monkeypatch.setattr(worlds, some, list)
    log: list[str] = []
    plan = PLAN | {"encoder": str(encoder)}
    making.make(plan, tmp_path / "work", tmp_path / "model", log.append)
    found = Comparer(tmp_path / "model")("The mill will close.", "The mill stays open.")
    assert found.relation in RELATIONS
    assert any("pairs 0." in line for line in log)
    making.make(plan, tmp_path / "work", tmp_path / "model", log.append, everything=True)
    assert log[-2].startswith("epoch 1")
    making.make(plan, tmp_path / "work", tmp_path / "model", log.append, everything=True)
    assert "going on from epoch 1" in log
